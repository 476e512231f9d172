"""The classifier, and its way into a model file and out again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.calibration import fit_sharpness, probabilities
from components.intent_classifier import LinearIntentClassifier
from components.intent_model import IntentModel, every_fifth
from components.ngrams import fold
from components.sentence_vectors import SentenceVectorFeaturizer

EXAMPLES = {
    "rouw": ("hij mist zijn vrouw", "zij is overleden", "verdriet om haar man", "rouwen", "hij huilt om haar"),
    "schulden": ("geen geld meer", "rekeningen", "blauwe enveloppen", "een deurwaarder", "hij staat rood"),
    "menu": ("menu", "het menu", "laat de knoppen zien", "hoofdmenu graag", "terug naar het begin"),
}
STRANGE = ["", "   ", "é" * 4096, "👵🏽🎉", "\n", "٣٤", "zwxq"]


@pytest.fixture(scope="module")
def featurizer() -> SentenceVectorFeaturizer:
    return SentenceVectorFeaturizer(SentenceVectorFeaturizer.get_default_config(), "vectors")


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


RESOURCE = Resource("classifier")
CONTEXT = ExecutionContext(GraphSchema({}))
CONFIG = LinearIntentClassifier.get_default_config()


@pytest.fixture
def trained(featurizer: SentenceVectorFeaturizer, storage: LocalModelStorage) -> LinearIntentClassifier:
    """A classifier that learned the three intents and was written to storage."""
    data = TrainingData([Message({TEXT: text, INTENT: intent}) for intent, texts in EXAMPLES.items() for text in texts])
    classifier = LinearIntentClassifier.create(CONFIG, storage, RESOURCE, CONTEXT)
    classifier.train(featurizer.process_training_data(data))
    return classifier


def ask(featurizer: SentenceVectorFeaturizer, classifier: LinearIntentClassifier, *texts: str) -> list[Message]:
    return classifier.process(featurizer.process([Message({TEXT: text}) for text in texts]))


def test_it_ranks_every_intent(featurizer: SentenceVectorFeaturizer, trained: LinearIntentClassifier) -> None:
    (message,) = ask(featurizer, trained, "haar man is overleden en ze mist hem")
    ranking = message.get("intent_ranking")
    confidences = [row["confidence"] for row in ranking]
    assert message.get(INTENT) == ranking[0]
    assert ranking[0]["name"] == "rouw"
    assert {row["name"] for row in ranking} == set(EXAMPLES)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1)


def test_a_reloaded_model_gives_the_same_ranking(
    featurizer: SentenceVectorFeaturizer, trained: LinearIntentClassifier, storage: LocalModelStorage
) -> None:
    reloaded = LinearIntentClassifier.load(CONFIG, storage, RESOURCE, CONTEXT)
    texts = ["er ligt een rekening", "mag ik het menu", "huilen", *STRANGE]
    for before, after in zip(ask(featurizer, trained, *texts), ask(featurizer, reloaded, *texts)):
        for old, new in zip(before.get("intent_ranking"), after.get("intent_ranking")):
            assert old["name"] == new["name"]
            assert old["confidence"] == pytest.approx(new["confidence"], abs=0.01)


def test_strange_texts_get_an_answer(featurizer: SentenceVectorFeaturizer, trained: LinearIntentClassifier) -> None:
    for message in ask(featurizer, trained, *STRANGE):
        assert sum(row["confidence"] for row in message.get("intent_ranking")) == pytest.approx(1)


def test_a_text_is_understood_alone_as_it_is_in_a_batch(
    featurizer: SentenceVectorFeaturizer, trained: LinearIntentClassifier
) -> None:
    batch = ask(featurizer, trained, "geen geld", "menu")
    alone = [ask(featurizer, trained, text)[0] for text in ("geen geld", "menu")]
    for together, by_itself in zip(batch, alone):
        assert together.get(INTENT)["confidence"] == pytest.approx(by_itself.get(INTENT)["confidence"], abs=1e-4)


def test_training_twice_gives_the_same_model(featurizer: SentenceVectorFeaturizer) -> None:
    messages = [Message({TEXT: text}) for texts in EXAMPLES.values() for text in texts]
    vectors = np.vstack([m.get_dense_features(TEXT)[1].features for m in featurizer.process(messages)])
    intents = [intent for intent, texts in EXAMPLES.items() for _ in texts]
    texts = [message.get(TEXT) for message in messages]
    first, second = (IntentModel.learn(texts, vectors, intents, 0.5, 0.7) for _ in range(2))
    assert np.array_equal(first.weights, second.weights)
    assert first.sharpness == second.sharpness


TOO_LITTLE = [
    (("rouw",) * 5, "at least two intents"),
    (("rouw", "rouw", "menu"), "five|5 examples"),
]


@pytest.mark.parametrize(("intents", "reason"), TOO_LITTLE)
def test_too_few_examples_are_refused(intents: tuple[str, ...], reason: str) -> None:
    texts = [f"tekst {number}" for number in range(len(intents))]
    with pytest.raises(ValueError, match=reason):
        IntentModel.learn(texts, np.zeros((len(intents), 512), dtype=np.float32), intents, 0.5, 0.7)


def test_two_intents_are_enough() -> None:
    texts = ["ja graag", "ja hoor", "ja", "jazeker", "ja doe maar", "nee", "nee hoor", "neen", "nee dank", "nee nee"]
    intents = ["ja"] * 5 + ["nee"] * 5
    vectors = np.zeros((10, 512), dtype=np.float32)
    model = IntentModel.learn(texts, vectors, intents, 0.5, 0.7)
    likely = model.probabilities(["ja", "nee"], vectors[:2])
    assert [model.labels[column] for column in likely.argmax(axis=1)] == ["ja", "nee"]


@pytest.mark.parametrize("value", [0, -1, "veel", None])
def test_a_setting_that_makes_no_sense_is_refused(value: object) -> None:
    with pytest.raises(InvalidConfigException, match="regularisation"):
        LinearIntentClassifier.validate_config({**CONFIG, "regularisation": value})


def test_every_fifth_example_of_each_intent_is_held_out() -> None:
    marks = every_fifth(np.array([0] * 10 + [1] * 4 + [2] * 5))
    assert np.flatnonzero(marks).tolist() == [4, 9, 18]


def test_sharpness_makes_confidence_match_how_often_it_is_right() -> None:
    """Two intents, a score of 1 for one of them that is right three times in four: so it should be 75 % sure."""
    scores = np.tile([1.0, 0.0], (400, 1))
    truth = np.array([0, 0, 0, 1] * 100)
    sharpness = fit_sharpness(scores, truth)
    assert probabilities(scores, sharpness)[0, 0] == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize(("text", "folded"), [("Één", "een"), ("CAFÉ", "cafe"), ("häöm", "haom"), ("ﬁets", "fiets")])
def test_accents_and_capitals_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded
