"""What no column of PostgreSQL takes (null characters, half emoji, numbers too large) never gets to one."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.message import Kind
from tests.databases import POSTGRESQL, Databases
from tests.fuzz.wild import Wild

WITH_NUMBERS = ("change", "withdraw", "people:one", "duty", "curate:undo", "case", "cases", "report", "tie")
BEHIND = {"duty": ":days", "curate:undo": ":valrisico"}
HARD = ("\x00", "\ud800", "9" * 64, "3000000000")
COMMANDS = ("vrijwilligers", "open", "week", "start", "dienst", "instellen")


def test_nothing_that_comes_in_breaks_a_turn(
    databases: Databases, tmp_path: Path, knowledge: Knowledge, reader: Reader
) -> None:
    with databases.empty(POSTGRESQL) as database:
        town = Wild(tmp_path / "town.db", knowledge, reader, database.url)
        try:
            town.settle()
            for name in WITH_NUMBERS:
                for argument in HARD:
                    town.sends("beheer", Kind.BUTTON, f"{name}:{argument}{BEHIND.get(name, '')}")
            for text in HARD:
                town.sends("gast", Kind.TEXT, text)
                for command in COMMANDS:
                    town.sends("beheer", Kind.TEXT, f"/{command} {text}")
            town.check()
        finally:
            town.close()
