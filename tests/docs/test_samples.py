"""What the documentation shows of the program, the program says: conversations, messages, lists and numbers."""

from __future__ import annotations

import json
import logging
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from benchmarks import readme_sample
from benchmarks.marked import rewritten
from bot.__main__ import parser
from bot.check import check_knowledge, report
from bot.dialogue.handlers import COMMANDS
from bot.dialogue.texts import ask as ask_texts
from bot.dialogue.texts import case_typed as case_texts
from bot.dialogue.texts import start as start_texts
from bot.knowledge import Knowledge
from bot.monitoring.logs import JsonLines
from bot.settings import ROOT
from bot.store.limits import LIMITS, Counted
from bot.store.models import Base
from bot.store.purge import TERMS
from bot.store.reports import LONGEST_NOTE
from bot.store.role import Role
from tests.docs.documents import documentation
from tests.docs.test_commands import BOT_COMMANDS
from tests.journeys.test_cases import reports
from tests.journeys.town import Town

README = (ROOT / "README.md").read_text("utf-8")
KEEPING = ROOT / "docs" / "kennis-bijhouden.md"
COORDINATORS = (ROOT / "docs" / "handleiding-coordinator.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
TODAY = date(2026, 11, 23)


def test_the_conversation_in_the_readme_is_what_the_bot_says(knowledge: Knowledge) -> None:
    """That it answers this question so with Rasa there is tests/live/test_rasa.py."""
    shown = readme_sample.conversation(knowledge)
    assert rewritten(README, readme_sample.BEGIN, readme_sample.END, shown) == README, "run `make docs`"
    assert shown.count("`[") >= 5 and readme_sample.QUESTION in shown


# The guide for who keeps the knowledge base.


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The knowledge base and the example questions, where a test may change them."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    (tmp_path / "rasa_project").mkdir()
    shutil.copytree(ROOT / "rasa_project" / "data", tmp_path / "rasa_project" / "data")
    return tmp_path


def block(document: Path, language: str, word: str) -> str:
    """The block with this word in it."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", document.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (text,) = [text for _, text in found if word in text]
    return str(text)


def said_by_check(folder: Path) -> list[str]:
    return list(report(check_knowledge(folder / "knowledge", TODAY), TODAY))


def test_the_mistake_in_the_guide_is_told_so(copied: Path) -> None:
    article = copied / "knowledge" / "signalen" / "rouw.md"
    text = article.read_text("utf-8")
    article.write_text(re.sub(r"^see_also: \[\S+?,", "see_also: [lotgenoten,", text, flags=re.MULTILINE), "utf-8")
    told = "\n".join(said_by_check(copied)).replace(f"{copied}/", "")
    shown = block(KEEPING, "", "problem(s)")
    assert told.startswith(shown.strip())


def test_the_article_the_questions_and_the_opening_in_the_guide_can_be_added(
    copied: Path, knowledge: Knowledge
) -> None:
    count = len(knowledge.articles)
    guide = KEEPING.read_text("utf-8")
    assert f"`articles   {count} of {count} all well`" in guide and f"`{count + 1} of {count + 1}`" in guide
    folder = copied / "knowledge" / "oplossingen"
    (folder / "samen-tuinieren.md").write_text(block(KEEPING, "markdown", "id: samen-tuinieren"), "utf-8")
    questions = copied / "rasa_project" / "data" / "questions" / "oplossingen" / "samen-tuinieren.yml"
    questions.write_text(block(KEEPING, "yaml", "intent: samen-tuinieren"), "utf-8")
    with (copied / "knowledge" / "initiatives.yml").open("a", encoding="utf-8") as initiatives:
        initiatives.write("\n" + block(KEEPING, "yaml", "koffie-aan-de-kerk"))
    visit = copied / "knowledge" / "visit.yml"
    opening = block(KEEPING, "yaml", "Wat een mooie tuin").rstrip()
    visit.write_text(visit.read_text("utf-8").replace("openings:\n", f"openings:\n{opening}\n"), "utf-8")
    said = said_by_check(copied)
    assert said[0] == f"articles   {count + 1} of {count + 1} all well"
    assert any(f"{len(knowledge.visit.openings) + 1} openings" in line for line in said)
    assert any("fewer than 120 for 1: samen-tuinieren" in line for line in said)


# The guide for coordinators, and what else is typed in the chat.

TYPED = re.findall(r"\*\*(/[^*]+)\*\*", re.sub(r"\s+", " ", COORDINATORS))
MOVES = re.findall(r"^\| \*\*([^*]*merel-fiets-42[^*]*)\*\*", COORDINATORS, re.MULTILINE)
NOT_HEARD = (start_texts.NOT_UNDERSTOOD["command"], start_texts.FAILED, ask_texts.UNKNOWN.partition("\n")[0])


async def test_what_coordinators_are_told_to_type_is_understood(town: Town) -> None:
    els = await town.meets("els", Role.COORDINATOR, "hoensbroek")
    assert len(TYPED) > 15
    for command in TYPED:
        await els.says(command)
        assert els.replies, command
        els.does_not_see(*NOT_HEARD)


async def test_what_they_type_with_a_code_does_what_the_guide_says(town: Town) -> None:
    await town.meets("truus", Role.VOLUNTEER)
    els = await town.meets("els", Role.COORDINATOR)
    code = await reports(town, "truus")
    unclear = case_texts.UNCLEAR.partition("{")[0]
    assert len(MOVES) >= 7
    for typed in MOVES:
        await els.says(typed.replace("merel-fiets-42", code))
        assert els.replies, typed
        els.does_not_see(unclear, case_texts.CANNOT, *NOT_HEARD)
        await els.says("stop")


def test_what_is_typed_in_the_chat_is_known() -> None:
    """Commands in backticks, in any document. What stands on a path of HTTP is something else."""
    addresses = {"/metrics", "/version", "/health", "/model"}
    for document in documentation():
        for span in document.spans():
            if (command := re.fullmatch(r"/([a-z_]+)(?: .*)?", span.text)) is not None:
                assert command[1] in COMMANDS or f"/{command[1]}" in addresses, span


# What the README and the guide for operations list.


def test_every_command_of_the_bot_is_in_the_readme_and_no_other() -> None:
    listed = re.findall(r"^\| `python -m bot ([a-z-]+)", README, re.MULTILINE)
    assert sorted(listed) == sorted(set(BOT_COMMANDS.findall(parser().format_help())))


def test_every_target_of_make_is_explained() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [name for name in targets if not re.search(rf"`(?:make )?{name}`|^make {name}\b", told, re.MULTILINE)] == []


def test_the_numbers_in_the_readme_are_those_of_the_program(knowledge: Knowledge) -> None:
    words = re.sub(r"\s+", " ", README)
    may = {what: limit.times for what, limit in LIMITS.items()}
    assert f"from {len(knowledge.articles)} articles" in words
    assert (
        f"One person can send {may[Counted.SENT]} messages and tap {may[Counted.TAPPED]} times a minute, ask "
        f"{may[Counted.ASKED]} questions an hour, report {may[Counted.REPORTED]} visits and try five codes a day"
    ) in words
    assert may[Counted.GUESSED] == 5
    days = {what: term.length.days for what, term in TERMS.items()}
    assert f"notes after {days['notes']} days, digests after {days['digests']}, reports" in words
    assert days["notes"] == 90 and f"({LONGEST_NOTE} characters, 90 days, sealed)" in words


def test_the_line_of_the_log_is_as_the_log_writes_it() -> None:
    (shown,) = re.findall(r"^```json\n(.*?)\n```", OPERATIONS, re.MULTILINE | re.DOTALL)
    told = json.loads(shown)
    level = logging.getLevelNamesMapping()[told["level"]]
    record = logging.makeLogRecord({"name": told["logger"], "levelno": level, "levelname": told["level"]})
    record.msg = told["event"]
    made = json.loads(JsonLines().format(record))
    assert [*made] == [*told] and {**made, "time": told["time"]} == told
    assert re.fullmatch(r"[\dT:-]+\.\d{3}\+00:00", made["time"]) and re.fullmatch(
        r"[\dT:-]+\.\d{3}\+00:00", told["time"]
    )
    said = told["event"].partition(" (")[0]
    assert said in (ROOT / f"{told['logger'].replace('.', '/')}.py").read_text("utf-8")


def test_every_table_of_the_database_is_explained_and_no_other() -> None:
    kept = (
        (ROOT / "docs" / "privacy.md")
        .read_text("utf-8")
        .partition("## Alles wat wordt bewaard")[2]
        .partition("\n## ")[0]
    )
    explained = set(re.findall(r"^\| `([a-z_]+)` \|", kept, re.MULTILINE))
    assert explained == set(Base.metadata.tables)


SETTING = re.compile(r"(?:TELEGRAM|WEB|RASA|OPMERKZAAM|DATABASE|DIGEST|METRICS|WEBHOOK|MINIMUM|DATA|KNOWLEDGE)_[A-Z_]+")


def test_every_setting_that_is_named_is_one() -> None:
    known = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)) | {
        "TEST_DATABASE_URL"
    }
    spans = [span for document in documentation() for span in document.spans() if "TEST_" not in span.text]
    named = {name for span in spans for name in SETTING.findall(span.text)}
    assert {"WEB_URL", "TELEGRAM_BOT_TOKEN"} < named
    assert named - known == set()
