"""How a text asks: in which language, whether it asks at all, and whether it cannot wait."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from py3langid.modelio import load_model

Tongue = Literal["nl", "en", "de", "pl", "tr"]
"""The languages that people in Heerlen type: ISO 639-1."""

CERTAIN = 0.95
SHORTEST = 3
"""Words. With fewer, or less certain, a text is taken for Dutch: Limburgs is spelled freely, keywords tell little."""

LONGEST_STORY_WITHOUT = 12
"""Words. What is shorter and asks nothing is a search or half a question, no story of a visit."""

QUESTION = re.compile(
    r"\?|\b(hoe|hoeveel|hoelang|wanneer|waarom|waarmee|waaraan|waarheen|welke?|tips?|advies|of ik|help me|leg uit"
    r"|wat (is|zijn|doe|kan|moet|mag|zeg|als|nu|nou|te|voor|vraag|houdt|betekent|raad)"
    r"|waar (kan|moet|vind|haal|meld|bel|ga|zit|is|staat|let)"
    r"|wie (kan|moet|bel|helpt|is|weet|mag|regelt)"
    r"|(kan|mag|moet|zal|weet|heb|hoef|kunnen|mogen|moeten|is|zijn|bestaat|heeft|helpt|geldt|hebben|doe|doen)"
    r" (ik|je|jij|jullie|we|wij|dat|het|er|iemand|u|hier|zoiets)"
    r"|ik (wil|zoek|vraag|twijfel|weet niet)|graag (weten|advies|uitleg|hulp|tips)|iemand (een|enig) idee)\b",
    re.IGNORECASE,
)
SOMEBODY = re.compile(
    r"\b(mevr(ouw)?|mw|mvr|meneer|dhr|de heer|zij|ze|hij|haar|hem|oma|opa|bewoner|bezoek|geweest)\b", re.IGNORECASE
)
URGENT = re.compile(
    r"\b(spoed|dringend|acuut|haast|nu meteen|meteen nu|nu direct|direct nu|zo snel mogelijk|vandaag nog|vanavond nog"
    r"|vannacht nog|kan niet wachten|urgent|urgently|dringende)\b",
    re.IGNORECASE,
)


def tongue(text: str) -> Tongue:
    """The language of a text; Dutch unless it is certain that it is another."""
    if len(re.findall(r"[^\W\d_]+", text)) < SHORTEST:
        return "nl"
    name, probability = load_languages().classify(text.lower())
    found = [one for one in get_args(Tongue) if one == name]
    return found[0] if found and probability >= CERTAIN else "nl"


def is_story(text: str) -> bool:
    """Whether this tells of somebody and asks nothing."""
    words = text.split()
    return len(words) >= LONGEST_STORY_WITHOUT and bool(SOMEBODY.search(text)) and not QUESTION.search(text)


def is_urgent(text: str) -> bool:
    """Whether the asker says that it cannot wait."""
    return bool(URGENT.search(text))


@cache
def load_languages() -> LanguageIdentifier:
    """What tells languages apart; takes half a second the first time, and 65 MB of the temporary folder meanwhile.

    Made of our languages alone: the library would keep the other 137 in memory too, 28 MB of them.
    """
    chances, before, names, moves, rows, outcomes = load_model(MODEL_DIR / MODEL_FILE)
    ours = [at for at, name in enumerate(names) if name in get_args(Tongue)]
    return LanguageIdentifier(
        chances[:, ours], before[ours], [names[at] for at in ours], moves, outcomes, norm_probs=True, tk_row=rows
    )
