"""Accounts of a visit as volunteers tell them, with the signals that hold and the crisis that they tell of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.errors import KnowledgeError, Problem
from bot.knowledge.examples import normalised
from bot.knowledge.reading import Record, Texts, line_of, load_yaml, validate

FILE = "accounts.yml"


class Account(Record):
    """One account. `signals` are the codes that hold now, for who was visited; `crisis` is a route, or None."""

    text: str
    signals: Texts
    crisis: str | None


class Accounts(Record):
    """The file `accounts.yml`."""

    accounts: tuple[Account, ...]


def read_accounts(
    folder: Path, signals: Collection[str], routes: Collection[str]
) -> tuple[tuple[Account, ...], list[Problem]]:
    """The accounts of the folder, none when it has no such file, and what is wrong with them."""
    path = folder / FILE
    if not path.exists():
        return (), []
    try:
        data = load_yaml(path)
        found = validate(Accounts, data, path).accounts
    except KnowledgeError as error:
        return (), list(error.problems)
    problems = [
        Problem(path, line_of(data, ("accounts", place)), reason) for place, reason in _wrong(found, signals, routes)
    ]
    return found, problems


def _wrong(
    accounts: Collection[Account], signals: Collection[str], routes: Collection[str]
) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, account in enumerate(accounts):
        for code in account.signals:
            if code not in signals:
                yield place, f"there is no signal {code} in signals.yml"
        if account.crisis is not None and account.crisis not in routes:
            yield place, f"crisis: there is no route {account.crisis}; it is one of {', '.join(routes)}, or null"
        if normalised(account.text) in seen:
            yield place, "this account stands here twice"
        seen.add(normalised(account.text))
