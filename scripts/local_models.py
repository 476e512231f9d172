"""Learns what reads crises, signals and identifying parts, when examples have changed; else the bot does so itself."""

from __future__ import annotations

import sys

from bot.errors import OpmerkzaamError
from bot.knowledge import load_knowledge
from bot.language.crisis.guard import open_guard
from bot.language.models import MODELS
from bot.language.privacy import open_deidentifier
from bot.language.signals import open_signals
from bot.language.vectors import SentenceVectors
from bot.settings import load_settings


def main() -> int:
    """Gives 1 when the knowledge base cannot be read."""
    try:
        folder = load_settings().knowledge_folder
        knowledge, kept = load_knowledge(folder), folder.parent / MODELS
        vectors = SentenceVectors(kept)
        open_deidentifier((), kept)
        open_guard(knowledge, folder, vectors)
        open_signals(knowledge, folder, kept, vectors)
    except OpmerkzaamError as error:
        print(f"opmerkzaam: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
