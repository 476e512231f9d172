"""A module that is loaded when something uses it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from on_demand import on_demand


@pytest.fixture
def stood_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package whose module `heavy` leaves a file behind when it is loaded; gives that file."""
    package = tmp_path / "a_package"
    package.mkdir()
    (package / "__init__.py").touch()
    loaded = tmp_path / "loaded"
    code = f"from pathlib import Path\n\nPath({str(loaded)!r}).open('x').close()\nWEIGHT = 350\n"
    (package / "heavy.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    on_demand("a_package.heavy")
    yield loaded
    for name in ("a_package", "a_package.heavy"):
        del sys.modules[name]


def test_naming_it_loads_nothing(stood_in: Path) -> None:
    for _ in range(2):
        exec("import a_package.heavy\nfrom a_package import heavy\nimport a_package.heavy as again")
    assert not stood_in.exists()


def test_using_it_loads_it_once(stood_in: Path) -> None:
    from a_package import heavy

    assert [heavy.WEIGHT, heavy.WEIGHT] == [350, 350]  # a second loading would find the file there already
    assert stood_in.exists()
    from a_package.heavy import WEIGHT

    assert WEIGHT == 350
    with pytest.raises(AttributeError):
        heavy.LENGTH  # noqa: B018
