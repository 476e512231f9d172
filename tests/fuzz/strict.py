"""What must hold after every turn, whatever came in: of what the bot says, and of the database."""

from __future__ import annotations

import json
import logging
import traceback
from typing import Any

from sqlalchemy import func, select

from bot.channels.telegram.sending import keyboard, split
from bot.dialogue.turn import states_from_data
from bot.markup import to_html
from bot.message import Reply
from bot.store.database import Work
from bot.store.models import (
    CaseEventRow,
    CaseRow,
    ConversationRow,
    HandledUpdateRow,
    OutboxRow,
    PersonRow,
    QuestionRow,
    ReportRow,
    ReportSignalRow,
)
from bot.store.role import Role
from bot.store.vault import Vault
from tests.botapi.keyboard import inline_keyboard
from tests.botapi.messages import caption_content, text_content
from tests.botapi.uploads import Upload, check_document, check_photo
from tests.fuzz.hostile import MARKED

OUR_STYLES = {"bold", "italic"}
"""All that our own texts use; a link or a spoiler can only come from what somebody typed."""


class Faults(logging.Handler):
    """What the bot logs as an error: a turn that failed apologises to the user, but is a fault of ours."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.getMessage()}\n{traceback.format_exc()}")


def check_reply(reply: Reply) -> None:
    """Telegram takes the reply, and nothing in it is styled that somebody typed. Raises BadRequest, AssertionError."""
    rows = keyboard(reply.buttons)
    inline_keyboard(json.loads(rows.to_json()) if rows else None)
    if reply.file is not None:
        _check_style(caption_content(to_html(reply.text), "HTML"))
        upload = Upload(reply.file.name, reply.file.content)
        if reply.file.is_picture:
            check_photo(upload)
        else:
            check_document(upload)
        return
    parts = split(reply.text)
    assert parts, "a message without words"
    for part in parts:
        _check_style(text_content(to_html(part), "HTML"))


def _check_style(content: dict[str, Any]) -> None:
    text = str(content.get("text", content.get("caption", ""))).encode("utf-16-le")
    for entity in content.get("entities", content.get("caption_entities", ())):
        styled = text[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        assert entity["type"] in OUR_STYLES, f"{entity} on {styled!r}"
        assert MARKED not in styled, f"typed words became {entity['type']}: {styled!r}"


async def check_database(work: Work, vault: Vault) -> None:
    """Nothing is half written. Raises AssertionError, or what cannot be read raises."""
    session = work.session
    for row in await session.scalars(select(OutboxRow)):
        done = row.delivered_on is not None or row.failed_on is not None
        assert done == (row.payload is None), "what is to be sent has its words, and nothing else has"
        if row.payload is not None:
            Reply.from_payload(json.loads(vault.unseal(row.payload)))
    for state in await session.scalars(select(ConversationRow.state)):
        states_from_data(json.loads(vault.unseal(state)))
    for person in await session.scalars(select(PersonRow)):
        assert (Role(person.role) is Role.GUEST) == (person.alias is None), "who is invited has a name in the list"
        assert vault.unseal(person.address)
    for question in await session.scalars(select(QuestionRow.text)):
        vault.unseal(question)
    signals = (await session.execute(select(ReportSignalRow.report_id))).scalars().all()
    reports = {row.id: row for row in await session.scalars(select(ReportRow))}
    assert set(signals) <= set(reports)
    for number, report in reports.items():
        assert (number in signals) == (report.level > 0), "a level comes from signals"
    steps = dict((await session.execute(select(CaseEventRow.case_code, func.count()).group_by("case_code"))).all())
    cases = {row.code: row for row in await session.scalars(select(CaseRow))}
    assert set(steps) == set(cases), "a case has a history"
    assert {case.report_id for case in cases.values()} <= set(reports)
    assert list(await work.cases.history.broken()) == []


async def updates_handled(work: Work) -> int:
    return int((await work.session.scalars(select(func.count()).select_from(HandledUpdateRow))).one())
