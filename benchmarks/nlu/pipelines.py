"""The pipelines that are compared: each the `pipeline:` part of a config.yml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa.shared.utils.io import read_yaml_file

from benchmarks.nlu import PROJECT

Parts = list[dict[str, Any]]

WORDS = {"name": "CountVectorsFeaturizer"}
LETTERS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}


@dataclass(frozen=True)
class Pipeline:
    """`title` is what the document calls it; a `slow` one is measured only when it is asked for."""

    title: str
    parts: Parts
    slow: bool = False


PIPELINES = {
    "diet": Pipeline(
        "rasa default (DIET)",  # as in Rasa 3.6's own rasa/engine/recipes/config_files/default_config.yml
        [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            WORDS,
            LETTERS,
            {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
            {"name": "EntitySynonymMapper"},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        slow=True,
    ),
    "logistic": Pipeline(
        "rasa logistic regression",
        [{"name": "WhitespaceTokenizer"}, WORDS, LETTERS, {"name": "LogisticRegressionClassifier"}],
    ),
    "tfidf": Pipeline(
        "TF-IDF + linear",
        [
            {"name": "benchmarks.nlu.without_vectors.NoVectors"},
            {"name": "components.intent_classifier.LinearIntentClassifier"},
        ],
    ),
    "vectors-logistic": Pipeline(
        "vectors + logistic regression",
        [
            {"name": "WhitespaceTokenizer"},
            {"name": "components.sentence_vectors.SentenceVectorFeaturizer"},
            LETTERS,
            {"name": "LogisticRegressionClassifier"},
        ],
    ),
    "shipped": Pipeline("shipped", read_yaml_file(PROJECT / "config.yml")["pipeline"]),
}
