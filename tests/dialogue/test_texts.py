"""Every sentence and button that the bot can show: readable aloud, short enough, and no number that is typed in."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.dialogue import texts
from bot.dialogue.menu import FIRST, MENU
from bot.knowledge import Knowledge
from bot.knowledge.article import EMERGENCY_NUMBERS
from bot.knowledge.route import PHONE_NUMBER
from bot.language.said import LETTER
from bot.settings import ROOT

LONGEST_LABEL = 40
LONGEST_TITLE = 64
FILLED_WITH_WORDS = {"visits.BUTTON_ONE"}
"""The labels that are nothing but what they are filled with: a day and a time."""

MODULES = sorted(module.name for module in pkgutil.iter_modules(texts.__path__))


def strings(value: object) -> Iterator[str]:
    """The texts in a table; the keys are ours, and nobody reads them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from strings(item)


def named(module: str) -> dict[str, list[str]]:
    """The texts of a module, by the name they have there."""
    found = vars(importlib.import_module(f"{texts.__name__}.{module}"))
    return {name: list(strings(value)) for name, value in found.items() if name.isupper()}


@pytest.mark.parametrize("module", MODULES)
def test_no_button_is_without_a_letter_or_too_long_for_a_phone(module: str) -> None:
    for name, labels in named(module).items():
        if name.startswith("BUTTON"):
            for label in labels:
                shown = label.format_map(_Filled())
                says = LETTER.search(label.format_map(_Nothing())) or f"{module}.{name}" in FILLED_WITH_WORDS
                assert says, f"{name} says nothing to who cannot see"
                assert len(shown) <= LONGEST_LABEL, f"{name} is cut off on a phone: {shown}"


class _Filled(dict[str, str]):
    """What a label is filled with, as far as a number of two digits goes."""

    def __missing__(self, key: str) -> str:
        return "12"


class _Nothing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def test_titles_are_buttons_too(knowledge: Knowledge) -> None:
    for article in knowledge.articles.values():
        assert LETTER.search(article.title) and len(article.title) <= LONGEST_TITLE


def test_the_labels_of_choices_have_letters_and_fit() -> None:
    assert [
        one.label for one in (*MENU, *FIRST) if not LETTER.search(one.label) or len(one.label) > LONGEST_LABEL
    ] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_emergency_number_is_typed_and_every_other_stands_in_routes(module: str, knowledge: Knowledge) -> None:
    written = "\n".join(str(route.model_dump(exclude={"source"})) for route in knowledge.routes.values())
    for name, found in named(module).items():
        for text in found:
            for number in PHONE_NUMBER.findall(text):
                assert number not in EMERGENCY_NUMBERS, f"{name}: take {number} from help_numbers()"
                assert number in written, f"{name}: {number} does not stand in routes.yml"


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    """The calls of something with this name in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and name in (getattr(node.func, "attr", None), getattr(node.func, "id", None)):
            yield node


def test_no_file_goes_out_without_words() -> None:
    """A picture says nothing to who cannot see: what it shows stands beside it."""
    handed = [call for path in sorted((ROOT / "bot").rglob("*.py")) for call in calls(path, "hand_over")]
    assert handed
    assert [ast.unparse(call) for call in handed if _is_empty(call.args[0])] == []
    replies = [call for path in sorted((ROOT / "bot").rglob("*.py")) for call in calls(path, "Reply")]
    with_file = [call for call in replies if any(keyword.arg == "file" for keyword in call.keywords)]
    assert with_file
    assert [ast.unparse(call) for call in with_file if not call.args or _is_empty(call.args[0])] == []


def test_every_label_in_the_code_has_a_letter() -> None:
    """Those few that stand in no table of texts."""
    typed = [
        call.args[0].value
        for path in sorted((ROOT / "bot").rglob("*.py"))
        for call in calls(path, "Button")
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]
    assert [label for label in typed if not LETTER.search(label)] == []


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not str(node.value).strip()
