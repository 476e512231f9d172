"""A sentence as one vector of meaning."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder import Encoder
from model_file import MODELS

THREADS_IN_TRAINING = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectorFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a sentence vector of shape (1, 512) and length 1 to every text, from Google's multilingual sentence encoder.

    The weights come with the package, so nothing is stored in the model; a table of them is kept beside it. Dutch,
    English and German share one space: a German question lands near the Dutch examples. No tokenizer is needed before
    it.
    """

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = Encoder(MODELS)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectorFeaturizer:
        """Rasa's constructor, for training and for serving alike."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds a vector to each message that has a text, all in one batch: three times as fast as one by one."""
        return self._add_vectors(messages, threads=1)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds a vector to every training example."""
        self._add_vectors(training_data.training_examples, THREADS_IN_TRAINING)
        return training_data

    def _add_vectors(self, messages: list[Message], threads: int) -> list[Message]:
        with_text = [message for message in messages if message.get(TEXT) is not None]
        vectors = self._encoder.encode([message.get(TEXT) for message in with_text], threads)
        for message, vector in zip(with_text, vectors):
            self.add_features_to_message(sequence=None, sentence=vector[np.newaxis, :], attribute=TEXT, message=message)
        return messages
