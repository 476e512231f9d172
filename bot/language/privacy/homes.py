"""Homes by their name or number: rooms, flats, and "she lives in de Wingerd"."""

import re
from collections.abc import Callable, Iterator

from .span import Span
from .vocabulary import Endings, Vocabulary, listed

WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
COUNTED = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    r"zeventien|achttien|negentien|twintig)"
)
ROOM = re.compile(
    r"\b((?:kamer|kmr|appartement|appt?\.?|apt\.?|flat|studio|unit|woning|portiek|afdeling|huisje|deur|blok|"
    r"gang|vleugel|kavel|"
    r"standplaats|chalet|caravan|bungalow|toren|suite|zaal|ingang|galerij|k\.|etage)\s?(?:nr\.?\s|nummer\s|no\.?\s)?"
    r"(?:\d{1,2}\.\d{1,3}|\d{1,4}\s?-?[a-h]?|[a-d][.\-]?\d{1,3}|(?<=[knltg] )[a-h](?=\s*(?:$|[.,;!?)]|kamer|nr|"
    r"nummer|op\b|en\b|in\b))|"
    r"(?<=kamer )" + COUNTED + r"))(?!\w|\s?(?:euro|graden|kamers|"
    r"weken|keer|dagen|x\b|uur|minuten|bewoners|mensen|jaar)|[.,:]\d)(?:\s(?:links|rechts|beneden)(?:onder|boven)?(?!\w))?"
)
LANDMARK = Endings("landmarks").pattern()
STAYS = re.compile(
    rf"\b(?:woont|woon|wonen|woonde|woonachtig|gewoond|verblijft|verblijf|zit|zat|ligt|lag|opgenomen|verhuisd|"
    rf"verhuist|bewoner|bewoonster|bewoners|"
    rf"receptie|lobby|hal|gang|aula|balie|recreatiezaal|eetzaal|huiskamer|restaurant|ingang|tuin|"
    rf"parkeerplaats)\s(?:(?:nu|al|nog|daar|ook|tijdelijk)\s)?"
    rf"(?:in|van|naar|bij)\s((?:de|het|'t|t)\s(?P<noun>{WORD})(?:\s(?P<second>{WORD}))?)(?!\w)"
)
OLD_HOUSE = re.compile(
    rf"\b(?:in|boven|op|bij)\s((?:de|het|'t)\s(?:oude|voormalige|vroegere)\s(?:{LANDMARK}|pastorie|smederij|{WORD}woning|"
    rf"{WORD}huis))(?!\w)"
)
NAMED_BUILDING = re.compile(
    r"\b(?:(?:de|het|'t)\s)?(?P<building>[^\W\d_]{4,}(?:flat|staete|state|hoeve|toren|residentie|huys|hof|"
    r"burcht|borg|höfke))\b"
)
HOME_NAME = re.compile(
    r"\b(?:in|bij|van|uit|naar|op|of)\s((?:de|het|'t)\s(?P<name>[^\W\d_]{3,}(?:zicht|rust|stein|heem|stede|borg|horst|"
    r"linde|hoek|wende|hage|heuvel|weide|beuk|spar|duin|zwaan)))(?!\w)"
)
NOT_A_NAME = listed("not_names")
NO_SPOT, NO_HOME, KIN = listed("no_spots"), listed("no_homes"), listed("kinship")


def find(low: str, words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    """Place details in `low` (lower case); `protected` knows the allowed names."""
    for match in ROOM.finditer(low):
        yield Span(match.start(1), match.end(), "place_detail")
    for match in STAYS.finditer(low):
        noun, second = match["noun"], match["second"]
        if protected(*match.span("noun")) or noun in NO_HOME or noun in NO_SPOT or noun in KIN:
            continue
        if not words.knows(noun) or (words.may_be_a_name(noun) and not words.is_inflected_adjective(noun)):
            ends = second is None or words.is_follower(second)
            if ends or not words.knows(second):
                yield Span(match.start(1), match.end("noun") if ends else match.end(1), "place_detail")
    for match in OLD_HOUSE.finditer(low):
        yield Span(*match.span(1), "place_detail")
    for match in HOME_NAME.finditer(low):
        if not words.is_listed(match["name"]) and not protected(*match.span("name")):
            yield Span(*match.span(1), "place_detail")
    for match in NAMED_BUILDING.finditer(low):
        name = match["building"]
        if not words.knows(name) and name not in NOT_A_NAME and not protected(*match.span("building")):
            yield Span(match.start(), match.end(), "place_detail")
