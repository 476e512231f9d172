"""The curator's loop with the real Rasa: what was not understood is tied, exported, learned, and understood."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import build_reader, open_nlu
from bot.curate import export
from bot.knowledge import Knowledge
from bot.knowledge.article import SECTIONS
from bot.knowledge.curated import FILE, FROZEN, LEARNED
from bot.knowledge.examples import read_examples
from bot.language.ladder import Action, Decision
from bot.settings import ROOT, Settings
from bot.store.role import Role
from tests.journeys.test_curate import asks
from tests.journeys.town import Town
from tests.live.processes import RASA_PROJECT, RASA_PYTHON, running_rasa

pytestmark = pytest.mark.live

RIGHT = "vog-en-verzekering"
TOPICS = (RIGHT, "vervoer-en-mobiliteit", "huisdier", "rouw")
COMMANDS = ("begroeting", "bedanken")
EACH = 25
ABOUT_DAMAGE = re.compile("vaas|kapot|stuk|schade|brak|broken|vallen|viel|scherven|servies|kopje|bord", re.IGNORECASE)
"""What the small model does not learn of its own article: only the article's seven questions name a vase."""

ASKED = (
    "het servies van mevrouw ligt in scherven",
    "scherven op de vloer, dat was haar servies",
    "door mij is zijn servies aan scherven",
    "het mooie servies ging bij de koffie aan scherven",
    "ik struikelde en toen lag haar servies in scherven",
    "een kopje van haar servies is nu scherven",
)


def small_project(folder: Path) -> Path:
    """A Rasa project with our pipeline that learns from six intents; gives its folder."""
    project = folder / "rasa_project"
    shutil.copytree(RASA_PROJECT / "components", project / "components", ignore=shutil.ignore_patterns("__pycache__"))
    for file in [*RASA_PROJECT.glob("*.py"), *RASA_PROJECT.glob("*.yml"), RASA_PROJECT / "requirements.txt"]:
        shutil.copy(file, project)
    for part in (LEARNED, FROZEN):
        (folder / part).mkdir()
    for topic in TOPICS:
        section = next(ROOT.glob(f"knowledge/*/{topic}.md")).parent.name
        (folder / "knowledge" / section).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "knowledge" / section / f"{topic}.md", folder / "knowledge" / section)
    examples, _ = read_examples(RASA_PROJECT / "data", {*TOPICS, *COMMANDS})
    blocks = []
    for intent in (*TOPICS, *COMMANDS):
        texts = [one.text for one in examples if one.intent == intent]
        kept = [text for text in texts if intent != RIGHT or not ABOUT_DAMAGE.search(text)][:EACH]
        assert len(kept) == EACH
        blocks.append("\n".join([f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in kept)]))
    (project / "data" / "few.yml").write_text('version: "3.1"\nnlu:\n' + "\n".join(blocks) + "\n", "utf-8")
    return project


def train(project: Path) -> None:
    done = subprocess.run([RASA_PYTHON, project / "train.py"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


async def understood(town: Town, texts: Iterable[str]) -> dict[str, Decision]:
    readings = [await town.reader.read(text) for text in texts]
    assert all(reading.by_nlu for reading in readings)
    return {reading.text: reading.decision for reading in readings}


async def test_what_was_not_understood_is_understood_after_the_next_training(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    few = replace(knowledge, articles={topic: knowledge.articles[topic] for topic in TOPICS})
    project = small_project(tmp_path)
    train(project)
    with running_rasa(tmp_path, project) as rasa:
        settings = Settings(_env_file=None, rasa_url=rasa.url)
        nlu = open_nlu(settings)
        town = Town(tmp_path / "town.db", few, build_reader(settings, few, nlu))
        await town.open()
        try:
            assert await nlu.probe()
            before = await understood(town, ASKED)
            right = Decision(Action.ANSWER, RIGHT)
            assert [text for text, decision in before.items() if decision == right] == []

            # Volunteers ask, and say that it was not what they sought; a coordinator ties it with one tap.
            for number, text in enumerate(ASKED):
                await asks(await town.meets(f"volunteer {number}"), text)
            bea = await town.meets("bea", Role.COORDINATOR)
            await bea.says("/vragen")
            bea.sees("1 van 1", f"{len(ASKED)} vragen")
            await bea.taps("Ander onderwerp")
            await bea.taps(SECTIONS[few.articles[RIGHT].section])
            await bea.taps(few.articles[RIGHT].title)
            bea.sees("Er zijn geen vragen zonder antwoord.")

            made = await export(town.store, few, tmp_path / "knowledge", town.clock())
            assert (made.left_out, list(map(len, made.additions.values()))) == ([], [3, 3])
            rasa.stop()
            train(project)
            rasa.start()
            rasa.waits_until_ready()
            assert await nlu.probe()

            frozen, _ = read_examples(project / "tests", {RIGHT}, pattern=FILE)
            after = await understood(town, ASKED)
            assert {one.text: after[one.text] for one in frozen} == {one.text: right for one in frozen}
            assert after == {text: right for text in ASKED}
        finally:
            await town.close()
            await nlu.close()
