"""The thumbs under an answer: each reader has one vote for an article, sees it, and can change it or take it back.

What is counted is without a person; only the voter can see which vote is theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.asking import article_view, asked
from bot.dialogue.asking.article_card import WHOLE
from bot.dialogue.asking.asked import Asked, lost_buttons, picks
from bot.dialogue.texts import ask as texts
from bot.dialogue.turn import Turn
from bot.language.ladder import CHOICES
from bot.message import Button
from bot.store.personal import Mine
from bot.store.questions import Reason

HELPED, NOT = "helped", "not"
COUNTED = {HELPED: "helped", NOT: "not_what_i_sought"}
"""A vote as it is kept -> what is counted of it."""


async def helped(turn: Turn, args: Sequence[str]) -> None:
    """The button `yes:ID[:AREA[:w]]`."""
    await _vote(turn, HELPED, args)


async def not_sought(turn: Turn, args: Sequence[str]) -> None:
    """The button `not:ID[:AREA[:w]]`."""
    await _vote(turn, NOT, args)


async def _vote(turn: Turn, vote: str, args: Sequence[str]) -> None:
    article = turn.knowledge.articles.get(args[0]) if args else None
    if article is None:
        turn.say(texts.GONE, lost_buttons())
        return
    votes = await turn.work.personal.of(turn.person, Mine.VOTES)
    before, question = votes.pop(article.id, None), Asked.of(turn.state)
    answers = question is not None and question.article == article.id
    # A vote of an earlier time says nothing yet of this question: it stands, and the question is kept.
    again = vote == NOT and question is not None and answers and article.id not in question.rated
    taken_back = before == vote and not again
    if not taken_back:
        votes[article.id] = vote
    await turn.work.personal.keep(turn.person, Mine.VOTES, votes, turn.now)
    await _count(turn, article.id, before, None if taken_back else vote)
    area = args[1] if len(args) > 1 and args[1] in turn.knowledge.areas.by_id else None
    await article_view.show(turn, article, area, whole=WHOLE in args[2:], thumbs=True, in_place=True)
    turn.notice = texts.TAKEN_BACK if taken_back else texts.HELPED if vote == HELPED else texts.NOTED
    if vote == NOT and not taken_back:
        await _keep_question(turn, article.id, question if answers else None)
    elif question is not None and answers:
        await _withdraw_question(turn, article.id, question, rated=not taken_back)


async def _count(turn: Turn, article_id: str, before: str | None, now: str | None) -> None:
    """The counts follow the vote."""
    if before == now:
        return
    if before is not None:
        await turn.work.questions.uncount(COUNTED.get(before, before), article_id)
    if now is not None:
        await turn.work.questions.count(COUNTED[now], article_id, turn.now)


async def _keep_question(turn: Turn, article_id: str, question: Asked | None) -> None:
    """Keeps the question that this article was to answer, once, and offers what else it may be about."""
    wrong = Button(texts.BUTTON_WRONG, f"wrong:{article_id}")
    if question is None:
        turn.say(texts.NOT_SOUGHT, ((wrong,), *lost_buttons()))
        return
    question = replace(question, rated=tuple(dict.fromkeys((*question.rated, article_id))))
    left = [one for one in question.choices if one in turn.knowledge.articles and one not in question.rated]
    others = left[:CHOICES]
    if question.kept:
        text = texts.STILL_NOT_SOUGHT
    else:
        number = await asked.keep(turn, question.question, Reason.THUMBS_DOWN, article_id)
        question = replace(question, kept=number, kept_for=article_id)
        text = texts.NOT_SOUGHT_BUT_PERHAPS if others else texts.NOT_SOUGHT_KEPT
    question.remember(turn)
    turn.say(text, (*picks(turn, others), (wrong,), *lost_buttons()))


async def _withdraw_question(turn: Turn, article_id: str, question: Asked, *, rated: bool) -> None:
    """The question that was kept because of this article waits no more, unless somebody saw to it already."""
    if question.kept_for == article_id and question.kept is not False:
        await turn.work.questions.discard([int(question.kept)])
        question = replace(question, kept=False, kept_for=None)
    rest = tuple(one for one in question.rated if one != article_id)
    replace(question, rated=(*rest, article_id) if rated else rest).remember(turn)
