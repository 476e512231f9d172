"""De-identification: what identifies somebody is taken out of a text before it is kept, logged or shown.

Deny by default. A word stays only when a Dutch dictionary or one of our own lists knows it; rules over its neighbours
take the names that are also words, and patterns take addresses, numbers, dates and ages. What no rule can say, a tagger
learned from notes: that "de rode haan" is a home here, and "het hoekje" a pub. All read lower case, so "mevrouw Jansen"
and "mevrouw jansen" give the same result; a capital in the middle of a sentence may add a name.
"""

from collections.abc import Iterable
from pathlib import Path

from bot.language.masks import PLACEHOLDERS, without_masks

from .deidentifier import NOWHERE, Anonymised, Deidentifier, Finds, Identifier
from .dictionary import open_dictionary
from .tagger import open_tagger
from .vocabulary import Vocabulary

__all__ = ["PLACEHOLDERS", "Anonymised", "Deidentifier", "Identifier", "open_deidentifier", "without_masks"]


def open_deidentifier(allowed: Iterable[str], kept: Path, ours: Finds = NOWHERE) -> Deidentifier:
    """With dictionary and tagger from the folder with models, or read and learned now and kept there (a minute)."""
    words = Vocabulary(open_dictionary(kept))
    return Deidentifier(words, open_tagger(kept, words), allowed, ours)
