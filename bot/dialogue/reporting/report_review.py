"""What was read in an account of a visit, for who told it: in words, and with a tick for each thing. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.reporting.report_steps import (
    AGAIN,
    ALL_GROUPS,
    CHANGE,
    DONE,
    FIELDS,
    OFF,
    ON,
    OPTIONS,
    READ_FACTS,
    UNKNOWN,
    WITHOUT,
    Draft,
    Step,
)
from bot.dialogue.texts import report as texts
from bot.knowledge import Knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.markup import escape
from bot.store.reports import Outcome

Choice = tuple[str, str]
"""A label, and the value that a tap on it answers with."""

SHORT = 20
"""Characters of a label beside which there is room for another."""


def review(draft: Draft, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    """What was read, in words; and the age, when that is not known, in the place of "Klopt"."""
    doubtful = [
        code for code in draft.offered if code not in draft.signals and knowledge.signals[code].level == ACT_TODAY
    ]
    facts = [label for step in READ_FACTS if (label := fact(step, draft, knowledge)) is not None]
    noticed = _read_in(draft, draft.signals, knowledge)
    if not noticed and draft.offered:
        noticed = [texts.SUMMARY_LINES["signals"].format(value=texts.NO_SIGNALS)]
    visited = [texts.OUTCOMES[Outcome.VISITED]] if draft.inferred else []
    head = texts.REVIEW if draft.note else texts.REVIEW_CHANGING
    parts = [
        head if draft.offered or draft.corrects is not None else texts.REVIEW_NO_SIGNALS,
        _listed([*map(escape, visited), *noticed, *map(escape, facts)]),
    ]
    if doubtful:
        parts.append(texts.PERHAPS_URGENT.format(**knowledge.help_numbers()))
        parts.append(_listed(_read_in(draft, [code for code in doubtful if code in draft.evidence], knowledge)))
    elif any(knowledge.signals[code].level == ACT_TODAY for code in draft.signals):
        parts.append(texts.NUMBERS_OF_NEED.format(**knowledge.help_numbers()))
    if draft.age_band is None:
        parts.append(texts.REVIEW_AGE)
        ages = [(label, code) for code, label in texts.AGE_BANDS.items()]
        going_on: list[Sequence[Choice]] = [ages[0:2], ages[2:4], ages[4:]]
    else:
        going_on = [[(texts.BUTTON_RIGHT, DONE)]]
    ticks = each([tick(code, False, knowledge) for code in doubtful])
    return "\n\n".join(filter(None, parts)), [*ticks, *going_on, [(texts.BUTTON_SOMETHING_ELSE, CHANGE)]]


def _read_in(draft: Draft, codes: Sequence[str], knowledge: Knowledge) -> list[str]:
    """These signals, and the words in which they were read. Markdown."""
    read_in: dict[str, list[str]] = {}
    for code in codes:
        read_in.setdefault(draft.evidence.get(code, ""), []).append(knowledge.signals[code].label)
    return [
        texts.READ_IN.format(labels=escape(", ".join(labels)), words=escape(words))
        if words
        else escape(", ".join(labels))
        for words, labels in read_in.items()
    ]


def change(draft: Draft, knowledge: Knowledge) -> tuple[str, list[Sequence[Choice]]]:
    """What was read, each with a tick that can be taken off."""
    offered = dict.fromkeys([*draft.offered, *draft.signals])
    ticks = [tick(code, code in draft.signals, knowledge) for code in offered]
    if draft.inferred:
        visited = texts.TICKED.format(label=texts.OUTCOMES[Outcome.VISITED])
        ticks.insert(0, (visited, f"{WITHOUT}:{Step.OUTCOME}"))  # taken away, it is asked
    facts = [
        (texts.TICKED.format(label=label), f"{WITHOUT}:{step}")
        for step in READ_FACTS
        if (label := fact(step, draft, knowledge)) is not None
    ]
    more = [(texts.BUTTON_MORE, ALL_GROUPS), (texts.BUTTON_AGAIN, AGAIN)]
    return texts.CHANGE, [*_packed([*ticks, *facts]), more, [(texts.BUTTON_CHANGED, DONE)]]


def fact(step: Step, draft: Draft, knowledge: Knowledge) -> str | None:
    """What is known about something that an account may tell, in words; None when it is to be asked."""
    value = getattr(draft, FIELDS[step])
    if value in (None, UNKNOWN):
        return None
    name = knowledge.areas.name(value) if step is Step.AREA else OPTIONS[step].get(value, texts.UNKNOWN)
    return texts.FACTS[step].format(value=name)


def tick(code: str, ticked: bool, knowledge: Knowledge) -> Choice:
    mark = texts.TICKED if ticked else texts.UNTICKED
    return mark.format(label=knowledge.signals[code].label), f"{OFF if ticked else ON}:{code}"


def each(choices: Sequence[Choice]) -> list[Sequence[Choice]]:
    """One choice a row: easiest to hit."""
    return [[choice] for choice in choices]


def _packed(choices: Sequence[Choice]) -> list[Sequence[Choice]]:
    """Two short ones in a row where they stand together, else one."""
    lines: list[list[Choice]] = []
    for choice in choices:
        room = lines and len(lines[-1]) == 1 and max(len(choice[0]), len(lines[-1][0][0])) <= SHORT
        if room:
            lines[-1].append(choice)
        else:
            lines.append([choice])
    return [*lines]


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
