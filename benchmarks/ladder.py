"""What the ladder does with the questions of a frozen set: `python -m benchmarks.ladder`, with Rasa running.

Prints the figures that docs/understanding.md quotes, with 95 % intervals, for the validation or the test set (`--set`);
`--kinds` tells the kinds apart, `--fit` also tries other thresholds (on the validation set only). The cost that they
are fitted for: a wrong answer given as if sure costs 5, an out-of-scope text answered with an article 5, a right
article that is not even offered 2, one question back 1.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.frozen_sets import QUESTIONS, questions
from benchmarks.intervals import Share, share
from bot.app import build_reader, open_nlu
from bot.knowledge import load_knowledge
from bot.knowledge.examples import KINDS, Example
from bot.language import ladder
from bot.language.ladder import RUNGS, Action, Decision, Rungs
from bot.language.nlu import Ranked, RasaClient
from bot.language.search import ArticleSearch, Hit
from bot.settings import Settings

WRONG, MISSED, BACK = 5, 2, 1


@dataclass(frozen=True)
class Case:
    intent: str
    kind: str | None
    ranking: Sequence[Ranked]
    hits: Sequence[Hit]


async def read_cases(nlu: RasaClient, search: ArticleSearch, examples: Sequence[Example]) -> list[Case]:
    return [
        Case(example.intent, example.kind, await nlu.parse(example.text), search.find(example.text))
        for example in examples
    ]


def figures(cases: Sequence[Case], articles: frozenset[str], rungs: Rungs = RUNGS) -> dict[str, Share | float]:
    """Shares of the questions, of the out-of-scope texts and of the commands, and the mean cost."""
    decided = [(case, ladder.decide(case.ranking, case.hits, articles, rungs)) for case in cases]
    questions = [(case, decision) for case, decision in decided if case.intent in articles]
    outside = [decision for case, decision in decided if case.intent == ladder.OUT_OF_SCOPE]
    commands = [(case, decision) for case, decision in decided if case.intent in ladder.COMMAND_INTENTS]
    answered = [(case, d) for case, d in questions if d.action is Action.ANSWER]
    cost = sum(_cost(case, decision) for case, decision in questions) + sum(
        WRONG * (decision.action is Action.ANSWER) for decision in outside
    )
    return {
        "first": share(case.ranking[0].name == case.intent for case, _ in questions),
        "among three": share(case.intent in [r.name for r in case.ranking[:3]] for case, _ in questions),
        "answered at once": Share(len(answered), len(questions)),
        "wrong as if sure": Share(sum(d.intent != case.intent for case, d in answered), len(questions)),
        "reached": share(case.intent == d.intent or case.intent in d.choices for case, d in questions),
        "outside answered": share(decision.action is Action.ANSWER for decision in outside),
        "outside asked back": share(decision.action is Action.CLARIFY for decision in outside),
        "commands right": share(
            d.action in (Action.COMMAND, Action.SMALLTALK) and d.intent == case.intent for case, d in commands
        ),
        "mean cost": cost / (len(questions) + len(outside)),
    }


def _cost(case: Case, decision: Decision) -> int:
    if decision.action is Action.ANSWER:
        return 0 if decision.intent == case.intent else WRONG
    return BACK if case.intent in decision.choices else MISSED


async def main() -> None:
    options = argparse.ArgumentParser(description="Measures the ladder on a frozen set.")
    options.add_argument("--set", default=QUESTIONS[0], choices=QUESTIONS)
    options.add_argument("--kinds", action="store_true", help="also tell the kinds apart")
    options.add_argument("--fit", action="store_true", help="also try other thresholds")
    chosen = options.parse_args()
    if chosen.fit and chosen.set != QUESTIONS[0]:
        options.error("thresholds are chosen on the validation set")
    settings = Settings()
    knowledge = load_knowledge(settings.knowledge_folder)
    articles = frozenset(knowledge.articles)
    nlu = open_nlu(settings)
    try:
        if not await nlu.probe():
            raise SystemExit("Rasa is not running: start it with `make rasa`")
        reader = build_reader(settings, knowledge, nlu)
        cases = await read_cases(nlu, reader.search, questions(chosen.set, knowledge))
    finally:
        await nlu.close()
    _print(figures(cases, articles))
    if chosen.kinds:
        _by_kind([case for case in cases if case.intent in articles])
    if chosen.fit:
        _fit(cases, articles)


def _by_kind(cases: Sequence[Case]) -> None:
    print("\n| kind | questions | first | among three |\n| --- | --- | --- | --- |")
    for kind in KINDS:
        own = [case for case in cases if case.kind == kind]
        if own:
            first = share(case.ranking[0].name == case.intent for case in own)
            three = share(case.intent in [r.name for r in case.ranking[:3]] for case in own)
            print(f"| {kind} | {len(own)} | {first} | {three} |")


def _fit(cases: Sequence[Case], articles: frozenset[str]) -> None:
    tried = []
    for one in itertools.product((0.5, 0.6, 0.7, 0.8, 0.9), (0.2, 0.3, 0.4, 0.5, 0.6), (0.1, 0.15, 0.2, 0.25)):
        rungs = Rungs(*one)
        tried.append((rungs, figures(cases, articles, rungs)))
    for rungs, found in sorted(tried, key=lambda pair: pair[1]["mean cost"])[:12]:
        print(f"\n{rungs}")
        _print(found)


def _print(found: dict[str, Share | float]) -> None:
    print(
        "\n".join(
            f"{name:<18} {value if isinstance(value, Share) else f'{value:.3f}'}" for name, value in found.items()
        )
    )


if __name__ == "__main__":
    asyncio.run(main())
