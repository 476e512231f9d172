"""The data sets that pipelines are compared on, and the draws that make some of their intents unknown."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import read_articles
from importer import KnowledgeImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData

from benchmarks.nlu import PROJECT

ROOT = PROJECT.parent
XSID = ROOT.parent / "shared" / "bench" / "xsid-nl"

DRAWS = 10
FEW = 10
"""Examples an intent on which DIET can be trained on our own data within the hour."""
IN_A_DRAW = 40
"""Examples an intent in a draw on our own data: ten trainings on all of them would take hours."""
OUT_OF_SCOPE = "buiten_bereik"


@dataclass(frozen=True)
class Sentence:
    """A text and the intent that is right."""

    text: str
    intent: str


@dataclass(frozen=True)
class DataSet:
    """What a pipeline learns from and is asked.

    `questions` make the accuracy; `commands` and `outside` (texts that are none of our business) are told apart.
    `for_draws` is what a draw learns from before some of its intents are taken away; when empty there are no draws.
    """

    name: str
    training: tuple[Sentence, ...]
    questions: tuple[Sentence, ...]
    commands: tuple[Sentence, ...] = ()
    outside: tuple[Sentence, ...] = ()
    for_draws: tuple[Sentence, ...] = ()
    each_in_a_draw: int | None = None

    def asked(self) -> tuple[Sentence, ...]:
        """All that is asked, in the order of the fields."""
        return self.questions + self.commands + self.outside

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when what is learned or asked changes."""
        parts = (self.training, self.questions, self.commands, self.outside)
        rows = [[(one.text, one.intent) for one in part] for part in parts]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Draw:
    """A training without some intents; a question whose intent it does not know should get less confidence."""

    training: tuple[Sentence, ...]
    known: frozenset[str]


def draws(data: DataSet, seeds: Sequence[int] = range(DRAWS)) -> list[Draw]:
    """One draw a seed, each without a quarter of the intents (rounded down, at least one)."""
    intents = sorted({one.intent for one in data.for_draws})
    found = []
    for seed in seeds:
        hidden = random.Random(seed).sample(intents, max(1, len(intents) // 4))  # noqa: S311 - to draw
        known = frozenset(intents) - set(hidden)
        training = tuple(one for one in data.for_draws if one.intent in known)
        if data.each_in_a_draw:
            training = few(training, data.each_in_a_draw, seed)
        found.append(Draw(training, known))
    return found


def few(sentences: Sequence[Sentence], each: int, seed: int) -> tuple[Sentence, ...]:
    """At most `each` sentences of every intent, drawn at random, in the order in which they stood."""
    by_intent: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sentences):
        by_intent[one.intent].append(place)
    draw = random.Random(seed)  # noqa: S311 - to draw
    kept = {place for own in by_intent.values() for place in draw.sample(own, min(each, len(own)))}
    return tuple(one for place, one in enumerate(sentences) if place in kept)


def xsid(folder: Path = XSID) -> DataSet:
    """xSID in Dutch: 300 sentences to learn from, 500 to be asked. Raises OSError when the files are not there."""
    training = read_conll(folder / "nl.valid.conll")
    return DataSet("xsid-nl", training, read_conll(folder / "nl.test.conll"), for_draws=training)


def read_conll(path: Path) -> tuple[Sentence, ...]:
    """The lines `# text = ` and the `# intent = ` after each. A slash means something to Rasa, so it becomes a dot."""
    found, text = [], ""
    for line in path.read_text("utf-8").splitlines():
        name, _, value = line.partition(" = ")
        if name == "# text":
            text = value.strip()
        elif name == "# intent":
            found.append(Sentence(text, value.strip().replace("/", ".")))
    return tuple(found)


def ours() -> DataSet:
    """All that the shipped model learns from, read as Rasa reads it, and the frozen test set. Raises KnowledgeError."""
    training = _sentences(KnowledgeImporter(training_data_paths=[str(PROJECT / "data")]).get_nlu_data())
    asked = _sentences(load_data(str(PROJECT / "tests" / "test.yml")))
    topics = {article.id for article in read_articles()}
    return DataSet(
        "ours",
        training,
        questions=tuple(one for one in asked if one.intent in topics),
        commands=tuple(one for one in asked if one.intent not in {*topics, OUT_OF_SCOPE}),
        outside=tuple(one for one in asked if one.intent == OUT_OF_SCOPE),
        for_draws=tuple(one for one in training if one.intent in topics),
        each_in_a_draw=IN_A_DRAW,
    )


def ours_few(data: DataSet) -> DataSet:
    """Our own data with FEW examples an intent, and no draws."""
    return DataSet("ours-few", few(data.training, FEW, seed=0), data.questions, data.commands, data.outside)


def _sentences(training_data: TrainingData) -> tuple[Sentence, ...]:
    return tuple(Sentence(one.get("text"), one.get("intent")) for one in training_data.intent_examples)
