"""Homes that are told by what they lie next to: "schuin tegenover de kapper", "het huisje met de blauwe luiken"."""

from collections.abc import Callable, Iterator

from .span import Span
from .tokens import Token
from .vocabulary import Endings, Vocabulary, listed

DWELLINGS, LANDMARKS, PARTS = Endings("dwellings"), Endings("landmarks"), Endings("house_parts")
NO_DWELLING, NO_SPOT, KIN = listed("no_dwellings"), listed("no_spots"), listed("kinship")
DETERMINERS = listed("determiners")
ORDINALS = listed("ordinals")
EXACTLY = frozenset({"schuin", "recht", "vlak", "pal", "direct", "precies", "meteen"})
BESIDE = frozenset({"boven", "naast", "tegenover", "achter", "vlakbij", "dichtbij", "neven", "tussen", "voorbij"})
"""Relations that say where a home lies by themselves."""
AT = frozenset({"bij", "aan", "onder", "tegen", "langs", "na", "voor", "halverwege", "bie", "in", "op"})
"""Relations that do so only after a word for a home, or after "woont"."""
CORNERS = (
    ("om", "de", "hoek"),
    ("op", "de", "hoek"),
    ("aan", "het", "eind"),
    ("aan", "het", "einde"),
    ("onder", "aan"),
)
STRONG = tuple(listed("houses"))
FLOORS = ("etage", "vleugel", "verdieping", "toren", "souterrain")
SIDES = frozenset({"af", "links", "rechts", "linksonder", "rechtsonder", "linksboven", "rechtsboven", "beneden"})
ORDERED = Endings("ordered")
LIVES = listed("living")
FILL = frozenset(
    {"nu", "al", "nog", "daar", "hier", "ook", "sinds", "recht", "net", "alleen", "samen", "gewoon", "ergens", "altijd"}
)
COUNTS = frozenset({"een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "2", "3", "4", "5", "6"})
COUNTED = frozenset({"deuren", "huizen", "deur", "huis", "straten", "straatjes", "portieken", "huisjes", "flats"})
LONGEST_LEAD = 2
"""How many words may describe a home before its noun."""


def find(row: list[Token], words: Vocabulary, protected: Callable[[int, int], bool]) -> Iterator[Span]:
    """Place details in `row`; `protected` knows the allowed names."""
    for at, token in enumerate(row):
        if token.is_word and DWELLINGS.fit(token.text) and token.text not in NO_DWELLING:
            last = _told_by(row, at, words, protected)
            if last >= at:
                yield Span(row[_lead(row, at, words)].start, row[last].end, "place_detail")
        elif token.is_word or token.text.isdigit():
            start, last = _beside(row, at, words, protected)
            if last >= start:
                yield Span(row[start].start, row[last].end, "place_detail")


def _told_by(row: list[Token], home: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> int:
    """The last word of what a home is told by; one before `home` when nothing tells which it is."""
    none = home - 1
    ordered = home > 0 and row[home - 1].text in ORDINALS and ORDERED.fit(row[home].text)
    at = home + 1
    while _text(row, at) in SIDES:
        at += 1
    strong = row[home].text.endswith(STRONG)
    if _text(row, at) == "van" and (at > home + 1 or row[home].text.endswith(FLOORS)):
        last = _noun(row, at + 1, words, protected)
        if last and (at > home + 1 or LANDMARKS.fit(row[last].text) or DWELLINGS.fit(row[last].text)):
            return _tail(row, last, words)
    if _text(row, at) == "met" and _text(row, at + 1) in DETERMINERS:
        last = _noun(row, at + 1, words, protected, part=True)
        told = last and (strong or PARTS.fit(row[last].text) or words.may_be_a_name(row[last].text))
        return _tail(row, last, words) if told else none
    after = _relation(row, at, BESIDE | AT)
    if after > at:
        last = _noun(row, after, words, protected)
        if last and (ordered or _places(row, after, last, strong)):
            last = _tail(row, last, words)
            return last + 1 if row[after - 1].text == "tegen" and _text(row, last + 1) == "aan" else last
    if ordered and (at > home + 1 or row[home].text in ("portiek", "galerij")):
        return at - 1
    return none


def _places(row: list[Token], after: int, last: int, strong: bool) -> bool:
    """Whether the relation before `after` and the noun at `last` place a home; after "in" and "op" only a landmark."""
    core = row[after - 1].text
    if LANDMARKS.fit(row[last].text):
        return core not in ("in", "op", "na", "voor")
    return strong and core in BESIDE | {"bij", "aan", "onder", "tegen"}


def _beside(row: list[Token], at: int, words: Vocabulary, protected: Callable[[int, int], bool]) -> tuple[int, int]:
    """First and last token of "schuin tegenover de kapper" that begins at `at`; the last before the first if none."""
    none = (at, at - 1)
    text = row[at].text
    if text in COUNTS and _text(row, at + 1) in COUNTED:
        after = _relation(row, at + 2, BESIDE | {"van"})
        last = _noun(row, after, words, protected) if after > at + 2 else 0
        return (at, _tail(row, last, words)) if last else none
    if at and row[at - 1].text in NO_DWELLING:
        return none
    lives = _lives(row, at)
    after = _relation(row, at, BESIDE | AT if lives else BESIDE)
    if after == at:
        return none
    last = _noun(row, after, words, protected)
    if not last:
        return none
    core = row[after - 1].text
    sure = LANDMARKS.fit(row[last].text) and not (lives and core in ("in", "op", "na", "voor"))
    exact = row[at].text in EXACTLY and core in BESIDE
    cornered = row[at].text in ("om", "op") and _text(row, at + 2) == "hoek"
    if sure or exact or cornered or (lives and core in BESIDE | {"bij", "onder"}):
        if core == "tussen" and _text(row, last + 1) == "en":
            last = _noun(row, last + 2, words, protected) or last
        return at, _tail(row, last, words)
    return none


def _lives(row: list[Token], at: int) -> bool:
    """Whether "woont", with small words after it, stands right before the token at `at`."""
    before = at - 1
    while before >= 0 and before > at - 4 and row[before].text in FILL:
        before -= 1
    return before >= 0 and row[before].text in LIVES


def _relation(row: list[Token], at: int, cores: frozenset[str]) -> int:
    """The place after a relation ("schuin tegenover", "op de hoek bij") from `at`; `at` itself when there is none."""
    start = at
    while _text(row, at) in EXACTLY | SIDES | {"hier"}:
        at += 1
    if at > start and row[at - 1].text in SIDES and _text(row, at) == "van":
        return at + 1
    for corner in CORNERS:
        if tuple(token.text for token in row[at : at + len(corner)]) == corner:
            at += len(corner)
            if corner[-1] == "aan":
                return at
            return at + 1 if _text(row, at) in ("bij", "van", "tegenover", "naast", "achter", "aan", "boven") else start
    return at + 1 if _text(row, at) in cores else start


def _noun(
    row: list[Token], at: int, words: Vocabulary, protected: Callable[[int, int], bool], *, part: bool = False
) -> int:
    """The place of the noun in "de oude kapper" from `at`; 0 when no noun with an article, or one without a meaning."""
    if _text(row, at) not in DETERMINERS:
        if at >= len(row) or not row[at].is_word or not LANDMARKS.fit(row[at].text):
            return 0
        named = at + 1
        while named < len(row) and named < at + 3 and row[named].is_word and not words.is_follower(row[named].text):
            named += 1
        return named - 1
    for noun in range(at + 1, min(len(row), at + 4)):
        word = row[noun].text
        if not row[noun].is_word or word in DETERMINERS:
            return 0
        following = row[noun + 1].text if noun + 1 < len(row) and row[noun + 1].is_word else ""
        if following and (_is_place(following) or (_describes(word, words) and not words.is_follower(following))):
            continue
        described = noun > at + 1
        if word in KIN or len(word) < 3 or (word in NO_SPOT and not described and not part):
            return 0
        if _is_place(word):
            return noun
        return 0 if words.is_follower(word) or protected(row[noun].start, row[noun].end) else noun
    return 0


def _is_place(word: str) -> bool:
    return LANDMARKS.fit(word) or PARTS.fit(word) or DWELLINGS.fit(word)


def _describes(word: str, words: Vocabulary) -> bool:
    """Whether `word` stands before a noun as an adjective does."""
    return word in ORDINALS or words.is_inflected_adjective(word) or word.endswith(("se", "vormige"))


def _tail(row: list[Token], last: int, words: Vocabulary) -> int:
    """What follows: "de moskee met de groene deur", "de bakker op de hoek", "de flat bij de kerk, ingang b"."""
    if _text(row, last + 1) in ("op", "om", "met", "van", "bij", "aan", "en", "naast", "tegenover", "achter"):
        noun = _noun(row, last + 2, words, lambda _start, _end: False, part=True) or _noun_corner(row, last + 2)
        if noun and (_is_place(row[noun].text) or row[noun].text in ("hoek", "dorp")):
            last = noun
    if _text(row, last + 1) == ",":
        if _text(row, last + 2) in ORDINALS and ORDERED.fit(_text(row, last + 3)):
            return last + 3
        if ORDERED.fit(_text(row, last + 2)) and len(_text(row, last + 3)) < 3 and _text(row, last + 3).isalnum():
            return last + 3
    return last


def _noun_corner(row: list[Token], at: int) -> int:
    """ "de hoek", which is no landmark of its own."""
    return at + 1 if _text(row, at) == "de" and _text(row, at + 1) == "hoek" else 0


def _lead(row: list[Token], home: int, words: Vocabulary) -> int:
    """Where the words before a home's noun begin: an article, and what describes it."""
    for start in range(home - 1, max(-1, home - LONGEST_LEAD - 2), -1):
        if row[start].text in DETERMINERS:
            return start
        if not (row[start].is_word and (row[start].text.endswith("e") or row[start].text in ORDINALS)):
            break
    return home - 1 if home and (row[home - 1].text in ORDINALS or _describes(row[home - 1].text, words)) else home


def _text(row: list[Token], at: int) -> str:
    return row[at].text if at < len(row) else ""
