"""Signals in an account of a visit: which hold now, for who was visited, and in which sentence that was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import exp
from pathlib import Path

from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.language import ngrams, stems
from bot.language.models import fingerprint, keep_arrays, load_arrays
from bot.language.ngrams import restored
from bot.language.signals import examples, marks, model, segments
from bot.language.signals.examples import read_signal_examples, signal_files
from bot.language.signals.model import MARKS, SignalModel, soft_best
from bot.language.signals.segments import Kind
from bot.language.vectors import SentenceVectors

__all__ = [
    "SURE",
    "Bars",
    "FoundSignal",
    "SignalReader",
    "confidence",
    "open_signals",
]


@dataclass(frozen=True)
class Bars:
    """From which score a signal is read, and from which one that asks for action today is at least asked about."""

    read: float
    asked: float


BARS = Bars(read=-1.3, asked=-2.9)
"""Chosen by cross-validation on the accounts that are learned from (`python -m benchmarks.accounts --fit`): the best
F1, and of what asks for action today 97 in 100 found."""

SURE = 0.35
"""From this confidence a signal is read: most begin at 0.5 by their bar, what asks for action today here. From less
it is given too, for a question. Chosen on the validation set, where none of those is missed."""


@dataclass(frozen=True)
class FoundSignal:
    """A signal, how sure the reading is (0 to 1, see SURE), and the sentence in which it was read."""

    code: str
    confidence: float
    sentence: str

    @property
    def sure(self) -> bool:
        """Whether it is read, and not only asked about."""
        return self.confidence >= SURE


def confidence(score: float) -> float:
    """How sure a score is, 0 to 1: the bar for most signals is 0.5."""
    return round(1 / (1 + exp(BARS.read - score)), 4)


class SignalReader:
    """Reads accounts with what was learned. `today` are the signals that ask for action today."""

    def __init__(self, model: SignalModel, today: Collection[str], vectors: SentenceVectors) -> None:
        self._model = model
        self._bars = [BARS.asked if code in today else BARS.read for code in model.codes]
        self._vectors = vectors

    def read(self, text: str) -> tuple[FoundSignal, ...]:
        """Each signal once, with the sentence that shows it best, in the order of `signals.yml`.

        Below SURE come only those that ask for action today.
        """
        found = segments.segments(text)
        if not found:
            return ()
        scores = self._model.scores(found, self._vectors)
        best, _ = soft_best(scores, [len(found)])
        shows = scores[[row for row, segment in enumerate(found) if segment.kind != Kind.WHOLE]].argmax(axis=0)
        return tuple(
            FoundSignal(code, confidence(float(score)), found[int(row)].sentence)
            for code, score, bar, row in zip(self._model.codes, best[0], self._bars, shows, strict=True)
            if score >= bar
        )


def open_signals(knowledge: Knowledge, folder: Path, kept: Path, vectors: SentenceVectors) -> SignalReader:
    """The reader of the present examples: from the folder with models, or learned now and kept there.

    Learning takes about a minute. Where nothing can be kept it is learned at every start. Raises KnowledgeError.
    """
    code = (Path(module.__file__ or "") for module in (ngrams, stems, examples, marks, model, segments))
    learning = (Path(__file__).with_name("learning.py"), Path(ngrams.__file__).with_name("ngram_learning.py"))
    files = (*code, *learning, *signal_files(folder))
    file = kept / f"signals-{fingerprint(files, also=' '.join(knowledge.signals))}.npz"
    learned = _load(file)
    if learned is None:
        from bot.language.signals.learning import features_of, learn  # here: scikit-learn is heavy, and rarely needed

        features = features_of(read_signal_examples(knowledge, folder), vectors)
        learned = learn(features, range(len(features.holds)))
        _keep(learned, file)
    today = {signal.code for signal in knowledge.signals.values() if signal.level == ACT_TODAY}
    return SignalReader(learned, today, vectors)


def _load(file: Path) -> SignalModel | None:
    arrays = load_arrays(file)
    if arrays is None:
        return None
    try:
        return SignalModel(
            tuple(arrays["codes"].tolist()),
            restored(arrays),
            restored(arrays, MARKS),
            arrays["weights"],
            arrays["dense"],
        )
    except KeyError:
        return None


def _keep(model: SignalModel, file: Path) -> None:
    own = {"codes": list(model.codes), "weights": model.weights, "dense": model.dense}
    keep_arrays({**own, **model.ngrams.arrays(), **model.marks.arrays()}, file)
