"""What the crisis guard makes of a frozen set: `python -m benchmarks.crisis`, with `--set` for others,
several as if they were one.

Prints the figures that docs/understanding.md quotes, each with its 95 % interval (Wilson), and every miss by its number
in the set (`--texts`: the text too). `--typed` measures the texts in lower case, in capitals and without punctuation as
well, `--fit` how other bars would do (validation only), `--ordinary` how many frozen questions on other topics and
accounts of visits it is alarmed about, `--speed` how long messages take.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Sequence

from benchmarks.frozen_sets import ACCOUNTS, CRISES, QUESTIONS, Alarm, accounts, crises, questions
from benchmarks.intervals import share
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.signal import ACT_TODAY
from bot.language.crisis import Crisis
from bot.language.crisis.examples import ordinary_topics
from bot.language.crisis.guard import Bars, CrisisGuard, open_guard
from bot.language.models import MODELS
from bot.language.vectors import SentenceVectors
from bot.settings import Settings

TYPED: dict[str, Callable[[str], str]] = {
    "as typed": str,
    "lower case": str.lower,
    "capitals": str.upper,
    "no punctuation": lambda text: re.sub(r"[^\w\s]", " ", text),
}
STORIES = {
    "an ordinary story": "Mevrouw had koffie gezet en vertelde over haar kleinkinderen en de kermis van vroeger. " * 46,
    "nothing but alarms": "hij wil dood " * 315,
    "an ordinary question": "Mevrouw zit de hele dag alleen, wat kan ik voor haar doen?",
}
RUNS = 20


def main() -> None:
    options = argparse.ArgumentParser(description="Measures the crisis guard on a frozen set.")
    options.add_argument("--set", default=[CRISES[0]], choices=CRISES, nargs="+")
    for name in ("texts", "typed", "fit", "speed", "ordinary"):
        options.add_argument(f"--{name}", action="store_true")
    chosen = options.parse_args()
    if chosen.fit and chosen.set != [CRISES[0]]:
        options.error("margins are chosen on the validation set")
    settings = Settings()
    knowledge = load_knowledge(settings.knowledge_folder)
    guard = open_guard(knowledge, settings.knowledge_folder, SentenceVectors(settings.knowledge_folder.parent / MODELS))
    cases = [case for name in chosen.set for case in crises(name)]
    for name, typed in TYPED.items() if chosen.typed else [("as typed", str)]:
        found = [guard.check(typed(case.text)) for case in cases]
        print(f"{name}:")
        _print_figures(cases, found)
        if name == "as typed":
            _print_misses(cases, found, texts=chosen.texts)
    if chosen.fit:
        _fit(guard, cases)
    if chosen.ordinary:
        _ordinary(guard, knowledge)
        _visits(guard, knowledge)
    if chosen.speed:
        _speed(guard)


def _print_figures(cases: Sequence[Alarm], found: Sequence[Crisis | None]) -> None:
    pairs = list(zip(cases, found, strict=True))
    alarms = [(case, one) for case, one in pairs if case.route]
    calm = [one for case, one in pairs if not case.route]
    print(f"  found                 {share(one is not None for _, one in alarms)}")
    print(f"  found, card at once   {share(one is not None and one.certain for _, one in alarms)}")
    print(f"  route right           {share(one is not None and one.route == case.route for case, one in alarms)}")
    print(f"  card on a look-alike  {share(one is not None and one.certain for one in calm)}")
    print(f"  question on one       {share(one is not None and not one.certain for one in calm)}")
    for route in sorted({case.near for case in cases}):
        own = share(one is not None for case, one in alarms if case.near == route)
        alarmed = share(one is not None for case, one in pairs if not case.route and case.near == route)
        print(f"    {route:<14} found {own}   look-alikes alarmed about {alarmed}")


def _print_misses(cases: Sequence[Alarm], found: Sequence[Crisis | None], *, texts: bool) -> None:
    for number, (case, one) in enumerate(zip(cases, found, strict=True), 1):
        wanted, got = case.route or "nothing", one.route if one else "nothing"
        if wanted != got and not (case.route is None and one and not one.certain):
            print(f"  text {number}: {wanted}, read as {got}" + (f": {case.text}" if texts else ""))


def _fit(guard: CrisisGuard, cases: Sequence[Alarm]) -> None:
    for question in (-1.3, -1.2, -1.1, -1.0, -0.9):
        for card in (0.0, 0.2):
            pairs = [(case, guard.check(case.text, Bars(card, question))) for case in cases]
            calm = [one for case, one in pairs if not case.route]
            print(
                f"card {card:+.1f} question {question:+.1f}  "
                f"found {share(one is not None for case, one in pairs if case.route)}  "
                f"card on a look-alike {share(one is not None and one.certain for one in calm)}  "
                f"question {share(one is not None and not one.certain for one in calm)}"
            )


def _ordinary(guard: CrisisGuard, knowledge: Knowledge) -> None:
    """Frozen questions on topics that have nothing to do with a crisis."""
    topics = ordinary_topics(knowledge)
    for name in QUESTIONS:
        found = [guard.check(one.text) for one in questions(name, knowledge) if one.intent in topics]
        print(f"ordinary questions of the {name} set:")
        print(f"  card      {share(one is not None and one.certain for one in found)}")
        print(f"  question  {share(one is not None and not one.certain for one in found)}")


def _visits(guard: CrisisGuard, knowledge: Knowledge) -> None:
    """Frozen accounts of visits: those in which a signal asks for action today, and the others."""
    for name in ACCOUNTS:
        calm, pressing = [], []
        for account in accounts(name):
            today = any(knowledge.signals[code].level == ACT_TODAY for code in account.signals)
            (pressing if today else calm).append(guard.check(account.text))
        print(f"visits of the {name} set:")
        print(f"  with a level-3 signal, found  {share(one is not None for one in pressing)}")
        print(f"  without one, card             {share(one is not None and one.certain for one in calm)}")
        print(f"  without one, question         {share(one is not None and not one.certain for one in calm)}")


def _speed(guard: CrisisGuard) -> None:
    for name, story in STORIES.items():
        guard.check(story)
        seconds = []
        for _ in range(RUNS):
            start = time.perf_counter()
            guard.check(story)
            seconds.append(time.perf_counter() - start)
        print(f"{name}: {len(story)} characters, {sorted(seconds)[RUNS // 2] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
