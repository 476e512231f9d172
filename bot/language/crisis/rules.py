"""The rules of the crisis guard as they stand in `knowledge/crisis.yml`: loading and checking them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal, get_args

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import KnowledgeError, Problem
from bot.language.folding import fold
from bot.language.phrases import Phrase

CrisisRoute = Literal["112", "113", "veilig-thuis", "ggz-crisis"]
Lifts = Literal["words", "rest", "sentence", "message"]
ROUTES: tuple[CrisisRoute, ...] = get_args(CrisisRoute)  # the worst first
LIFTS: tuple[Lifts, ...] = get_args(Lifts)


@dataclass(frozen=True)
class Crisis:
    """Where to turn, and whether that is certain: a card at once, or one question first."""

    route: CrisisRoute
    certain: bool


@dataclass(frozen=True)
class Rule:
    """Things people write that point to one route: a phrase, or several clues in one sentence or message."""

    name: str
    route: CrisisRoute
    certain: bool
    phrases: frozenset[Phrase]
    clues: tuple[frozenset[str], ...]
    whole_message: bool
    unless: frozenset[Phrase]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Harmless:
    """Things people write that take the sting out: only of those words, of the sentence (from there on), or of all."""

    name: str
    lifts: Lifts
    leaves_perhaps: bool
    routes: frozenset[CrisisRoute]
    phrases: frozenset[Phrase]
    unless: frozenset[Phrase]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class CrisisRules:
    """All that the guard knows. `spellings` maps a folded word to how the rules spell it."""

    fillers: frozenset[str]
    spellings: Mapping[str, str]
    persons: frozenset[str]
    clues: Mapping[str, frozenset[Phrase]]
    rules: tuple[Rule, ...]
    harmless: tuple[Harmless, ...]


def load_rules(path: Path) -> CrisisRules:
    """The rules in `path`. Raises KnowledgeError, its reason in Dutch, at the first thing that is wrong."""
    try:
        root = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError([Problem(path, line, f"dit is geen geldige YAML: {error.problem}")]) from None
    except YAMLError:
        raise KnowledgeError([Problem(path, 1, "er staat een teken in dat in geen tekst hoort")]) from None
    except (OSError, UnicodeDecodeError):
        raise KnowledgeError([Problem(path, 1, "dit bestand is er niet, of is geen UTF-8-tekst")]) from None
    if root is None:
        raise KnowledgeError([Problem(path, 1, "het bestand is leeg")])
    return _Reader(path).rules(root)


def _wordings(line: str) -> Iterator[str]:
    """The lines that one line stands for: "wil dood | ga|op_slot" is "wil dood", "ga" and "op slot"."""
    for wording in line.split(" | "):
        choices = [
            [word for word in ("|".join(c for c in choice if "_" not in c), *(c for c in choice if "_" in c)) if word]
            for choice in (item.split("|") for item in wording.split())
        ]
        yield from (" ".join(chosen).replace("_", " ") for chosen in product(*choices))


class _Reader:
    """Turns YAML nodes into rules and knows on which line it is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lists: dict[str, tuple[str, ...]] = {}
        self._fillers: frozenset[str] = frozenset()
        self._spellings: dict[str, str] = {}

    def rules(self, root: Node) -> CrisisRules:
        top = self._fields(root, {"words", "fillers", "spellings", "clues", "rules", "harmless"})
        for name, node in self._items(top["words"]):
            self._lists[name] = self._strings(node)
        if "wie" not in self._lists:
            raise self._wrong(top["words"], "de lijst 'wie' ontbreekt")
        self._fillers = frozenset(map(fold, self._strings(top["fillers"])))
        for usual, node in self._items(top["spellings"]):
            self._spellings |= {fold(typed): fold(usual) for typed in self._strings(node)}
        clues = {name: self._clue(node) for name, node in self._items(top["clues"])}
        return CrisisRules(
            fillers=self._fillers,
            spellings=self._spellings,
            persons=frozenset(map(fold, self._lists["wie"])),
            clues=clues,
            rules=tuple(self._rule(node, clues) for node in self._sequence(top["rules"])),
            harmless=tuple(self._harmless(node) for node in self._sequence(top["harmless"])),
        )

    def _clue(self, node: Node) -> frozenset[Phrase]:
        return self._phrases(self._fields(node, {"about", "phrases"})["phrases"])

    def _rule(self, node: Node, clues: Mapping[str, object]) -> Rule:
        fields = self._fields(
            node, {"name", "route", "weight", "about"}, {"phrases", "clues", "within", "unless", "examples"}
        )
        if ("phrases" in fields) == ("clues" in fields):
            raise self._wrong(node, "een regel heeft 'phrases' of 'clues', niet allebei of geen van beide")
        wanted: list[frozenset[str]] = []
        for item in self._sequence(fields["clues"]) if "clues" in fields else ():
            names = self._text(item).split("|")
            for name in names:
                if name not in clues:
                    raise self._wrong(item, f"de aanwijzing {name!r} bestaat niet")
            wanted.append(frozenset(names))
        return Rule(
            name=self._text(fields["name"]),
            route=self._route(fields["route"]),
            certain=self._choice(fields["weight"], ("certain", "perhaps")) == "certain",
            phrases=self._phrases(fields["phrases"]) if "phrases" in fields else frozenset(),
            clues=tuple(wanted),
            whole_message="within" in fields and self._choice(fields["within"], ("sentence", "message")) == "message",
            unless=self._phrases(fields["unless"]) if "unless" in fields else frozenset(),
            examples=self._strings(fields["examples"]) if "examples" in fields else (),
        )

    def _harmless(self, node: Node) -> Harmless:
        fields = self._fields(node, {"name", "about", "lifts", "phrases"}, {"leaves", "routes", "unless", "examples"})
        lifts = self._choice(fields["lifts"], LIFTS)
        return Harmless(
            name=self._text(fields["name"]),
            lifts=next(known for known in LIFTS if known == lifts),
            leaves_perhaps="leaves" in fields and self._choice(fields["leaves"], ("nothing", "perhaps")) == "perhaps",
            routes=frozenset(map(self._route, self._sequence(fields["routes"])))
            if "routes" in fields
            else frozenset(ROUTES),
            phrases=self._phrases(fields["phrases"]),
            unless=self._phrases(fields["unless"]) if "unless" in fields else frozenset(),
            examples=self._strings(fields["examples"]) if "examples" in fields else (),
        )

    def _phrases(self, node: Node) -> frozenset[Phrase]:
        found: list[Phrase] = []
        for item in self._sequence(node):
            for line in _wordings(self._text(item)):
                try:
                    found.append(Phrase(line, self._lists, self._spellings, self._fillers))
                except ValueError as error:
                    raise self._wrong(item, str(error)) from error
        return frozenset(found)

    def _fields(self, node: Node, needed: set[str], optional: set[str] | None = None) -> dict[str, Node]:
        fields = dict(self._items(node))
        if missing := sorted(needed - set(fields)):
            raise self._wrong(node, f"hier ontbreekt {missing[0]!r}")
        if unknown := sorted(set(fields) - needed - (optional or set())):
            raise self._wrong(fields[unknown[0]], f"{unknown[0]!r} is hier onbekend")
        return fields

    def _items(self, node: Node) -> Iterator[tuple[str, Node]]:
        if not isinstance(node, MappingNode):
            raise self._wrong(node, "hier hoort een lijst van 'naam: waarde'")
        for key, value in node.value:
            yield self._text(key), value

    def _sequence(self, node: Node) -> list[Node]:
        if not isinstance(node, SequenceNode):
            raise self._wrong(node, "hier hoort een lijst")
        return list(node.value)

    def _strings(self, node: Node) -> tuple[str, ...]:
        return tuple(map(self._text, self._sequence(node)))

    def _text(self, node: Node) -> str:
        if not isinstance(node, ScalarNode) or not node.value:
            raise self._wrong(node, "hier hoort tekst")
        return str(node.value)

    def _choice(self, node: Node, choices: tuple[str, ...]) -> str:
        if (value := self._text(node)) not in choices:
            raise self._wrong(node, f"{value!r} kan hier niet; kies uit {', '.join(choices)}")
        return value

    def _route(self, node: Node) -> CrisisRoute:
        value = self._choice(node, ROUTES)
        return next(route for route in ROUTES if route == value)

    def _wrong(self, node: Node, reason: str) -> KnowledgeError:
        return KnowledgeError([Problem(self._path, node.start_mark.line + 1, reason)])
