"""Identifying parts that are written in digits or have a form of their own: phones, accounts, plates, links."""

import re
from collections.abc import Iterable, Iterator

from stdnum import iban
from stdnum.nl import bsn

from .span import Span

EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|[(\[](?:at|apenstaartje|@)[)\]])\s?[\w-]+(?:\s?\.\s?[a-z]{2,})+\b"
    r"|\b[\w.+-]+(?: (?:punt|dot|streepje) [\w-]+)* (?:at|apestaartje|apenstaartje|@) [\w-]+ ?(?:punt|dot|"
    r"\.) ?(?:nl|com|be|de|eu|net|org)\b"
)
URL = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\b[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:nl|com|org|net|eu|be|de|info|io|app|me|"
    r"online|site|example)\b(?:/\S*)?|"
    r"\b[\w-]+(?:\.[\w-]+)+/\S+"
)
HANDLE = re.compile(
    r"(?<![\w.])@\w[\w.]+|(?<!\w)[a-z\d.]+_[\w.]*[a-z\d]"
    r"|\b(?:insta(?:gram)?|facebook|fb|snap(?:chat)?|tiktok|twitter|linkedin|skype|telegram|"
    r"marktplaats)\b(?: (?:is|naam|als|onder|heet (?:hij|ze|ie)))?"
    r"[:\s]{1,3}[\w]*[\d._][\w.]*[a-z\d]"
)
IBAN = re.compile(r"(?<!\w)[a-z]{2}[ .]?\d{2}[ .]?(?:[a-z0-9]{2,4}[ .\-]?){2,8}")
FOREIGN_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}[ .\-]?(?:\d{4}[ .\-]?){2,7}\d{0,4}(?!\w)")
DUTCH_IBAN = re.compile(r"(?<!\w)nl[ .]?\d{2}[ .]?[a-z]{4}[ .]?(?:\d[ .\-]?){7,10}(?<=\d)(?!\w)")
ACCOUNT = re.compile(r"\b(?:bank)?rek(?:ening)?\.?\s?(?:nummer|nr)?\.?\W{0,3}(?:is )?(\d(?:[ .]?\d){4,9})(?!\w)")

SEPARATED = r"[\s.\-/–()]{0,3}"
PHONE = re.compile(
    rf"(?<![\w.,])(?:(?:\+|00)\s?\d{{2}}{SEPARATED}(?:\(0\))?(?:{SEPARATED}\d){{7,11}}"
    rf"|\(?[0o]\d{{1,3}}\)?(?:{SEPARATED}\d){{6,9}}"
    rf"|(?:31[\s\-]?)?6(?:[\s\-]?\d){{8}})(?![\w])"
)
LOCAL_PHONE = re.compile(
    r"\b(?:tel|tel\.?\s?nr|telefoon|telefoonnummer|telnr|mob|mobiel|mobieltje|06|bel(?:len)?(?: op| "
    r"naar)?|bereikbaar op|nummer is)\b\W{0,3}"
    r"(?:is |nr |nummer |op )?(\d(?:[\s.\-]?\d){5,9})(?![\w])"
)
DIGIT_WORD = (
    r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
    r"\w{0,6}tien|\w{0,12}tig|\d{1,3})"
)
SPOKEN_DIGITS = re.compile(rf"\b(?!\d){DIGIT_WORD}(?:[\s\-,]+{DIGIT_WORD}){{4,9}}\b")
SPOKEN_PHONE = re.compile(rf"\bnul[\s\-]*(?:zes|{DIGIT_WORD})(?:[\s\-,]+{DIGIT_WORD}){{3,9}}\b")
PUBLIC = ("112", "113", "144", "116123", "116000", "116111", "116117")
PUBLIC_FORMS = (
    r"0[89]00" + r"(?:[\s.\-]?\d){4,7}",
    r"14[\s\-]?0\d{2,3}",
    r"0900[\s.\-]?8844",
    r"088[\s.\-]?076[\s.\-]?70[\s.\-]?00",
)

SIDECODES = (
    "LL DD DD|DD DD LL|DD LL DD|LL DD LL|LL LL DD|DD LL LL|DD LLL D|D LLL DD|LL DDD L|L DDD LL|LLL "
    "DD L|L DD LLL|D LL DDD|DDD LL D"
)
_SIDES = SIDECODES.replace("L", "[a-z]").replace("D", r"\d")
PLATE = re.compile(rf"(?<![\w\-])(?:{_SIDES.replace(' ', '-')}|{_SIDES.replace(' ', '')})(?![\w\-])")
PLATE_PARTS = re.compile(
    r"(?<![\w\-])(?=[\d\-]*[a-z])(?=[a-z\-]*\d)(?:[a-z]{1,3}|\d{1,3})(?:-(?:[a-z]{1,4}|\d{1,4})){2}(?![\w\-])"
    r"|\b(?:kenteken|nummerbord|nummerplaat)\b[^.!?\n\d]{0,25}?\b([a-z]{1,3}[ \-]?\d{1,3}(?:[ \-]?[a-z]{1,3})?|"
    r"\d{1,3}[ \-][a-z]{1,3}(?:[ \-]\d{1,3})?)(?!\w)"
    r"|(?<![\w'])([a-z] \d{3} [a-z]{2})(?!\w)"
)
PLATE_NEAR = re.compile(
    rf"\b(?:kenteken|kentekenplaat|nummerbord|nummerplaat|plaat|auto|busje|scootmobiel)\b(?: is| "
    rf"met(?: kenteken)?| nr)?\W{{1,3}}"
    rf"((?:{_SIDES.replace(' ', r'[ ]?-?[ ]?')}|[a-zäöü]{{1,3}}[ \-][a-z]{{1,2}}[ \-]?\d{{1,4}}))(?!\w)"
)

NUMBERED = re.compile(
    r"\b(?:(?:bsn|burgerservice|sofi|cli[eë]nt|klant|pati[eë]nt|polis|verzekerden?|verzekerings|ziekenkas|"
    r"dossier|zaak|casus|paspoort|pas|rijbewijs|id|lid|lidmaatschaps|order|bestel|factuur|contract|aanvraag|"
    r"referentie|ref|meld|meldings|indicatie|inschrijf|registratie|beschikking|v|identiteitsbewijs|proces-verbaal|"
    r"identiteitskaart|zorgpas|zorgverzekering|meter|serie|sleutel|kluis|"
    r"abonnee|abonnements)[ \-.]?(?:nummers?|nr|no|kaart|code)?"
    r"|kenmerk|aangifte|(?:sleutel|deur|toegangs|kluis|pin|inlog|alarm|voordeur|poort|portiek|lift|kast|"
    r"garage|cijfer|puk|slot|postvak)?code|combinatie|sleutelkastje|sleutelkluis(?:je)?|kluisje|kluis|cijferslot"
    r"|sleutelkast|pin|wachtwoord|toegang)\b"
    r"(?:[^\w\n.!?]{0,3}\b(?:is|nr|nummer|code|van|de|het|'t|t|haar|zijn|der|deur|voordeur|achterdeur|poort|"
    r"flat|lift|sleutelkastje|sleutelkluis|"
    r"kluisje|kastje|kast|naast|hangt|met|dat|nu|weer|eindigt|op|hetzelfde|begint|was|toets|in|daar|en|eerst|"
    r"dan|zn|z'n|m'n|d'r|:|brief)\b){0,7}"
    r"[^\w\n]{0,4}([a-z]{0,4}[\-./ ]{0,2}\d(?:[\w*#]|[.\-/ ]{1,2}(?=\d)|[/\-](?=\w)){2,}|\d{3,}[*#]?)"
)
LONG_NUMBER = re.compile(
    r"(?<![\w€.,])(?<!€ )(?!(?:19|20)\d\d ?[\-–/] ?(?:19|"
    r"20)?\d\d(?!\d))(?!\d{1,2}[\-./]\d{1,2}[\-./](?:\d\d|\d{4})(?!\d))\d(?:[ .\-]?\d){6,}(?![\w])|"
    r"(?<![\w€.,])(?<!€ )\d{5,}(?![\w])"
)
MIXED = re.compile(r"(?<!\w)(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{4,}(?!\w)")
LABEL = re.compile(r"(?<![\w\-/])(?:[a-z]{1,3}-\d{3,}(?:-[a-z\d]{1,4})*|[a-z]{1,3}-?\d{2,}-[a-z]{1,3})(?![\w\-])")
COMPOSED = re.compile(
    r"(?<![\w€.,/\-])(?:[a-z]{1,4}[\-./]?)?(?:\d{1,10}[./\-]){1,4}\d{1,10}(?:[\-./][a-z\d]{1,4})?(?![\w])"
)
FOUR_DIGITS = re.compile(r"(?<![\w€.,:/\-])(?<!€ )(?!(?:1[5-9]|20)\d\d(?!\d))\d{4}[#*]?(?![\w%]|[.,:/\-]\d)")
SPACED_DIGITS = re.compile(r"(?<![\w.,:/\-])\d(?:[ \-]\d){3,}(?![\w]|[.,:/\-]\d)")
HOURS = re.compile(
    r"\d{2,3}/\d{2,3}|[012]?\d[.:][0-5]\d(?:\s?-\s?[012]?\d[.:][0-5]\d)?|(?:19|20)\d\d[\-/](?:19|20)?\d\d|"
    r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|[\d.]+,\d\d?"
)
MIXED_HARMLESS = re.compile(
    r"\d+(?:plus(?:ser|sers)?|jarigen?|jaar|ste|uur|min|keer|euro|dagen|weken|stuks|graden)|"
    r"[a-z]+-?\d{1,2}|\d{1,2}[a-z]{3,}|\d{1,4}(?:mg|ml|cm|km|kg|mm|gr|eur|de|ste|jr|wk|min|kwh|wh|gb|mb|hz|k|u|"
    r"e|x|plus|er|ers|cc|iu|ie|mcg)"
)
AMOUNT_AFTER = re.compile(
    r"\s?(?:euro|eur|€|gulden|stappen|inwoners|mensen|ouderen|keer|stuks|km|kilometer|meter|uur|"
    r"minuten|jaar|woningen|huizen|bezoeken|kcal|mg|gram|gr|ml|watt|volt|piek|cent|per|gulden|frank|mark|"
    r"dollar|lire|leden|man|m2|stemmen|volgers)\b"
)
NOISE = re.compile(r"\D")


class PublicNumbers:
    """The numbers that everybody may know: help lines, and those the caller names."""

    def __init__(self, numbers: Iterable[str]) -> None:
        digits = {_national(number) for number in numbers} | set(PUBLIC)
        spelled = [r"[\s.\-()]{0,2}".join(number) for number in sorted(digits, key=lambda one: (-len(one), one))]
        self._form = re.compile(rf"(?<![\d+])(?:{'|'.join([*PUBLIC_FORMS, *spelled])})(?!\d)")

    def find(self, low: str) -> Iterator[tuple[int, int]]:
        """Where public numbers stand in `low`."""
        for match in self._form.finditer(low):
            yield match.span()


def _national(number: str) -> str:
    digits = NOISE.sub("", number)
    return "0" + digits[2:] if digits.startswith("31") and len(digits) == 11 else digits


def find(low: str) -> Iterator[Span]:
    """Everything in `low` (lower case) that is a number or a link; spans may overlap, the first one counts."""
    yield from _all(EMAIL, "email", low)
    for match in URL.finditer(low):
        yield Span(match.start(), match.start() + len(match.group().rstrip(".,;:!?)\"'")), "url_or_handle")
    yield from _all(HANDLE, "url_or_handle", low)
    yield from _ibans(low)
    yield from _all(SPOKEN_PHONE, "phone", low)
    yield from _all(SPOKEN_DIGITS, "phone", low)
    for match in PHONE.finditer(low):
        if 9 <= len(NOISE.sub("", match.group())) <= 14:
            yield Span(match.start(), match.end(), "phone")
    yield from _all(LOCAL_PHONE, "phone", low)
    yield from _all(PLATE, "car_plate", low)
    for match in PLATE_PARTS.finditer(low):
        group = match.lastindex or 0
        yield Span(*match.span(group), "car_plate")
    yield from _all(PLATE_NEAR, "car_plate", low)
    yield from _all(NUMBERED, "id_number", low)
    for match in LONG_NUMBER.finditer(low):
        number = NOISE.sub("", match.group())
        if bsn.is_valid(number) or not AMOUNT_AFTER.match(low, match.end()):
            yield Span(match.start(), match.end(), "id_number")
    for match in MIXED.finditer(low):
        if not MIXED_HARMLESS.fullmatch(match.group()):
            yield Span(match.start(), match.end(), "id_number")
    yield from _all(LABEL, "id_number", low)


def find_loose(low: str) -> Iterator[Span]:
    """Digits that no other rule explains: groups with signs between them and four digits that are no year."""
    for match in COMPOSED.finditer(low):
        if (
            sum(map(str.isdigit, match.group())) >= 5
            and not HOURS.fullmatch(match.group())
            and not AMOUNT_AFTER.match(low, match.end())
        ):
            yield Span(match.start(), match.end(), "id_number")
    for pattern in (FOUR_DIGITS, SPACED_DIGITS):
        for match in pattern.finditer(low):
            if not AMOUNT_AFTER.match(low, match.end()):
                yield Span(match.start(), match.end(), "id_number")


def _all(pattern: re.Pattern[str], kind: str, low: str) -> Iterator[Span]:
    """The first group of every match, or the whole match."""
    for match in pattern.finditer(low):
        start, end = match.span(1) if pattern.groups else match.span()
        yield Span(start, end, kind)


def _ibans(low: str) -> Iterator[Span]:
    yield from _all(DUTCH_IBAN, "iban", low)
    yield from _all(ACCOUNT, "iban", low)
    for match in FOREIGN_IBAN.finditer(low):
        yield Span(match.start(), match.start() + len(match.group().rstrip(" .-")), "iban")
    for match in IBAN.finditer(low):
        text = match.group().rstrip(" .-")
        while len(text) >= 15:
            if iban.is_valid(text.replace(".", "")):
                yield Span(match.start(), match.start() + len(text), "iban")
                break
            text = text[:-1].rstrip(" .-")
