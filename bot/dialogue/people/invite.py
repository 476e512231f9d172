"""For coordinators: inviting somebody with a code, a link and a QR picture; and the invitations that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.dates import local_day, named_day
from bot.dialogue.people.account import is_fresh
from bot.dialogue.people.area_choice import ALL, area_of, choices, in_words, may_take
from bot.dialogue.scheme import back_button, bound_to, may, old_button
from bot.dialogue.texts import invite as texts
from bot.dialogue.texts.kept import ROLES
from bot.dialogue.texts.scheme import BUTTON_BACK
from bot.dialogue.turn import Turn, rows
from bot.markup import escape
from bot.message import Button, File
from bot.qr import qr_picture
from bot.settings import TIMEZONE
from bot.store.invitations import Invitation, OpenInvitation, new_code
from bot.store.role import Role

INVITES: Mapping[Role, tuple[Role, ...]] = {
    Role.COORDINATOR: (Role.VOLUNTEER,),
    Role.ADMIN: (Role.VOLUNTEER, Role.COORDINATOR, Role.ADMIN),
}
"""Who invites whom."""

LISTED = 20
TELEGRAM = "//t.me/"
"""In the addresses of bots: who follows one needs Telegram."""


async def tapped(turn: Turn, args: Sequence[str] = ()) -> None:
    """The buttons `invite`, `invite:ROLE`, `invite:ROLE:in:STADSDEEL`, `invite:ROLE:for:AREA`, `invite:open` and
    `invite:withdraw[:MOMENT]`.
    """
    if not may(turn):
        return
    roles, areas = INVITES[turn.person.role], turn.knowledge.areas
    match list(args):
        case [] if len(roles) == 1:
            _ask_where(turn, roles[0], None)
        case []:
            _ask_who(turn)
        case ["open"]:
            await _show_open(turn)
        case ["withdraw"]:
            await _ask_to_withdraw(turn)
        case ["withdraw", moment]:
            await _withdraw(turn, moment)
        case [Role.ADMIN.value] if Role.ADMIN in roles:
            await _invite(turn, Role.ADMIN, None)
        case [role] if role in roles:
            _ask_where(turn, Role(role), None)
        case [role, "in", area] if (
            role in roles and area in areas.by_id and may_take(areas, bound_to(turn.person), area)
        ):
            _ask_where(turn, Role(role), area)
        case [role, "for", area] if role in roles and may_take(areas, bound_to(turn.person), area):
            await _invite(turn, Role(role), area_of(area))
        case _:
            old_button(turn)


async def typed(turn: Turn, args: Sequence[str] = ()) -> None:
    """The command `/uitnodigen [ROLE] [AREA]` in Dutch words; what it does not understand, it asks."""
    if not may(turn):
        return
    words, roles = [word.lower() for word in args], INVITES[turn.person.role]
    role = Role(texts.ROLE_WORDS[words.pop(0)]) if words and words[0] in texts.ROLE_WORDS else Role.VOLUNTEER
    names = {name.lower(): area_id for name, area_id in turn.knowledge.areas.spoken_names().items()}
    area = names.get(" ".join(words)) or (ALL if words == ["heel", "heerlen"] else None)
    if role not in roles:
        _ask_where(turn, Role.VOLUNTEER, None, texts.NOT_YOURS_TO_INVITE[role])
    elif area is not None and not may_take(turn.knowledge.areas, bound_to(turn.person), area):
        name = in_words(turn.knowledge.areas, area_of(area))
        _ask_where(turn, role, None, texts.NOT_YOUR_AREA.format(area=escape(name[:1].upper() + name[1:])))
    elif area is not None:
        await tapped(turn, [role, "for", area])
    elif words and role is not Role.ADMIN:
        _ask_where(turn, role, None, texts.UNKNOWN_WORDS)
    elif args:
        await tapped(turn, [role])
    else:
        await tapped(turn)


def _ask_who(turn: Turn) -> None:
    buttons = (Button(ROLES[role].capitalize(), f"invite:{role}") for role in INVITES[turn.person.role])
    turn.say(texts.WHO, rows(*buttons, Button(texts.BUTTON_OPEN, "invite:open"), back_button()), in_place=True)


def _ask_where(turn: Turn, role: Role, inside: str | None, note: str | None = None) -> None:
    areas = turn.knowledge.areas
    buttons = choices(areas, bound_to(turn.person), inside, f"invite:{role}:for", f"invite:{role}:in")
    question = texts.WHERE if inside is None else texts.WHERE_INSIDE
    text = question.format(role=ROLES[role], area=escape(areas.name(inside)))
    if inside is not None:
        more = [Button(BUTTON_BACK, f"invite:{role}")]
    else:
        more = [Button(texts.BUTTON_OPEN, "invite:open"), back_button()]
    turn.say(f"{note}\n\n{text}" if note else text, rows(*buttons, *more), in_place=True)


async def _invite(turn: Turn, role: Role, area: str | None) -> None:
    """The code is said here and never again: only a keyed hash of it is kept."""
    code = new_code()
    expires = await turn.work.invitations.add(code, Invitation(role, area), turn.now)
    link = f"{turn.message.home}?start={code}" if turn.message.home else None
    words = {
        "role": ROLES[role],
        "area": escape(in_words(turn.knowledge.areas, area)),
        "code": code,
        "link": escape(link or ""),
        "until": _until(expires),
        "needs": "" if turn.page else texts.NEEDS_TELEGRAM,
    }
    also = texts.OR_ON_THE_PAGE.format(page=escape(f"{turn.page}/?start={code}")) if turn.page else ""
    again = rows(Button(texts.BUTTON_ANOTHER, "invite"), back_button(), columns=2)
    if link is None:
        turn.say(texts.MADE_WITHOUT_LINK.format(**words), again, in_place=True)
        turn.say(texts.FORWARD_WITHOUT_LINK.format(**words) + also)
        return
    turn.say(texts.MADE.format(**words), again, in_place=True)
    turn.hand_over(texts.CAPTION.format(**words), File(texts.FILE_NAME, qr_picture(link), texts.PICTURE))
    forward = texts.FORWARD.format(**words) + also if TELEGRAM in link else texts.FORWARD_TO_PAGE.format(**words)
    turn.say(forward)


async def _show_open(turn: Turn) -> None:
    there = await _open(turn)
    if not there:
        turn.say(texts.NONE_OPEN, rows(back_button()), in_place=True)
        return
    lines = [
        texts.OPEN_LINE.format(
            role=ROLES[one.invitation.role],
            area=escape(in_words(turn.knowledge.areas, one.invitation.area)),
            until=_until(one.expires),
        )
        for one in there[:LISTED]
    ]
    more = [texts.OPEN_MORE.format(count=len(there) - LISTED)] if len(there) > LISTED else []
    listed = "\n".join(f"- {line}" for line in [*lines, *more])
    buttons = rows(Button(texts.BUTTON_WITHDRAW, "invite:withdraw"), back_button())
    turn.say(f"{texts.OPEN.format(count=len(there))}\n\n{listed}", buttons, in_place=True)


async def _ask_to_withdraw(turn: Turn) -> None:
    """The button knows when, so that an old question withdraws nothing, and no invitation of after it."""
    count = len(await _open(turn))
    if not count:
        turn.say(texts.NONE_OPEN, rows(back_button()), in_place=True)
        return
    text = texts.WITHDRAW_ONE if count == 1 else texts.WITHDRAW.format(count=count)
    yes = Button(texts.BUTTON_WITHDRAW_YES, f"invite:withdraw:{int(turn.now.timestamp())}")
    turn.say(text, rows(yes, Button(texts.BUTTON_WITHDRAW_NO, "invite:open")), in_place=True)


async def _withdraw(turn: Turn, moment: str) -> None:
    if not is_fresh(turn, moment):
        old_button(turn)
        return
    asked = [one.key for one in await _open(turn) if int(one.created.timestamp()) <= int(moment)]
    count = await turn.work.invitations.withdraw(asked, turn.now)
    turn.say(texts.WITHDRAWN.format(count=count) if count else texts.NONE_OPEN, rows(back_button()), in_place=True)


async def _open(turn: Turn) -> list[OpenInvitation]:
    """Those that this person could have made. Who made them is not kept."""
    roles, areas, own = INVITES[turn.person.role], turn.knowledge.areas, bound_to(turn.person)
    return [
        one
        for one in await turn.work.invitations.open(turn.now)
        if one.invitation.role in roles and (own is None or one.invitation.area in areas.within(own))
    ]


def _until(moment: datetime) -> str:
    day = named_day(local_day(moment))
    return texts.UNTIL.format(day=day, hour=f"{moment.astimezone(TIMEZONE):%H.%M}")
