"""The crisis guard: a crisis is found however it is typed, and a look-alike gets no card."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.language.crisis import Crisis, CrisisGuard, load_rules

CRISIS_YML = Path(__file__).parents[2] / "knowledge" / "crisis.yml"
RULES = load_rules(CRISIS_YML)

GOOD = [
    ("112", "hij ligt in de badkamer en geeft geen antwoord als ik roep, deur zit op slot"),
    ("112", "mevr is net van haar stoel gegleden en ik krijg geen reactie meer"),
    ("112", "Ik denk dat ze een beroerte heeft, ze praat ineens heel raar en kan haar arm niet optillen"),
    ("112", "help hier is brand boven bij meneer de gordijnen staan in vlam"),
    ("112", "ik ruik hier gas en mevrouw wil net haar sigaret aansteken"),
    ("112", "zijn zoon zwaait met een mes en zegt dat hij iedereen afmaakt, ik zit in de keuken opgesloten"),
    ("112", "Ze heeft een hele strip temazepam ingenomen zegt ze, ze wordt al slaperig"),
    ("112", "hij staat buiten de reling op de galerij op zes hoog"),
    ("112", "meneer pakt naar zijn borst, hij is grauw en zweet zo"),
    ("112", "hij stikt volgens mij, er zit een stuk brood in zijn keel en hij wordt paars"),
    ("112", "ze is van de keldertrap gevallen er ligt overal bloed bij haar hoofd"),
    ("112", "kan hem niet wakker krijgen hij snurkt zo raar"),
    ("112", "he is not breathing what do i do"),
    ("112", "de buurman is haar nu aan het slaan ik hoor haar gillen door de muur"),
    (
        "112",
        "Meneer appte: zorg goed voor de kat, het is mooi geweest. Daarna niks meer gehoord en hij doet niet open.",
    ),
    ("112", "mevrouw met alzheimer is weg, jas hangt er nog, het vriest buiten"),
    ("112", "haar gezicht hangt aan een kant naar beneden"),
    ("113", "ze zei vandaag dat ze er liever niet meer zou zijn"),
    ("113", "meneer heeft een touw gekocht en zegt dat ik me nergens mee moet bemoeien"),
    ("113", "mevr spaart haar slaaptabletten op in een potje achter in de kast"),
    ("113", "hij zei als mijn hond dood is dan stap ik er ook uit"),
    ("113", "van mij mag het afgelopen zijn zei ze heel rustig en ze keek me aan"),
    ("113", "Meneer heeft tegen mij gezegd dat hij zelfmoord overweegt, maar niet deze week"),
    ("113", "ze bidt elke avond of ze alsjeblieft niet meer wakker hoeft te worden"),
    ("113", "hij eet al 4 dagen niet omdat hij dood wil"),
    ("113", "hij heeft afscheidsbrieven geschreven voor zijn kinderen die liggen in de la"),
    ("113", "ik hoef niet meer zei ze tegen me het is wel klaar zo het leven"),
    ("113", "mevrouw vertelde dat ze een datum heeft geprikt, na haar verjaardag gaat ze"),
    ("113", "she wants to die, she told me she is saving her pills"),
    ("113", "Er will nicht mehr leben, hat er mir gesagt"),
    ("113", "zonder mij zijn ze beter af zegt hij steeds, en hij vroeg waar je zo'n poeder kan bestellen"),
    ("113", "ze wil er een eind aan maken ze weet alleen nog niet hoe"),
    ("113", "ik zit er zelf helemaal doorheen en denk soms dat ik er beter niet meer kan zijn"),
    ("113", "meneer wil naar zijn vrouw toe in de hemel en vroeg of ik denk dat dat met pillen kan"),
    ("113", "hij zegt ik rij me nog eens tegen een boom dan is iedereen van me af"),
    ("veilig-thuis", "mevr heeft weer blauwe armen en ze trok wit weg toen haar zoon binnenkwam"),
    ("veilig-thuis", "haar kleinzoon heeft de pinpas en er is in een maand 1500 euro af"),
    ("veilig-thuis", "meneer fluisterde dat zijn dochter hem slaat als hij in zijn broek plast"),
    ("veilig-thuis", "de schoondochter doet haar 's avonds op slot in de slaapkamer"),
    ("veilig-thuis", "mijn vriend heeft me gisteren weer geslagen, ik durf eigenlijk niet naar huis"),
    ("veilig-thuis", "ze krijgt alleen droog brood van haar zoon en mag niet aan de koelkast komen"),
    ("veilig-thuis", "de thuishulp knijpt haar in de bovenarmen, ik zag de afdrukken"),
    ("veilig-thuis", "hij moest van zijn neef een papier tekenen en nu is zijn huis niet meer van hem"),
    ("veilig-thuis", "her son hits her when he is drunk, she showed me the bruises"),
    ("veilig-thuis", "mevrouw is als de dood voor haar man, als hij kucht duikt ze al in elkaar"),
    ("veilig-thuis", "ze zit de hele dag vastgebonden in de rolstoel zodat haar broer rust heeft"),
    ("veilig-thuis", "dochter scheldt hem uit en laat hem uren in zijn natte luier zitten"),
    ("veilig-thuis", "er verdwijnt steeds geld als haar nichtje is geweest en ze durft er niks van te zeggen"),
    ("veilig-thuis", "meneer mag van zijn vrouw met niemand praten, ze heeft zijn telefoon afgepakt"),
    ("ggz-crisis", "mevrouw ziet sinds gisteren beesten over de muur lopen en is doodsbang"),
    ("ggz-crisis", "hij denkt dat de buren gif door de brievenbus spuiten, heeft alles dichtgetapet"),
    ("ggz-crisis", "meneer is opeens compleet in de war, hij weet niet meer wie ik ben en vorige week nog wel"),
    ("ggz-crisis", "ze hoort stemmen die zeggen dat ze haar huis uit moet"),
    ("ggz-crisis", "hij slaapt al 4 nachten niet, praat aan een stuk door en heeft 3 auto's besteld"),
    ("ggz-crisis", "Sinds ze uit het ziekenhuis is praat ze wartaal en trekt ze aan de lakens"),
    ("ggz-crisis", "hij loopt naakt over de galerij en roept dat hij Jezus is"),
    ("ggz-crisis", "mevr heeft zich verschanst in de kamer want de mannen van de geheime dienst komen haar halen"),
    ("ggz-crisis", "ze herkende haar eigen dochter niet vanmorgen en ze had koorts, heel verward"),
    ("ggz-crisis", "meneer zegt dat er een chip in zijn hoofd zit en dat ze hem via de tv volgen"),
    ("112", "meneer ligt naast zijn bed, ogen half open, hij zegt niks terug"),
    ("112", "ze heeft een paar minuten geleden een fles chloor leeggedronken"),
    ("112", "Er komt zwarte rook uit de flat van mevrouw en ik hoor haar roepen"),
    ("112", "Hij heeft het zo benauwd dat hij niet meer kan praten"),
    ("112", "hij heeft zich opgesloten met een pistool en zegt dat het vandaag ophoudt"),
    ("112", "mevrouw bloed als een rund uit haar been, de verband helpt niet"),
    ("112", "de ex van haar dochter beukt de deur in, wij zitten boven"),
    ("112", "Ik kreeg een spraakbericht van haar: vaarwel lieverd. Ze neemt niet op."),
    ("112", "zijn ene helft doet het niet meer en hij kwijlt"),
    ("112", "ze is net onder de trein willen springen, ik hou haar vast op het perron"),
    ("113", "mevrouw zegt dat ze alles al klaar heeft liggen voor als ze er een punt achter zet"),
    ("113", "Hij vertelde doodkalm dat hij zich gaat verhangen als hij naar een tehuis moet"),
    ("113", "oma zei tegen mij ik wou dat ik vannacht mocht doodgaan"),
    ("113", "hij heeft geen zin meer om te leven, dat zegt hij iedere week"),
    ("113", "ze vroeg hoeveel paracetamol je moet slikken om niet meer wakker te worden"),
    ("113", "meneer: het leven is voor mij voorbij, ik ga binnenkort zelf"),
    ("113", "dr staat een doos met morfine onder haar bed voor als ze er genoeg van heeft"),
    ("113", "I think he is going to kill himself one day, he talks about it a lot"),
    ("113", "ze neemt dr insuline expres niet meer want ze wil sterven"),
    ("113", "hij zei dat hij het leven niet meer trekt en dat hij naar het spoor gaat lopen op een dag"),
    ("veilig-thuis", "haar man gooit borden naar haar hoofd als het eten niet goed is"),
    ("veilig-thuis", "ze liet mij haar rug zien vol striemen"),
    ("veilig-thuis", "dochter heeft zijn spaarboekje en koopt er zelf kleren van, hij krijgt niks"),
    ("veilig-thuis", "hij wordt door zijn zoon de hele dag in de kelder gezet"),
    ("veilig-thuis", "mevr zegt dat haar schoonzoon aan haar zit als haar dochter weg is"),
    ("veilig-thuis", "mijn vrouw dreigt me en vorige week heeft ze me met een pan geslagen"),
    ("veilig-thuis", "ze mag geen bezoek meer van haar zoon en de huissleutel is afgenomen"),
    ("ggz-crisis", "sinds vannacht praat ze tegen mensen die er niet zijn"),
    ("ggz-crisis", "Hij is er heilig van overtuigd dat zijn vrouw is omgeruild voor een robot"),
    ("ggz-crisis", "mevrouw gilt dat de duivel in de kast zit en wil niet meer naar binnen"),
    ("ggz-crisis", "hij is in een paar uur helemaal veranderd, weet niet waar hij is en graait in de lucht"),
    ("ggz-crisis", "ze zegt dat de radio haar beveelt om de ramen kapot te slaan"),
    ("112", "ze is in de douche uitgegleden en ligt daar nu al een uur ze kan niet overeind"),
    ("112", "Meneer heeft een hypo denk ik hij zweet en reageert niet meer normaal"),
    ("112", "opa zit met een scheermes op de badrand en zegt dat we weg moeten gaan"),
    ("112", "kom snel de frituurpan staat in de fik"),
    ("112", "de zoon staat voor de deur met een honkbalknuppel"),
    ("112", "ik zag net dat ze alle slaappillen in één keer naar binnen heeft gewerkt"),
    ("112", "er is iemand in het kanaal gesprongen volgens mij is het meneer"),
    ("112", "haar man ligt op de keukenvloer, hij ademt zo raar rochelend"),
    ("113", "mevrouw zegt steeds dat ze haar man achterna wil"),
    ("113", "hij zei tegen me dat het touw al in de schuur hangt maar dat hij wacht tot na Pasen"),
    ("113", "ik ben er klaar mee met dit leven zei ze, ik wil slapen en nooit meer opstaan"),
    ("113", "mr vroeg mij of ik wist hoe je er zonder pijn tussenuit kan knijpen"),
    ("113", "ze heeft aan haar nichtje verteld dat ze zich van kant wil maken"),
    ("113", "hij weigert te eten en te drinken, hij wil naar Onze Lieve Heer zegt hij"),
    ("113", "Sie möchte sterben, das hat sie mir heute gesagt"),
    ("113", "als ik morgen niet wakker word is het goed zei hij ik hoop het eigenlijk"),
    ("veilig-thuis", "mevrouw heeft een blauw oog en zegt dat ze tegen de kast is gelopen maar haar man gaf antwoord"),
    ("veilig-thuis", "de kleinkinderen halen elke maand haar aow van de bank en zij eet soep uit blik"),
    ("veilig-thuis", "meneer zit opgesloten als zijn dochter gaat werken"),
    ("veilig-thuis", "haar man schreeuwt dat ze een dom wijf is en trekt aan haar haren"),
    ("veilig-thuis", "volgens de buurvrouw krijgt ze klappen van haar zoon"),
    ("veilig-thuis", "verzorgende van de thuiszorg pakt geld uit haar portemonnee"),
    ("ggz-crisis", "meneer is sinds vanochtend heel verward en ziet mannetjes op het behang"),
    ("ggz-crisis", "hij rent al twee nachten door het huis en preekt over het einde der tijden"),
    ("ggz-crisis", "mevrouw heeft overal alufolie geplakt tegen de straling van de buren"),
    ("ggz-crisis", "haar medicijnen zijn op en nu is ze weer manisch, ze geeft al haar geld weg"),
    ("ggz-crisis", "plotseling weet mijn buurman niet meer waar hij woont en hij is heel angstig"),
]
BAD = [
    "wat zijn signalen dat iemand zelfmoordgedachten heeft",
    "Hoe herken ik dat een oudere mishandeld wordt?",
    "ik schrok me dood toen die hond blafte",
    "mevrouw is doodsbang voor spinnen, grappig hoor",
    "meneer zei dat hij niet bang is om dood te gaan, hij heeft een mooi leven gehad",
    "ze heeft een euthanasieverklaring bij de huisarts liggen",
    "haar man is vorig jaar overleden en ze mist hem verschrikkelijk",
    "een oplichter heeft aan de deur haar pinpas afgetroggeld",
    "ze is opgelicht via whatsapp, 800 euro kwijt, waar kan ze terecht",
    "wanneer bel ik 112 en wanneer de huisarts?",
    "de gordijnen waren dicht en de post lag op de grond",
    "ik heb me kapot gelachen met die man",
    "Ze is vorig jaar gevallen en loopt sindsdien met een rollator",
    "hij heeft twee jaar geleden een beroerte gehad en praat daardoor wat moeilijk",
    "mevrouw is de laatste tijd vergeetachtig en zet het gas soms aan zonder pan",
    "wat is een psychose eigenlijk",
    "wat doet 113 precies",
    "is veilig thuis ook in het weekend open",
    "hij slaapt slecht en ligt vaak wakker",
    "ze is moe van alles en heeft geen zin meer in de bingo",
    "de kat van mevrouw is dood en nu is het zo stil",
    "meneer krijgt volgende week een pacemaker, hij is er nuchter onder",
    "zijn vrouw ligt in het hospice, ze gaat sterven",
    "ik ben doodop na drie bezoeken, is dat normaal",
    "mevr was boos, ze sloeg met de deur",
    "de batterij van de rookmelder is leeg, wie vervangt die",
    "haar dochter regelt de bankzaken met een volmacht, dat gaat prima",
    "hij kijkt graag naar moordzaken op tv",
    "ze wil thuis sterven en niet in het ziekenhuis, met wie bespreekt ze dat",
    "mag ik een vrijwilliger aan de deur weigeren als ik hem niet vertrouw",
    "hoe praat je met iemand met dementie die steeds naar haar moeder vraagt",
    "mijn vrijwilligerswerk wordt me te veel, ik wil ermee stoppen",
    "het is om je dood te vervelen hier zei ze lachend",
    "in het verpleeghuis moet de deur op slot, mag dat volgens de wet",
    "hij is na zijn operatie weer helemaal de oude",
    "ze vertelde over het bombardement in de oorlog en de brand in hun straat",
    "meneer zegt dat hij klaar is voor een volgend hoofdstuk, hij gaat verhuizen",
    "de zoon komt elke dag en doet alles voor haar, wat een lieverd",
    "als God me roept is het goed zei ze en toen gingen we kaarten",
    "hij heeft een blauwe plek van het bloedprikken",
    "hoe kan ik vragen of iemand aan de dood denkt",
    "hij is zijn vrouw verloren en huilt elke dag",
    "mevrouw wil graag dood hout uit de tuin laten halen",
    "ik sta op springen van de stress",
    "haar zoon helpt haar met de bankpas omdat ze slecht ziet",
    "meneer was vroeger brandweerman en vertelt daar graag over",
    "ze viel bijna in slaap tijdens het gesprek",
    "vorige maand had mevrouw een longontsteking, nu gaat het goed",
    "hoe meld ik een vermoeden van financiële uitbuiting",
    "de hond van de buren viel haar aan, de wond is gehecht",
    "hij praat veel over de dood van zijn broer",
    "we hebben het gehad over haar uitvaart, alles is geregeld bij de notaris",
    "ze is bang om te vallen en durft niet naar buiten",
    "mijn computer is dood, kan ik ook per telefoon melden",
    "hij zegt dat hij de dokters zat is",
    "er was een mevrouw die haar medicijnen vergeet",
    "wie ruimt er op als het huis vol troep ligt",
    "ze doet niet open, misschien is ze boodschappen doen",
    "zij ziet slecht en herkende mij niet op straat",
    "meneer scheldt op de gemeente",
    "ik lach me dood met die man",
    "waar kan ik een cursus over suïcidepreventie volgen",
    "ze is verdrietig omdat haar broer zelfmoord heeft gepleegd in de jaren tachtig",
    "meneer heeft zijn begrafenis al helemaal uitgezocht, hij vond het wel rustgevend",
    "haar dochter is bang voor honden",
    "hoe weet ik of iemand een delier heeft",
    "hij kreeg een klap van de molen zei hij voor de grap",
    "de rook van de barbecue kwam naar binnen",
    "ze is haar pinpas kwijt en wil een nieuwe aanvragen",
    "mevrouw hoort slecht en zet de tv heel hard",
    "hij vergeet zijn medicijnen steeds",
    "vorig jaar heeft de zoon ingebroken zegt de buurman maar dat klopt niet",
    "ze wil niet meer naar de dagbesteding",
    "mag ik iemand zonder toestemming opnemen in een rapport",
    "meneer zit er doorheen sinds de scheiding van zijn dochter",
    "na haar dood wil ze dat de hond naar mij gaat",
]
WORST_FIRST = [
    ("hij wil dood en reageert nergens meer op", "112"),
    ("ze wil niet meer leven want haar zoon slaat haar", "113"),
    ("haar zoon slaat haar en sinds gisteren is ze helemaal in de war", "veilig-thuis"),
    ("Gezellig bezoek, we dronken koffie. Bij het weggaan zei ze dat ze niet meer wil leven. Dinsdag weer.", "113"),
]


def _without_punctuation(text: str) -> str:
    return re.sub(r"[^\w\s]", " ", text)


TYPED: list[Callable[[str], str]] = [str, str.lower, str.upper, _without_punctuation]


@pytest.fixture(scope="module")
def guard() -> CrisisGuard:
    return CrisisGuard(RULES)


@pytest.mark.parametrize(("route", "text"), GOOD)
@pytest.mark.parametrize("typed", TYPED)
def test_finds_a_crisis(guard: CrisisGuard, route: str, text: str, typed: Callable[[str], str]) -> None:
    crisis = guard.check(typed(text))
    assert crisis is not None
    assert crisis.route == route


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("typed", TYPED)
def test_a_look_alike_gets_no_card(guard: CrisisGuard, text: str, typed: Callable[[str], str]) -> None:
    crisis = guard.check(typed(text))
    assert crisis is None or not crisis.certain


@pytest.mark.parametrize(("text", "route"), WORST_FIRST)
def test_the_worst_route_wins(guard: CrisisGuard, text: str, route: str) -> None:
    crisis = guard.check(text)
    assert crisis is not None
    assert crisis.route == route


@pytest.mark.parametrize(
    ("name", "expected", "text"),
    [(rule.name, Crisis(rule.route, rule.certain), text) for rule in RULES.rules for text in rule.examples],
)
def test_each_rule_finds_its_examples(guard: CrisisGuard, name: str, expected: Crisis, text: str) -> None:
    crisis = guard.check(text)
    assert crisis is not None, name
    assert crisis.route == expected.route
    assert crisis.certain or not expected.certain


@pytest.mark.parametrize(
    ("name", "text"), [(harmless.name, text) for harmless in RULES.harmless for text in harmless.examples]
)
def test_harmless_examples_get_no_card(guard: CrisisGuard, name: str, text: str) -> None:
    crisis = guard.check(text)
    assert crisis is None or not crisis.certain, name


@pytest.mark.parametrize("text", ["", " ", "?", "\n\n", "😀😀", "a", "x" * 4096, ". " * 2000])
def test_anything_may_be_typed(guard: CrisisGuard, text: str) -> None:
    assert guard.check(text) is None


def test_a_long_story_is_read_fast(guard: CrisisGuard) -> None:
    story = " ".join(text for _, text in GOOD)[:4096]
    guard.check(story)
    seconds = min(_timed(guard, story) for _ in range(5))
    assert seconds < 0.2, seconds  # an ordinary story takes a twentieth of it; this one is nothing but alarms


def _timed(guard: CrisisGuard, text: str) -> float:
    start = time.perf_counter()
    guard.check(text)
    return time.perf_counter() - start


WRONG = [
    ("", "leeg"),
    ("words: [", "geen geldige YAML"),
    ("words: {}\n", "ontbreekt"),
    ("{words}rules:\n  - {name: a}\nharmless: []\n", "ontbreekt"),
    ("{words}rules:\n  - {name: a, route: '999', weight: certain, about: b, phrases: [c]}\nharmless: []\n", "'999'"),
    ("{words}rules:\n  - {name: a, route: '112', weight: certain, about: b, phrases: [<x>]}\nharmless: []\n", "<x>"),
    ("{words}rules:\n  - {name: a, route: '112', weight: certain, about: b, clues: [x]}\nharmless: []\n", "'x'"),
    ("{words}rules:\n  - {name: a, route: '112', weight: certain, about: b}\nharmless: []\n", "'phrases' of 'clues'"),
    ("{words}rules: []\nharmless: []\nextra: 1\n", "onbekend"),
]


@pytest.mark.parametrize(("content", "reason"), WRONG)
def test_says_what_is_wrong_and_where(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "crisis.yml"
    file.write_text(
        content.replace("{words}", "words: {wie: [hij]}\nfillers: []\nspellings: {}\nclues: {}\n"), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"crisis\.yml:\d+: .*" + re.escape(reason)):
        load_rules(file)
