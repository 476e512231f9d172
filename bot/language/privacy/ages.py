"""Exact ages, in digits and in words; not age bands and durations."""

import re
from collections.abc import Callable, Iterator

from .span import Span
from .vocabulary import listed

TEEN = r"(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)"
ONE = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
TENS = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|tachentig|negentig)"
JOINED = rf"{ONE}\s?(?:en|ën|-en-)\s?{TENS}"
WORDS = rf"(?:{JOINED}|{TENS}|{TEEN}|{ONE}|honderd(?:\s?en\s?)?{ONE}?)"
NUMBER = rf"(?:1[01]\d|\d{{1,2}}|{WORDS})"
OLD = (
    rf"(?:[5-9]\d|10\d|110|(?:{ONE}\s?(?:en|ën)\s?)?(?:vijftig|zestig|zeventig|tachtig|tachentig|"
    rf"negentig)|honderd(?:\s?en\s?)?{ONE}?)(?![a-zë]*den\b)"
)
BIG = rf"(?:{JOINED}|{TENS}|{TEEN}|honderd(?:\s?en\s?)?{ONE}?)"
END = (
    r"(?=\s*(?:$|[;!?)\]\n]|[.,](?!\d))|\s+(?:en|maar|dus|geworden|jaar|jr|al|nu|toen|als|met|of|"
    r"woont|woonde|is|heeft|had|want|die|nog|op|in|alleen|lentes|staat|stond|zat|lag|loopt|liep|kwam|gaat|ging|"
    r"slaapt|sliep|weet|wist|zegt|zei|belt|belde|wou|wilde|mag|moet|doet|deed|huilt|huilde|mist|kreeg|krijgt"
    r"|weduwe|weduwnaar|was|kan|komt|wil|ze|hij|zij|mevr\w*|net|geweest|inmiddels|vorige|deze|"
    r"afgelopen|morgen|vandaag|sinds|maakt|leeft|ligt|zit)\b)"
)
FILL = (
    r"(?:(?:nu|al|net|pas|bijna|ook|inmiddels|intussen|ondertussen|toen|morgen|gisteren|vandaag|zelf|"
    r"toch|echt|straks|dan|onlangs|gewoon|zeker|ie|u|je|ik|die|in (?:januari|februari|maart|april|mei|juni|juli|"
    r"augustus|september|oktober|november|december)|deze \w+|vorige \w+|volgende \w+|afgelopen \w+|ze|"
    r"hij|zij|mevrouw|meneer|mevr|oma|opa|alweer|weer|nog maar)\s+){0,3}"
)
KIN = (
    r"(?:dochter|dochtertje|zoon|zoontje|kleinzoontje|kleindochtertje|kleintje|baby|peuter|kleuter|ventje|"
    r"puber|kleinzoon|kleindochter|kleinkind|achterkleinkind|zus|zusje|broer|broertje|neef|"
    r"neefje|nicht|nichtje|man|vrouw|echtgenoot|echtgenote|partner|vriend|vriendin|moeder|vader|mam|"
    r"pap|tante|oom"
    r"|oma|opa|schoonzoon|schoondochter|schoonmoeder|schoonvader|zwager|schoonzus|jongen|meisje|kind|"
    r"buurman|buurvrouw|buurjongen|buurmeisje)"
)
SOMEBODY = (
    rf"(?:{KIN}|mevrouw|mevr|mevr\.|mvr|mw|mw\.|meneer|mijnheer|mnr|dhr|dhr\.|heer|dame|oudere|weduwe|"
    rf"weduwnaar|iemand|cli[eë]nt|bewoner|bewoonster|vrijwilliger|mens|mensje|vrouwtje|mannetje|"
    rf"\[naam\])"
)
NOT_AGE = (
    r"(?!\s?(?:euro|eur|€|%|procent|kilo|kg|pond|graden|minuten|min\b|minuut|uur|uren|keer|x\b|dagen|"
    r"dag\b|weken|week|maanden|maand\b|stappen|meter|km|kilometer|mensen|bezoek|deelnemers|leden|"
    r"stuks|trap|treden|liter|ml|mg|pil|tablet|sigaret|fles|boterham|kop|blad|blz|punten|gulden|cent|"
    r"woning|huizen|plek|katten|postzegels|volt|watt|plus|er\b|ers\b|\+|-\s?(?:plus|[0-9]|er)|/\d|"
    r":\d))"
)
DURATION_BEFORE = re.compile(
    r"\b(?:al|sinds|na|over|voor|meer dan|langer dan|ruim|bijna|zeker|wel|de afgelopen|de laatste|"
    r"afgelopen|laatste|elke|iedere|om de|zo'n|ongeveer|rond de|binnen|per|na ruim|die|deze|hun|van "
    r"die|dan|zowat|nog|wel al|vanaf|boven de|onder de|ouder dan|jonger dan|tot)\s+$"
)
DURATION_AFTER = re.compile(
    r"\s+(?:geleden|getrouwd|lang|samen|weduwe|weduwnaar|gewerkt|huwelijk|terug|later|ervaring|"
    r"gewoond|alleen|gescheiden|bij|niet|geen|met pensioen|na|voor|na elkaar|achter|verder|getrouwd|"
    r"mijnwerker|gezeten|gehuwd|elkaar|lid|vrijwilliger|aan|geweest|weg|dood|en ouder|of ouder)\b"
)
COUNTED = re.compile(rf"(?!{NOT_AGE})|[.,:/]\d")
BEFORE_COUNT = re.compile(
    r"(?:\d[.,:/-]|\b(?:boven(?: de)?|onder de|ouder dan|jonger dan|vanaf|rond de|jaren|vanaf de|tot de|in de|€)\s?)$"
)
YEARS = re.compile(rf"(?<![\w\-.,/+])({NUMBER})\s?-?(?:jaar|jaor|joar|jr|jaren)\b\.?(?P<old>\s?oude?)?")
AGED = re.compile(
    rf"(?<![\w\-.,/+])({NUMBER})[\s\-]?(?:jarige|jarig)\b(?!\s(?:huwelijk|bruiloft|jubileum|bestaan|oorlog|trouw\w*))"
)
SAID = re.compile(
    "|".join(
        rf"(?:{rule})"
        for rule in (
            rf"\b(?:is|was|wordt|werd|word|ben|bent|geworden|zou|wordt ze|wordt hij|is ze|is "
            rf"hij)\s+{FILL}(?P<a>{OLD})(?![\w+]){NOT_AGE}{END}",
            rf"\b(?:leeftijd|lft|lftd)\W{{0,3}}(?:is |van |was )?(?P<b>\d{{1,3}}|{OLD})(?![\w+]){NOT_AGE}",
            rf"\b{KIN},?\s(?:is |van |was |wordt )?\(?(?P<c>{NUMBER})(?![\w+:./\-])(?!\s?(?:jaar|jr)){NOT_AGE}{END}",
            rf"(?<!\w){SOMEBODY},?\s(?:van |is |wordt )?(?:ongeveer |bijna |net |al "
            rf")?\(?(?P<d>{OLD})(?![\w+]){NOT_AGE}{END}",
            rf"\(\s?(?P<e>{OLD})(?: ?jr?\.?)?\s?\)",
            rf"(?<![\w\-.,/+])(?P<f>\d{{1,3}}(?=\w)|{BIG}(?:ste|de|e)?)(?:e|ste|de)?\s(?:verjaardag|levensjaar|lentes)",
            rf"\b(?:op|met|van|sinds|vanaf|voor)\s(?:haar|zijn|mijn|m'n|z'n|zn|d'r|hun|je|uw)\s(?P<g>\d\d|"
            rf"{BIG}(?:ste|de|e)|\d\d(?=e\b))(?:e|ste|de)?\b(?!\s(?:verdieping|etage))",
            rf"(?<![\w\-.,/+])(?P<h>{NUMBER})\s(?:jaar\s)?geworden\b",
            rf"(?<![\w\-.,/+€])(?P<i>{OLD})\s(?:is|was|wordt|werd)\s(?:ze|hij|zij|mevr\w*|meneer|oma|opa|ie|"
            rf"dhr|mw|mijn|m'n)\b",
            rf"(?<![\w\-.,/+€])(?P<o>{OLD})\s(?:te (?:zijn|worden)|geworden)\b",
            r"[,;.]\s(?P<p>[5-9]\d|10\d)(?: jaar| jr)?(?=\s*(?:$|[.!?\n](?!\d)))",
            rf"\b(?:van|zijn|waren|worden|is|en hij|en zij|allebei) (?P<q>{OLD})(?= (?:en|of|&) {OLD}(?!\w){NOT_AGE})",
            rf"\b(?:van|zijn|waren|worden|is) (?:{OLD}|\[leeftijd\]) (?:en|&) (?P<r>{OLD})(?![\w+]){NOT_AGE}",
            rf"\[naam\],? van (?P<s>\d{{1,2}})(?![\w+:./\-])(?!\s?(?:jaar|jr|uur|tot|t/m|en met)){NOT_AGE}",
            rf"\b(?:ik ben|ben ik|ik word|word ik) (?:nu |zelf |pas |al |net |ook |"
            rf"inmiddels )?(?P<u>{NUMBER})(?![\w+:./\-]){NOT_AGE}{END}",
            r"\b(?:ben|heet|\[naam\])[^.!?\n]{0,25},\s(?P<t>\d\d)(?=\s(?:jaar|jr)\b\s*(?:$|[.,!?)]))",
            rf"\[naam\],? (?:van|is|wordt) (?P<n>\d{{1,2}}|{BIG})(?![\w+:./\-])(?!\s?(?:jaar|jr)){NOT_AGE}{END}",
            rf"\b(?:ze|zij|hij)\s(?:is|was|wordt|werd)\s{FILL}(?P<v>(?!(?:een|één|1)\b){NUMBER})(?![\w+:/\-]|[.,]\d){NOT_AGE}"
            r"(?=\s*(?:$|[.;!?)])|\s(?:en|maar|net als|geworden|nu)\b)",
            rf"\b{KIN},? van (?P<w>{OLD})(?![\w+:/\-]|[.,]\d)(?!\s(?:jaar|jr)){NOT_AGE}",
            rf"\b(?:hij|zij|ze) (?P<m>{OLD})(?=\s*(?:$|[;!?)\]\n]|[.](?!\d)))",
            rf"(?:^|[\n,;]\s?)(?P<j>{OLD})(?!\w)\s?(?=,\s?\D)|(?:^|\n)\s?(?P<k>{OLD}),?\s(?=weduwe|weduwnaar|"
            rf"alleen|vrouw|man\b|dame|heer|woont)",
            rf"\bvan (?P<l>[6-9]\d|10\d|{ONE}\s?en\s?(?:zestig|zeventig|tachtig|"
            rf"negentig))(?![\w+]){NOT_AGE}(?=\s*(?:$|[;!?)\]\n]|[.,](?!\d))|\s+(?:die|en|met|op|in)\b)",
        )
    )
)
BARE_AGE = re.compile(
    r"(?<![\w\-.,/+€:'’])(?<!€ )(?P<before>\b[^\W\d_]+\W{1,2})?(?P<age>6[5-9]|[789]\d|10[0-5])(?:-?jarige?|e|"
    r"ste)?(?![\w+%°€:/\-]|[.,]\d)(?P<after>\s[^\W\d_]+)?"
)
NO_AGE_BEFORE = listed("no_age_before")
SPELLED = re.compile(
    rf"(?<!\w)({ONE}\s?(?:en|ën)\s?(?:vijftig|zestig|zeventig|tachtig|tachentig|negentig))(?:jarige)?(?!\w){NOT_AGE}"
)


def find(low: str) -> Iterator[Span]:
    """Exact ages in `low` (lower case); spans may overlap, the first one counts."""
    for match in AGED.finditer(low):
        yield Span(*match.span(1), "exact_age")
    for match in YEARS.finditer(low):
        if _is_age(low, match):
            yield Span(*match.span(1), "exact_age")
    for match in SAID.finditer(low):
        group = next(name for name, value in match.groupdict().items() if value is not None)
        if not DURATION_AFTER.match(low, match.end(group) + 5) or not low.startswith(" jaar", match.end(group)):
            yield Span(*match.span(group), "exact_age")
    for match in SPELLED.finditer(low):
        follows = low[match.end() : match.end() + 5]
        if not follows.startswith(" jaar"):
            yield Span(*match.span(1), "exact_age")


def find_loose(low: str, is_small: Callable[[str], bool]) -> Iterator[Span]:
    """A number from 65 to 105 with nothing counted after it; `is_small` knows the words that are no nouns."""
    for match in BARE_AGE.finditer(low):
        before, after = (match["before"] or "").strip(" .,:;(\"'-"), (match["after"] or "").strip()
        if (
            before not in NO_AGE_BEFORE
            and (not after or is_small(after))
            and not re.match(rf"\s?{NOT_AGE[4:-1]}", low[match.end("age") :])
        ):
            yield Span(*match.span("age"), "exact_age")


def is_count(low: str, start: int, end: int) -> bool:
    """Whether the number from `start` up to `end` counts something, is a time or a bound of an age band."""
    return bool(COUNTED.match(low, end) or BEFORE_COUNT.search(low, max(0, start - 25), start))


def _is_age(low: str, match: re.Match[str]) -> bool:
    """Whether "N jaar" is somebody's age and no duration."""
    if match["old"]:
        return not re.search(
            r"\b(?:boven de|onder de|ouder dan|jonger dan|vanaf|tot|huis(?:je)? van|minder dan)\s+$",
            low[: match.start()],
        )
    if DURATION_BEFORE.search(low, 0, match.start()) or DURATION_AFTER.match(low, match.end()):
        return False
    number = match.group(1)
    if number in ("een", "één", "1"):
        return False
    elderly = re.fullmatch(OLD, number) is not None and number not in ("50", "vijftig")
    named = re.search(rf"\b(?:is|was|wordt|werd|van|{SOMEBODY})[\s,(]+{FILL}$", low[: match.start()]) is not None
    if elderly:
        return True
    return named and re.match(r"\s*(?:$|[.,;!?)\n]|en\b)", low[match.end() :]) is not None
