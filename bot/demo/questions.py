"""What volunteers asked over the year, and the questions that nobody could answer yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from bot.demo.calendar import DAY, Calendar, busy
from bot.demo.draw import Draw
from bot.demo.team import Team
from bot.demo.writing import Asked
from bot.knowledge import Knowledge
from bot.store.database import Work
from bot.store.questions import Reason

A_VISIT = 0.7
"""Questions for each visit."""

TOPICS: Mapping[str, Mapping[int | None, float]] = {
    "signaal-melden": {None: 8, 9: 12},
    "gesprek-beginnen": {None: 8, 9: 12, 10: 10},
    "huisbezoek-voorbereiden": {None: 5, 9: 9},
    "toestemming": {None: 6},
    "niemand-doet-open": {None: 5, 7: 10, 8: 10},
    "weerstand": {None: 6},
    "sociaal-buurtteam": {None: 7},
    "wie-bel-ik-wanneer": {None: 6},
    "maatjescontact": {None: 7, 1: 9},
    "ontmoeting-en-activiteiten": {None: 7, 11: 9, 12: 13},
    "bellen-en-belcirkel": {None: 4, 7: 7, 8: 7, 12: 8},
    "rouw": {None: 6, 11: 9, 12: 11},
    "luisterlijn": {None: 3, 12: 9},
    "zingeving-en-geestelijke-verzorging": {None: 3, 12: 6},
    "vervoer-en-mobiliteit": {None: 5, 5: 7, 6: 7},
    "signalen-schulden": {None: 3, 1: 6, 2: 5, 11: 5},
    "wmo-aanvragen": {None: 5},
    "signalen-dementie": {None: 5},
    "signalen-depressie": {None: 4, 1: 6, 11: 5},
    "grenzen-stellen": {None: 3},
    "privacy-avg": {None: 2},
    "vrijwilligersvergoeding": {None: 2, 1: 5},
}
"""Article -> month -> how often it is asked for; None is every other month."""

ELSE = 0.4
"""How often an article is asked for that does not stand there."""

FALLS_SHORT = {"wmo-aanvragen": 0.3, "vervoer-en-mobiliteit": 0.22, "signalen-schulden": 0.12}
SELDOM_SHORT = 0.06
"""How often an article gets a thumb down of those that get one: some more than others."""

ANSWERED, ASKED_BACK = 0.8, 0.13
"""Shares of the questions; what is left has no answer."""

PICKED, THUMBED = 0.75, 0.25
"""How often one of the choices is picked, and how often an answer gets a thumb."""

HOURS = {8: 2, 9: 6, 10: 9, 11: 8, 12: 4, 13: 6, 14: 8, 15: 7, 16: 6, 17: 4, 19: 6, 20: 7, 21: 4}

UNANSWERED: tuple[tuple[str, ...], ...] = (
    (
        "wie repareert een rollator",
        "de rem van haar rollator is stuk, waar kan die gemaakt worden",
        "rollator met een lekke band, wie maakt dat",
        "waar brengt meneer zijn rollator heen om te laten repareren",
        "kan de rollator aan huis gerepareerd worden",
    ),
    (
        "is er een pedicure die aan huis komt",
        "mevrouw kan haar teennagels niet meer knippen, wie komt daarvoor thuis",
        "pedicure aan huis voor iemand van [leeftijd]",
        "wie knipt teennagels bij ouderen thuis",
    ),
    (
        "wie helpt met de belastingaangifte",
        "meneer krijgt een blauwe envelop, wie doet aangifte voor hem",
        "hulp bij belastingaangifte voor ouderen",
        "mevrouw [naam] snapt haar belastingaangifte niet, waar kan ze heen",
    ),
    (
        "wie zorgt voor de hond als meneer naar het ziekenhuis moet",
        "mevrouw moet opgenomen worden, waar kan haar kat zolang heen",
        "opvang voor de kat bij ziekenhuisopname",
        "kan iemand de hond uitlaten als mevrouw in het ziekenhuis ligt",
    ),
    (
        "wie haalt het grofvuil op",
        "er staat een oude bank in de gang, wie haalt grofvuil op bij ouderen",
        "grofvuil ophalen voor iemand die niet kan tillen",
        "hoe komt mevrouw van een kapotte koelkast af",
    ),
    (
        "mag ik de medicijnen voor haar klaarzetten",
        "meneer vraagt of ik zijn pillen in het doosje doe, mag dat",
        "mag een vrijwilliger medicijnen uitzetten",
    ),
    ("wat is een persoonsalarm en wat kost dat",),
)
"""Questions that no article answers, several ways of asking each; invented, and without identifying parts."""

LATELY = timedelta(days=33)
"""Over how many days those questions came in."""


async def keep(work: Work, knowledge: Knowledge, team: Team, calendar: Calendar, chance: Random) -> None:
    """Adds the questions without an answer, mixed over the last weeks."""
    texts = [text for group in UNANSWERED for text in group]
    moments = sorted(calendar.now - chance.random() * LATELY for _ in texts)
    askers = [one for one in team.active(calendar.now - DAY) if one.reachable]
    wrong = [article for article in TOPICS if article in knowledge.articles] or list(knowledge.articles)
    for at, text in zip(moments, chance.sample(texts, len(texts)), strict=True):
        key = work.people.asker_key(chance.choice(askers).person)
        reason = chance.choices([Reason.FALLBACK, Reason.NONE_OF_THESE, Reason.THUMBS_DOWN], [6, 2, 2])[0]
        shown = chance.choice(wrong) if reason is Reason.THUMBS_DOWN else None
        await work.questions.keep_unanswered(key, text, at, reason, shown)


def asked(knowledge: Knowledge, calendar: Calendar, visits: int, chance: Random) -> Iterator[Asked]:
    """What was asked in the weeks and until now, by so many visits in the whole weeks; the oldest first."""
    counts = calendar.spread(round(visits * A_VISIT), [busy(monday) for monday in calendar.mondays])
    hours = Draw(HOURS)
    for monday, count in zip(calendar.mondays, counts, strict=True):
        topics = Draw(_topics(knowledge, (monday + 3 * DAY).month))
        start = calendar.start(monday)
        for day in sorted(chance.choices(range(7), (5, 6, 6, 6, 5, 2, 2), k=count)):
            at = start + day * DAY + timedelta(hours=hours(chance), seconds=chance.randrange(3600))
            found = list(_one(at, topics, chance))
            if at < calendar.now:
                yield from found


def _topics(knowledge: Knowledge, month: int) -> dict[str, float]:
    told = {article: by_month.get(month, by_month[None]) for article, by_month in TOPICS.items()}
    return {article: told.get(article, ELSE) for article in knowledge.articles}


def _one(at: datetime, topics: Draw[str], chance: Random) -> Iterator[Asked]:
    """One question: what the bot did with it, which article was shown in the end, and the thumb under that."""
    what = chance.random()
    if what >= ANSWERED + ASKED_BACK:
        yield Asked(at, "fallback", None)
        return
    topic = topics(chance)
    if what < ANSWERED:
        yield Asked(at, "answer", topic)
    else:
        yield Asked(at, "clarify", None)
        if chance.random() >= PICKED:
            return
        yield Asked(at, "button", topic)
    if chance.random() < THUMBED:
        short = chance.random() < FALLS_SHORT.get(topic, SELDOM_SHORT)
        yield Asked(at, "not_what_i_sought" if short else "helped", topic)
