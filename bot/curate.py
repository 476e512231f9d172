"""`curate`: the questions without an answer, and those that are tied to one on their way into the examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot.check import article_questions
from bot.knowledge import Knowledge
from bot.knowledge.curated import FROZEN, LEARNED, Plan, Shelves, Tied, plan, read_shelves, write
from bot.knowledge.sentences import read_sentences
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE
from bot.language.masks import without_masks
from bot.language.question_groups import QuestionGroups
from bot.store.database import Store
from bot.store.questions import KeptQuestion, Reason

KINDS = {LEARNED: "to learn from", FROZEN: "to measure with"}


def waiting(questions: Sequence[KeptQuestion], groups: QuestionGroups) -> Iterator[str]:
    """The questions that wait for a coordinator, a group at a time, as lines to print."""
    if not questions:
        yield "no question waits for an answer"
        return
    wrong = [question for question in questions if question.reason is Reason.WRONG]
    for question in wrong:
        yield f"said to be wrong: {question.answered_with}"
        yield f"    {_printable(question.text) or '(without words)'}"
    questions = [question for question in questions if question.reason is not Reason.WRONG]
    if not questions:
        return
    texts = [_printable(question.text) for question in questions]
    places = groups.of(texts)
    for group in places:
        refused = {questions[place].answered_with or "" for place in group}
        likely = groups.likely([texts[place] for place in group], refused)
        yield f"{_count(len(group))} · likely {likely[0] if likely else 'none'}"
        yield from (f"    {texts[place]}" for place in group)
    yield f"{_count(len(questions))} in {len(places)} group(s); a coordinator ties them in the chat, with /vragen"


async def export(store: Store, knowledge: Knowledge, folder: Path, now: datetime) -> Plan:
    """Writes what is tied and not exported into the examples and the frozen set, and notes that it was.

    `folder` is knowledge/. Slow work is done before the database is locked; what was tied otherwise in between waits
    for the next time. Raises KnowledgeError and StoreError; then nothing is noted, and it can be done again.
    """
    async with store.work(read_only=True) as work:
        tied = await work.questions.to_export()
    if not tied:
        return Plan()
    intents = {*knowledge.articles, OUT_OF_SCOPE}
    shelves = _shelves(knowledge, folder)
    made = plan([Tied(one.id, without_masks(one.text), one.tied_to or "") for one in tied], intents, shelves)
    async with store.work() as work:
        made = made.limited_to({one.id: one.tied_to for one in await work.questions.to_export()})
        write(folder.parent, made)
        await work.questions.mark_exported(made.settled(), now)
    return made


def exported(made: Plan) -> Iterator[str]:
    """What was written and what was not, and what to do next, as lines to print."""
    if not made.left_out and not any(made.additions.values()):
        yield "nothing new is tied"
        return
    for folder, ones in made.additions.items():
        if ones:
            yield f"{_count(len(ones))} {KINDS[folder]}, in {folder / 'curated.yml'}:"
            yield from (f"    {one.intent}: {one.text}" for one in ones)
    if made.left_out:
        yield f"{_count(len(made.left_out))} left out:"
        yield from (f"    {one.intent}: {one.text} ({why})" for one, why in made.left_out)
    if any(made.additions.values()):
        yield "next: read them, then `make docs train test`, and commit what changed in rasa_project/ and docs/"


def _shelves(knowledge: Knowledge, folder: Path) -> Shelves:
    sentences, _ = read_sentences(folder, knowledge.signals)
    return read_shelves(
        folder.parent,
        {*knowledge.articles, *COMMAND_INTENTS, OUT_OF_SCOPE},
        article_questions(folder, knowledge),
        [sentence for each in sentences.values() for sentence in each.all()],
    )


def _printable(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _count(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
