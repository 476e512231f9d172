"""The note that a volunteer may keep beside a report: shown with its gaps, and any word struck with a tap. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.texts import report as texts
from bot.language.folding import fold
from bot.markup import escape
from bot.store.reports import LONGEST_NOTE

STRIKE, PAGE, KEEP, DROP = "strike", "page", "keep", "drop"
STRUCK = "[weg]"
ON_A_PAGE = 24
COLUMNS = 3
LONGEST_LABEL = 24


def fitted(note: str) -> str:
    """The note, cut after the last whole word that fits in LONGEST_NOTE."""
    if len(note) <= LONGEST_NOTE:
        return note
    return note[: LONGEST_NOTE + 1].rpartition(" ")[0] or note[:LONGEST_NOTE]


def note_screen(note: str, page: int) -> tuple[str, list[Sequence[tuple[str, str]]]]:
    """The note as it would be kept, and its words as buttons, a page at a time."""
    words = note.split(" ")
    tappable = [(place, word) for place, word in enumerate(words) if not _is_gap(word)]
    last = max(0, (len(tappable) - 1) // ON_A_PAGE)
    page = min(page, last)
    shown = [
        (word if len(word) <= LONGEST_LABEL else f"{word[: LONGEST_LABEL - 1]}…", f"{STRIKE}:{place}")
        for place, word in tappable[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    ]
    lines: list[Sequence[tuple[str, str]]] = [shown[n : n + COLUMNS] for n in range(0, len(shown), COLUMNS)]
    pages = [(texts.BUTTON_WORDS_BEFORE, f"{PAGE}:{page - 1}")] if page else []
    pages += [(texts.BUTTON_WORDS_AFTER, f"{PAGE}:{page + 1}")] if page < last else []
    lines += [pages] if pages else []
    lines += [[(texts.BUTTON_NOTE_KEEP, KEEP)], [(texts.BUTTON_NOTE_DROP, DROP)]]
    return texts.NOTE.format(note=escape(note)), lines


def struck(note: str, place: int) -> str:
    """The note without the word at this place; what is gone already stays gone."""
    words = note.split(" ")
    if 0 <= place < len(words) and not _is_gap(words[place]):
        words[place] = STRUCK
    return " ".join(words)


def struck_word(note: str, typed: str) -> str:
    """The note without the words that somebody typed, wherever they stand."""
    wanted = {_bare(word) for word in typed.split()} - {""}
    return " ".join(STRUCK if _bare(word) in wanted and not _is_gap(word) else word for word in note.split(" "))


def _bare(word: str) -> str:
    return "".join(char for char in fold(word) if char.isalnum())


def _is_gap(word: str) -> bool:
    return word.startswith("[") and "]" in word
