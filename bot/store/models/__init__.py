"""The tables.

No table has a column for a name, address, phone number, birth date or exact age of a visited person, and no
free text stands in one unsealed. Times are UTC.
"""

from bot.store.models.cases import CaseEventRow, CaseRow, ReportRow, ReportSignalRow
from bot.store.models.people import DutyRow, InvitationRow, PersonalRow, PersonRow, ReminderRow
from bot.store.models.practice import PracticeAnswerRow, PracticeGroupRow
from bot.store.models.row import Base, UtcDateTime, day_of
from bot.store.models.talk import ChannelRow, ConversationRow, HandledUpdateRow, OutboxRow, UsageRow
from bot.store.models.weeks import (
    AskedRow,
    ChoreRow,
    DigestChoiceRow,
    DigestRow,
    EditionRow,
    QuestionRow,
    WeeklyCountRow,
)

__all__ = [
    "AskedRow",
    "Base",
    "CaseEventRow",
    "CaseRow",
    "ChannelRow",
    "ChoreRow",
    "ConversationRow",
    "DigestChoiceRow",
    "DigestRow",
    "DutyRow",
    "EditionRow",
    "HandledUpdateRow",
    "InvitationRow",
    "OutboxRow",
    "PersonRow",
    "PersonalRow",
    "PracticeAnswerRow",
    "PracticeGroupRow",
    "QuestionRow",
    "ReminderRow",
    "ReportRow",
    "ReportSignalRow",
    "UsageRow",
    "UtcDateTime",
    "WeeklyCountRow",
    "day_of",
]
