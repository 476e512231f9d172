"""The crisis rules at work: what the phrases and clues of `knowledge/crisis.yml` find in a text.

They read sentence by sentence, and clues also over the whole message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language

from bot.language.crisis.rules import ROUTES, Crisis, CrisisRoute, CrisisRules, Harmless, Rule
from bot.language.folding import NearWords, fold
from bot.language.phrases import Phrase, Phrasebook
from bot.language.pipeline import dutch

_TYPO_FROM = 9  # letters; a shorter word is too often another word
_BARE_WORDS = 4  # a text this short that names nobody is more likely a search than an alarm
_FRAGMENT = 3  # a "sentence" shorter than this belongs to its neighbour
_REACH = 12  # other words; what stands further away, as in a story without full stops, takes no alarm away
_ROOM = 24  # words; clues further apart in one sentence are not about the same thing


@dataclass(frozen=True)
class _Hit:
    """A phrase that stands in the words of a sentence."""

    phrase: Phrase
    start: int
    end: int


class RuleMatcher:
    """Reads one text at a time by fixed rules."""

    def __init__(self, rules: CrisisRules, nlp: Language | None = None) -> None:
        self._rules = rules
        self._nlp = nlp or dutch()
        every = [
            *(phrase for phrases in rules.clues.values() for phrase in phrases),
            *(phrase for rule in rules.rules for phrase in (*rule.phrases, *rule.unless)),
            *(phrase for harmless in rules.harmless for phrase in (*harmless.phrases, *harmless.unless)),
        ]
        self._book = Phrasebook(every)
        self._near = NearWords(self._book.vocabulary() | set(rules.spellings), shortest=_TYPO_FROM)

    def check(self, text: str) -> Crisis | None:
        """The worst crisis that the text tells of, or None."""
        sentences = list(self._sentences(text))
        read = [_Sentence(self._rules, hits) for words in sentences if (hits := self._hits(words))]
        found: dict[CrisisRoute, bool] = {}
        for rule in self._rules.rules:
            if found.get(rule.route):
                continue
            for certain in self._weights(rule, read):
                found[rule.route] = certain
                if certain:
                    break
        for harmless in self._rules.harmless:
            if harmless.lifts == "message" and any(sentence.hits_of(harmless.phrases) for sentence in read):
                found = {
                    route: certain and route not in harmless.routes
                    for route, certain in found.items()
                    if harmless.leaves_perhaps or route not in harmless.routes
                }
        bare = sum(map(len, sentences)) <= _BARE_WORDS and not any(
            word in self._rules.persons for words in sentences for word in words
        )
        for route in ROUTES:
            if found.get(route):
                return Crisis(route, certain=not bare)
        return next((Crisis(route, certain=False) for route in ROUTES if route in found), None)

    def _weights(self, rule: Rule, sentences: Sequence[_Sentence]) -> Iterator[bool]:
        """For each time that the rule holds: whether it is certain."""
        for sentence in sentences:
            for hit in sentence.hits_of(rule.phrases):
                if (left := sentence.what_is_left(rule, hit)) is not None:
                    yield left
        if not rule.clues:
            return
        for scope in [sentences] if rule.whole_message else [[sentence] for sentence in sentences]:
            best = [self._places(rule, names, scope) for names in rule.clues]
            if all(best) and (rule.whole_message or _together(best)):
                yield rule.certain and all(any(certain for _, certain in places) for places in best)

    def _places(self, rule: Rule, names: frozenset[str], scope: Sequence[_Sentence]) -> list[tuple[_Hit, bool]]:
        """Where one of these clues stands, and whether for certain."""
        return [
            (hit, left)
            for sentence in scope
            for name in names
            for hit in sentence.hits_of(self._rules.clues[name])
            if (left := sentence.what_is_left(rule, hit, of_itself=True)) is not None
        ]

    def _hits(self, words: list[str]) -> list[_Hit]:
        return [_Hit(phrase, start, end) for phrase, start, end in self._book.find(words)]

    def _sentences(self, text: str) -> Iterator[list[str]]:
        """The folded words of each sentence, spelled as the rules spell them, without fillers."""
        pending: list[str] = []
        for sentence in self._nlp(re.sub(r"\s*\n\s*", " . ", _apart(text))).sents:
            words = [word for token in sentence for word in self._spelled(token.text)]
            if pending and len(words) >= _FRAGMENT and len(pending) >= _FRAGMENT:
                yield pending
                pending = words
            else:
                pending = pending + words
        if pending:
            yield pending

    def _spelled(self, token: str) -> list[str]:
        known = self._rules.spellings
        words: list[str] = []
        for word in re.findall(r"[^\W_]+", fold(token)):
            near = word if word in known else self._near.find(word) or word
            words += [part for part in known.get(near, near).split() if part not in self._rules.fillers]
        return words


class _Sentence:
    """All that was found in one sentence, and what the harmless phrases take away."""

    def __init__(self, rules: CrisisRules, hits: Sequence[_Hit]) -> None:
        self._hits = hits
        self._found: dict[frozenset[Phrase], list[_Hit]] = {}
        self._lifted = [
            (harmless, hit)
            for harmless in rules.harmless
            if harmless.lifts != "message"
            for hit in self.hits_of(harmless.phrases)
            if not any(_apart_by(hit, other) <= _REACH for other in self.hits_of(harmless.unless))
        ]

    def hits_of(self, phrases: frozenset[Phrase]) -> list[_Hit]:
        """Where these phrases stand; each rule asks often, so the answer is kept."""
        if phrases not in self._found:
            self._found[phrases] = [hit for hit in self._hits if hit.phrase in phrases]
        return self._found[phrases]

    def what_is_left(self, rule: Rule, hit: _Hit, *, of_itself: bool = False) -> bool | None:
        """The weight of a hit after lifting: certain (True), perhaps (False) or nothing (None)."""
        if any(_apart_by(hit, other) <= _REACH for other in self.hits_of(rule.unless)):
            return None
        certain = rule.certain or of_itself
        for harmless, lifting in self._lifted:
            if rule.route in harmless.routes and _covers(harmless, lifting, hit):
                if not harmless.leaves_perhaps:
                    return None
                certain = False
        return certain


def _covers(harmless: Harmless, lifting: _Hit, hit: _Hit) -> bool:
    if harmless.lifts == "words":
        return lifting.start < hit.end and hit.start < lifting.end
    return _apart_by(lifting, hit) <= _REACH and (harmless.lifts == "sentence" or lifting.start <= hit.start)


def _apart_by(one: _Hit, other: _Hit) -> int:
    """How many other words stand between two phrases; none when they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)


def _together(places: Sequence[Sequence[tuple[_Hit, bool]]]) -> bool:
    """Whether one of each of these stands in a stretch of a sentence that is not too long."""
    return any(
        all(any(first.start <= hit.start and hit.end <= first.start + _ROOM for hit, _ in others) for others in places)
        for every in places
        for first, _ in every
    )


def _apart(text: str) -> str:
    """Curly quotes straight, and a space after a sentence's end that lacks one."""
    return re.sub(r"(?<=[a-zA-Z])([.!?])(?=[A-Za-z])", r"\1 ", text.replace("’", "'").replace("‘", "'"))
