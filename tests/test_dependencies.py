"""What we build on may be used and passed on beside a program under EUPL-1.2."""

from __future__ import annotations

import pytest

from benchmarks.dependencies import BOT, RASA, Package, doubtful, held_back, installed


@pytest.mark.parametrize("environment", [BOT, RASA], ids=["bot", "Rasa"])
def test_no_licence_forbids_it(environment: tuple) -> None:
    packages = installed(*environment)
    assert len(packages) > 50
    assert doubtful(packages) == []


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "Proprietary",
        "Other/Proprietary License",
        "SSPL-1.0",
        "MIT with Commons Clause",
        "Free for non-commercial use",
    ],
)
def test_a_licence_that_forbids_it_is_seen(licence: str) -> None:
    package = Package("x", "1", licence)
    assert doubtful([package]) == [package]


def test_what_rasa_holds_back_is_known() -> None:
    allowed = {package.name: asked for package, asked in held_back(installed(*RASA))}
    assert {"tensorflow", "sanic", "sqlalchemy", "scikit-learn"} <= set(allowed)
