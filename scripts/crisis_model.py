"""Learns the crisis guard's classifier when its examples have changed; the bot would do so at its next start."""

from __future__ import annotations

import sys

from bot.errors import OpmerkzaamError
from bot.knowledge import load_knowledge
from bot.language.crisis import open_guard
from bot.language.vectors import SentenceVectors
from bot.settings import load_settings


def main() -> int:
    """Gives 1 when the knowledge base cannot be read."""
    try:
        folder = load_settings().knowledge_folder
        open_guard(load_knowledge(folder), folder, SentenceVectors())
    except OpmerkzaamError as error:
        print(f"opmerkzaam: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
