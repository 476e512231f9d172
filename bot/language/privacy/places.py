"""Where somebody lives, and small organisations that give somebody away."""

import re
from collections.abc import Callable, Iterator

from .span import Span
from .vocabulary import Vocabulary, listed

WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
HOUSE = r"(?:\d{1,4}(?:\s?[\-/]?\s?[a-h](?![\w'])|[\-/]\d{1,3}|\s?(?:bis|hs|huis|rood|zwart)\b|\s\d{1,2}\s?hoog)?)"
STREET = (
    r"(?:straat(?:je)?|strasse|straße|sjtraot|sjtroat|laan(?:tje)?|weg|plein(?:tje)?|steeg(?:je)?|"
    r"gracht|singel|kade|dreef|hof|pad|dijk|park|plantsoen|boulevard|wal|markt|ring|oord|gaarde|erf|promenade"
    r"|straatweg|allee|heuvel)"
)
LEAD = (
    r"(?:burg(?:emeester|\.|\b)|pastoor|past\.|kapelaan|deken|dokter|doctor|dr\.?|professor|prof\.?|"
    r"sint|st\.?|oude|nieuwe|korte|lange|kleine|grote|hoge|lage|koning|koningin|prins|prinses|mgr\.?|"
    r"monseigneur"
    r"|ir\.?|mr\.?|meester|heer|huize|jan|pater|generaal|graaf|hertog|van|der|den|de|ter|ten)"
)
NUMBERED_STREET = re.compile(
    rf"\b(?:{LEAD}\s){{0,4}}(?:(?P<word>{WORD})\s)?(?P<street>[^\W\d_]*{STREET})(?:\s?(?:nr\.?|nummer|"
    rf"no\.?|huisnummer)?\s?,?\s?(?P<house>{HOUSE}))?(?!\w)"
)
POSTCODE = re.compile(r"(?<![\w\-])[1-9]\d{3}\s?(?P<letters>[a-z]{2})(?!\w)")
TWO_LETTERS = frozenset(
    [
        "in",
        "is",
        "op",
        "en",
        "de",
        "te",
        "na",
        "om",
        "al",
        "we",
        "ze",
        "ik",
        "je",
        "of",
        "er",
        "ze",
        "zo",
        "wo",
        "ie",
        "nu",
        "om",
        "uw",
        "ja",
        "of",
        "an",
        "me",
        "af",
        "ga",
        "nr",
        "st",
        "ca",
        "km",
        "kg",
        "eu",
        "hp",
        "cc",
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "za",
    ]
)
BARE_HOUSE = re.compile(
    rf"\b(?:huis\s?(?:nr\.?|nummer)|nr\.?|nummer|no\.)\s?(?:is\s|was\s)?({HOUSE})(?![\w:%]|[.,]\d|"
    rf"\s(?:op|van) de (?:wachtlijst|lijst))"
    rf"|\b(?:op|van|bij|naast|naar|tegenover|in)\s(\d{{1,4}}\s?-?[a-h])(?![\w'])"
    rf"|\b(?:woont|wonen|woonde|woonachtig|gewoond|adres)\s?:?\s(?:nu\s|daar\s|nog\s)?(?:op|"
    rf"aan)\s({HOUSE})(?!\w|\s(?:hoog|minuten|km|meter|kilometer|uur))"
    rf"|\bop\s(?:nr\.?\s|nummer\s)?(\d{{1,3}})(?=\s*(?:$|[;!?)]|[.,](?!\d)|\s(?:woont|wonen|woonde|daar|doet)\b))"
    rf"|\b(?:buurvrouw|buurman|buren|overbuurvrouw|overbuurman)\s(?:van|op)\s({HOUSE})(?!\w|\s(?:jaar|jr))"
)
ROOM = re.compile(
    r"\b((?:kamer|appartement|app\.?|flat|studio|unit|woning|portiek|afdeling|huisje|"
    r"bungalow)\s?(?:nr\.?\s|nummer\s)?(?:\d{1,4}\s?-?[a-h]?|[a-d]\d{1,3}))(?!\w|\s?(?:euro|graden|kamers|"
    r"weken|keer|dagen|x\b|uur|minuten|bewoners|mensen)|[.,:]\d)"
)
LANDMARK = (
    r"(?:apotheek|bakker(?:ij)?|slager(?:ij)?|kerk|kapel|moskee|school|basisschool|winkel|supermarkt|"
    r"kapper|kapsalon|caf[eé]|kroeg|snackbar|friture|frituur|frietkot|frietzaak|patatzaak|molen|"
    r"station|pomp|tankstation|benzinepomp|garage"
    r"|pizzeria|bloemist|bloemenwinkel|bloemenzaak|slijterij|slijter|chinees|viswinkel|visboer|"
    r"fietsenmaker|fietsenwinkel|schoenmaker|drogist(?:erij)?|sigarenwinkel|sigarenboer|boekhandel|"
    r"boekwinkel|kiosk|kerkhof|begraafplaats"
    r"|speeltuin|viaduct|fabriek|mijnschacht|kasteel|hotel|restaurant|ijssalon|wasserette|stomerij|"
    r"dierenwinkel|dierenarts|tandarts|notaris|makelaar|opticien|juwelier|videotheek|bieb|bibliotheek|"
    r"brandweerkazerne|postkantoor|shoarmazaak|kebabzaak|albert heijn|jumbo|lidl|aldi|action|hema|"
    r"kruidvat)"
)
NEAR = re.compile(
    rf"\b((?:schuin |recht |vlak |pal |direct |net |precies )?(?:boven|naast|tegenover|achter|vlakbij|"
    rf"dichtbij|om de hoek (?:bij|van)|naast)\s(?:de|het|een|die|dat|'t|'n|n|"
    rf"t)\s(?:{WORD}\s){{0,2}}?(?:oude\s|voormalige\s|vroegere\s)?{LANDMARK}"
    rf"(?:\s(?:op|om|in|aan|bij) (?:de|het|'t) (?:{WORD}\s)?(?:hoek|dorp|plein|kerk|straat|markt|"
    rf"rotonde|weg))?)(?![\w])"
)
HOME = re.compile(
    rf"\b(?P<head>(?:woon)?zorgcentrum|woonzorgcomplex|zorghuis|verzorgingshuis|verzorgingstehuis|"
    rf"verpleeghuis|verpleegtehuis|bejaardenhuis|bejaardentehuis|seniorenflat|serviceflat|aanleunflat|"
    rf"ouderenflat|flat|flatgebouw|woontoren|toren|residentie|huize|huis|villa|hofje|hoeve|boerderij|"
    rf"klooster|complex|hospice|woongroep|appartementencomplex|woonvorm|woonhuis)"
    rf"\s(?P<name>(?:(?:de|het|'t|ter|ten|op de|in de|sint|st\.?|t)\s)?{WORD}(?:\s{WORD})?)"
)
NAMED_BUILDING = re.compile(r"\b(?:" + r"[^\W\d_]{4,}(?:flat|staete|staete|hoeve|toren|residentie|huys)" + r")\b")
ORGANISATION = (
    r"(?:[^\W\d_]*(?:club|clubje|vereniging|koor|salon|praktijk|fanfare|harmonie|schutterij|"
    r"broederschap|sociëteit|atelier|bakkerij|slagerij|drogisterij|bakker|slager|kapper|café|cafe|"
    r"eetcafé|eetcafe|lunchroom|brasserie|restaurant|pizzeria|cafetaria|friture|frituur|snackbar|"
    r"winkel|boetiek|bloemist|garage|rijschool|manege|stichting|bv|garagebedrijf|installatiebedrijf|"
    r"schildersbedrijf|schoonmaakbedrijf|loodgietersbedrijf|apotheek|school|basisschool|kerk|parochie|"
    r"moskee|zaal|hotel|kinderdagverblijf|dansschool|sportschool|fysiotherapie|tandartspraktijk|"
    r"huisartsenpraktijk|uitvaart|uitvaartverzorging|uitvaartcentrum|thuiszorgbureau|taxibedrijf|"
    r"taxi))"
)
SMALL = re.compile(
    rf"\b(?P<head>{ORGANISATION})\s(?P<name>['\"‘“]?(?:(?:de|het|'t|t|la|le|sint|st\.?|onze "
    rf"lieve)\s)*(?P<first>{WORD})(?:\s(?P<second>{WORD}))?)"
)
ARTICLE = re.compile(r"^\s?['\"‘“]?(?:de|het|'t|la|le|sint|st\.?)\s")
NAME_ENDS = re.compile(r"\s*(?:$|[.,;!?)\n])|\s(?:is|in|op|aan|waar|en|was|heeft|van|bij)\b")
NOT_A_NAME = listed("not_names")


def find(low: str, words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    """Addresses, place details and small organisations in `low` (lower case); `protected` knows the allowed names."""
    yield from _streets(low, words, protected)
    for match in POSTCODE.finditer(low):
        if " " not in match.group() or match["letters"] not in TWO_LETTERS:
            yield Span(match.start(), match.end(), "address")
    for match in BARE_HOUSE.finditer(low):
        group = next(number for number in range(1, 6) if match.group(number))
        if not protected(*match.span(group)):
            yield Span(*match.span(group), "address")
    for match in ROOM.finditer(low):
        yield Span(*match.span(1), "place_detail")
    for match in NEAR.finditer(low):
        yield Span(*match.span(1), "place_detail")
    for match in NAMED_BUILDING.finditer(low):
        if not words.in_dictionary(match.group()) and match.group() not in NOT_A_NAME and not protected(*match.span()):
            yield Span(match.start(), match.end(), "place_detail")
    yield from _named(HOME, "place_detail", low, words, protected)
    yield from _named(SMALL, "organisation_small", low, words, protected)


def _streets(low: str, words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    for match in NUMBERED_STREET.finditer(low):
        street, house, word = match["street"], match["house"], match["word"]
        if protected(*match.span("street")) or re.search(r"(?:slaan|staan|gaan|maal)$", street):
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
            if (word and not words.knows(word) and street not in ("wal", "ring", "erf", "markt", "oord")) or (
                house
                and low[match.start("house") - 1 : match.start("house")] == " "
                and street in ("straat", "laan", "weg")
                and word
            ):
                yield Span(match.start("word"), end, "address")
        elif street in words.generic_streets:
            continue
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


def _named(
    pattern: re.Pattern[str], kind: str, low: str, words: Vocabulary, protected: Callable[[int, int], bool]
) -> Iterator[Span]:
    """The name after a word for a building or a club: unknown words, or "de" and a noun that is no everyday one."""
    for match in pattern.finditer(low):
        start, end = match.span("name")
        if protected(start, end):
            continue
        name = low[start:end]
        parts = [part for part in re.finditer(WORD, name)]
        unknown = [
            part
            for part in parts
            if not words.knows(part.group()) and not protected(start + part.start(), start + part.end())
        ]
        article = ARTICLE.match(name)
        content = [part for part in parts if article is None or part.start() >= article.end()]
        if not content:
            continue
        if unknown and (unknown[0].start() == content[0].start() or article):
            last = content[0] if unknown[-1].start() <= content[0].start() else unknown[-1]
            yield Span(start, start + last.end(), kind)
        elif match["head"] in ("huize", "residentie", "villa") and content[0].group() not in NOT_A_NAME:
            yield Span(start, start + content[0].end(), kind)
        elif article and content[0].group() not in NOT_A_NAME:
            for part in content[:2]:
                if NAME_ENDS.match(low, start + part.end()):
                    yield Span(start, start + part.end(), kind)
                    break
