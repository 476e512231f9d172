"""Signals: read from volunteers' words; denied, past or about somebody else: left out."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.language.signals import FoundSignal, SignalReader

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SIGNALS = YAML(typ="safe").load(KNOWLEDGE / "signals.yml")

GOOD = [
    ("had de gordijnen weer dicht", {"gordijnen-dicht"}),
    ("gordijntjes potdicht om twee uur", {"gordijnen-dicht"}),
    ("er lag post op de mat en de koelkast was leeg", {"post-stapelt-op", "weinig-eten-in-huis"}),
    ("ze zegt dat sinds haar man dood is niemand meer langskomt", {"partner-overleden", "krijgt-geen-bezoek"}),
    ("meneer slaapt slecht en huilt elke dag", {"slaapt-slecht", "somber"}),
    ("mevr komt de deur niet meer uit sinds ze gevallen is", {"komt-niet-buiten", "slecht-ter-been"}),
    ("hij draagt al weken dezelfde trui", {"verzorging-minder"}),
    ("zijn dochter woont in Australië", {"kinderen-ver-weg"}),
    ("ze voelt zich zo alleen", {"zegt-eenzaam-te-zijn"}),
    ("Hij zegt dat hij iedereen tot last is", {"voelt-zich-nutteloos"}),
    ("haar zoon slaat haar", {"mogelijk-mishandeling"}),
    ("hij wil niet meer leven", {"mogelijk-suicidaal"}),
    ("er was brand in de keuken", {"acuut-onveilig"}),
]
BAD = [
    "gordijnen waren gewoon open",
    "het huis was netjes en de post lag keurig op tafel",
    "haar buurvrouw is overleden",
    "haar zus is erg vergeetachtig",
    "vroeger dronk hij te veel",
    "ze is niet afgevallen",
    "geen blauwe plekken gezien",
    "slapen doet ze gelukkig wel goed",
    "haar man is twintig jaar geleden overleden",
    "ik ben zelf ook somber van dit weer",
    "gezellig gehad, ze had vlaai gebakken",
    "",
]


@pytest.fixture(scope="module")
def reader() -> SignalReader:
    return SignalReader({code: signal["phrases"] for code, signal in SIGNALS.items()})


@pytest.mark.parametrize(("text", "codes"), GOOD)
@pytest.mark.parametrize("typed", [str, str.lower, str.upper])
def test_reads_signals(reader: SignalReader, text: str, codes: set[str], typed: type[str]) -> None:
    assert {found.code for found in reader.read(typed(text))} == codes


@pytest.mark.parametrize("text", BAD)
def test_reads_nothing(reader: SignalReader, text: str) -> None:
    assert reader.read(text) == ()


def test_says_in_which_sentence_it_was_read(reader: SignalReader) -> None:
    found = reader.read("Het was gezellig. De gordijnen waren dicht. Ze had vlaai.")
    assert found == (FoundSignal("gordijnen-dicht", 0.9, "De gordijnen waren dicht."),)


def test_each_signal_once(reader: SignalReader) -> None:
    assert [found.code for found in reader.read("Gordijnen dicht. Weer de gordijnen dicht.")] == ["gordijnen-dicht"]


@pytest.mark.parametrize(
    ("code", "phrase"), [(code, phrase) for code, signal in SIGNALS.items() for phrase in signal["phrases"]]
)
def test_every_wording_is_read(reader: SignalReader, code: str, phrase: str) -> None:
    assert code in {found.code for found in reader.read(phrase)}


@pytest.mark.parametrize(("code", "signal"), SIGNALS.items())
def test_level_three_leads_somewhere(code: str, signal: dict[str, object]) -> None:
    assert ("route" in signal) == (signal["level"] == 3)
    assert 10 <= len(signal["phrases"]) <= 35
