"""The intent classifier as a part of Rasa's pipeline."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_model import IntentModel
from components.sentence_vectors import SentenceVectorFeaturizer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Sets a message's `intent` and `intent_ranking`: every intent with its probability, the likeliest first.

    Needs the sentence vectors before it; n-grams it counts itself. Why not Rasa's own classifiers: DIET takes minutes
    and gigabytes for fewer right answers on these examples, and the logistic regression has no setting for its
    regularisation.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [SentenceVectorFeaturizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`regularisation` is the C of the support vector machine; `vector_weight` see IntentModel."""
        return {"regularisation": 0.5, "vector_weight": 0.7}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raises InvalidConfigException when a number in config.yml cannot be used."""
        for key in cls.get_default_config():
            value = config[key]
            if not isinstance(value, (int, float)) or value <= 0:
                raise InvalidConfigException(f"{cls.__name__}: {key} must be a number above 0, not {value!r}.")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """Rasa's constructor before training."""
        cls.validate_config(config)
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """Rasa's constructor for serving. Raises when the model does not hold what `train` wrote."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all examples that have an intent, and writes the result into the model."""
        examples = training_data.intent_examples
        self._model = IntentModel.learn(
            texts=[example.get(TEXT) for example in examples],
            vectors=_sentence_vectors(examples),
            intents=[example.get(INTENT) for example in examples],
            regularisation=self._config["regularisation"],
            vector_weight=self._config["vector_weight"],
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking of each message."""
        model = self._model
        if model is None:
            raise RuntimeError("The classifier was asked before it was trained.")
        texts = [message.get(TEXT) for message in messages]
        for message, row in zip(messages, model.probabilities(texts, _sentence_vectors(messages))):
            ranking = [
                {INTENT_NAME_KEY: model.labels[column], PREDICTED_CONFIDENCE_KEY: float(row[column])}
                for column in np.argsort(-row, kind="stable")
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _sentence_vectors(messages: list[Message]) -> NDArray[np.float32]:
    """The sentence vectors of messages, shape (messages, 512)."""
    return np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
