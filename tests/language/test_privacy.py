"""What identifies somebody is masked, in every letter case, and what does not is left alone."""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.language.models import MODELS
from bot.language.privacy import Deidentifier, Identifier, open_deidentifier, tagger
from bot.language.privacy.dictionary import hunspell_folder, load, open_dictionary
from bot.language.privacy.notes import read_notes
from bot.language.privacy.tokens import tokens
from bot.language.privacy.vocabulary import Vocabulary
from bot.settings import ROOT
from bot.store import case_code
from bot.store.case_code import code_of, read_code

ALLOWED = ("Heerlen", "Heerlerheide", "Vrieheide", "De Hei", "Op de Nobel", "Welten", "Sevagram", "045-5601234")

# "{kind:part}" marks what must be masked; everything else must stay. The marks are taken off before the text is read.
GOOD = [
    # people of many origins
    "mevr {person:jansen} had de gordijnen weer dicht",
    "Bezoek gehad bij {person:Truus}, het ging goed",
    "Meneer {person:van den Heuvel} was niet thuis",
    "mevrouw {person:de wit} deed niet open",
    "buurman {person:bakker} heeft de sleutel",
    "ze heet {person:roos} en woont alleen",
    "oma {person:wil} is gevallen",
    "{person:J. de Vries} belde gisteren",
    "dochter {person:anja} en zoon {person:bart} komen niet meer",
    "dhr. {person:P.J. Smeets} wil graag een maatje",
    "mevrouw {person:K}. eet slecht",
    "tante {person:Mien} en oom {person:Sjeng} wonen beneden",
    "De heer {person:Habets} is ziek",
    "bij mw {person:Quaedvlieg} lag de post op de mat",
    "Mevrouw {person:Yılmaz} mist haar zus",
    "meneer {person:el Khattabi} wacht op hulp",
    "haar zoon {person:Mohammed} tolkt voor haar",
    "Buurvrouw {person:Kowalska} brengt soep",
    "mevr {person:Martina-Pieters} komt van de Antillen",
    "meneer {person:Schröder} praat veel over vroeger",
    "Mevrouw {person:Soekarno} kookt niet meer",
    "Zijn dochter {person:Fatima} belt elke dag",
    "dokter {person:Claessens} kwam langs",
    "vrijwilliger {person:henk} gaat met vakantie",
    "een zekere {person:Marvin} belde over de bankpas",
    "{person:Jan} en {person:Piet} kaarten samen",
    "{person:Corrie van Bommel} is boos",
    "Mevrouw {person:Welten} woont alleen",
    "de zoon van {person:Anja} komt nooit",
    "mevr. {person:v.d. Berg} is somber",
    "haar man heet {person:Storm}",
    "{person:Владимир} kwam langs",
    "{person:مريم} is haar dochter",
    "mevrouw {person:Bos} huilde",
    "zus {person:Iris} zorgt voor haar",
    "mevrouw {person:van Es} heeft pijn",
    "dhr {person:van Oosten} drinkt weer",
    "{person:an} en {person:wim} zijn allebei ziek",
    "mevrouw {person:de Boer-Krings} deed open",
    # a word that is a name because of what stands around it
    "mevrouw {person:kruk} wil niet eten",
    "dhr {person:kist} wil praten over vroeger",
    "opa {person:piepers} valt telkens",
    "{person:ed mingels} is somber",
    "toen kwam {person:wolf} binnen",
    "sinds {person:roos} weg is, is het stil",
    "{person:prins} heet hij van achteren",
    "ze hoort niks meer van {person:lelie}, haar kleindochter",
    "mevrouw {person:op den Camp} is boos",
    "meneer {person:in 't Veld} gaat trouwen",
    "vandaag bij {person:k. de boer} geweest",
    "post gebracht bij {person:van dieren}",
    "{person:truus v/d heijden} is er een van",
    "hij noemde zich {person:mark van dongen} van de bank",
    "de heer {person:de groot} verwacht mij",
    "gisteren belde {person:roos} (dochter) mij",
    # where they live
    "ze woont op de {address:Kerkstraat 12}",
    "in de {address:Akerstraat} zag ik hem",
    "{address:Burgemeester Waszinkstraat 84b} is het adres",
    "postcode {address:6411 AB}",
    "hij woont op {address:34b}",
    "het is {address:nr 12}",
    "{address:huisnummer 7}, gordijnen dicht",
    "aan het {address:Pancratiusplein 3} is het druk",
    "hij woont {place_detail:boven de oude apotheek}",
    "{place_detail:het huis naast de bakker op de hoek}",
    "ze ligt {place_detail:op kamer 12}",
    "ze woont {place_detail:in de Wingerd} en klaagt",
    "{place_detail:het gele huis naast de kapel} staat leeg",
    "haar man ligt {place_detail:in het hospice aan de beek}",
    "hij woont op de {address:molenlaan honderdtwaalf}",
    "het is {address:Op de Nobel 12}",
    "ze woont {place_detail:in huize Sint Anna}",
    "{place_detail:in serviceflat de Zilverling} is het stil",
    "hij zit {place_detail:schuin tegenover onze winkel}",
    "ze woont {place_detail:in het hoekhuis bij de brievenbus} en is moe",
    "{place_detail:het witte pand met de leeuwen}, daar is het",
    "bezoek {place_detail:twee deuren naast de bakkerij} gehad",
    "ze woont {place_detail:naast de moskee met de groene deur}",
    "hij woont {place_detail:om de hoek bij de glasbak}",
    # numbers and accounts
    "bel haar op {phone:06-12345678}",
    "bel haar op {phone:06 1234 5678}",
    "bel haar op {phone:0612345678}",
    "bel haar op {phone:06.12.34.56.78}",
    "bel haar op {phone:+31 6 12345678}",
    "bel haar op {phone:0031612345678}",
    "het nummer is {phone:045-571 22 38}",
    "tel {phone:045 5712238} na zes uur",
    "telefoon {phone:5712238}",
    "haar nummer is {phone:nul zes twaalf vierendertig zesenvijftig achtenzeventig}",
    "mail naar {email:w.janssen38@home.nl}",
    "zie {url_or_handle:https://www.facebook.com/oma.jo}",
    "op insta heet hij {url_or_handle:@opasjef}",
    "rekening {iban:NL91 ABNA 0417 1643 00} is leeg",
    "rekening {iban:NL91ABNA0417164300} is leeg",
    "auto met kenteken {car_plate:XX-99-XX}",
    "de auto {car_plate:12-ABC-3} staat er nog",
    "kenteken {car_plate:h482lb}",
    "bsn {id_number:123456782}",
    "cliëntnummer {id_number:48213} staat op de brief",
    "polisnummer {id_number:AB-204815}",
    "sleutelkluisje code {id_number:4711}",
    "sleutel in het kastje, {id_number:4471}",
    "op het label staat {id_number:S-114}",
    "sleutelnummer {id_number:K31-B} ligt op kantoor",
    "kenmerk {id_number:HZ/2291/b}",
    "rekening {iban:BE68 5390 0754 7034}",
    "zijn nummer is {phone:zes drieënveertig nul negen achttien twintig}",
    # a public number inside another does not shield it
    "bel haar op {phone:06-113 45 678}",
    "ze woont op de {address:Kerkstraat 112}",
    # days and ages
    "op {exact_date:12 maart} was ik er",
    "sinds {exact_date:12-3} ziek",
    "op {exact_date:12/03/2024} gevallen",
    "op {exact_date:twaalf maart} gevallen",
    "geboren op {date_of_birth:3-4-1938}",
    "geb. {date_of_birth:1938}",
    "ze is van {date_of_birth:1938}",
    "jarig op {date_of_birth:5 mei}",
    "mevr is {exact_age:84}",
    "in mei wordt ze {exact_age:91} en ze is nog fit",
    "haar vader van {exact_age:89} dwaalt",
    "zij is {exact_age:22} en erg geschrokken",
    "hij is {exact_age:90}, zij {exact_age:88}",
    "haar zoontje van {exact_age:4} was mee",
    "ze is {exact_age:84} jaar",
    "een {exact_age:84}-jarige weduwe",
    "mevrouw is {exact_age:vierentachtig} en moe",
    "hij wordt morgen {exact_age:90}",
    "meneer ({exact_age:79}) is somber",
    "dochter van {exact_age:49} woont ver weg",
    "op haar {exact_age:85e} verjaardag kwam niemand",
    "mevr {person:jansen} {exact_age:84} valt vaak",
    # organisations that give somebody away
    "ze gaat naar {organisation_small:kapsalon Haarmonie}",
    "hij zit bij {organisation_small:biljartclub de Ketsers}",
    "elke dag naar {organisation_small:café de Pint}",
    "lid van {organisation_small:duivenvereniging de snelle vlucht}",
    "ze gaat naar {organisation_small:naaiclub draad en daad}",
    "hij speelt bij {organisation_small:fanfare eendracht maakt muziek}",
    "hij zat in {organisation_small:eetcafé 't Kroegje van Sjo}",
    "ze zit bij {organisation_small:de bonte breisters}",
]

BAD = [
    "De gordijnen waren overdag dicht en er lag een stapel post op de mat.",
    "mevr wil niet meer naar buiten en huilt vaak",
    "oma wil naar huis",
    "mevrouw van hiernaast en meneer van de overkant kwamen langs",
    "mevrouw heeft de deur open gedaan",
    "meneer is al 12 jaar weduwnaar",
    "3 weken geleden is hij gevallen",
    "ze is in de tachtig, hij is 75+, samen 80-84",
    "ze zijn 60 jaar getrouwd",
    "bel bij gevaar 112, of 113, of 0800-2000, of 14 045, of 0900-8844, of 088-0767000",
    "bel 045-5601234 voor het buurtteam",
    "ze woont in Heerlen, Heerlerheide of Vrieheide",
    "hij verhuist naar De Hei, en zij naar Op de Nobel",
    "de thuiszorg van Sevagram komt twee keer per dag",
    "hij ging met de Zonnebloem en Alcander op pad",
    "het roos in haar haar is weg",
    "de bakker brengt brood en de wit geverfde deur klemt",
    "om 14.30 uur, 2-3 keer per week, 24/7",
    "van 10.00-12.30 open, 80 pillen, bloeddruk 140/85, 1.840 euro schuld, in de jaren 70",
    "de bakker bij de kerk, de kapper die knipt, een club voor ouderen en de winkel van vroeger",
    "ze slikt metoprolol en furosemide, en acenocoumarol bij trombose",
    "de rekening was 125 euro en 50 cent",
    "de zuster van de wijk en de mevrouw van de bank kwamen",
    "de sjlussel lag op de kast en het zaaknr was kwijt",
    "ze zat in de keuken bij het raam en liep door de gang naar de deur",
    "het buurthuis naast het park is open, en de club de hele dag dicht",
    "zijn behandelkamer is boven, ze wacht achter de balie",
    "afspr met mw om 10 uur, ze had idd ff geen zin, evt bellen vd week",
    "in maart, op maandag, vorige week, met kerst en in 2019",
    "de snelweg is ver en het fietspad is glad",
    "haar broer en zus komen met kerst, haar dochter woont ver weg",
    "de huisarts zei dat ze naar de praktijkondersteuner moet",
    "boodschappenlijstje, verjaardagskaarten, pillendoosje en koelkastje",
    "Ze kookt Turks, spreekt Marokkaans en komt uit Polen.",
    "de dementerende buurvrouw dwaalde over straat",
    "hij noemt zichzelf een echte mijnwerker uit Limburg",
    "'s avonds kijkt ze tv, da's alles",
    "Zoals ze zei: 'ik wil niet meer alleen zijn'",
    "ze heeft een rollator en een scootmobiel, en appt met d'r kleinkinderen",
]

# Not in the notes that it learned from; the marks may be smaller than what goes.
LEARNED = [
    "ze is verhuisd naar huize {place_detail:zonneweelde} en mist haar tuin",
    "Hij woont {place_detail:boven de oude fietsenwinkel} en komt de trap niet meer af.",
    "elke woensdag zong ze bij zangkoor {organisation_small:de nachtegaal}, nu niet meer",
    "ik trof haar bij kapsalon {organisation_small:krul en co}, ze zat te huilen",
    "meneer zit elke dag in café {organisation_small:de gouden leeuw} met een kop koffie",
    "mevrouw van {place_detail:het huis naast de smederij} heeft hulp nodig",
]

MARK = re.compile(r"\{(\w+):([^}]*)\}")
CASES = {"written": str, "lower": str.lower, "upper": str.upper}


@pytest.fixture(scope="module")
def deidentifier() -> Deidentifier:
    return open_deidentifier(ALLOWED, ROOT / MODELS, case_code.codes_in)


def unmarked(marked: str) -> tuple[str, list[Identifier]]:
    text, identifiers, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        identifiers.append(Identifier(len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return text + marked[at:], identifiers


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("marked", GOOD)
def test_identifying_parts_are_masked(deidentifier: Deidentifier, marked: str, case: str) -> None:
    text, expected = unmarked(marked)
    text = CASES[case](text)
    assert list(deidentifier.anonymise(text).identifiers) == expected


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("text", BAD)
def test_harmless_text_stays(deidentifier: Deidentifier, text: str, case: str) -> None:
    text = CASES[case](text)
    result = deidentifier.anonymise(text)
    assert (result.text, result.identifiers) == (text, ())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("marked", LEARNED)
def test_a_home_or_club_of_ordinary_words_is_masked(deidentifier: Deidentifier, marked: str, case: str) -> None:
    text, parts = unmarked(marked)
    found = deidentifier.anonymise(CASES[case](text)).identifiers
    for part in parts:
        gone = {at for one in found for at in range(one.start, one.end)}
        assert {at for at in range(part.start, part.end) if text[at].isalnum()} <= gone


@pytest.mark.parametrize("text", ["15 m², 3½ uur, x² en ³", "٧٥ jaar", "1️⃣ keer", "½" * 300])
def test_odd_numbers_are_read(deidentifier: Deidentifier, text: str) -> None:
    assert deidentifier.anonymise(text).text


@pytest.fixture
def few_notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    notes = tmp_path / "few.txt"
    notes.write_text("\n---\n".join(["zij woont in {place_detail|de grijze gans}", "zij woont in de buurt"] * 5))
    monkeypatch.setattr(tagger, "note_files", lambda: [notes])
    return notes


def test_what_was_learned_is_kept_and_learned_again_when_notes_change(few_notes: Path, tmp_path: Path) -> None:
    words = Vocabulary(open_dictionary(ROOT / MODELS))
    row = tokens("zij woont in de grijze gans")
    first = tagger.open_tagger(tmp_path, words).read(row)
    (kept,) = tmp_path.glob("privacy-*.npz")
    learned_at = kept.stat().st_mtime_ns
    assert tagger.open_tagger(tmp_path, words).read(row) == first
    assert kept.stat().st_mtime_ns == learned_at
    kept.write_bytes(b"half a file")
    assert tagger.open_tagger(tmp_path, words).read(row) == first
    few_notes.write_text(few_notes.read_text() + "\n---\nzij zag de grijze gans in de vijver")
    tagger.open_tagger(tmp_path, words)
    assert len(list(tmp_path.glob("privacy-*.npz"))) == 2


@pytest.mark.parametrize("wrong", ["bij {persoon|truus}", "bij {person:truus}", "bij {person|truus", "bij {person|}"])
def test_a_mark_that_is_none_is_an_error(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text(f"een goede\n---\n{wrong}\n")
    with pytest.raises(ValueError, match=r"wrong\.txt"):
        read_notes(file)


def test_texts_that_are_read_at_the_same_time_do_not_mix(deidentifier: Deidentifier) -> None:
    texts = [unmarked(marked)[0] for marked in (*LEARNED, *GOOD[:40])]
    one_by_one = [deidentifier.anonymise(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(5):
            assert list(threads.map(deidentifier.anonymise, texts)) == one_by_one


def test_a_case_code_stays_and_a_name_beside_it_does_not(deidentifier: Deidentifier) -> None:
    """Its words are chosen by chance, and some are names as well: any pair of them must come through."""
    seen = {"wilg", "roos", "linde", "poes", "pauw", "vos", "peer", "merel"}
    codes = [code_of(first, second) for first in sorted(seen) for second in (*sorted(seen), *case_code.words()[::23])]
    assert len(codes) > 100
    for code in codes:
        assert deidentifier.anonymise(f"hoort {code} bij mevrouw Jansen").text == f"hoort {code} bij mevrouw [naam]"
        assert deidentifier.anonymise(f"{code}: Roos belt terug").text == f"{code}: [naam] belt terug"


def test_a_code_that_is_none_is_read_as_any_words(deidentifier: Deidentifier) -> None:
    assert read_code("roos-bakker-99") is None
    assert "99" not in deidentifier.anonymise("dat is van mevrouw roos-bakker-99").text


def test_placeholders_are_dutch(deidentifier: Deidentifier) -> None:
    text = "Mevr Jansen (84), Kerkstraat 12, 06-12345678, a@b.nl, geb. 3-4-1938, kenteken XX-99-XX"
    expected = "Mevr [naam] ([leeftijd]), [adres], [telefoon], [e-mail], geb. [geboortedatum], kenteken [kenteken]"
    assert deidentifier.anonymise(text).text == expected


def test_neighbours_of_a_kind_merge(deidentifier: Deidentifier) -> None:
    assert deidentifier.anonymise("Anna-Maria van der Zwaluw-Pieters belde").text == "[naam] belde"


@pytest.mark.parametrize("marked", [*GOOD, *BAD])
def test_its_own_output_stays(deidentifier: Deidentifier, marked: str) -> None:
    once = deidentifier.anonymise(unmarked(marked)[0]).text
    assert deidentifier.anonymise(once).text == once
    assert deidentifier.anonymise(once).identifiers == ()


def test_pairs_of_notes_are_stable(deidentifier: Deidentifier) -> None:
    notes = [unmarked(marked)[0] for marked in GOOD[::4]]
    for first, second in itertools.product(notes, repeat=2):
        once = deidentifier.anonymise(f"{first} {second}")
        assert deidentifier.anonymise(once.text).identifiers == ()


def test_spans_are_ordered_and_apart(deidentifier: Deidentifier) -> None:
    text = ". ".join(unmarked(marked)[0] for marked in GOOD)
    found = deidentifier.anonymise(text).identifiers
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    "unit", ["mevr jansen 84 ", "a", "1", "1 ", "-", "van de ", "a.b.", "J. ", "[naam] ", "06 ", "is al "]
)
def test_a_long_message_is_read(deidentifier: Deidentifier, unit: str) -> None:
    text = (unit * 4096)[:4096]
    once = deidentifier.anonymise(text)
    assert deidentifier.anonymise(once.text).text == once.text


@pytest.mark.parametrize("text", ["", " ", "\n", "😀", "👍🏽 fijn bezoek 😀", "[naam]", "?!", "İ", "ß", "\u200d"])
def test_odd_texts_are_left_alone(deidentifier: Deidentifier, text: str) -> None:
    assert text in ("İ", "ß") or deidentifier.anonymise(text).text == text


def test_emoji_do_not_shift_offsets(deidentifier: Deidentifier) -> None:
    text = "😀👍🏽 mevr Jansen 😀"
    (found,) = deidentifier.anonymise(text).identifiers
    assert text[found.start : found.end] == "Jansen"


def test_the_dictionary_is_kept_and_made_again_when_it_is_broken(tmp_path: Path) -> None:
    every = load(hunspell_folder())
    for _ in range(2):
        for kept, words in zip(open_dictionary(tmp_path), every, strict=True):
            assert len(kept) == len(words)
            assert all(word in kept for word in words)
            assert "qxqx" not in kept and "" not in kept
        (file,) = tmp_path.glob("words-*.npz")
    file.write_bytes(b"half a file")
    assert "gordijn" in open_dictionary(tmp_path).words
    assert "gordijn" in open_dictionary(tmp_path).words
