"""A knowledge base of the smallest village: everything that must be there, and nothing more."""

from __future__ import annotations

from pathlib import Path

ARTICLE = """\
---
id: de-bus
title: Met de bus mee
summary: De buurtbus rijdt elke dag en neemt ook een rollator mee.
questions:
  - Rijdt er een bus?
  - Hoe komt iemand naar het dorp?
  - Mag een rollator mee?
see_also: [het-plein]
routes: [veilig-thuis]
sources:
  - {title: Dienstregeling, publisher: Gemeente Dorp, year: 2026}
checked: 2026-11-01
---
De buurtbus stopt bij het plein en bij de dokter. Bij gevaar bel je 112.
Vraag de chauffeur om te helpen met de rollator, dat doet hij graag.
"""

OTHER_ARTICLE = (
    ARTICLE.replace("id: de-bus", "id: het-plein")
    .replace("title: Met de bus mee", "title: Op het plein")
    .replace("[het-plein]", "[]")
    .replace("[veilig-thuis]", "[]")
    .replace("Rijdt er een bus?", "Wat is er op het plein?")
    .replace("Hoe komt iemand naar het dorp?", "Waar is het plein?")
    .replace("Mag een rollator mee?", "Staan er bankjes?")
)

ROUTES = """\
"112":
  name: Alarmnummer 112
  for_whom: iedereen
  what_for: nu gevaar
  phone: "112"
  area: nederland
  urgency: now
  source: {title: Site, publisher: Overheid, year: 2026}
  checked: 2026-11-01
  status: confirmed
"113":
  name: 113 Zelfmoordpreventie
  for_whom: iedereen
  what_for: gedachten aan zelfdoding
  phone: "113"
  area: nederland
  urgency: today
  source: {title: Site, publisher: Stichting 113, year: 2026}
  checked: 2026-11-01
  status: confirmed
veilig-thuis:
  name: Veilig Thuis
  for_whom: iedereen
  what_for: thuis niet veilig
  phone: 0800-2000
  area: nederland
  urgency: today
  source: {title: Site, publisher: Veilig Thuis, year: 2026}
  checked: 2026-11-01
  status: confirmed
coordinator:
  name: Je coördinator
  for_whom: vrijwilligers
  what_for: overleg
  area: heerlen
  urgency: soon
  note: Bel of app je eigen coördinator.
  source: {title: Afspraak, publisher: Dorp}
  checked: 2026-11-01
  status: to-confirm
buurtteam:
  name: Sociaal buurtteam
  for_whom: bewoners
  what_for: meer zorgen tegelijk
  area: heerlen
  urgency: talk
  note: Vraag je coördinator.
  source: {title: Afspraak, publisher: Dorp, year: 2026}
  checked: 2026-11-01
  status: confirmed
team-noord:
  name: Buurtteam Noord
  for_whom: bewoners van Noord
  what_for: meer zorgen tegelijk
  phone: 045-123 45 67
  area: heerlen
  urgency: talk
  source: {title: Site, publisher: Dorp, year: 2026}
  checked: 2026-11-01
  status: confirmed
"""

INITIATIVES = """\
eettafel:
  name: De Lange Tafel
  what: samen warm eten
  for_whom: iedereen
  where: het dorpshuis
  when: donderdag om 12 uur
  areas: [duinen]
  source: {title: Dorpsblad, publisher: Dorp, year: 2026}
  checked: 2026-11-01
  status: confirmed
overal:
  name: Koffiebus
  what: koffie op straat
  for_whom: iedereen
  areas: [dorp]
  source: {title: Dorpsblad, publisher: Dorp, year: 2020}
  checked: 2026-11-01
  status: to-confirm
"""

SIGNALS = """\
gordijnen-dicht: {group: huis, dimension: sociaal, level: 1, label: Gordijnen dicht}
haar-in-de-war: {group: verzorging, dimension: none, level: 1, label: Haar in de war}
zegt-af: {group: gedrag, dimension: sociaal, level: 2, label: Zegt af}
mist-partner: {group: gesprek, dimension: emotioneel, level: 1, label: Mist partner}
vallen: {group: gezondheid, dimension: none, level: 2, label: Gevallen}
verhuisd: {group: leven, dimension: existentieel, level: 1, label: Verhuisd}
geldzorgen: {group: geld, dimension: none, level: 2, label: Geldzorgen}
onveilig: {group: veiligheid, dimension: none, level: 3, label: Niet veilig, route: veilig-thuis}
"""

AREA = """\
municipality: {id: dorp, name: Dorp, code: GM0001, source_year: 2020}
outside: {id: elders, name: Elders}
stadsdelen:
  - {id: noord, name: Noord, names: [het noorden], team: team-noord}
wijken:
  - id: duinen
    name: Duinen
    code: WK000101
    stadsdeel: noord
    residents_65_plus: 120
    buurten:
      - {id: strand, name: Strand, code: BU00010100}
  - id: bos
    name: Bos
    code: WK000102
    stadsdeel: noord
    residents_65_plus: 8
    counted_with: duinen
"""

VISIT = """\
read: het-plein
take_along:
  - {text: Je pas., article: het-plein}
  - {text: Je telefoon., article: de-bus}
  - {text: Een paraplu., article: de-bus, fits: [herfst, winter]}
openings:
  - {text: Zullen we naar het plein lopen?, article: het-plein, fits: [middag, zomer]}
  - {text: Gaat u weleens met de bus?, article: de-bus}
  - {text: Hoe was het dorp vroeger?, article: het-plein}
"""

CRISIS = """\
words: {wie: [mevrouw, meneer]}
fillers: [echt]
spellings: {wil: [wou]}
clues: {}
rules:
  - {name: wens, route: "113", weight: certain, about: Iemand wil dood, phrases: [wil dood]}
harmless: []
"""

CRISIS_EXAMPLES = {
    "112": ("hij ligt op de grond en bloedt", "ze ligt op de grond en ademt niet"),
    "113": ("Ze wil dood.", "hij wil dood", "mevrouw zegt dat ze dood wil"),
    "veilig-thuis": ("haar zoon slaat haar", "mijn zoon slaat mij"),
    "ggz-crisis": ("hij hoort ineens stemmen", "ze hoort stemmen en is in de war"),
    "geen-crisis": ("wat is er te doen", "ik lach me dood", "wat is er op dinsdag", "hoort ze slecht"),
}

JARGON = "casus: wat er speelt\n"

BUS = "dimensies/de-bus.md"
PLEIN = "signalen/het-plein.md"
FILES = {
    BUS: ARTICLE,
    PLEIN: OTHER_ARTICLE,
    "routes.yml": ROUTES,
    "signals.yml": SIGNALS,
    "area.yml": AREA,
    "initiatives.yml": INITIATIVES,
    "visit.yml": VISIT,
}
"""The files that the bot's knowledge is read from; `crisis.yml` is the crisis guard's, `jargon.yml` is for `check`."""


def build_village(folder: Path) -> Path:
    """Writes the whole knowledge base into `folder`."""
    for name, text in {**FILES, "crisis.yml": CRISIS, "jargon.yml": JARGON, **_examples()}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def _examples() -> dict[str, str]:
    return {
        f"crisis/{label}.yml": "examples:\n" + "".join(f'  - "{text}"\n' for text in texts)
        for label, texts in CRISIS_EXAMPLES.items()
    }
