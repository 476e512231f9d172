"""Which NLU pipeline should ship: `python -m benchmarks.nlu`, with Rasa's Python."""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "rasa_project"
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))  # our components, and what else is shared with them
