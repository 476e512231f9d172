"""Areas: the names people use, who lives there, and what is no place at all."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.knowledge.area import AreaFile, areas_of
from bot.language.places import AreaFinder

AREA_YML = Path(__file__).parents[2] / "knowledge" / "area.yml"
AREAS = areas_of(AreaFile.model_validate(YAML(typ="safe").load(AREA_YML)))

GOOD = [
    ("mevrouw woont in Hoensbroek", "hoensbroek"),
    ("in hoensbrook", "hoensbroek"),
    ("de vrieheide", "vrieheide"),
    ("woont op de Heksenberg", "heksenberg"),
    ("Versilienbos", "versilienbosch"),
    ("'t loon", "t-loon"),
    ("’t Loon", "t-loon"),
    ("Heerlerhiede", "heerlerheide"),
    ("meneer uit douveweien", "douve-weien"),
    ("in het centrum", "heerlen-centrum"),
    ("Heerlen Centrum", "heerlen-centrum"),
    ("in het centrum van Hoensbroek", "hoensbroek-centrum"),
    ("Nieuw-Einde", "nieuw-einde"),
    ("een flat in Kerkrade", "buiten-heerlen"),
]
WHERE_SOMEBODY_LIVES_NOW = [
    ("haar zoon woont in Kerkrade maar zij in Vrieheide", "vrieheide"),
    ("verhuisd van Hoensbroek naar Passart", "passart"),
    ("vroeger in de Dem, nu in Molenberg", "molenberg"),
    ("ze woont bij haar dochter in Schandelen", "schandelen"),
    ("gaat naar de soos in Hoensbroek en woont in Aarveld", "aarveld"),
    ("sinds zes weken op Vrieheide, daarvoor een halve eeuw op de Molenberg", "vrieheide"),
    ("van de Heksenberg naar Bekkerveld verhuisd", "bekkerveld"),
    ("van Maastricht naar Aarveld om dichter bij haar zoon te zijn", "aarveld"),
    ("haar flat in Beersdal is al leeg, ze zit nu in Passart", "passart"),
    ("voor niks naar Musschemig gereden", "musschemig"),
    ("meezebroek", "meezenbroek"),
]
BAD = [
    "haar dochter woont in Kerkrade",
    "mevrouw Welten deed open",
    "een passant op straat",
    "vrijheid vindt hij belangrijk",
    "ze lag in het ziekenhuis",
    "wandelen op de hei",
    "in het buurtcentrum",
    "gewoon in Heerlen",
    "zes weken geleden",
    "bibberend van de kou en moe",
    "haar man ligt in verpleeghuis De Dem",
    "met de nicht uit Vrieheide",
    "Schandelen, daar woonde ze vroeger",
    "",
]


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    return AreaFinder(AREAS.spoken_names())


@pytest.mark.parametrize(("text", "area"), GOOD + WHERE_SOMEBODY_LIVES_NOW)
@pytest.mark.parametrize("typed", [str, str.lower, str.upper])
def test_finds_the_area(finder: AreaFinder, text: str, area: str, typed: type[str]) -> None:
    assert finder.find(typed(text)) == area


@pytest.mark.parametrize("text", BAD)
def test_finds_none(finder: AreaFinder, text: str) -> None:
    assert finder.find(text) is None


NAMED = {
    "waar kan ik met haar heen in Hoensbroek?": "hoensbroek",
    "Ik wil mevrouw meenemen naar iets leuks in Heksenberg, wat is daar": "heksenberg",
    "mijn dochter woont in Molenberg, is daar een eettafel": "molenberg",
    "hij woont in Passart, is er iets in Molenberg?": "passart",
    "wat is er te doen": None,
}


@pytest.mark.parametrize(("text", "area"), NAMED.items())
def test_finds_the_area_that_a_question_names(finder: AreaFinder, text: str, area: str | None) -> None:
    assert finder.named(text) == area


@pytest.mark.parametrize(
    ("name", "area"),
    [(name, area.id) for area in AREAS.by_id.values() for name in area.names],
)
def test_every_name_in_the_file_is_found(finder: AreaFinder, name: str, area: str) -> None:
    assert finder.find(f"Mevrouw woont in {name}.") == area
