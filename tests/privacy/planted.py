"""Fifty parts that identify somebody, as volunteers type them, and how each is recognised where it leaked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Planted:
    """One identifying part in its phrase. `traces` are the strings that give it away, each by itself."""

    kind: str
    phrase: str
    traces: tuple[str, ...]


PLANTED = tuple(
    Planted(*row)
    for row in (
        # People: of many origins, in lower case, and words that are a name behind a title.
        ("person", "mevrouw Fatima Yilmaz deed niet open", ("Fatima", "Yilmaz")),
        ("person", "bij mw quaedvlieg lag de post op de mat", ("quaedvlieg",)),
        ("person", "neef Mohammed el Khattabi tolkt voor haar", ("Mohammed", "Khattabi")),
        ("person", "buurvrouw Kowalska brengt soep", ("Kowalska",)),
        ("person", "meneer Schröder praat veel over vroeger", ("Schröder",)),
        ("person", "mevrouw Soekarnoputri kookt niet meer", ("Soekarnoputri",)),
        ("person", "corrie van bommel is boos", ("corrie", "bommel")),
        ("person", "J.P. Hermkens belde gisteren", ("Hermkens",)),
        ("person", "mevrouw de wit mist haar zus", ("mevrouw de wit",)),
        ("person", "buurman bakker heeft de sleutel", ("buurman bakker",)),
        ("person", "zus Iris zorgt voor haar", ("zus Iris",)),
        ("person", "dokter Claessens kwam langs", ("Claessens",)),
        ("person", "dochter djamilla belt elke dag", ("djamilla",)),
        ("person", "tante Mien Wetzels woont beneden", ("Mien Wetzels", "Wetzels")),
        ("person", "mevr. van der Zwaluw-Pieters heeft pijn", ("Zwaluw", "Pieters")),
        ("person", "Владимир drinkt koffie met haar", ("Владимир",)),
        # Where they live.
        ("address", "ze woont op de Kerkstraat 12", ("Kerkstraat",)),
        ("address", "in de akerstraat zag ik hem", ("akerstraat",)),
        ("address", "Burgemeester Waszinkstraat 84b is het adres", ("Waszinkstraat", "84b")),
        ("address", "postcode 6411 AB", ("6411 AB", "6411")),
        ("address", "met postcode 6413zk erbij", ("6413zk",)),
        ("address", "hij woont op 34b", ("34b",)),
        ("address", "huisnummer 7, achterom", ("huisnummer 7",)),
        ("place_detail", "hij woont boven de oude apotheek", ("boven de oude apotheek", "oude apotheek")),
        ("place_detail", "in serviceflat de Zilverling is het stil", ("Zilverling",)),
        ("place_detail", "ze ligt op kamer 12", ("kamer 12",)),
        # Numbers and accounts. The IBAN and the BSN have valid check digits.
        ("phone", "bel haar op 06-12345678", ("06-12345678", "12345678")),
        ("phone", "of bel hem op 06 87 65 43 21", ("87 65 43",)),
        ("phone", "zijn nummer is +31 6 24681357", ("24681357",)),
        ("phone", "tel 045-571 22 38 na zes uur", ("571 22 38",)),
        (
            "phone",
            "haar nummer is nul zes twaalf vierendertig zesenvijftig achtenzeventig",
            ("vierendertig", "zesenvijftig", "achtenzeventig"),
        ),
        ("email", "mail naar w.janssen38@home.nl", ("janssen38", "home.nl")),
        ("url_or_handle", "op facebook.com/oma.jo staat zij", ("oma.jo",)),
        ("url_or_handle", "op insta heet hij @opasjef1939", ("opasjef1939",)),
        ("iban", "rekening NL91 ABNA 0417 1643 00 staat op de brief", ("0417 1643", "ABNA 0417")),
        ("car_plate", "een auto met kenteken XX-99-XX", ("XX-99-XX",)),
        ("car_plate", "kenteken h482lb", ("h482lb",)),
        ("id_number", "bsn 123456782", ("123456782",)),
        ("id_number", "cliëntnummer 48213907 staat op de brief", ("48213907",)),
        ("id_number", "polisnummer AB-204815", ("AB-204815", "204815")),
        ("id_number", "sleutelkluisje code 4711", ("code 4711",)),
        # Days and ages.
        ("date_of_birth", "geboren op 4 mei 1943", ("4 mei", "mei 1943")),
        ("date_of_birth", "geb. 3-4-1938", ("3-4-1938",)),
        ("exact_date", "op 12 maart was ik er", ("12 maart",)),
        ("exact_date", "op zeventien oktober gevallen", ("zeventien oktober",)),
        ("exact_age", "mevr is 84 geworden", ("is 84 geworden",)),
        ("exact_age", "een 91-jarige weduwe", ("91-jarige",)),
        ("exact_age", "mevrouw is zesentachtig en moe", ("zesentachtig",)),
        # What gives somebody away who goes there.
        ("organisation_small", "ze gaat naar kapsalon Haarmonie", ("Haarmonie",)),
        ("organisation_small", "hij zit bij biljartclub de Ketsers", ("Ketsers",)),
    )
)

TEXTS = tuple(". ".join(one.phrase for one in PLANTED[start::5]) for start in range(5))
"""All fifty in five texts, of every kind some in each, so that any of them may stand for all."""

TRACES = tuple(trace for one in PLANTED for trace in one.traces)

IN_NO_CIPHER = re.compile(r"[^\w=-]|[^\x00-\x7f]")
LONG = 8
"""So many letters stand in no cipher by chance; what is shorter is looked for only where ciphers were opened."""


def spotted(text: str, wanted: Iterable[str] = TRACES) -> set[str]:
    """Which traces stand in a text as whole words, in whatever letter case."""
    low = text.lower()
    there = (trace for trace in wanted if trace.lower() in low)
    return {trace for trace in there if re.search(rf"(?<!\w){re.escape(trace.lower())}(?!\w)", low)}


def spotted_in_bytes(content: bytes, wanted: Iterable[str] = TRACES) -> set[str]:
    """Which traces stand in a file, as typed or in lower case, as text or as JSON writes it."""
    low = content.lower()
    long = [trace for trace in wanted if len(trace) >= LONG or IN_NO_CIPHER.search(trace)]
    return {trace for trace in long if any(form in low for form in _forms(trace))}


def _forms(trace: str) -> set[bytes]:
    plain = {form.encode() for form in (trace, trace.lower())}
    as_json = {json.dumps(form)[1:-1].encode() for form in (trace, trace.lower())}
    return {form.lower() for form in plain | as_json}
