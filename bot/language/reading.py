"""Reads everything that a text says, once: what `read --json` prints and what the dialogues decide on."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import NluUnavailable
from bot.knowledge import Knowledge
from bot.language.ages import age_band
from bot.language.asked_words import sought_in
from bot.language.asking import is_story, is_urgent, tongue
from bot.language.circumstances import living, wish
from bot.language.crisis import Crisis
from bot.language.crisis.guard import CrisisGuard
from bot.language.ladder import COMMAND_INTENTS, OUT_OF_SCOPE, decide, decide_by_search
from bot.language.masks import PLACEHOLDERS
from bot.language.nlu import RANKING_LENGTH, Ranked, RasaClient
from bot.language.places import AreaFinder
from bot.language.privacy import Anonymised, Deidentifier
from bot.language.question_groups import QuestionGroups
from bot.language.said import LETTER, Reading, Said
from bot.language.search import ArticleSearch, Hit
from bot.language.signals import SignalReader
from bot.store.case_code import code_inside

LONGEST_FOR_NLU = 1500
"""Characters of a text that Rasa gets: the question of a longer one stands at its end or its beginning."""

SHOUTING = re.compile(r"([^\w\s])\1{3,}")
"""More than three of the same sign in a row. spaCy's tokenizer would take seconds for thousands of them."""


class Reader:
    """Reads texts; built once, from the knowledge base. `year` tells which one it is now."""

    def __init__(
        self,
        knowledge: Knowledge,
        nlu: RasaClient,
        guard: CrisisGuard,
        search: ArticleSearch,
        deidentifier: Deidentifier,
        signals: SignalReader,
        areas: AreaFinder,
        question_groups: QuestionGroups,
        year: Callable[[], int],
    ) -> None:
        self._articles = frozenset(knowledge.articles)
        self._intents = self._articles | COMMAND_INTENTS | {OUT_OF_SCOPE}
        self._nlu = nlu
        self._guard = guard
        self.search = search
        self._deidentifier = deidentifier
        self._signals = signals
        self._areas = areas
        self.question_groups = question_groups
        self._year = year

    async def read(self, text: str, *, crisis_first: bool = False) -> Reading:
        """Reads one text; without Rasa the search decides.

        With `crisis_first` a certain crisis does not wait for Rasa: somebody waits for the card, and what else the
        text asks does not matter then.
        """
        whole, plain = _cleaned(text)
        crisis = await asyncio.to_thread(self._guard.check, _without_code(plain))
        local = asyncio.to_thread(self._read_locally, whole, plain)
        if crisis_first and crisis is not None and crisis.certain:
            return self._reading(text, crisis, None, await local)
        ranking, found = await asyncio.gather(self._ranking(plain), local)
        return self._reading(text, crisis, ranking, found)

    async def crisis(self, text: str) -> Crisis | None:
        """The crisis that a text tells of, or None. What `read` finds too, in a tenth of its time."""
        return await asyncio.to_thread(self._guard.check, _without_code(_cleaned(text)[1]))

    async def _ranking(self, text: str) -> tuple[Ranked, ...] | None:
        """Rasa's ranking, empty for a text without a letter; None while Rasa is away."""
        if not LETTER.search(text):
            return ()
        try:
            ranking = await self._nlu.parse(_for_nlu(text))
        except NluUnavailable:
            return None
        # A server with the model of something else understands nothing of ours: then the search is better.
        return ranking if any(item.name in self._intents for item in ranking) else None

    def _read_locally(self, text: str, plain: str) -> _Found:
        anonymous, signals = self._deidentifier.anonymise(text), self._signals.read(plain)
        # Many signals may stand in one sentence of a page without a full stop: it is cleaned once.
        quotes = {sentence: self._quote(sentence, text, anonymous) for sentence in {one.sentence for one in signals}}
        said = Said(
            anonymous=anonymous,
            signals=signals,
            quotes={found.code: quotes[found.sentence] for found in signals},
            age_band=age_band(plain, self._year()),
            area=self._areas.find(plain),
            living=living(plain),
            wish=wish(plain),
            place=self._areas.named(plain),
            tongue=tongue(plain),
            story=is_story(plain),
            urgent=is_urgent(plain),
            found=self.search.look_up(sought_in(plain) or plain),
        )
        return _Found(said, self.search.find(plain), self.search.titled(plain))

    def _quote(self, sentence: str, text: str, anonymous: Anonymised) -> str:
        """The sentence without what is identifying in the whole text, or in itself."""
        for found in sorted(anonymous.identifiers, key=lambda found: found.start - found.end):
            words = r"\s+".join(map(re.escape, text[found.start : found.end].split()))
            sentence = re.sub(words, PLACEHOLDERS[found.kind], sentence, flags=re.IGNORECASE)
        return self._deidentifier.anonymise(sentence).text

    def _reading(self, text: str, crisis: Crisis | None, ranking: tuple[Ranked, ...] | None, found: _Found) -> Reading:
        by_nlu = ranking is not None
        if ranking is None:
            ranking = _search_ranking(found.hits)
            decision = decide_by_search(found.hits, found.titled)
        else:
            decision = decide(ranking, found.hits, self._articles)
        return Reading(**vars(found.said), text=text, decision=decision, ranking=ranking, crisis=crisis, by_nlu=by_nlu)


@dataclass(frozen=True)
class _Found:
    """What is read without Rasa, and what the search finds."""

    said: Said
    hits: tuple[Hit, ...]
    titled: str | None


def _cleaned(text: str) -> tuple[str, str]:
    """The text as far as it is text to anybody (half an emoji is not), and the same without shouting."""
    whole = text.encode("utf-8", "replace").decode()
    return whole, SHOUTING.sub(r"\1\1\1", whole)


def _without_code(text: str) -> str:
    """The text without the case code in it: its words mean nothing, but a bridge or a rope may be among them."""
    found = code_inside(text)
    return f"{found.before} {found.after}" if found is not None else text


def _for_nlu(text: str) -> str:
    """Both ends of a long text; without a slash in front, which Rasa would take for the name of an intent."""
    text = text.lstrip("/ ")
    half = LONGEST_FOR_NLU // 2
    return text if len(text) <= LONGEST_FOR_NLU else f"{text[:half]} {text[-half:]}"


def _search_ranking(hits: tuple[Hit, ...]) -> tuple[Ranked, ...]:
    """The hits as a ranking; a share of the scores is no probability, but it is in the same order."""
    total = sum(hit.score for hit in hits) or 1.0
    return tuple(Ranked(hit.article_id, hit.score / total) for hit in hits[:RANKING_LENGTH])
