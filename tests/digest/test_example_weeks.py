"""The weeks in docs/weekoverzicht.md are what the program makes of the invented visits today."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import example_weeks
from bot.knowledge import Knowledge

HOW = "run `make docs`, look at the pictures, and commit them"


async def test_the_weeks_in_the_documentation_are_of_today(knowledge: Knowledge, tmp_path: Path) -> None:
    found = await example_weeks.examples(knowledge, tmp_path / "weeks.db")
    assert json.loads(example_weeks.FIGURES.read_text("utf-8")) == example_weeks.figures_of(found), HOW
    assert example_weeks.PAGE.read_text("utf-8") == example_weeks.page_of(found), HOW
    counts = example_weeks.figures_of(found)["volle-week"]["counts"]
    assert counts["visits"] > 30 and min(count for count in counts.values() if count is not None) >= 5
