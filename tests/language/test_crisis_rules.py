"""The crisis rules: a crisis is found however it is typed, and a look-alike gets no card."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.language.crisis import Crisis, load_rules
from bot.language.crisis.matching import RuleMatcher

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

# Three rounds, each written before the rules were looked at or mended. FIRST and SECOND have been mended on since; LAST
# never was, so it alone says how much of other people's wordings the rules find.
FIRST = """
112: Mvr ligt op de gang en zegt niks terug als ik dr naam roep ze ademt wel geloof ik
112: help ik sta bij de heer voor de deur hij doet nie open en door het raam zie ik m op de grond liggen beweegt niet
112: haar mond staat scheef en ze brabbelt, vanmorgen was er nog niks
112: hij heeft een drukkende pijn midden op de borst die uitstraalt naar zn linkerarm
112: ik ruik zo een sterke gaslucht in de keuken bij mevrouw wat moet ik
112: zijn kleinzoon staat hier met een keukenmes te zwaaien naar opa
112: ze heeft net al die pillen geslikt ze zit op de bank en zegt laat me maar slapen
112: meneer staat op het balkon 9e verdieping met een been over de rand
112: kreeg vanmiddag een appje bedankt voor alles je was een lieve vriend. nu belt ik al 2 uur en hij neemt nie op
112: mevr heeft afscheid genomen per mail en nou reageert ze nergens meer op en de gordijnen zijn dicht
112: dr is rook in het hele trappenhuis en die van nummer 6 kan niet lopen
112: hij is flauwgevallen en komt niet meer bij
112: ik kom net binnen en ze hangt scheef in de stoel, lippen blauw
112: der zoon heeft mij net tegen de muur geduwd en hij zegt dat ik er niet levend uit kom
112: he wants to jump from the balcony right now please help
112: meneer heeft de polsen doorgesneden overal bloed
112: Ze zit al een kwartier naar lucht te happen, kan geen hele zin meer zeggen
112: hij loopt nu richting het spoor en heeft zijn portemonnee en ring op tafel gelegd
112: ik ga nu mijn pillen innemen, allemaal. wou alleen nog dag zeggen
112: meneer is diabeet en ligt te zweten en te trillen en krijg hem niet meer wakker
112: mevrouw haar arm doet het opeens niet meer en ze praat met dubbele tong
112: Opa van de overkant is in het water gesprongen bij de vijver
112: ze heeft gootsteenontstopper gedronken
112: de buurman heeft een pistool en bedreigt mevrouw op dit moment
112: wij zijn bezig met koffie en dan ineens schuim op zn mond en schokken over heel zn lijf
112: ze is van de trap geduveld en er loopt bloed uit dr oor
112: ze stuurde vaarwel en dat de kat naar de buren mag. sindsdien staat haar telefoon uit
112: hij het een touw om de balk gegooid in de schuur en stuurt mich weg
112: er is iemand aan het inbreken bij haar en ze zit alleen boven te bibberen aan de telefoon met mij
112: sie atmet nicht mehr schnell
113: hij zei tegen me dat hij hoopt dat ie morgenvroeg nie meer wakker wordt
113: Mevrouw bewaart al maanden haar slaappillen in een koffieblik, voor als het moment daar is zegt ze
113: laat mij maar gaan zegt ze elke keer als ik kom, ik ben er klaar mee
113: hij heeft al zijn spullen weggegeven zijn horloge aan de buurjongen en de hond naar het asiel gebracht. Heb d'r een raar gevoel bij
113: sinds 3 dagen eet en drinkt ze niet meer, ze wil naar haar man toe zegt ze
113: meneer stopt met zijn hartpillen want dan gaat het vlugger zegt hij
113: soms denk ik zelf ook waarvoor leef ik eigenlijk nog, van mij hoeft het niet meer
113: we hadden een gezellige middag, kaarten en koffie en vla, ze vertelde over de kleinkinderen en over de oorlog en toen ik mijn jas aandeed zei ze ineens dat ze overweegt voor de trein te stappen en toen lachte ze en ging de deur dicht
113: ze heeft t er vaak over dat ze van de flat af wil springen als het nog langer duurt
113: he said he doesnt want to live anymore since his wife died
113: mijn buurvrouw vraagt hoeveel paracetamol je nodig hebt om niet meer wakker te worden
113: Hij zegt dat hij na de verjaardag van zijn dochter er een eind aan maakt
113: ze wil dood. ze zegt het gewoon ronduit
113: hij vroeg of ik wist waar je een touw kon kopen wat sterk genoeg is
113: mien moeder zeet dat ze leever neet mie wil leave
113: mevr zei: ik ben iedereen alleen maar tot last, ze zijn beter af zonder mij
113: ich zie het nie mie zitte, ich wil neet mie
113: Meneer heeft een datum geprikt, 4 december, daarna hoef ik niet meer te komen zegt hij
113: ze heeft drie afscheidsbrieven op tafel liggen voor de kinderen
113: hij had het over het kanaal, dat het water snel is en dat het daar diep genoeg is voor iemand die niet kan zwemmen
113: ze zei "als ik het lef had was ik er al niet meer"
113: ik wil niet meer verder. elke dag is hetzelfde en niemand mist me
113: hij heeft vorig jaar een zelfmoordpoging gedaan en nu begint hij weer zo te praten
113: de meneer van vandaag is suicidaal denk ik, wat zeg ik dan
113: ze gooit haar medicijnen weg want ze wil er niet meer zijn
113: mevr zegt dat het leven voor haar klaar is en ze heeft op internet een poeder besteld
113: Hij zegt "de volgende keer dat je komt ben ik er niet meer" en heeft mij zijn sleutel teruggegeven met de papieren van de uitvaart erbij
113: sie sagt sie will sterben und hat schon alles vorbereitet
113: wat doe ik als iemand tegen mij zegt dat hij een eind aan zijn leven wil maken volgende week
113: hij bid elke avond dat god hem komt halen, en hij neemt zijn insuline niet meer
veilig-thuis: haar zoon heeft haar pinpas en ze krijgt 20 euro in de week van hem
veilig-thuis: ze had alweer een blauw oog en zegt dat ze tegen de kast liep maar haar man keek de hele tijd
veilig-thuis: dochter doet mevrouw op slot in de slaapkamer als ze gaat werken
veilig-thuis: de thuiszorgmedewerker schreeuwt tegen meneer en trekt hem aan zijn arm omhoog
veilig-thuis: mijn man slaat mij soms en ik weet niet waar ik heen moet
veilig-thuis: er verdwijnt steeds geld van zijn rekening sinds zijn nicht de bankzaken doet
veilig-thuis: ik zag vingerafdrukken op haar bovenarmen, heel blauw, ze trok snel haar mouw omlaag
veilig-thuis: mevr kromp helemaal in elkaar toen haar schoonzoon de kamer in kwam
veilig-thuis: hij mag van zijn dochter nie douchen en krijgt alleen droog brood, ze zegt dat hij het verdiend heeft
veilig-thuis: ze heeft haar huis moeten overschrijven op haar zoon, ze snapte niet wat ze tekende
veilig-thuis: ze ligt al dagen in haar eigen vuil en die zoon die erbij woont doet niks
veilig-thuis: Mevrouw fluisterde niet zeggen dat ik dat verteld heb want dan wordt ie weer kwaad, ze is doodsbang voor hem
veilig-thuis: he hits her when he drinks, she told me crying
veilig-thuis: haar kleindochter dreigt dat ze nooit meer komt als oma geen geld geeft
veilig-thuis: hij gooit met borden naar zijn vrouw met alzheimer, hij kan het niet meer aan zegt hij
veilig-thuis: mantelzorger bindt haar vast aan de stoel anders loopt ze weg
veilig-thuis: ze laten niemand bij haar binnen, ik sta al de derde keer voor de deur en de zoon zegt dat ze slaapt, en ik hoor haar roepen
veilig-thuis: meneer vertelde dat zijn verzorgster aan hem zit op plekken waar dat niet hoort
veilig-thuis: mijn buurvrouw wordt door haar vriend in elkaar geslagen, dat is al de tweede keer dit jaar
veilig-thuis: ze krijgt slaapmiddelen van haar dochter zodat ze rustig is
veilig-thuis: dr zoon woont weer thuis, gebruikt drugs en pakt haar aow af
veilig-thuis: hij knijpt haar zei ze. ze liet me de plekken zien
veilig-thuis: meneer zegt dat hij van de trap gevallen is maar hij heeft helemaal geen trap en zijn lip is kapot
veilig-thuis: haar zus beheert de centen en ze heeft niet eens geld voor brood
veilig-thuis: mevrouw durft niks te zeggen als haar man erbij is en ze heeft steeds nieuwe plekken op haar armen en in haar nek
veilig-thuis: telefoon afgepakt door dr zoon, mag nemes mie belle
veilig-thuis: ik ben bang voor mijn eigen zoon hij schopt deuren in en eist geld
veilig-thuis: de buren horen savonds geschreeuw en gehuil van een oude vrouw en klappen
veilig-thuis: hij krijgt zijn medicijnen niet van zijn vrouw omdat hij dan lastig is, en hij is zo mager
veilig-thuis: haar ex blijft haar stalken en heeft haar vroeger ook al eens gewurgd
ggz-crisis: hij hoort stemmen die zeggen dat hij de buurman moet pakken
ggz-crisis: mevrouw denkt dat de zuster vergif in haar eten doet en eet daarom niks meer
ggz-crisis: ze is sinds gisteren helemaal in de war, weet niet waar ze is en plukt aan de lakens
ggz-crisis: meneer ziet beestjes over de muur lopen en slaat ernaar
ggz-crisis: Hij heeft overal aluminiumfolie opgehangen want de AIVD straalt hem in zegt hij
ggz-crisis: mevr loopt naakt door de flat en is niet aanspreekbaar voor rede
ggz-crisis: ze praat al 2 dagen onafgebroken, slaapt niet en geeft al haar geld uit, ze zegt dat ze door god gekozen is
ggz-crisis: mijn vader herkent mij ineens niet meer en dinsdag was hij nog helder
ggz-crisis: hij is ervan overtuigd dat er mannen in de kelder wonen die hem snachts komen halen
ggz-crisis: ze schold me uit en zei dat ik een duivel was, ze keek heel anders uit dr ogen, zo ken ik haar niet
ggz-crisis: hij is psychotisch volgens mij, praat tegen mensen die der niet zijn
ggz-crisis: na de operatie is ze niet meer de oude ze ziet mannetjes en wil steeds weg
ggz-crisis: meneer heeft zich gebarricadeerd met kasten voor de deur omdat ze hem willen vermoorden
ggz-crisis: ze weet opeens niet meer welk jaar het is en ze heeft koorts en ziet dr dooie moeder zitten
ggz-crisis: He hears voices and thinks the neighbours put poison in his water
ggz-crisis: ze denkt dat haar man een dubbelganger is
ggz-crisis: hij is gestopt met zijn lithium en nu is hij compleet manisch
ggz-crisis: Mevrouw zit onder tafel te huilen en roept dat de oorlog begonnen is en de duitsers voor de deur staan
ggz-crisis: sjtumme in d'r kop, hij luustert nergens mie naar, hij sjleet tegen de muur
ggz-crisis: de tv praat tegen haar en geeft opdrachten
ggz-crisis: meneer is vanochtend zo verward, hij plaste in de prullenbak en wist mijn naam niet meer, dat had hij nog nooit
ggz-crisis: ze belt mij elk uur dat er camera's in de lampen zitten en heeft alles eruit gesloopt
ggz-crisis: hij is helemaal door het lint in zijn hoofd, ijsbeert, scheldt op niemand, en heeft 4 nachten niet geslapen
ggz-crisis: zij zegt dat ze al dood is en dat haar organen weg zijn
ggz-crisis: ik hoor de hele dag stemmen en ik weet niet meer wat echt is
ggz-crisis: buurman heeft waanideeen over de postbode en wil hem te lijf
ggz-crisis: ze is sinds de blaasontsteking zo in de war dat ze haar eigen dochter een indringer noemt
ggz-crisis: meneer denkt dat ik een spion ben en wil alle stopcontacten dichtplakken, is echt ziek in zijn kop geworden deze week
ggz-crisis: sie sieht leute die nicht da sind und hat angst seit gestern
ggz-crisis: hij is verward en agressief, gooit zijn pantoffels naar de thuiszorg en roept onzin, gisteren was er nog niks aan de hand
none: mevrouw praat veel over de dood maar heel rustig, ze is 94 en heeft een mooi leven gehad
none: hoe regel ik een wilsverklaring euthanasie
none: ik schrok me dood toen de hond ineens blafte
none: meneer heeft vorig jaar zijn vrouw verloren en huilt nog vaak
none: ze heeft een blauwe plek van het bloedprikken
none: haar dochter doet de boodschappen en pint voor haar, dat gaat prima
none: hij is wat vergeetachtig, weet soms niet welke dag het is
none: mevrouw heeft last van de trap, kan daar iets voor geregeld worden
none: wanneer bel ik 113
none: wat zijn de signalen van ouderenmishandeling
none: zijn hond is doodgegaan en hij is er kapot van
none: ik ga dood van de hitte in dat huis
none: oplichters hebben haar via whatsapp 800 euro afgetroggeld
none: ze was bang in het donker dus nu staat er een lampje
none: de buurman maakt lawaai en ze slaapt slecht
none: hij wil niet meer naar de dagbesteding
none: mevrouw wil niet meer autorijden
none: zij hoort slecht en verstaat de stemmen op tv niet meer
none: ik durf niet te klagen over de thuiszorg want dan komen ze misschien niet meer
none: meneer doet de deur niet open als ik bel, hij zit meestal achter in de tuin
none: hij heeft zijn pillendoos laten vallen en nu liggen ze door elkaar
none: Ze is verhuisd en geeft al haar meubels weg aan de kringloop
none: mevr neemt afscheid van haar huis want ze gaat naar het verpleeghuis
none: ik neem afscheid als vrijwilliger, hoe doe ik dat netjes
none: zijn kleinzoon springt op de trampoline en toen viel hij
none: hij eet de laatste tijd weinig, smaakt hem niet meer
none: ze is gestopt met haar plaspillen op advies van de huisarts
none: de trein had vertraging dus ik was te laat bij mevrouw
none: hoe vraag je aan iemand of hij aan zelfdoding denkt
none: vroeger is zij geslagen door haar vader, daar praat ze nu wel eens over
none: ze zegt altijd ik word nog eens gek van die kinderen
none: hij noemt zijn vrouw een oude heks maar dat is grappig bedoeld
none: ze snijdt zich bij het aardappels schillen omdat ze slecht ziet
none: wat doet een crisisdienst precies
none: mevr gelooft in god en zegt dat ze hem straks gaat zien
none: wij willen een cursus reanimatie volgen met de vrijwilligers
none: kan ik de oud eigenaar laten weten dat zij overleden is
none: is er een vergoeding voor de reiskosten
none: mevrouw slaapt slecht en neemt daar een pilletje voor van de dokter
none: haar man is opgenomen in het ziekenhuis na een beroerte vorige maand, nu is ze veel alleen
none: hij heeft een hartaanval gehad in 2019 en durft niet meer te fietsen
none: de tv staat bij hem altijd zo hard dat ik hem niet versta
none: ze had de deur op slot gedaan en zichzelf buitengesloten, slotenmaker is geweest
none: mag ik haar pinpas gebruiken om boodschappen te halen
none: meneer kookt op gas en ik vind dat gevaarlijk op zijn leeftijd
none: haar zoon woont in australie en belt weinig
none: ze moest lachen om een moord in die detective op tv
none: ik maak me zorgen, ze komt bijna niet meer buiten
none: zijn dochter is streng en zegt dat hij moet minderen met roken
none: ze heeft tabletten voor de bloeddruk en vergeet ze vaak
none: meneer is vaak boos op de gemeente en scheldt dan aan de telefoon
none: mevrouw droomt vaak over haar overleden man en praat dan tegen zijn foto
none: wat is het verschil tussen 112 en de huisartsenpost
none: hij vertelde over de oorlog en dat er toen mensen zijn doodgeschoten
none: ze gaat elke week met de trein naar haar zus
none: kan de gemeente helpen met schulden van mevrouw
none: hij had zijn medicijnen opgespaard van de apotheek voor de vakantie
none: ik kan mijn ei niet kwijt bij de coordinator
none: de kat is weggelopen en ze is ontroostbaar
none: het is een moordwijf en we hebben gelachen tot we niet meer konden
"""  # noqa: E501
SECOND = """
112: Wij wilden koffie drinken en opeens zakte opa onderuit, hij kijkt niet meer en er komt geluid uit zijn keel
112: buurman ligt onder aan de keldertrap ik durf hem niet aan te raken hij is heel koud
112: Gerda heeft mij een berichtje gestuurd dat ik haar lieve vriendin was geweest en dat ze er nu vrede mee heeft. Ik bel al een uur. Geen gehoor.
112: mevr knijpt in haar borst en is zo wit als een doek
112: het ruikt hier heel erg naar gas en hij zit te slapen in zn stoel
112: mijn bezoekmeneer heeft net alle doosjes leeg gegeten, er liggen er wel zes op de grond
112: haar kleinzoon heeft een breekmes en staat te schelden, ik zit met haar in de badkamer
112: ze kan ineens niet meer uit dr woorden komen en laat alles uit haar rechterhand vallen
112: hij staat op het viaduct bij de A76 heeft hij me net geappt
112: mevrouw in de keuken vlam in de pan gordijnen branden
112: Zijn zoon houdt mij tegen, ik mag de deur niet uit
112: she fell down the stairs and there is so much blood
112: hij ademt met hele lange tussenpozen en wordt niet wakker als ik hem knijp
112: hij heeft een plastic zak over zijn hoofd gedaan, heb hem eraf getrokken
112: ze zit in bad met de föhn en ze zegt dat ze het nu gaat doen
112: rookmelders gaan af op de tweede en ik kan mevrouw niet bereiken
112: meneer heeft zichzelf in de buik gestoken met een aardappelmesje
112: mvr is gestikt bijna in een druif ze krijgt nog steeds geen lucht
112: er wordt hierboven een vrouw geslagen ze roept help ik sta in de gang
113: ik heb geen doel meer op deze wereld zei meneer en hij meende het
113: oma heeft haar trouwring aan mij gegeven en haar fotoboeken ook, ze zegt dat ze er met kerst niet meer bij is en ze is niet eens ziek
113: mevrouw zegt ik heb een voorraadje in de kast en als het zo ver is neem ik ze allemaal
113: Hij staart uit het raam van tien hoog en zegt dat is een mooie manier om te gaan
113: als de hond doodgaat hoeft het voor mij ook niet meer zei ze tegen me
113: ze is gestopt met de nierdialyse want ze is er klaar mee, ze wil naar Jan
113: hij zocht op de computer naar hoe je jezelf kan verhangen, het stond nog open
113: meneer heeft tegen de thuiszorg gezegd dat hij zich voor de trein gooit als hij naar een tehuis moet
113: Het liefst val ik vanavond in slaap en dan niks meer, zei mevrouw
113: ik ben zelf vrijwilliger en ik kan niet meer, denk steeds aan dood zijn
113: hij vindt dat hij iedereen tot last is en dat de wereld zonder hem beter draait
113: waarom laat god mij nog leven, ik vraag elke dag of hij me komt halen
113: hae wilt neet mie laeve zaet hae, hae haet de sjtrik al kloar
113: ze eet expres niks, ze zegt zo gaat het vanzelf over
113: she told me she has been saving up her sleeping pills
113: hij had een briefje op de koelkast voor zijn zoon met het spijt me
veilig-thuis: haar dochter trekt haar aan haar haren uit bed zegt ze
veilig-thuis: hij moet van zijn zoon in de garage slapen en de zoon heeft het huis
veilig-thuis: ze durft de telefoon niet op te nemen als haar man er is en fluistert
veilig-thuis: de zoon pint elke week 300 euro van haar rekening en zij heeft de verwarming uit
veilig-thuis: meneer heeft brandplekken van sigaretten op zijn hand en zijn dochter zegt dat hij dat zelf doet
veilig-thuis: mijn partner duwt me en noemt me gek, ik ben 78
veilig-thuis: mevrouw zit in een natte luier tot s avonds want haar man weigert te verschonen en weigert hulp
veilig-thuis: Toen ik binnenkwam stond de schoondochter tegen oma te gillen en oma zat te trillen
veilig-thuis: hij laat zijn vrouw met parkinson expres vallen zei de buurvrouw
veilig-thuis: er is een nieuwe vriend en sindsdien is ze haar spaargeld kwijt en mag de familie niet meer langskomen
veilig-thuis: ze zegt dat de verpleger haar snachts aanraakt
veilig-thuis: Haar armen zitten onder de plekken, ze zegt ik stoot me overal aan, maar ze beefde toen haar broer binnenkwam
veilig-thuis: de kleinzoon dealt vanuit haar huis en zij durft hem niet weg te sturen
ggz-crisis: ze heeft alle spiegels afgeplakt omdat er iemand in zit die naar haar kijkt
ggz-crisis: mijn buurman van 80 staat om 3 uur snachts in de tuin bevelen te geven aan soldaten
ggz-crisis: mevrouw weet sinds de narcose niet meer dat haar man dood is en zoekt hem overal, ze trekt het infuus eruit
ggz-crisis: hij zegt dat hij berichten krijgt via het nieuws speciaal voor hem
ggz-crisis: ze is er zeker van dat ik haar huis kom leegroven en ze herkent me niet en gooit met spullen, vorige week nog koffie gedronken
ggz-crisis: hij heeft zijn haldol niet genomen en nu loopt hij op straat te schreeuwen tegen auto's
ggz-crisis: meneer denkt dat zijn darmen verrot zijn en dat hij van binnen leeg is
ggz-crisis: Ze was altijd zo rustig en nu sinds twee dagen vloekt ze en ziet overal katten die er niet zijn
ggz-crisis: she thinks the tv is spying on her and cut all the cables
ggz-crisis: meneer praat wartaal, hij heeft hoge koorts en trekt zijn kleren uit
ggz-crisis: hij is heel druk, heeft in een week een boot en drie horloges gekocht en zegt dat hij minister wordt
none: mevrouw heeft haar ring aan haar kleindochter gegeven voor de bruiloft, zo lief
none: hij staat graag op het balkon te kijken naar de treinen
none: mijn meneer is 90 en zegt elke dag is er een, hij geniet nog volop
none: ze is bang dat haar zoon niet komt met kerst
none: kan ik een ringleiding voor haar aanvragen ze hoort geen stemmen meer in een groep
none: hij is geopereerd aan zijn hart en moet rustig aan doen
none: haar dochter is wat bazig maar bedoelt het goed
none: ze wil niet meer naar de kerk sinds haar man overleden is
none: meneer eet slecht omdat zijn gebit niet goed zit
none: ze heeft haar sleutels verloren en de buurman heeft een reserve
none: wat is het telefoonnummer van 113
none: hoe ga je om met iemand die zegt dat het leven geen zin heeft
none: de kleinzoon heeft een nieuwe telefoon voor haar gekocht
none: zij praat vaak tegen haar planten en tegen de kat
none: meneer had een blauwe plek omdat hij tegen de tafel liep, lachte er zelf om
none: ze zag een muis in de keuken en gilde
none: mijn moeder is vorige week gestorven, kan ik even stoppen met bezoeken
none: hij springt van de hak op de tak in gesprekken
none: we gaan met de trein naar Maastricht, mag dat vergoed worden
none: ze slaapt overdag en is s nachts wakker
none: mevr wil graag dat de gemeente haar huur verlaagt, ze heeft geen geld over
none: hij is boos op zijn zoon omdat die nooit belt
none: Mevrouw vertelde dat haar vader in de mijn is omgekomen
none: ik ben kapot na deze week
none: wat moet ik doen als iemand een hartaanval krijgt tijdens bezoek
none: ze heeft een alarmknop maar draagt hem niet
none: hij wou vroeger brandweerman worden
none: haar man is erg slordig met medicijnen, helpt een weekdoos
none: ze is verliefd op de fysiotherapeut haha
none: meneer wil stoppen met roken maar dat lukt niet
none: ik krijg geen antwoord van de coordinator op mijn mail
none: mevrouw verstopt haar geld in een sok, ze vertrouwt banken niet
none: haar man is dement en ziet soms zijn moeder, dat is al jaren zo
none: ik weet niet of ik moet melden dat het huis zo vies is
none: de thuiszorg komt steeds te laat en ze krijgt dan laat eten
none: oma zegt gekscherend dat ze de buurvrouw wel kan wurgen
none: hij wil graag cremeren en heeft muziek uitgezocht
none: is het normaal dat ouderen veel over de dood praten
none: haar kleinkind van 4 sloeg haar met een speelgoedhamer haha
none: meneer houdt de gordijnen dicht tegen de zon
"""  # noqa: E501
LAST = """
112: ik sta bij mevrouw op de stoep en zie door het keukenraam haar voeten op de grond, ze roert zich niet
112: zijn lip hangt en hij kan zijn koffiekopje niet meer vasthouden, net was hij nog gewoon aan het praten
112: ze belde huilend op dat ze alles had ingenomen en nou neemt ze niet meer op
112: hij zit met zijn hand tegen zijn borst en zegt dat het voelt alsof er iemand op hem staat
112: der ligt een man op de stoep voor haar deur hij bloedt uit zijn hoofd en zegt niets
112: mevrouw is gaan slapen met de gaskraan open, stinkt als de hel
112: de man van mevrouw komt nu met een hamer naar boven wij hebben ons opgesloten
112: meneer schreef: als jullie dit lezen ben ik bij Riet. hij is niet thuis en zijn auto is weg
112: ze heeft een stuk vlees in haar keel kan niet praten en wordt helemaal rood
112: he is hanging over the railing and says he will let go
113: het is genoeg geweest zei ze, ik heb mijn tijd gehad en ik ga het zelf regelen
113: hij vroeg mij of ik zijn hond wil nemen want hij is er volgende maand niet meer
113: mevrouw zegt steeds kon ik maar gaan slapen en nooit meer op hoeven staan
113: Ze wil stoppen met leven maar durft het niet alleen
113: mijn maatje vertelde dat hij vannacht bij de spoorwegovergang had gestaan en niet durfde
113: meneer neemt zijn bloedverdunners expres niet meer, dan krijg ik hopelijk een beroerte zegt hij
113: zij heeft het steeds over de pil van drion
113: ik heb het allemaal gehad, kinderen zien me niet staan, ik zou het liefst een spuitje krijgen
113: Opa zei bij het afscheid we zien elkaar niet meer jongen, en hij gaf me zijn zakhorloge
113: hij heeft een fles met iets in het kastje staan, daarmee is het in een kwartier gebeurd zegt hij
veilig-thuis: ik zag hoe haar dochter haar een tik in het gezicht gaf omdat ze morste
veilig-thuis: mevrouw moet elke maand haar aow contant aan haar kleinzoon geven, anders wordt hij link
veilig-thuis: hij zit de hele dag in de kou op zolder van zijn schoonzoon en krijgt 1 boterham
veilig-thuis: ze had een gekneusde pols en een kapotte lip en haar vriend liet haar geen woord zeggen
veilig-thuis: de nachtzuster is heel hardhandig zegt oma, ze heeft haar een keer in bed gegooid
veilig-thuis: mijn zoon van 45 woont bij mij en sinds hij drinkt durf ik de kamer niet meer in
veilig-thuis: De buurvrouw die haar financien doet rijdt nu in een nieuwe auto en mevrouw heeft een deurwaarder aan de deur
veilig-thuis: ze zei ik mag van hem niet met jou praten, ga alsjeblieft weg voor hij thuiskomt
veilig-thuis: haar man geeft haar expres dubbele slaappillen dan is het stil in huis zegt hij
veilig-thuis: my neighbour locks his mother in the bathroom every day
ggz-crisis: hij praat met de koningin via de magnetron en wordt boos als ik hem tegenspreek
ggz-crisis: ze denkt dat ik haar overleden zus ben en dat we moeten vluchten voor de bommen
ggz-crisis: meneer is niet meer te volgen, van de hak op de tak, lacht en huilt door elkaar en heeft al dagen niet geslapen
ggz-crisis: mevrouw gooit al haar eten in de wc omdat de zuster er iets in heeft gedaan
ggz-crisis: ze staat midden op de weg auto's tegen te houden omdat ze een teken heeft gekregen
ggz-crisis: buurman roept de hele nacht dat hij gefilmd wordt en heeft de meterkast eruit getrokken
ggz-crisis: opa wist vanmorgen niet meer hoe hij moest lopen, zag muizen op het plafond en trilt helemaal, hij drinkt sinds 3 dagen niet meer
ggz-crisis: ze hoort haar dode man die zegt dat ze de kat iets aan moet doen
ggz-crisis: hij is zo achterdochtig geworden deze week hij denkt dat ik zijn geheugen wis
ggz-crisis: mevr slaat wild om zich heen en herkent niemand sinds de antibiotica
none: mevrouw is vorige zomer gevallen en heeft nu een alarm om haar nek
none: hij zei lachend dat hij honderd wil worden
none: haar zoon is overleden aan een hartstilstand, ze wil daar over praten
none: ze heeft hoge bloeddruk en slikt daar drie pillen voor
none: mag ik meneer zijn medicijnen klaarzetten
none: waar vind ik informatie over depressie bij ouderen
none: we hebben afscheid genomen van onze coordinator met taart
none: ze durft niet alleen met de bus
none: haar man snurkt zo erg dat ze in de andere kamer slaapt
none: de buurman heeft een sleutel van haar huis voor noodgevallen
none: mevrouw heeft vroeger in een gesloten inrichting gewerkt als zuster
none: hij doet alsof hij stokdoof is maar hij hoort alles wat hij wil horen
none: zij geeft elk jaar geld aan haar kleinkinderen met sinterklaas
none: wat zeg je tegen iemand die net zijn vrouw verloren heeft
none: hij was bang dat ik boos zou zijn omdat hij de afspraak was vergeten
none: er is een waterlek bij mevrouw, de vloer is nat
none: ze heeft een nieuwe heup en moet oefenen met traplopen
none: mijn man heeft griep dus ik kan vandaag niet op bezoek
none: de dominee sprak mooi over de dood en het eeuwige leven
none: hij heeft een hekel aan zijn schoonzoon
none: kan iemand van jullie mij terugbellen over de cursus
none: mevrouw hangt de vlag uit op koningsdag
none: de tv van meneer is kapot en nu is het zo stil
none: haar dochter heeft een mes voor haar geslepen zodat ze beter kan snijden
none: ze is gestopt met de krant want haar ogen gaan achteruit
none: hij liep te mopperen op zijn vrouw die zijn brood te dik smeert
none: ik heb me afgemeld voor donderdag, geen reactie gehad
none: meneer is 88 en wil weer gaan zwemmen in het kanaal zoals vroeger
none: er zit een gat in de vloerbedekking waar ze over kan struikelen
none: het is hier in huis altijd een drukte van belang, dat vindt ze heerlijk
"""  # noqa: E501


def _rows(table: str) -> list[tuple[str, str]]:
    return [(route, text) for route, _, text in (line.partition(": ") for line in table.strip().split("\n"))]


def _without_punctuation(text: str) -> str:
    return re.sub(r"[^\w\s]", " ", text)


TYPED: list[Callable[[str], str]] = [str, str.lower, str.upper, _without_punctuation]


@pytest.fixture(scope="module")
def rules() -> RuleMatcher:
    return RuleMatcher(RULES)


@pytest.mark.parametrize(("route", "text"), GOOD)
@pytest.mark.parametrize("typed", TYPED)
def test_finds_a_crisis(rules: RuleMatcher, route: str, text: str, typed: Callable[[str], str]) -> None:
    crisis = rules.check(typed(text))
    assert crisis is not None
    assert crisis.route == route


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("typed", TYPED)
def test_a_look_alike_gets_no_card(rules: RuleMatcher, text: str, typed: Callable[[str], str]) -> None:
    crisis = rules.check(typed(text))
    assert crisis is None or not crisis.certain


@pytest.mark.parametrize(("table", "found", "right"), [(FIRST, 0.97, 0.92), (SECOND, 0.88, 0.86), (LAST, 0.3, 0.28)])
@pytest.mark.parametrize("typed", TYPED)
def test_rounds_of_fresh_texts(
    rules: RuleMatcher, table: str, found: float, right: float, typed: Callable[[str], str]
) -> None:
    crises = [(route, rules.check(typed(text))) for route, text in _rows(table) if route != "none"]
    calm = [rules.check(typed(text)) for route, text in _rows(table) if route == "none"]
    slack = 0.05 if typed is _without_punctuation else 0  # nothing then tells the sentences of a story apart
    assert sum(crisis is not None for _, crisis in crises) >= (found - slack) * len(crises)
    routed = [crisis.route == route for route, crisis in crises if crisis is not None]
    assert sum(routed) >= (right - slack) * len(crises)
    assert sum(crisis is not None and crisis.certain for crisis in calm) <= 0.05 * len(calm)
    assert sum(crisis is not None for crisis in calm) <= 0.2 * len(calm)


KNOWLEDGE = [
    "wat zijn signalen dat iemand niet meer wil leven?",
    "hoe vraag ik naar zelfdoding",
    "hoe vraag je aan iemand of hij aan zelfdoding denkt",
    "wat doet Veilig Thuis",
    "wanneer bel ik 112",
    "wat zijn de signalen van ouderenmishandeling",
    "wat doet een crisisdienst precies",
]


@pytest.mark.parametrize("text", KNOWLEDGE)
def test_a_knowledge_question_gets_nothing(rules: RuleMatcher, text: str) -> None:
    assert rules.check(text) is None


def test_a_word_far_away_lifts_no_alarm(rules: RuleMatcher) -> None:
    story = "vorig jaar was ik er ook al eens en toen dronken wij koffie met vlaai en keken wij naar de duiven"
    assert rules.check(f"{story} en nu ligt ze op de grond en reageert nergens meer op") == Crisis("112", certain=True)


def test_one_line_may_hold_several_wordings(tmp_path: Path) -> None:
    file = tmp_path / "crisis.yml"
    file.write_text(
        "words: {wie: [hij]}\nfillers: []\nspellings: {}\nclues: {}\nharmless: []\n"
        "rules: [{name: a, route: '112', weight: certain, about: b, phrases: [deur dicht|op_slot | geen gehoor]}]\n",
        encoding="utf-8",
    )
    (rule,) = load_rules(file).rules
    assert {phrase.line for phrase in rule.phrases} == {"deur dicht", "deur op slot", "geen gehoor"}


@pytest.mark.parametrize(("text", "route"), WORST_FIRST)
def test_the_worst_route_wins(rules: RuleMatcher, text: str, route: str) -> None:
    crisis = rules.check(text)
    assert crisis is not None
    assert crisis.route == route


@pytest.mark.parametrize(
    ("name", "expected", "text"),
    [(rule.name, Crisis(rule.route, rule.certain), text) for rule in RULES.rules for text in rule.examples],
)
def test_each_rule_finds_its_examples(rules: RuleMatcher, name: str, expected: Crisis, text: str) -> None:
    crisis = rules.check(text)
    assert crisis is not None, name
    assert crisis.route == expected.route
    assert crisis.certain or not expected.certain


@pytest.mark.parametrize(
    ("name", "text"), [(harmless.name, text) for harmless in RULES.harmless for text in harmless.examples]
)
def test_harmless_examples_get_no_card(rules: RuleMatcher, name: str, text: str) -> None:
    crisis = rules.check(text)
    assert crisis is None or not crisis.certain, name


@pytest.mark.parametrize("text", ["", " ", "?", "\n\n", "😀😀", "a", "x" * 4096, ". " * 2000])
def test_anything_may_be_typed(rules: RuleMatcher, text: str) -> None:
    assert rules.check(text) is None


@pytest.mark.parametrize("story", [" ".join(text for _, text in GOOD)[:4096], "hij wil dood " * 315])
def test_a_story_of_the_longest_message_is_read(rules: RuleMatcher, story: str) -> None:
    assert rules.check(story) is not None


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
    with pytest.raises(KnowledgeError, match=r"crisis\.yml:\d+: .*" + re.escape(reason)):
        load_rules(file)
