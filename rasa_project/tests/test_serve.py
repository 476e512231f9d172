"""What serving loads, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

from conftest import PROJECT

SERVING = """
import sys
from on_demand import on_demand
from serve import TENSORFLOW_BEHIND
on_demand(TENSORFLOW_BEHIND)
import rasa.__main__, rasa.core.run, rasa.server
import components.intent_classifier, rasa.nlu.classifiers.fallback_classifier
import rasa.graph_components.converters.nlu_message_converter, rasa.nlu.classifiers.regex_message_handler
print("tensorflow" in sys.modules)
from rasa.utils.train_utils import rank_and_mask
print("tensorflow" in sys.modules)
"""


def test_tensorflow_is_loaded_only_when_something_uses_it() -> None:
    """Half of the memory, and of the time to start."""
    command = [sys.executable, "-W", "ignore", "-c", SERVING]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
