"""What stands in the pipeline where the sentence vectors would, to measure what they bring."""

from __future__ import annotations

from typing import Any

import numpy as np
from components.sentence_vectors import SentenceVectorFeaturizer
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class NoVectors(SentenceVectorFeaturizer):
    """Gives every text the same vector, of one zero; loads no encoder."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        DenseFeaturizer.__init__(self, name, config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the zero to each message that has a text."""
        nothing = np.zeros((1, 1), dtype=np.float32)
        for message in messages:
            if message.get(TEXT) is not None:
                self.add_features_to_message(sequence=None, sentence=nothing, attribute=TEXT, message=message)
        return messages
