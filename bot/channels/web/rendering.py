"""The pages as HTML. Templates escape everything; only what is rendered from Markdown is put in as it is."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from bot.channels.web.rooms import Room
from bot.channels.web.transcript import Item
from bot.dialogue.practising.projector import Screen
from bot.dialogue.texts import screen as screen_texts
from bot.dialogue.texts import web as texts
from bot.knowledge import Knowledge
from bot.markup import to_page
from bot.qr import qr_inline

TEMPLATES = Path(__file__).parent / "templates"

Sign = Callable[[str, str], str]
"""A button's action and the message it stands under -> what proves that we put it there."""


@dataclass(frozen=True)
class HelpNumber:
    """A number to ring at once: what for, how it is written, and its link (RFC 3966)."""

    what: str
    phone: str
    link: str


class Pages:
    """Makes the pages. `asset` gives the address of a file that goes with them."""

    def __init__(self, knowledge: Knowledge, asset: Callable[[str], str], *, may_sign_out: bool) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["markdown"] = lambda text: Markup(to_page(text))  # noqa: S704  escaped by `to_page`
        self._environment.globals.update(
            texts=texts, numbers=help_numbers(knowledge), asset=asset, form_id=form_id, may_sign_out=may_sign_out
        )

    def conversation(
        self, room: Room, sign: Sign, *, notice: str | None = None, draft: str = "", may_lead: bool = False
    ) -> str:
        """The page with what was said; for who may lead a group with the way to its screen."""
        transcript = room.transcript
        items = transcript.items
        return self._render(
            "conversation.html",
            items=items,
            transcript=transcript,
            sign=sign,
            notice=notice,
            draft=draft,
            may_lead=may_lead,
        )

    def item(self, item: Item, sign: Sign) -> str:
        """One message by itself."""
        return self._render("item.html", item=item, sign=sign)

    def screen(self, part: str, mark: str, *, notice: str | None) -> str:
        """The screen before a group, around what `screen_now` made."""
        return self._render(
            "screen.html",
            said=screen_texts,
            part=Markup(part),  # noqa: S704  made by `screen_now`
            mark=mark,
            notice=notice,
        )

    def screen_now(self, screen: Screen | None, sign: Sign, on: str) -> str:
        """What changes on the screen; its buttons stand `on` that."""
        qr = Markup(qr_inline(screen.link)) if screen is not None and screen.link else None  # noqa: S704  made by us
        return self._render("screen_now.html", said=screen_texts, screen=screen, sign=sign, on=on, qr=qr)

    def sign_in(self, *, code: str = "", problem: str | None = None, notice: str | None = None) -> str:
        """The page that asks for a code. `notice` is Markdown."""
        return self._render("sign_in.html", code=code, problem=problem, notice=notice)

    def sign_out(self) -> str:
        """Asks whether somebody is sure."""
        return self._render("sign_out.html")

    def closed(self, card: str | None = None) -> str:
        """To who comes without the key. `card` is Markdown that cannot wait."""
        return self._render("closed.html", card=card)

    def problem(self, status: int, card: str | None = None) -> str:
        """What went wrong. `card` is Markdown that cannot wait."""
        return self._render("problem.html", problem=texts.PROBLEMS.get(status, texts.PROBLEMS[500]), card=card)

    def again(self) -> str:
        """A page that calls itself: see `sign_in`."""
        return self._render("again.html")

    def _render(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(values)


def form_id() -> str:
    """The id of one form on one page: what is sent twice from it counts once."""
    return secrets.token_urlsafe(16)


def help_numbers(knowledge: Knowledge) -> list[HelpNumber]:
    """The numbers of the help cards, in the order of the texts."""
    numbers = knowledge.help_numbers()
    return [
        HelpNumber(what, numbers[name], f"tel:{re.sub(r'[^0-9+]', '', numbers[name])}")
        for name, what in texts.HELP.items()
    ]
