"""How somebody lives and what they want: read where it is said plainly, else left open."""

import pytest

from bot.language.circumstances import living, wish

LIVING = [
    ("Mevrouw woont alleen in een flat.", "alone"),
    ("ze woont daar nog helemaal zelfstandig alleen", "alone"),
    ("woont alleen, weduwe", "alone"),
    ("Een heer van 93, alleenstaand.", "alone"),
    ("Meneer woont samen met zijn vrouw in Passart.", "with-partner"),
    ("Bezoek bij een echtpaar in de Dem.", "with-partner"),
    ("Haar man zat erbij en schonk koffie.", "with-partner"),
    ("Ze woont sinds kort bij haar dochter in.", "with-others"),
    ("ze woont bij haar dochter in Schandelen", "with-others"),
    ("Zijn inwonende zoon deed open.", "with-others"),
    ("Hij woont in een woongroep.", "with-others"),
]
LIVING_UNKNOWN = [
    "Ze is weduwe.",
    "Haar man is vorig jaar overleden, ze woonde altijd met haar man in dit huis.",
    "Ze woont in een verzorgingshuis.",
    "Haar buurvrouw woont alleen.",
    "Ze woont niet alleen.",
    "ik woon alleen, zij niet",
    "Haar zoon woont twee straten verder, alleen voor de grap belt hij.",
    "Ze woont bij haar dochter om de hoek.",
    "Haar man zit in het verpleeghuis. Haar man zat erbij toen ik vorig jaar kwam.",
    "Zijn dochter woont in Australië.",
    "Ze woont alleen. Haar inwonende zoon deed open.",
    "",
]
WISHES = [
    ("Ze wil graag nog een keer praten.", "talk"),
    ("Ze vroeg of ik volgende week weer kom.", "talk"),
    ("mevrouw wil wel dat ik nog eens langskom", "talk"),
    ("Hij wil wel mee naar de soos.", "take-part"),
    ("wil graag een keer naar de eettafel", "take-part"),
    ("Ze zou hulp willen bij de post.", "help"),
    ("Meneer wil wel hulp met de administratie.", "help"),
    ("Ze hoeft niks, laat maar.", "nothing"),
    ("hij wil geen hulp zegt hij", "nothing"),
]
WISH_UNKNOWN = [
    "Het hoeft voor haar niet meer.",
    "Hij hoeft niks meer, zei hij.",
    "Ze wil dood.",
    "Haar dochter wil hulp bij de post.",
    "Ze wil niet mee naar de soos.",
    "Ik wil graag nog een keer praten met de coördinator.",
    "Ze wil hulp bij de post en wil wel mee naar de soos.",
    "",
]


@pytest.mark.parametrize(("text", "way"), LIVING)
@pytest.mark.parametrize("typed", [str, str.lower, str.upper])
def test_reads_how_somebody_lives(text: str, way: str, typed: type[str]) -> None:
    assert living(typed(text)) == way


@pytest.mark.parametrize("text", LIVING_UNKNOWN)
def test_leaves_open_how_somebody_lives(text: str) -> None:
    assert living(text) is None


@pytest.mark.parametrize(("text", "kind"), WISHES)
@pytest.mark.parametrize("typed", [str, str.lower, str.upper])
def test_reads_what_somebody_wants(text: str, kind: str, typed: type[str]) -> None:
    assert wish(typed(text)) == kind


@pytest.mark.parametrize("text", WISH_UNKNOWN)
def test_leaves_open_what_somebody_wants(text: str) -> None:
    assert wish(text) is None
