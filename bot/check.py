"""`check`: whether all that the bot knows is well, and what has to be looked at again."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bot.dialogue.asking.article_card import rest_card, short_card
from bot.errors import KnowledgeError, Problem
from bot.knowledge import Article, Knowledge, load_knowledge
from bot.knowledge.accounts import read_accounts
from bot.knowledge.article import article_files
from bot.knowledge.curated import FILE, FROZEN
from bot.knowledge.examples import EXAMPLES, KINDS, Example, read_examples
from bot.knowledge.practice import practice_files
from bot.knowledge.reading import problem_at
from bot.knowledge.sentences import ENOUGH, ENOUGH_OTHERS, Sentences, read_sentences
from bot.knowledge.wording import Readability, hard_to_read, hard_words, read_jargon, readability
from bot.language.crisis import RULES, load_rules
from bot.language.crisis.examples import read_alarms
from bot.language.crisis.rules import ROUTES
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE
from bot.markup import to_plain

JARGON = "jargon.yml"
TELEGRAM_LIMIT = 4096
"""UTF-16 units in one message (https://core.telegram.org/bots/api#sendmessage)."""

ENOUGH_EXAMPLES = 120
HARDEST = 10


@dataclass(frozen=True)
class Checked:
    """What was read. `problems` must be mended; without a readable knowledge base there is nothing else."""

    problems: tuple[Problem, ...]
    knowledge: Knowledge | None = None
    examples: tuple[Example, ...] = ()
    sentences: Mapping[str, Sentences] = field(default_factory=dict)
    readability: tuple[Readability, ...] = ()


def check_knowledge(folder: Path, today: date) -> Checked:
    """Reads everything below `folder`, and the example questions beside it, and finds all that is wrong."""
    problems: list[Problem] = []
    for part in (lambda: load_rules(folder / RULES), lambda: read_alarms(folder), lambda: read_jargon(folder / JARGON)):
        try:
            part()
        except KnowledgeError as error:
            problems += error.problems
    try:
        knowledge = load_knowledge(folder)
    except KnowledgeError as error:
        return Checked((*error.problems, *problems))
    if problems:
        return Checked(tuple(problems), knowledge)
    jargon = read_jargon(folder / JARGON)
    for article in knowledge.articles.values():
        path = folder / article.section / f"{article.id}.md"
        problems += [*hard_to_read(article, path, jargon), *_too_long(article, path, knowledge, today)]
    for path in practice_files(folder):
        problems += hard_words(path, jargon)
    intents = {*knowledge.articles, *COMMAND_INTENTS, OUT_OF_SCOPE}
    asked = article_questions(folder, knowledge)
    examples, wrong = read_examples(folder.parent / EXAMPLES, intents, also=asked)
    _, not_frozen = read_examples(folder.parent / FROZEN, intents, pattern=FILE, also=(*asked, *examples))
    wrong += [problem for problem in not_frozen if problem not in wrong]
    sentences, unread = read_sentences(folder, knowledge.signals)
    _, unknown = read_accounts(folder, knowledge.signals, ROUTES)
    measured = tuple(readability(article) for article in knowledge.articles.values())
    problems += [*_strays(folder), *_of_tomorrow(folder, knowledge, today)]
    return Checked((*problems, *wrong, *unread, *unknown), knowledge, examples, sentences, measured)


def article_questions(folder: Path, knowledge: Knowledge) -> tuple[Example, ...]:
    """The questions that stand in the articles themselves."""
    found = []
    for article in knowledge.articles.values():
        path = folder / article.section / f"{article.id}.md"
        lines = path.read_text("utf-8-sig").splitlines()
        for question in article.questions:
            line = next((n for n, row in enumerate(lines, 1) if question[:30] in row), 1)
            found.append(Example(article.id, None, question, path, line))
    return tuple(found)


def _strays(folder: Path) -> Iterator[Problem]:
    """Files that somebody put there and nothing reads: a wrong folder, or `.txt` behind the name."""
    read = {*(path for _, path in article_files(folder)), *practice_files(folder)}
    for path in sorted([*folder.rglob("*"), *(folder.parent / EXAMPLES).rglob("*")]):
        if path.is_dir() or path.name.startswith(".") or path in read:
            continue
        if path.suffix != ".yml":
            yield Problem(path, 1, "nothing reads this file: look at its folder, and at what stands behind the dot")


def _of_tomorrow(folder: Path, knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """Dates that are still to come. A day later than here may be today already elsewhere."""
    dated = [
        *((folder / a.section / f"{a.id}.md", a.id, a.checked, "checked:") for a in knowledge.articles.values()),
        *((folder / "routes.yml", r.id, r.checked, r.id) for r in knowledge.routes.values()),
        *((folder / "initiatives.yml", i.id, i.checked, i.id) for i in knowledge.initiatives.values()),
    ]
    for path, name, checked, word in dated:
        if checked > today + timedelta(days=1):
            yield problem_at(path, f"{name}: checked on {checked}, which is still to come", word)


def _too_long(article: Article, path: Path, knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """The short answer must fit in one message, with all that is near in any area that somebody may name; so must the
    rest.
    """
    areas = (None, *knowledge.areas.by_id) if article.nearby else (None,)
    short = (short_card(article, knowledge, today, area)[0] for area in areas)
    shown = (*short, rest_card(article, knowledge, today))
    length = max(len(to_plain(text).encode("utf-16-le")) // 2 for text in shown)
    if length > TELEGRAM_LIMIT:
        yield Problem(path, 1, f"{length} characters in the chat, at most {TELEGRAM_LIMIT}")


def report(checked: Checked, today: date) -> Iterator[str]:
    """What `check` prints, line by line."""
    if checked.problems:
        yield f"knowledge  {len(checked.problems)} problem(s):"
        yield from (f"           {problem}" for problem in checked.problems)
    if checked.knowledge is None or not checked.readability:
        return
    knowledge = checked.knowledge
    wrong = {problem.file.name for problem in checked.problems}
    well = [article for article in knowledge.articles if f"{article}.md" not in wrong]
    yield f"articles   {len(well)} of {len(knowledge.articles)} all well"
    cases = [case for case in knowledge.practice if f"{case}.md" not in wrong]
    if knowledge.practice:
        yield f"practice   {len(cases)} of {len(knowledge.practice)} cases to practise on all well"
    if (visit := knowledge.visit).openings:
        yield f"visits     {len(visit.openings)} openings, {len(visit.take_along)} things to take along"
    yield from _signals(knowledge, checked.sentences, wrong)
    yield from _examples(knowledge, checked.examples)
    yield from _readability(checked.readability)
    yield from _to_review(knowledge, today)
    yield from _to_ring(knowledge, today)


def _signals(knowledge: Knowledge, sentences: Mapping[str, Sentences], wrong: Collection[str]) -> Iterator[str]:
    well = [code for code in knowledge.signals if not {f"{code}.yml", "signals.yml"} & set(wrong)]
    yield f"signals    {len(well)} of {len(knowledge.signals)} all well"
    few = [code for code in knowledge.signals if code not in sentences or not sentences[code].enough()]
    if few:
        yield f"           fewer than {ENOUGH} and {ENOUGH_OTHERS} sentences for {len(few)}: {_some(few)}"


def _examples(knowledge: Knowledge, examples: Sequence[Example]) -> Iterator[str]:
    if not examples:
        yield "examples   none here: the model is trained elsewhere"
        return
    counts = Counter(example.intent for example in examples)
    few = [article for article in knowledge.articles if counts[article] < ENOUGH_EXAMPLES]
    yield f"examples   {len(examples)} texts for {len(counts)} intents in {len(KINDS)} kinds"
    if few:
        yield f"           fewer than {ENOUGH_EXAMPLES} for {len(few)}: {_some(few)}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:HARDEST]) + (" ..." if len(names) > HARDEST else "")


def _readability(measured: Sequence[Readability]) -> Iterator[str]:
    if not measured:
        return
    ease = statistics.mean(one.ease for one in measured)
    sentence = statistics.mean(one.sentence for one in measured)
    yield f"reading    ease {ease:.0f} of 100, {sentence:.1f} words a sentence on average; the hardest:"
    for one in sorted(measured, key=lambda one: one.ease)[:HARDEST]:
        yield f"           {one.article}: ease {one.ease:.0f}, {one.sentence:.1f} words a sentence, {one.words} words"


def _to_review(knowledge: Knowledge, today: date) -> Iterator[str]:
    old = knowledge.articles_to_review(today)
    if not old:
        yield "review     every article was read through in the last twelve months"
        return
    yield f"review     {len(old)} articles to read through again, the longest ago first:"
    yield from (f"           {article.id}: {article.checked}" for article in old)


def _to_ring(knowledge: Knowledge, today: date) -> Iterator[str]:
    for name, file, found, number in (
        ("routes", "routes.yml", knowledge.routes, knowledge.routes_to_check(today)),
        ("places", "initiatives.yml", knowledge.initiatives, knowledge.initiatives_to_check(today)),
    ):
        yield f"{name:<10} {len(found)}, each with source and date; {len(number)} to ring and confirm in {file}"
        for one in number:
            year = one.source.year or "no year"
            yield f"           {one.id}: {one.phone or 'no number'} (source {year}, checked {one.checked})"
    unserved = knowledge.areas.without_team()
    if unserved:
        names = _some([area.id for area in unserved])
        yield f"areas      {len(knowledge.areas.by_id)}; no team in area.yml yet for {len(unserved)}: {names}"
    else:
        yield f"areas      {len(knowledge.areas.by_id)}, each with its team"
