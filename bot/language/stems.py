"""Stems of Dutch words, good enough to see that "gordijntjes" and "gordijn" are the same thing."""

from __future__ import annotations

_IRREGULAR_FORMS = """
niets: niets
iets: iets
alles: alles
lig: lag lagen liggen ligt
slaap: sliep geslapen slapen slaapt
eet: at gegeten eten
drink: dronk gedronken
loop: liep lopen gelopen loopt
val: viel gevallen valt vallen
zie: zag gezien ziet zien
hoor: hoort gehoord
kom: kwam komen gekomen komt
langs: langskomt langskomen langsgekomen
bel: belde gebeld belt bellen
slaa: sloeg slaat slaan geslagen
ruik: rook
dood: dood
overled: overleed overleden
sterf: stierf gestorven
verget: vergat vergeet vergeten
dicht: dichte
staa: stond staat staan
zit: zat zitten zit
sprek: sprak spreekt gesproken spreken
kind: kinderen
brief: brieven
vuil: vuile
vies: vies vieze
blauw: blauwe
har: haren
oog: ogen oog
neem: nam neemt genomen
was: wassen
wast: wast gewassen
kler: kleren
leven: leven
leeft: leeft
huil: huilde huilt gehuild huilen
verlor: verloor verloren
"""
"""A stem, and the forms that no rule leads back to it."""

_IRREGULAR = {
    form: found.strip()
    for found, _, forms in (line.partition(":") for line in _IRREGULAR_FORMS.split("\n") if line)
    for form in forms.split()
}

_ENDINGS = ("tjes", "jes", "tje", "je", "eren", "enden", "ende", "ens", "ers", "en", "de", "te", "s", "e", "t")


def stem(word: str) -> str:
    """The stem of a folded word; words that belong together get the same one."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if word.startswith("ge") and len(word) > 7 and word.endswith(("d", "t")):
        word = word[2:-1]
    return _short_vowel(word)


def _short_vowel(word: str) -> str:
    """One spelling for a vowel in an open and in a closed syllable: "aanmaan" becomes "aanman", as in "aanmaning"."""
    for double, single in (("aa", "a"), ("ee", "e"), ("oo", "o"), ("uu", "u")):
        if len(word) > 4 and word[-3:-1] == double:
            return word[:-3] + single + word[-1]
    return word
