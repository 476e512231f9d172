"""The age band of the visited person, read from a text. The exact age is forgotten here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.folding import fold

_UNITS = {
    word: number
    for number, words in {
        1: "een eenen", 2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen",
    }.items()
    for word in words.split()
}  # fmt: skip
_TENS = {"zeventig": 70, "tachtig": 80, "negentig": 90}
_IN_WORDS = re.compile(
    r"\b(?:(een|twee|drie|vier|vijf|zes|zeven|acht|negen) ?en ?)?(zeventig|tachtig|negentig)"
    r"(?=ste\b|jarige?\b|\b)"
)
_HUNDRED = re.compile(r"\bhonderd(?= (?:jaar|geworden|is)\b(?! geleden))|(?<= is )honderd\b(?! [a-z])")
_NUMBER = re.compile(r"(?<![\d/:€-])(?<!\d[.,])(\d{2,3})(?![\d]|[.,:/-]\d)")

_YOUNGEST, _ALARM_NUMBER = 70, 112
_YEARS_OF_AGE = re.compile(r" ?-?(?:jarig(?!e? (?:huwelijk|jubileum|bestaan|leeftijd))|jaar oud|jaar jong|years? old)")
_BIRTHDAY = re.compile(r" ?(?:e|ste)\b(?! (?:verdieping|keer|etage|bezoek|eeuw))")
_JUST_YEARS = re.compile(r" ?-?(?:jaar|jaren|jr|j)\b")
_SPAN_OF_TIME = re.compile(
    r" ?(?:jaar|jr)?\.? ?(?:lang |al )?(?:samen|getrouwd|gehuwd|geleden|lid|bij elkaar|in dit huis|in dat huis|"
    r"in hetzelfde|hier|gewoond|gewerkt|weduwe|weduwnaar|gediend|gerookt|ervaring)"
)
_NO_AGE_AFTER = re.compile(
    r" ?(?:€|%|\+|plus|[-–] ?\d|/|euro|kilo|kg|graden|procent|meter|km|keer|maanden|dagen|weken|uur|minuten|cent|"
    r"huizen|mensen|stuks|foto|boeken|treden|(?![jv]\b)[a-z]\b(?! ?jaar))"
)
_THINGS_AFTER = re.compile(r" (?!geworden|worden|alleen|lentes|winters|zomers)[a-z]{3,}(?:en|s)\b")
_SOMEBODY_BEFORE = re.compile(r"\b(?:mevrouw|mevr|mw|meneer|mneer|mnr|dhr|heer)\b\.?(?: \w+){0,3},? $")
_WEIGHT_BEFORE = re.compile(r"\b(?:kilo|kg)\b\W{1,3}(?:was|waren|eerst|vroeger|ooit|eens)? ?$")
_NO_AGE_BEFORE = re.compile(
    r"(?:€|nummer|nr\.?|huisnummer|kamer|lijn|bus|postbus|artikel|in|sinds|uit|jaren|de jaren|"
    r"\w*(?:straat|weg|laan|plein|hof|pad|steeg|dijk|singel|str)\.?) ?$"
)
_TIME_BEFORE = re.compile(
    r"(?<!is )(?<!is nu )(?<!inmiddels )(?:al|na|sinds|ruim|(?<!met )(?<!voor )(?<!ondanks )zijn|waren|bijna) $"
)
_THEN = re.compile(
    r"\b(?:tot|sinds|vanaf|toen|stierf|overleed|gestorven|lijkt|leek|wil|hoopt|eruit als)\b"
    r"(?: (?:(?:ver )?(?:in|na|op)|ze|zij|hij|ie|haar|zijn|zn|dr|wel|de)){0,3} $"
)
"""Another time than now: "toen ze 80 werd", "stierf op zijn 81e", "lijkt wel 90"."""
_ALMOST = re.compile(r"\b(?:bijna|haast|net geen|nog net geen|tegen de|nog geen|kort voor de|fast|almost) $")
_SOON = (
    r"ze|zij|hij|ie|mevrouw|meneer|volgende?|komende|deze|dit|week|maand|jaar|weken|dagen|maanden|\w+dag|morgen|straks|"
    r"binnenkort|in|over|een|paar|twee|drie|de|het|met|haar|zijn|voorjaar|najaar|zomer|winter|herfst|kerst|pasen|januari|"
    r"februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_BECOMES = re.compile(rf"\b(?:wordt|word|gaat worden|viert|vieren)(?: (?:{_SOON})){{0,4}} $")
_WILL_BE = re.compile(r" (?:wordt|word|gaat worden)\b(?! \w+er\b)")
_ROUND = re.compile(
    r"\b(?:rond de|rond|ongeveer|zon|circa|ca\.?|een jaar of|jaar of|om en nabij de|minstens|vermoedelijk) $"
)
_OVER = re.compile(
    r"\b(?:boven de|over de|ruim|dik in de|ver in de|diep in de|ver over de|in de|begin|eind|achter in de) $"
)
_SAYS_AGE = re.compile(r"\b(?:van|is|was|werd|al|bijna|net|leeftijd|wordt|oud|geworden|met|nu)[:(]? $|[(,] ?$")

_OTHERS = (
    r"zoon|dochter|zus|zuster|broer|man|vrouw|partner|echtgenoot|echtgenote|moeder|vader|vriend|vriendin|buurvrouw|"
    r"buurman|nicht|neef|kleinzoon|kleindochter|schoonzoon|schoondochter|schoonzus|zwager|zusje|broertje|tante|oom|"
    r"oma|opa|schoonmoeder|schoonvader"
)
_NEVER_VISITED = (
    r"zoon|dochter|zus|zuster|broer|vriend|vriendin|buurvrouw|buurman|nicht|neef|kleinzoon|kleindochter|hulp|melkboer"
)
"""Who is somebody else even as "de ..." or "die ..."; "een man van 84" is who was visited."""
_ANOTHER = re.compile(
    rf"\b(?:(?:haar|zijn|zn|dr|hun|dier|mijn|mn|onze) (?:\w+ )?(?:{_OTHERS})|"
    rf"(?:(?:de|die|een|met|en) (?:\w+ )?)(?:{_NEVER_VISITED})|"
    r"de (?:oudste|jongste)(?! van))\b(?: \w+)?[ ,(]*"
    r"(?:(?:van|is|was|werd|wordt|die|al|bijna|ook|met|nu|net|in|het|de|najaar|voorjaar|zomer|winter|trouwens|zelfs|vorige|"
    r"week|maand|inmiddels) ?)*$"
)
_VOLUNTEER = re.compile(
    r"\b(?:ik|ben zelf|ikzelf)\b(?: \w+)?(?: (?:ben|van|is)(?: er)? (?:zelf )?(?:al )?| ?[(,] ?(?:zelf )?)$"
)

_PART_OF_TEN = {
    "begin tachtig": "80-84", "eind tachtig": "85-89", "begin negentig": "90+", "eind negentig": "90+",
    "eind zeventig": "75-79",
}  # fmt: skip
_PART = re.compile(r"\b(begin|eind|achter in de|achterin de) (?:in )?(?:de )?(70|80|90|zeventig|tachtig|negentig)\b")
_DIGITS = {"70": "zeventig", "80": "tachtig", "90": "negentig"}

_BORN = re.compile(
    r"\b(?:(?:van )?(?:bouwjaar|jaargang|geboortejaar|lichting|geboren)(?: (?:is|in|op))?(?: \d\d? \w+)?|"
    r"(?:hij|ze|zij|mevrouw|mevr|meneer) is (?:er (?:een|eentje) |nog )?van) (?:19)?([1-5]\d)\b"
)
"""A year of birth, of which the century may be left out: "bouwjaar 1940", "ze is van '38"."""

_BAND_IN_TEXT = re.compile(r"\b(75|80|85) ?(?:-|–|tot|t/m|tot en met) ?(79|80|84|85|89|90)\b")


@dataclass(frozen=True)
class _Age:
    start: int
    years: int
    sure: bool


def age_band(text: str, year: int | None = None) -> str | None:
    """The band of the visited person's age: "75-79", "80-84", "85-89", "90+", or None.

    A year of birth is counted from when it is known which `year` it is now. None for somebody under 75 and for what
    names no age ("in de tachtig"; "begin tachtig" does). The age of a child, partner or sister, a house number, and
    years of marriage are passed over.
    """
    flat = re.sub(r"\s+", " ", fold(text))
    if band := _BAND_IN_TEXT.search(flat):
        return {"75": "75-79", "80": "80-84", "85": "85-89"}[band[1]]
    ages = [age for start, end, years in _numbers(flat) if (age := _as_age(flat, start, end, years))]
    if not ages:
        if year and (born := _BORN.search(flat)) and not _ANOTHER.search(flat[: born.start()]):
            return _band(year - 1900 - int(born[1]))
        if (part := _PART.search(flat)) and not _ANOTHER.search(flat[: part.start()]):
            half = "begin" if part[1] == "begin" else "eind"
            return _PART_OF_TEN.get(f"{half} {_DIGITS.get(part[2], part[2])}")
        return (
            "90+"
            if re.search(r"\b(?:boven de|over de|dik in de|in de|hoog in de) (?:90|negentig)\b|\bnegentiger\b", flat)
            else None
        )
    best = min(ages, key=lambda age: (not age.sure, age.start))
    return _band(best.years)


def _band(years: int) -> str | None:
    if years < 75:
        return None
    if years >= 90:
        return "90+"
    low = years // 5 * 5
    return f"{low}-{low + 4}"


def _numbers(flat: str) -> list[tuple[int, int, int]]:
    """Every number that could be an age of somebody who is visited: start, end, value."""
    found = [(m.start(), m.end(), int(m[1])) for m in _NUMBER.finditer(flat) if _YOUNGEST <= int(m[1]) < _ALARM_NUMBER]
    found += [(m.start(), m.end(), _TENS[m[2]] + _UNITS.get(m[1] or "", 0)) for m in _IN_WORDS.finditer(flat)]
    found += [(m.start(), m.end(), 100) for m in _HUNDRED.finditer(flat)]
    return sorted(found)


def _as_age(flat: str, start: int, end: int, years: int) -> _Age | None:
    before, after = flat[:start], flat[end:]
    if _ANOTHER.search(before) or _VOLUNTEER.search(before) or _THEN.search(before):
        return None
    if _YEARS_OF_AGE.match(after) or (_BIRTHDAY.match(after) and years >= _YOUNGEST):
        return _Age(start, _adjusted(before, after, years), sure=True)
    if (
        _SPAN_OF_TIME.match(after)
        or _NO_AGE_AFTER.match(after)
        or _OVER.search(before)
        or _NO_AGE_BEFORE.search(before)
        or _WEIGHT_BEFORE.search(before)
    ):
        return None
    if _ROUND.search(before):
        return None if years % 5 == 0 else _Age(start, years, sure=True)
    if _JUST_YEARS.match(after):
        return (
            None
            if _TIME_BEFORE.search(before) and not _ALMOST.search(before)
            else _Age(start, _adjusted(before, after, years), sure=True)
        )
    says_age = bool(_SAYS_AGE.search(before))
    told = _SOMEBODY_BEFORE.search(before) or (says_age and flat[start:end].isdigit())
    if (_THINGS_AFTER.match(after) and not told) or (years < 75 and not says_age):
        return None
    return _Age(start, _adjusted(before, after, years), sure=says_age)


def _adjusted(before: str, after: str, years: int) -> int:
    """The age now: somebody who is almost 90 or turns 90 next week is 89."""
    turns = _BECOMES.search(before) or (_WILL_BE.match(after) and not _SAYS_AGE.search(before))
    return years - 1 if turns or _ALMOST.search(before) else years
