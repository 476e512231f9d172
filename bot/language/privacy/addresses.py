"""Addresses: streets, house numbers, postcodes."""

import re
from collections.abc import Callable, Iterator

from .span import Span
from .vocabulary import Vocabulary, listed

WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
SPELLED = (
    r"(?:(?:twee|drie)?honderd(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)?)?"
    r"(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    r"zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|(?<=honderd))"
)
HOUSE = (
    rf"(?:{SPELLED}(?!\w)"
    r"|\d{1,4}(?:\s?[\-/]?\s?[a-h](?![\w'])|[\-/]\d{1,3}|\s?(?:bis|hs|huis|rood|zwart)\b|\s\d{1,2}\s?hoog)?)"
)
STREET = (
    r"(?:straat(?:je)?|strasse|straße|sjtraot|sjtroat|laan(?:tje)?|weg|plein(?:tje)?|steeg(?:je)?|"
    r"gracht|singel|kade|dreef|hof|pad|dijk|park|plantsoen|boulevard|wal|markt|ring|oord|gaarde|erf|promenade"
    r"|straatweg|allee|heuvel)"
)
SHORT_STREET = r"[^\W\d_]{3,}(?:strt?|wg|ln|pln)\.?"
LEAD = (
    r"(?:burg(?:emeester|\.|\b)|pastoor|past\.|kapelaan|deken|dokter|doctor|dr\.?|professor|prof\.?|"
    r"sint|st\.?|oude|nieuwe|korte|lange|kleine|grote|hoge|lage|koning|koningin|prins|prinses|mgr\.?|"
    r"monseigneur"
    r"|ir\.?|mr\.?|meester|heer|huize|jan|pater|generaal|graaf|hertog|van|der|den|de|ter|ten)"
)
NUMBERED_STREET = re.compile(
    rf"\b(?:{LEAD}\s){{0,4}}(?:(?P<word>{WORD})\s)?(?P<street>[^\W\d_]*{STREET}|{SHORT_STREET})(?:\s?(?:nr\.?|nummer|"
    rf"no\.?|huisnummer)?\s?,?\s?(?P<house>{HOUSE}))?(?!\w)"
)
LANE_OF = re.compile(
    rf"\b(?:laan|plein|weg|park|hof|kade|boulevard|pad)\s(?:van|der|den|ten)\s(?:{WORD}\s){{1,5}}?\d{{1,4}}\s?[a-h]?(?!\w)"
)
POSTCODE = re.compile(r"(?<![\w\-])[1-9]\d{3}\s?(?P<letters>[a-z]{2}|[a-z] [a-z])(?!\w)")
TWO_LETTERS = listed("two_letters")
BARE_HOUSE = re.compile(
    rf"(?<!-)\b((?:huis\s?(?:nr\.?|nummer)|nr\.?|nummer|no\.)\s?(?:is\s|was\s)?(?!0){HOUSE})(?![\w:%\-]|[.,]\d|\s\d|"
    rf"\s(?:op|van) de (?:wachtlijst|lijst))"
    rf"|\b(?:op|van|bij|naast|naar|tegenover|in)\s(\d{{1,4}}\s?-?[a-h])(?![\w'])"
    rf"|\b(?:woont|wonen|woonde|woonachtig|gewoond|adres)\s?:?\s(?:nu\s|daar\s|nog\s)?(?:op|"
    rf"aan)\s({HOUSE})(?!\w|\s(?:hoog|minuten|km|meter|kilometer|uur))"
    r"|(?<!staat )(?<!stond )(?<!radio )(?<!tv )(?<!televisie )(?<!altijd )(?<!vast )(?<!gezet )"
    rf"\bop\s(?:nr\.?\s|nummer\s)?(\d{{1,3}})(?=\s*(?:$|[;!?)]|[.,](?!\d)|\s(?:woont|wonen|woonde|daar|doet)\b))"
    rf"|\b(?:buurvrouw|buurman|buren|overbuurvrouw|overbuurman)\s(?:van|op)\s({HOUSE})(?!\w|\s(?:jaar|jr))"
)
FIELD_NUMBER = re.compile(
    r"\b((?:(?:op|in|aan)\s(?:de|het|'t|den|gen)\s)?[^\W\d_]{3,}(?:baan|berg|veld|kamp|kampen|broek|beek|bosch|"
    r"wei|weide|hei|heide|graaf|poort|burg|donk|"
    r"rade|hof|akker|akkers|kuil|put|eind|hoek|horst|dal|vaart|haven|brug|rode|goed|molen|gaard|pas|hoeve|"
    r"voort|gats|gewan|weien)\s(?:nr\.?\s)?"
    r"\d{1,3}\s?[a-h]?)(?![\w:%+]|[.,/\-]\d)"
)
UNIT = re.compile(
    r"\s?(?:x\b|keer|jaar|jr|minuten|min\b|uur|euro|dagen|weken|maanden|mensen|km|meter|graden|huizen|procent|"
    r"%|mg|kg|kilo|stuks|pillen|"
    r"jan|feb|m[ae]|apr|ju|aug|sep|okt|nov|dec)"
)


AFTER_TITLE = re.compile(
    r"\b(?:mevr|mevrouw|mvr|mw|meneer|mijnheer|mnr|dhr|heer|fam|familie)\b\.?\s(?:(?:van|in|op|uit|aan|ten|"
    r"ter)\s)?(?:(?:de|den|der|het|'t)\s)?$"
)
LIVES = re.compile(
    r"\b(?:woont|wonen|woonde|woonachtig|verhuisd|verhuist|adres)\b[^.!?\n]{0,12}\b(?:op|aan|in|naar)\s(?:de|het)\s$"
)


def find(low: str, words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    """Addresses in `low` (lower case); `protected` knows the allowed names."""
    yield from _streets(low, words, protected)
    for match in LANE_OF.finditer(low):
        yield Span(match.start(), match.end(), "address")
    for match in POSTCODE.finditer(low):
        if " " not in match.group() or match["letters"] not in TWO_LETTERS:
            yield Span(match.start(), match.end(), "address")
    for match in BARE_HOUSE.finditer(low):
        group = next(number for number in range(1, 6) if match.group(number))
        if not protected(*match.span(group)):
            yield Span(*match.span(group), "address")
    for match in FIELD_NUMBER.finditer(low):
        if not protected(*match.span(1)) and not UNIT.match(low, match.end()):
            yield Span(*match.span(1), "address")


def _streets(low: str, words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    for match in NUMBERED_STREET.finditer(low):
        street, house, word = match["street"], match["house"], match["word"]
        if protected(*match.span("street")) or re.search(r"(?:slaan|staan|gaan|maal)$", street):
            continue
        if not house and AFTER_TITLE.search(low, max(0, match.start("street") - 25), match.start("street")):
            continue
        if house and re.match(
            r"\s?(?:x\b|keer|jaar|minuten|min\b|uur|euro|dagen|weken|mensen|km|meter|jr|maanden|graden|huizen|"
            r"jan|feb|m[ae]|apr|ju|aug|sep|okt|nov|dec)|[.,:]\d",
            low[match.end() :],
        ):
            house = None
        alone = re.fullmatch(STREET, street) is not None
        start = _lead(low, match, words)
        end = match.end() if house else match.end("street")
        if house and (
            not alone
            or street
            in ("markt", "plein", "hof", "dreef", "wal", "erf", "singel", "gracht", "kade", "ring", "promenade")
        ):
            yield Span(start, end, "address")
        elif alone:
            if (
                word
                and len(word) > 1
                and not words.knows(word)
                and street not in ("wal", "ring", "erf", "markt", "oord", "weg")
            ) or (
                house
                and low[match.start("house") - 1 : match.start("house")] == " "
                and street in ("straat", "laan", "weg")
                and word
            ):
                yield Span(match.start("word"), end, "address")
        elif street in words.generic_streets:
            if LIVES.search(low, max(0, match.start("street") - 25), match.start("street")):
                yield Span(match.start("street"), end, "address")
        elif _is_street(street, words):
            yield Span(start, end, "address")


def _lead(low: str, match: re.Match[str], words: Vocabulary) -> int:
    """Where a street's name begins: with the words before it, unless they are a plain "op de"."""
    lead = re.search(
        rf"\b(?:(?:burg(?:emeester|\.)?|pastoor|kapelaan|deken|dokter|doctor|dr\.?|professor|prof\.?|sint|"
        rf"st\.?|oude|nieuwe|korte|lange|kleine|grote|koning|koningin|prins|prinses|mgr\.?|pater|"
        rf"generaal)\s(?:{WORD}\s){{0,2}})$",
        low[max(0, match.start("street") - 40) : match.start("street")],
    )
    if lead:
        return match.start("street") - (lead.end() - lead.start())
    word = match["word"]
    if word and not words.knows(word) and low[match.end("word") : match.start("street")] == " ":
        return match.start("word")
    return match.start("street")


def _is_street(street: str, words: Vocabulary) -> bool:
    """Whether a word that ends like a street is one: no dictionary word, or one that we know as a street."""
    if street in words.named_streets:
        return True
    if words.in_dictionary(street) or words.in_dictionary(street.removesuffix("je")):
        return False
    if re.fullmatch(SHORT_STREET, street):
        return not words.knows(street.rstrip("."))
    if re.search(
        r"(?:straat(?:je)?|laan(?:tje)?|plein|steeg|gracht|singel|kade|dreef|weg|plantsoen|sjtraot|sjtroat)$", street
    ):
        return True
    return (
        not words.knows(street)
        and re.search(
            r"(?:hof|pad|dijk|park|markt|wal|ring|gaarde|oord|erf|allee|boulevard|heuvel|strasse|straße)$", street
        )
        is not None
    )
