"""Where somebody lives: streets, house numbers, rooms, and what the home lies next to."""

import re
from collections.abc import Callable, Iterator

from .span import Span
from .vocabulary import Endings, Vocabulary, listed

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
POSTCODE = re.compile(r"(?<![\w\-])[1-9]\d{3}\s?(?P<letters>[a-z]{2}|[a-z] [a-z])(?!\w)")
TWO_LETTERS = listed("two_letters")
BARE_HOUSE = re.compile(
    rf"\b(?:huis\s?(?:nr\.?|nummer)|nr\.?|nummer|no\.)\s?(?:is\s|was\s)?({HOUSE})(?![\w:%]|[.,]\d|"
    rf"\s(?:op|van) de (?:wachtlijst|lijst))"
    rf"|\b(?:op|van|bij|naast|naar|tegenover|in)\s(\d{{1,4}}\s?-?[a-h])(?![\w'])"
    rf"|\b(?:woont|wonen|woonde|woonachtig|gewoond|adres)\s?:?\s(?:nu\s|daar\s|nog\s)?(?:op|"
    rf"aan)\s({HOUSE})(?!\w|\s(?:hoog|minuten|km|meter|kilometer|uur))"
    rf"|\bop\s(?:nr\.?\s|nummer\s)?(\d{{1,3}})(?=\s*(?:$|[;!?)]|[.,](?!\d)|\s(?:woont|wonen|woonde|daar|doet)\b))"
    rf"|\b(?:buurvrouw|buurman|buren|overbuurvrouw|overbuurman)\s(?:van|op)\s({HOUSE})(?!\w|\s(?:jaar|jr))"
)
COUNTED = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    r"zeventien|achttien|negentien|twintig)"
)
ROOM = re.compile(
    r"\b((?:kamer|kmr|appartement|appt?\.?|apt\.?|flat|studio|unit|woning|portiek|afdeling|huisje|deur|blok|"
    r"gang|vleugel|kavel|"
    r"standplaats|chalet|caravan|bungalow|toren|suite)\s?(?:nr\.?\s|nummer\s|no\.?\s)?"
    r"(?:\d{1,2}\.\d{1,3}|\d{1,4}\s?-?[a-h]?|[a-d][.\-]?\d{1,3}|(?<=[knltg] )[a-h](?=\s*(?:$|[.,;!?)]|kamer|nr|"
    r"nummer|op\b|en\b|in\b))|"
    r"(?<=kamer )" + COUNTED + r"))(?!\w|\s?(?:euro|graden|kamers|"
    r"weken|keer|dagen|x\b|uur|minuten|bewoners|mensen|jaar)|[.,:]\d)"
)
LANDMARK = Endings("landmarks").pattern()
THE = r"(?:de|het|een|die|dat|'t|'n|n|t|d'n|een)"
HOUSE_WORD = (
    r"(?:huis(?:je)?|pand(?:je)?|steeg(?:je)?|hof(?:je)?|woning|flat|appartement|boerderij|villa|bungalow|"
    r"chalet|caravan|woonwagen|"
    r"hoekhuis|kamer(?:tje)?|etage|verdieping|bovenwoning|benedenwoning|hoekwoning|poort(?:je)?|hek|deur|"
    r"gang(?:etje)?|pad(?:je)?|"
    r"bankje|straatje|hofstede|schuur|zolder|kelder|huizen|blok|rijtje)"
)
BESIDE = (
    r"(?:schuin |recht |vlak |pal |direct |net |precies |meteen )?(?:boven|naast|tegenover|achter|vlakbij|"
    r"vlak bij|dichtbij|vlak voor|"
    r"om de hoek (?:bij|van)|op de hoek (?:bij|van|tegenover)|links van|rechts van|tussen)"
)
TAIL = (
    rf"(?:\s(?:op|om|in|aan|bij|van|naast|tegenover|achter)\s{THE}\s(?:{WORD}\s)?"
    rf"(?:hoek|dorp|dorpje|(?:{LANDMARK})|straat|weg))?"
)
NEAR = re.compile(
    rf"\b((?:(?:{THE}\s)?(?:{WORD}\s){{0,2}}{HOUSE_WORD}\s)?(?:links |rechts |op de hoek )?{BESIDE}\s"
    rf"(?:{THE}\s(?:{WORD}\s){{0,2}}?(?:{LANDMARK})(?![\w])(?:\sen\s{THE}\s(?:{LANDMARK})(?!\w))?{TAIL}|"
    rf"(?:{LANDMARK})\s{WORD}))(?!\w)"
)
AT = re.compile(
    rf"\b((?:{THE}\s)?(?:{WORD}\s)?(?:hospice|hofje|flat|huisje|huis|boerderij|klooster|villa|woning|pand|"
    rf"pandje|toren|hoekhuis|chalet|"
    rf"caravan|appartement)\s(?:op de hoek )?(?:aan|bij|achter|naast|tegenover|boven|op|voor)\s(?:de|het|"
    rf"'t)\s(?P<noun>{WORD}))(?!\w)"
)
NO_SPOT = listed("no_spots")
DOOR = re.compile(
    rf"\b((?:(?:de|het|dat|die|een|'t|t)\s(?:{WORD}\s)?)?(?:{HOUSE_WORD})\s(?:\w+\s)?met\s(?:{THE}\s)(?:{WORD}\s)?(?P<noun>{WORD}))(?!\w)"
)
DWELLS = re.compile(
    rf"\b(?:woont|woon|wonen|woonde|woonden|woonachtig|gewoond|verblijft|verhuisd|verhuist|huis|huisje|woning|"
    rf"appartement|flat|kamer|etage|"
    rf"caravan|woonwagen)\s(?:(?:nu|al|nog|daar|ook|sinds|recht|schuin|vlak|pal|alleen|samen|boven|beneden)\s){{0,2}}"
    rf"((?:boven|naast|tegenover|achter|bij|vlakbij|tussen|voorbij|"
    rf"onder)\s(?:{THE}\s)?(?:(?:{WORD})\s){{0,1}}?(?P<noun>{WORD}))(?!\w)"
)
STAYS = re.compile(
    rf"\b(?:woont|woon|wonen|woonde|woonachtig|gewoond|verblijft|verblijf|zit|zat|ligt|lag|opgenomen|verhuisd|"
    rf"verhuist|bewoner|bewoonster|bewoners|"
    rf"receptie|lobby|hal|gang|aula|balie|recreatiezaal|eetzaal|huiskamer|restaurant|ingang|tuin|"
    rf"parkeerplaats)\s(?:(?:nu|al|nog|daar|ook|tijdelijk)\s)?"
    rf"(?:in|van|naar|bij)\s((?:de|het|'t|t)\s(?P<noun>{WORD})(?:\s(?P<second>{WORD}))?)(?!\w)"
)
JOINED = re.compile(
    rf"\b(?:lid|leden|voorzitter|secretaris|penningmeester|stamgast|klant|vaste klant|speelt|speelde|zingt|"
    rf"zong|kaart|kaartte|kient|biljart|"
    rf"koffie|borrel|pint|pintje|stamtafel|eigenaar|uitbater|baas|kok|ober|leiding|trainer|begeleiding|"
    rf"verzorging|zuster|zusters|directeur)"
    rf"\s(?:van|bij|in)\s(?P<name>(?:de|het|'t|t)\s(?P<noun>{WORD})(?:\s(?P<second>{WORD}))?)(?!\w)"
)
OLD_HOUSE = re.compile(
    rf"\b(?:in|boven|op|bij)\s((?:de|het|'t)\s(?:oude|voormalige|vroegere)\s(?:{LANDMARK}|pastorie|smederij|"
    rf"{WORD}huis))(?!\w)"
)
NAMED_BUILDING = re.compile(
    r"\b(?:(?:de|het|'t)\s)?(?P<building>[^\W\d_]{4,}(?:flat|staete|state|hoeve|toren|residentie|huys|hof|"
    r"burcht|borg|höfke))\b"
)
NOT_A_NAME = listed("not_names")
KIN = listed("kinship")
CLUBS, HOMES = Endings("small_organisations"), Endings("homes")
NO_HOME = listed("no_homes")
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
    """Addresses and place details in `low` (lower case); `protected` knows the allowed names."""
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
    for match in AT.finditer(low):
        if match["noun"] not in NO_SPOT:
            yield Span(*match.span(1), "place_detail")
    for pattern in (DOOR, DWELLS):
        for match in pattern.finditer(low):
            if match["noun"] not in NO_SPOT and match["noun"] not in KIN and words.may_be_a_name(match["noun"]):
                yield Span(*match.span(1), "place_detail")
    for match in STAYS.finditer(low):
        noun, second = match["noun"], match["second"]
        if protected(*match.span("noun")) or noun in NO_HOME or noun in NO_SPOT or noun in KIN:
            continue
        if not words.knows(noun) or (words.may_be_a_name(noun) and not words.is_inflected_adjective(noun)):
            ends = second is None or words.is_follower(second)
            if ends or not words.knows(second):
                yield Span(match.start(1), match.end("noun") if ends else match.end(1), "place_detail")
    for match in JOINED.finditer(low):
        noun, second = match["noun"], match["second"]
        if protected(*match.span("noun")) or noun in NO_HOME or noun in NO_SPOT or noun in KIN or CLUBS.fit(noun):
            continue
        if words.may_be_a_name(noun) and not HOMES.fit(noun):
            plain = second is None or words.is_follower(second) or not words.may_be_a_name(second)
            if not (plain and words.is_inflected_adjective(noun)):
                end = match.end("noun") if plain else match.end("name")
                yield Span(match.start("name"), end, "organisation_small")
    for match in OLD_HOUSE.finditer(low):
        yield Span(*match.span(1), "place_detail")
    for match in FIELD_NUMBER.finditer(low):
        if not protected(*match.span(1)) and not UNIT.match(low, match.end()):
            yield Span(*match.span(1), "address")
    for match in NAMED_BUILDING.finditer(low):
        name = match["building"]
        if not words.knows(name) and name not in NOT_A_NAME and not protected(*match.span("building")):
            yield Span(match.start(), match.end(), "place_detail")


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
            if (word and not words.knows(word) and street not in ("wal", "ring", "erf", "markt", "oord")) or (
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
