"""The decisions: each has its parts, fits on a page, and stands in the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import ROOT

FOLDER = ROOT / "docs" / "decisions"
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "Consequences"]
MEASURED = "What was measured"
PAGE = 60
"""Lines."""


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_it_has_its_parts_and_fits_on_a_page(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith(f"# {file.name[:4]} ")
    assert re.search(r"^Status: (accepted|replaced by \[\d{4}\]\(.+\)), \d{4}-\d{2}\.$", text, re.MULTILINE)
    assert [part for part in re.findall(r"^## (.+)$", text, re.MULTILINE) if part != MEASURED] == PARTS
    assert len(text.splitlines()) <= PAGE


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_what_was_measured_says_where(file: Path) -> None:
    measured = file.read_text("utf-8").partition(f"## {MEASURED}")[2]
    assert not measured or re.search(r"\]\(\.\./[a-z-]+\.md", measured)


def test_the_index_has_them_all_by_their_titles() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")
    titles = {
        file.name: file.read_text("utf-8").partition("\n")[0].removeprefix(f"# {file.name[:4]} ") for file in DECISIONS
    }
    assert re.findall(r"^\| \d{4} \| \[(.+?)\]\((.+?)\)", index, re.MULTILINE) == [
        (title, name) for name, title in titles.items()
    ]
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
