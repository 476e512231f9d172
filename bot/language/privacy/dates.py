"""Days with their month, and birth dates; not times or months alone."""

import re
from collections.abc import Iterator

from .span import Span

MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|febr?|mrt|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
LONG_MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|"
    r"dertiende|veertiende|\w{3,6}tiende"
    r"|(?:\w{3,5}[eë]n)?twintigste|(?:een[eë]n)?dertigste|twee|drie|vier|vijf|zes|zeven|acht|negen|"
    r"tien|elf|twaalf|dertien|veertien"
    r"|vijftien|zestien|zeventien|achttien|negentien|(?:\w{3,5}[eë]n)?twintig|(?:een[eë]n)?dertig)"
)
YEAR = r"(?:[\s\-.,/]{1,2}(?:19|20)\d\d|[\s\-./]'?\d\d(?![\w:.]))"
NAMED = re.compile(
    rf"(?<![\w])(?:0?[1-9]|[12]\d|3[01])(?:e|de|ste)?[\s\-.]{{0,2}}(?:van )?{MONTH}\b\.?{YEAR}?"
    rf"|\b{ORDINAL} (?:van )?{LONG_MONTH}\b{YEAR}?"
    rf"|\b{LONG_MONTH} (?:0?[1-9]|[12]\d|3[01])(?=\s*(?:$|[,;!?)\]]|\.(?!\d)))"
)
NUMERIC = re.compile(
    r"(?<![\w.,:/\-])(?:(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])"
    r"|(?P<d>0?[1-9]|[12]\d|3[01])\s?(?P<sep>[\-/.])\s?(?P<m>0?[1-9]|1[0-2])"
    r"(?:(?:(?P=sep)\s?|\s)(?P<y>(?:19|20)\d\d|'?\d\d)(?!\d)|(?P=sep)?(?!\d)))(?![\w/]|[\-.:,]\d)"
)
DAY_BEFORE = re.compile(
    r"(?:\b(?:op|sinds|vanaf|van|tot|t/m|tm|dd|d\.d|datum|per|voor|ma|di|wo|do|vr|za|zo|\w+dag|"
    r"afspraak|geb|geboren|geboortedatum|jarig|overleden|opgenomen|is|was|en|=)|[:(])"
    r"[\s.:(]{0,3}$"
)
COUNTED = re.compile(
    r"\s?(?:keer|x\b|maal|dagen|dag\b|uur|uren|weken|week|maanden|jaar|jr|mensen|personen|glazen|"
    r"glaasjes|flessen|pillen|tabletten|minuten|min\b|euro|kilo|graden|stuks|kopjes|per\b|p/|km|meter|"
    r"deel|gewonnen|verloren)"
)
BIRTH_BEFORE = re.compile(
    r"(?:\bgeb(?:oren|\.|\b)|\bgeboorte\w*|\bgebdat\w*|\bjarig|\bverjaardag\w*|\bverjaart|\bgeworden op|"
    r"\bwordt [\w\[\]]+ (?:jaar )?op|\bg\.b\.?|\*)[^.!?,\n]{0,22}$"
)
BIRTH_AFTER = re.compile(r"[\s,]{0,2}(?:\w+ ){0,3}(?:jarig|geboren|verjaart|verjaardag)\b")
BIRTH_YEAR = re.compile(
    r"\b((?:18|19)\d\d) (?:geboren|jarig)\b|\b(?:geb(?:oren|\.|\b)|geboorte\s?jaar|geboortedatum|"
    r"bouwjaar)\W{0,3}(?:(?:in|uit|op|anno|is|nog|het|jaar|was|ergens)\W{1,2}){0,3}((?:18|19|20)\d\d|"
    r"'?\d\d)(?![\w\-/.]\d|\w)"
)
SPELLED_BIRTH_YEAR = re.compile(
    r"\b(?:geb(?:oren|\.|\b)|geboorte\s?jaar|bouwjaar|is (?:nog )?van|uit)\W{0,3}(?:(?:in|uit|is|het|jaar|was|"
    r"ergens)\W{1,2}){0,3}"
    r"((?:achttien|negentien)\s?(?:honderd\s?)?(?:\w{2,6}\s?[eë]n\s?)?\w{0,14}(?:tig|tien|elf|twaalf))\b"
)
BORN_IN = re.compile(
    r"(?<!\w)(?:is|was|ben|zijn|komt|mevr\w*|meneer|vrouw|man|hij|ze|zij|zus\w*|broer\w*|\[naam\]) "
    r"(?:nog |echt )?(?:van|uit) ((?:19)[0-6]\d|'[0-6]\d)(?!\w)"
)
BRACKETED_YEAR = re.compile(r"\(\s?[*°]?\s?((?:19[0-6]\d))\s?\)|\*\s?((?:18|19)\d\d)\b")
BIRTHDAY = re.compile(
    r"\b(?:jarig|verjaardag|verjaart)(?: is| was| valt)?(?: op)?(?: de)? (\d{1,2})(?:e|de|ste)\b(?! "
    r"(?:jaar|verjaardag))"
)


def find(low: str) -> Iterator[Span]:
    """Dates and birth dates in `low` (lower case); spans may overlap, the first one counts."""
    for match in NAMED.finditer(low):
        yield _dated(low, match.start(), match.end())
    for match in NUMERIC.finditer(low):
        if _is_date(low, match):
            end = match.start() + len(match.group().rstrip(" .-/"))
            yield _dated(low, match.start(), end)
    for pattern in (BIRTH_YEAR, SPELLED_BIRTH_YEAR, BORN_IN, BRACKETED_YEAR, BIRTHDAY):
        for match in pattern.finditer(low):
            group = next(number for number in range(1, pattern.groups + 1) if match.group(number))
            yield Span(*match.span(group), "date_of_birth")


def _dated(low: str, start: int, end: int) -> Span:
    """A date, as a birth date when the words around it or its year say so."""
    year = re.search(r"(?:18|19)\d\d", low[start:end])
    born = BIRTH_BEFORE.search(low, max(0, start - 45), start) or BIRTH_AFTER.match(low, end)
    if born or (year and int(year.group()) <= 1965):
        return Span(start, end, "date_of_birth")
    return Span(start, end, "exact_date")


def _is_date(low: str, match: re.Match[str]) -> bool:
    """Whether day and month without a year are a date, not a range ("2-3 keer"), a score or a time."""
    if match["d"] is None or match["y"]:
        return True
    if COUNTED.match(low, match.end()):
        return False
    before = DAY_BEFORE.search(low, max(0, match.start() - 20), match.start())
    if match["sep"] == ".":
        return (
            bool(before)
            and not re.match(r"\s?(?:uur|u\b)", low[match.end() :])
            and "om" not in low[max(0, match.start() - 4) : match.start()]
        )
    if match["sep"] == "/" and match.group() in ("1/2", "1/3", "1/4", "2/3", "3/4", "24/7"):
        return False
    return bool(before) or int(match["d"]) > 5 or int(match["m"]) > 5
