"""The words with which somebody plans a visit by typing it. Folded: lower case, no accents, no apostrophes."""

VISIT = frozenset({"bezoek", "bezoekje", "bezoeken", "huisbezoek", "huisbezoekje", "visite"})
CALL = frozenset({"langs", "langsgaan"})
"""Stand for a visit only where somebody says that they go, and when: "ik ga morgen om 10 uur langs"."""
GO = frozenset({"ga", "gaan", "kom"})
PLAN = frozenset({"plan", "plannen", "inplannen", "gepland", "ingepland", "herinner", "herinnering", "noteer", "zet"})
TAIL = frozenset({"bij", "naar", "met", "voor"})
"""Behind one of these stands whom somebody visits: it is passed over, and never kept."""

_FILLERS = """
ik we wij ga gaan wil willen moet moeten heb hebben kom een het de n t s op in te om aan uur u rond dan weer nog graag
mijn m staat zet noteer schrijf mij me eraan erin nieuw nieuwe eerste afspraak wijk buurt omgeving alsjeblieft aub svp
ook even er deze hoi hallo goedemorgen goedemiddag goedenavond en denk
"""
FILLERS = frozenset(_FILLERS.split())
_ASKING = """
hoe wat waar wie wanneer waarom welke welk hoeveel hoelang mag kan kun kunt moet is zijn heeft heb zal zou zullen ben
bent wordt doe doet gaat klopt weet als of
"""
ASKING = frozenset(_ASKING.split())
"""What a question begins with. "Moet" and "heb" only ask when they stand first."""
_ASKING_ANYWHERE = "hoe wat waar wanneer waarom welke mag kan kun kunt zal zou of als is die dat want"
ASKING_ANYWHERE = frozenset(_ASKING_ANYWHERE.split())
_NO_PLAN = """
was waren ben geweest ging gingen gehad niet geen afgezegd afzeggen zegt zei verzet verzetten annuleren geannuleerd
verplaatsen verplaatst vervalt duurt duurde door klaar gemeld melden krijgt krijg kreeg had wilde komt kwam
"""
NO_PLAN = frozenset(_NO_PLAN.split())
"""What makes of it a story, or another wish than to plan a visit."""

_PEOPLE = """
mevrouw mevr mvr mw meneer mijnheer dhr heer familie fam een mijn haar hem iemand bewoner dame man vrouw oudere ouder nieuwe mensen paar
bezoek bezoekje huisbezoek op langs thuis de het in n vaste eerste
"""
PEOPLE = frozenset(_PEOPLE.split())
"""Words for whom somebody visits that name nobody."""

TO_SOMEBODY = (
    r"\b(naar|bij) ((een|de|mijn|onze|n|nieuwe|vaste|oude) ){0,2}"
    r"(mevrouw|mevr|mvr|mw|meneer|mijnheer|dhr|heer|familie|fam|iemand|bewoner|dame)\b"
)
"""That somebody goes to a person of whom a visit is likely: with a day or time it is planned."""

CHANGED = (
    r"(ik wil |ik moet |kan ik )?(het |mijn |m n |een )?(huis)?bezoek( (van|op|om|voor))?( [\w]+){0,4}"
    r" (gaat (toch )?niet door|afzeggen|verzetten|verplaatsen|annuleren|vervalt|wijzigen)"
)
"""That a visit is to be another time, or not at all: then those who planned one see what they planned."""

DONE = (
    r"(ik ben |we zijn |ben )?(net |nu |weer )?klaar met (het |mijn |m n |een )?(huis)?bezoek(je)?"
    r"|(het |mijn )?(huis)?bezoek(je)? (gehad|is (klaar|geweest|gedaan|voorbij|afgelopen)|klaar|gedaan)"
    r"|(ik )?(kom|ben) (net |zojuist )?(terug )?van (een |het |mijn )?(huis)?bezoek"
    r"|(ik )?(was|ben) (net |zojuist )?op (huis)?bezoek( geweest)?"
    r"|(ik )?heb (net |zojuist )?(een |het )?(huis)?bezoek gehad"
)
"""That a visit is over, and nothing else: then it is reported."""

_SOMEBODY = r"(mevrouw|mevr|mw|meneer|dhr|ze|zij|hij)"
WENT = (
    r"(?:ja )?(?:het |t |dat |mijn bezoek |het bezoek )?(?:ging|was|verliep|is gegaan|is)? ?"
    r"(?:heel |erg |best |wel |niet |niet zo |redelijk |gelukkig )*"
    r"(?:goed|prima|fijn|leuk|gezellig|mooi|oke|ok|moeilijk|moeizaam|zwaar|slecht)(?: gegaan| verlopen| hoor)*"
)
"""How a visit went, said after it was asked."""

NOBODY = (
    r"(er )?(was |is )?(weer |helaas )?(niemand|niet) thuis( was| is)?"
    rf"|{_SOMEBODY} (was|is|bleek) (weer |helaas |er )?niet( thuis)?"
    r"|(er )?(deed |heeft |werd )?(weer )?(niemand|niet) (deed |heeft )?open( ?gedaan)?"
    rf"|{_SOMEBODY} deed (de deur )?niet open"
    r"|(ik )?(stond|kwam) voor een (dichte|gesloten) deur"
)
"""That nobody was at home, and nothing else."""

CALLED_OFF = (
    r"((het|mijn|dat|t) )?((huis)?bezoek )?(ging (helaas |toch )?niet door|is (helaas |toch )?niet doorgegaan)"
    r"|niet door ?gegaan"
)
"""That a visit did not take place, and nothing else."""
