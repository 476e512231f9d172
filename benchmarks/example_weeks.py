"""A full and a quiet week of invented visits, as coordinators and others see them: docs/weekoverzicht.md.

Run as `python -m benchmarks.example_weeks`. The visits are those of `demo-data`; beside the pictures stand the figures
that they were made of, which a test counts anew.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.demo import REPORTS, fill
from bot.digest.compose import Composer
from bot.digest.page import digest_text
from bot.digest.pdf import pages
from bot.digest.picture import picture
from bot.digest.shared import SharedWeek
from bot.digest.sheet import sheet
from bot.digest.week import Week
from bot.knowledge import Knowledge, load_knowledge
from bot.language.opening import open_groups
from bot.markup import to_plain
from bot.settings import MINIMUM_CELL, ROOT
from bot.store.database import Store
from bot.store.vault import Vault

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday 23 November 2026, 08:00 in Heerlen."""

WEEKS = {"volle-week": Week(2026, 47), "rustige-week": Week(2025, 52)}
TITLES = {"volle-week": "Een volle week", "rustige-week": "Een rustige week: Kerst"}
FOLDER = ROOT / "docs" / "weekoverzicht"
FIGURES = FOLDER / "figures.json"
PAGE = ROOT / "docs" / "weekoverzicht.md"
PPI = 90
"""Of the pages: they can be read on a screen."""

INTRODUCTION = """\
# Het weekoverzicht

Zo ziet het overzicht eruit dat een coördinator op maandag om acht uur krijgt. Alle bezoeken hieronder zijn verzonnen
(`python -m bot demo-data`). De tekst is voor de coördinator zelf. Het plaatje en de pagina's mogen worden doorgegeven:
daar staat geen aantal onder de vijf in, en ook geen aantal waaruit je zo'n klein aantal kunt uitrekenen. Hoe dat werkt,
staat in [digest.md](digest.md).

Deze pagina en de plaatjes zijn gemaakt met `make docs`.
"""


@dataclass(frozen=True)
class Example:
    """One week: what the coordinator reads, and what others may see."""

    text: str
    shared: SharedWeek


async def examples(knowledge: Knowledge, file: Path) -> dict[str, Example]:
    """The weeks, counted in a new database."""
    store = Store(f"sqlite+aiosqlite:///{file}", Vault("for invented visits only"))
    groups = open_groups(knowledge, ROOT / "knowledge")
    composer = Composer(knowledge, groups.of, MINIMUM_CELL)
    found = {}
    try:
        await store.upgrade()
        await fill(store, knowledge, REPORTS, NOW)
        for name, week in WEEKS.items():
            async with store.work() as work:
                story = await composer.story(work, week, NOW, (), None)
                shared = await composer.shared(work, week, NOW)
            found[name] = Example(to_plain(digest_text(story, knowledge)), shared)
    finally:
        await store.close()
    return found


def figures_of(examples: Mapping[str, Example]) -> dict[str, Any]:
    """What the pictures and pages were made of: their counts, and a digest of everything that stands on them."""
    return {
        name: {
            "week": str(example.shared.week),
            "drawn": hashlib.sha256(json.dumps(sheet(example.shared), sort_keys=True).encode()).hexdigest(),
            "counts": {
                line.code: line.count
                for table in example.shared.tables
                for line in (*((table.total,) if table.total else ()), *table.lines)
            },
            "trend": [[str(one.week), one.visits, one.noticed, one.visits_last_year] for one in example.shared.trend],
        }
        for name, example in examples.items()
    }


def page_of(examples: Mapping[str, Example]) -> str:
    """The page, without looking at the pictures."""
    parts = [INTRODUCTION]
    for name, example in examples.items():
        quoted = "\n".join(f"> {line}  " for line in example.text.splitlines())
        shown = "\n".join(
            f"![Bladzijde {number} van de PDF]({FOLDER.name}/{name}-{number}.png)\n"
            for number in range(1, len(pages(example.shared, PPI)) + 1)
        )
        picture = f"![Het plaatje van {TITLES[name].lower()}]({FOLDER.name}/{name}.png)"
        parts.append(f"## {TITLES[name]}\n\n{quoted}\n\n{picture}\n\n{shown}")
    return "\n".join(parts)


def main() -> None:
    """Makes the page, its pictures and their figures."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(examples(load_knowledge(ROOT / "knowledge"), Path(folder) / "weeks.db"))
    FOLDER.mkdir(exist_ok=True)
    for name, example in found.items():
        (FOLDER / f"{name}.png").write_bytes(picture(example.shared))
        for number, content in enumerate(pages(example.shared, PPI), 1):
            (FOLDER / f"{name}-{number}.png").write_bytes(content)
    FIGURES.write_text(json.dumps(figures_of(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(page_of(found), "utf-8")


if __name__ == "__main__":
    main()
