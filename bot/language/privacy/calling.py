"""Words that a sentence calls a name ("prins heet ie"), or that stand where only a name does ("sinds roos")."""

import re

from .tokens import Token
from .vocabulary import Vocabulary, listed

KIN = listed("kinship")
VERBS = listed("verbs")
BARE_BEFORE = listed("before_bare") | (VERBS - listed("verbs_of_being"))
DETERMINERS = listed("determiners")
LONGEST_NICKNAME = 9
CALLING = frozenset({"noemen", "noemt", "noemde", "noemden"})
ARTICLES = frozenset({"de", "d'r"})
BETWEEN_CALLING = frozenset(
    {"hem", "haar", "'m", "m", "ze", "zij", "we", "altijd", "hier", "iedereen", "allemaal", "ook"}
)
NOT_A_NAME = listed("not_names")
POSSESSIVES = frozenset({"haar", "zijn", "z'n", "zn", "d'r", "mijn", "m'n", "mn", "hun", "onze", "de"})
AGE = re.compile(r"[5-9]\d$|10\d$|\[leeftijd\]$")
OWNERS = frozenset({"zijn", "haar", "z'n", "zn", "d'r"})
GENERATION = frozenset({"senior", "junior", "sr", "jr"})
PRONOUNS = frozenset({"ie", "hij", "ze", "zij", "'ie", "ik", "wij", "we"})
CALLED = frozenset({"heet", "heette", "noem", "noemt", "noemen", "noemde"})
CLAUSE = frozenset(
    [".", "!", "?", ",", ";", ":", "-", "en", "dat", "maar", "want", "toen", "dus", "omdat", "als", "(", "\n"]
)
ADVERB_NAMES = frozenset(
    {"wil", "was", "over", "meer", "laat", "weg", "weer", "dan", "door", "ken", "es", "echt", "free", "best", "ben"}
)


def called_after(row: list[Token], at: int, name: bool) -> bool:
    """Whether the text says after the word that somebody is called so: "prins heet ie", "de jong senior"."""
    after = [token.text for token in row[at + 1 : at + 4]]
    if not after:
        return False
    if name and (after[0] in GENERATION or (after[0] in CALLED and len(after) > 1 and after[1] in PRONOUNS)):
        return True
    if name and len(after) > 1 and after[0] == "(" and after[1] in KIN:
        return True
    if (
        name
        and len(after) == 3
        and after[0] in ",("
        and ((after[1] in POSSESSIVES and after[2] in KIN) or AGE.match(after[1]))
    ):
        return True
    if at and row[at - 1].text in DETERMINERS:
        return False
    return len(after) == 3 and after[:2] == [",", "zo"] and after[2] in CALLED and len(row[at].text) < LONGEST_NICKNAME


def nicknamed(row: list[Token], at: int) -> bool:
    """Whether the word follows "they call him de ..." or is the article there."""
    article = at if row[at].text in ARTICLES else at - 1
    if article < 2 or row[article].text not in ARTICLES or row[at].text in NOT_A_NAME:
        return False
    start = article - 1
    while start > 0 and start > article - 5 and row[start].text in BETWEEN_CALLING:
        start -= 1
    said = {token.text for token in row[start + 1 : article]}
    return row[start].text in CALLING and not said.isdisjoint(("hem", "haar", "'m"))


def stands_bare(row: list[Token], at: int, word: str, words: Vocabulary) -> bool:
    """Whether a thing or a trade stands where only a name does without an article: "sinds roos weg is"."""
    if word not in words.bare:
        return False
    if opens_clause(row, at):
        return at + 1 < len(row) and row[at + 1].text in VERBS and row[at + 1].text != word
    if row[at - 1].text not in BARE_BEFORE:
        return False
    return at + 1 == len(row) or row[at + 1].text not in ("-", "/", "tot")


def first_of_two(row: list[Token], at: int, named: list[bool], words: Vocabulary) -> bool:
    """Whether a first name stands right before a name: "mei ling", "toon sijstermans"; a verb only where one opens a
    clause and another verb follows ("wil hermans belde")."""
    word = row[at].text
    if word not in words.first_names or at + 1 >= len(row) or not row[at + 1].is_word:
        return False
    if at and (row[at - 1].text in DETERMINERS or row[at - 1].text.isdigit()):
        return False
    verb_follows = at + 2 < len(row) and row[at + 2].text in VERBS
    if at + 2 < len(row) and row[at + 2].text in OWNERS and row[at + 1].text in words.names:
        return not (word in VERBS or word in ADVERB_NAMES or word in words.careful)
    if word in VERBS or word in ADVERB_NAMES:
        return named[at + 1] and opens_clause(row, at) and verb_follows
    if named[at + 1] or not words.is_listed(row[at + 1].text):
        return row[at + 1].text not in words.first_names or word not in words.careful
    return opens_clause(row, at) and verb_follows and row[at + 1].text in words.names and word not in words.careful


def opens_clause(row: list[Token], at: int) -> bool:
    return at == 0 or row[at - 1].text in CLAUSE
