"""Clubs that are told by who belongs to them: "lid van de Snoek", "zingt bij de Nachtegalen"."""

import re
from collections.abc import Callable, Iterator

from .span import Span
from .vocabulary import Endings, Vocabulary, listed

WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
JOINED = re.compile(
    rf"\b(?:lid|leden|voorzitter|secretaris|penningmeester|stamgast|klant|vaste klant|speelt|speelde|zingt|"
    rf"zong|kaart|kaartte|kient|biljart|"
    rf"koffie|borrel|pint|pintje|stamtafel|eigenaar|uitbater|baas|kok|ober|leiding|trainer|begeleiding|"
    rf"verzorging|zuster|zusters|directeur)"
    rf"\s(?:van|bij|in)\s(?P<name>(?:de|het|'t|t)\s(?P<noun>{WORD})(?:\s(?P<second>{WORD}))?)(?!\w)"
)
PLAYERS = re.compile(
    rf"\b(?:bij|van|met|naar)\s(?P<name>de\s{WORD}e\s[^\W\d_]*(?:sters|zangers|gezellen|broeders|klanken|spelers|"
    r"kaarters|wandelaars|lopers|stappers|trappers|schutters|fluiters|blazers|toppers|knallers|dansers|vingers))(?!\w)"
)
NO_SPOT, NO_HOME, KIN = listed("no_spots"), listed("no_homes"), listed("kinship")
CLUBS, HOMES = Endings("small_organisations"), Endings("homes")


def find(low: str, words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    """Small organisations in `low` (lower case); `protected` knows the allowed names."""
    for match in PLAYERS.finditer(low):
        yield Span(*match.span("name"), "organisation_small")
    for match in JOINED.finditer(low):
        noun, second = match["noun"], match["second"]
        if protected(*match.span("noun")) or noun in NO_HOME or noun in NO_SPOT or noun in KIN or CLUBS.fit(noun):
            continue
        if words.may_be_a_name(noun) and not HOMES.fit(noun):
            plain = second is None or words.is_follower(second) or not words.may_be_a_name(second)
            if not (plain and words.is_inflected_adjective(noun)):
                end = match.end("noun") if plain else match.end("name")
                yield Span(match.start("name"), end, "organisation_small")
