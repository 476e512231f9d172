"""How somebody lives and what they want, where an account says so in plain words.

For the volunteer it is a tick that already stands there, so a wrong one is worse than none: whatever is denied, past,
asked, said of somebody else or said in two ways gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from bot.language.folding import words_of

Living = Literal["alone", "with-partner", "with-others"]
Wish = Literal["nothing", "talk", "take-part", "help"]

_CLAUSE_END = re.compile(r"[.,!?;:\n]+")

_SHE = r"(?:ze|zij|hij|ie|mevrouw|mevr|mw|meneer|mneer|mnr|dhr|betrokkene)"
_PARTNER = r"(?:(?:haar|dr|der|d r) (?:man|echtgenoot|vriend)|(?:zijn|zn|z n) (?:vrouw|echtgenote|vriendin)|partner)"
_FAMILY = (
    r"(?:(?:oudste|jongste|enige|middelste|gehandicapte|zieke) )?"
    r"(?:dochter|zoon|zus|zuster|broer|kleindochter|kleinzoon|nicht|nichtje|neef|schoondochter|schoonzoon)"
)
_ADVERBS = r"(?:(?:nu|nog|daar|hier|er|weer|helemaal|al|sinds \w+(?: \w+)?|gewoon|verder|heel|wel|ook) ){0,3}"

_LIVING: Mapping[Living, re.Pattern[str]] = {
    "alone": re.compile(
        rf"\b(?:woont {_ADVERBS}(?:{_SHE} )?{_ADVERBS}(?:zelfstandig )?(?:alleen|in (?:haar|zijn|dr|zn) eentje)"
        r"(?! (?:met|maar))|alleenwonende?|alleenstaande?)\b"
    ),
    "with-partner": re.compile(
        rf"\b(?:woont {_ADVERBS}(?:{_SHE} )?{_ADVERBS}(?:samen )?met {_PARTNER}|"
        rf"woont {_ADVERBS}samen(?! met)|(?:het|een|dit) echtpaar|"
        rf"{_PARTNER} (?:zat (?:erbij|ernaast|naast|in de)|zit (?:erbij|ernaast|naast)|schonk|deed open|zette koffie|"
        r"kwam (?:erbij|binnen|net)|riep (?:uit|vanuit)|leest (?:haar|hem)|stond in de))\b"
    ),
    "with-others": re.compile(
        rf"\b(?:woont {_ADVERBS}(?:{_SHE} )?{_ADVERBS}(?:(?:samen met|met) (?:haar|zijn|zn|dr) {_FAMILY}|"
        rf"(?:bij|in bij) (?:haar|zijn|zn|dr) {_FAMILY}(?! (?:in de|in het|om|op|aan|naast|tegenover|vlakbij))|"
        r"in een woongroep)|"
        rf"ingetrokken bij (?:haar|zijn|zn|dr) {_FAMILY}|inwonende {_FAMILY}|"
        rf"{_FAMILY} (?:die )?(?:bij (?:haar|hem) (?:inwoont|in huis woont)|"
        r"woont (?:weer |nog |nu )?(?:bij (?:haar|hem)|in bij)|woont (?:weer |nog |nu )?thuis))\b"
    ),
}
_AWAY = re.compile(
    r"\b(?:verpleeghuis|verpleegtehuis|verzorgingshuis|verzorgingstehuis|hospice|weduwe|weduwnaar|begraven|begroeven|"
    r"zaliger|gescheiden|scheiding|sterfte|begrafenis|crematie)\b"
    rf"|{_PARTNER}(?: \w+){{0,5}} (?:overleden|overleed|dood|gestorven|stierf|heengegaan|weg|er niet meer)\b"
    rf"|\b(?:dood|overlijden|verlies) van {_PARTNER}"
)
"""With one of these words a partner, or living alone, is no longer sure."""
_NOT_NOW = re.compile(
    r"\b(?:niet|geen|vroeger|vorige|toen|totdat|als|of|wil|wilde|wou|zou|moet|misschien|dacht|net als|buurvrouw|"
    r"buurman|vriendin van|buren|overbuurvrouw|overbuurman|ik|mijn|mn)\b"
)

_GROUP = (
    r"(?:soos|eettafel|koffieochtend|koffieclub|kaartclub|kaartmiddag|gym|koor|biljartclub|bingo|dagbesteding|"
    r"wandelclub|wandelgroep|inloop|ontmoetingsplek|club|handwerkclub|schilderclub|beweegclub|kookclub)"
)
_WANTS = rf"(?:{_SHE} (?:wil|wilde|wou|zou)|(?:wil|wilde|wou|zou) {_SHE}|(?:^|\b(?:en|maar) )(?:wil|zou))"
_WISHES: Mapping[Wish, re.Pattern[str]] = {
    "nothing": re.compile(
        rf"(?:\b{_SHE}|^) ?(?:hoeft|hoefde) (?:\w+ ){{0,2}}?(?:niks|niets)(?! meer)(?= hoor\b| zei\b| zegt\b| zo\b|$)"
        rf"|\b{_SHE} (?:wil|wilde|wou) (?:er )?(?:verder |nu |nog )?(?:niks|niets|geen hulp)"
        r"(?= hoor\b| zei\b| zegt\b| hebben\b| ervan\b| van (?:ons|mij)\b|$)"
        rf"|\b{_SHE} (?:heeft|had) (?:nu |nog |verder )?(?:niks|niets|geen hulp|niemand) nodig\b"
    ),
    "talk": re.compile(
        rf"\b{_WANTS} (?:\w+ ){{0,3}}?(?:nog (?:een keer|eens|een gesprek)|vaker|weer eens) (?:\w+ ){{0,3}}?"
        r"(?:praten|gesprek|kletsen|buurten)\b"
        rf"|\b{_WANTS} (?:\w+ ){{0,2}}?nog een gesprek\b"
        rf"|\b{_WANTS} (?:\w+ ){{0,3}}?dat ik (?:\w+ ){{0,4}}?(?:kom|terugkom|langskom|kwam|terugkwam|langskwam)\b"
        rf"|\b(?:{_SHE} (?:vroeg|vraagt)|(?:vroeg|vraagt) {_SHE}) (?:meteen |al |nog )?of ik (?:\w+ ){{0,4}}?"
        r"(?:terug\w*|weer|nog eens|nog een keer|vaker) (?:\w+ )?(?:kom|kwam|wil komen|wilde komen)?\b"
    ),
    "take-part": re.compile(
        rf"\b{_WANTS} (?:\w+ ){{0,2}}?(?:wel|graag) (?:\w+ ){{0,4}}?(?:mee naar|meedoen|meegaan|meekaarten|mee eten|"
        rf"mee-eten|(?:naar|bij) (?:de|een|het) {_GROUP})\b"
        rf"|\b(?:lijkt|leek) (?:haar|hem) (?:wel |erg )?(?:wat|leuk|fijn|iets)(?: \w+){{0,4}} {_GROUP}\b"
        rf"|\b(?:heeft|had) {_SHE}? ?(?:wel |veel )?zin (?:in|om naar) (?:de|het|een) {_GROUP}\b"
    ),
    "help": re.compile(
        rf"\b{_WANTS} (?:\w+ ){{0,3}}?(?:hulp (?:willen |krijgen |hebben )?(?:bij|met|van|in|voor)|"
        r"hulp kunnen gebruiken|geholpen worden|ondersteuning)\b"
        rf"|\b(?:{_SHE} (?:vroeg|vraagt)|(?:vroeg|vraagt) {_SHE}) (?:mij |me |zelf )?(?:om hulp|of iemand (?:haar|hem) "
        r"(?:kan|kon|wil|wilde) helpen)\b"
    ),
}
_NOT_WANTED = re.compile(r"\b(?:niet|geen|nooit|vroeger|anders|dood|doodgaan|sterven)\b")


def living(text: str) -> Living | None:
    """Whether the visited person lives alone, with a partner, or with others. None for a home for the aged."""
    clauses = list(_clauses(text))
    away = any(_AWAY.search(clause) for clause in clauses)
    found: set[Living] = set()
    for clause in clauses:
        for way, pattern in _LIVING.items():
            for match in pattern.finditer(clause):
                before = clause[: match.start()].split()[-_BEFORE:]
                if not _NOT_NOW.search(" ".join(before)) and not (away and way == "with-partner"):
                    found.add(way)
    return found.pop() if len(found) == 1 else None


_BEFORE = 4
"""Words before what is said that may take it back."""


def wish(text: str) -> Wish | None:
    """What the visited person said to want: nothing, another talk, to take part in something, or help."""
    found: set[Wish] = set()
    for clause in _clauses(text):
        for kind, pattern in _WISHES.items():
            if (match := pattern.search(clause)) and (kind == "nothing" or not _NOT_WANTED.search(match[0])):
                found.add(kind)
    return found.pop() if len(found) == 1 else None


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSE_END.split(text):
        yield " ".join(words_of(clause))
