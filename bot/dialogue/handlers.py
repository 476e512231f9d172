"""Who answers to which button, command, intent and words. Only tables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.dialogue import card, first_minute, help_now, scheme, start
from bot.dialogue.asking import article_view, ask, nearby, search, sharing_article, votes, wrong
from bot.dialogue.curating import answer, curate
from bot.dialogue.follow_up import cases, duty, my_case, relay, worklist
from bot.dialogue.people import account, broadcast, invite, kept, membership, volunteers
from bot.dialogue.practising import practice, practice_group, training
from bot.dialogue.reporting import report_opening
from bot.dialogue.turn import Turn
from bot.dialogue.visiting import check_in, visit_mine, visits
from bot.dialogue.weekly import digest_choice, week, wijken

Handler = Callable[[Turn, Sequence[str]], Awaitable[None]]


async def _report(turn: Turn, args: Sequence[str]) -> None:
    await report_opening.begin(turn)


async def _about(turn: Turn, args: Sequence[str]) -> None:
    first_minute.about_the_bot(turn)


async def _broadcast(turn: Turn, args: Sequence[str]) -> None:
    await broadcast.tapped(turn)


async def _practice(turn: Turn, args: Sequence[str]) -> None:
    await practice.tapped(turn)


async def _training(turn: Turn, args: Sequence[str]) -> None:
    await training.tapped(turn)


BUTTONS: Mapping[str, Handler] = {
    "alias": membership.rename,
    "answer": answer.tapped,
    "ask": ask.tapped,
    "broadcast": broadcast.tapped,
    "card": card.tapped,
    "case": cases.tapped,
    "change": report_opening.change,
    "cases": worklist.tapped,
    "checkin": check_in.tapped,
    "choose": digest_choice.tapped,
    "curate": curate.show,
    "duty": duty.tapped,
    "erase": account.erase,
    "felt": report_opening.felt,
    "group": practice_group.tapped,
    "first": first_minute.tapped,
    "help": help_now.tapped,
    "invite": invite.tapped,
    "kept": kept.show,
    "leave": membership.leave,
    "menu": start.menu,
    "like": article_view.similar,
    "mine": account.reports,
    "more": ask.more,
    "mycase": my_case.tapped,
    "near": nearby.tapped,
    "not": votes.not_sought,
    "people": volunteers.tapped,
    "picture": sharing_article.tapped,
    "practice": practice.tapped,
    "relay": relay.tapped,
    "remind": visit_mine.reminders,
    "report": report_opening.tapped,
    "scheme": scheme.show,
    "search": search.typed,
    "share": article_view.share,
    "start": start.ask,
    "stop": start.stop,
    "tie": curate.tie,
    "topics": ask.topics,
    "training": training.tapped,
    "visit": visits.tapped,
    "week": week.tapped,
    "wijken": wijken.show,
    "withdraw": account.withdraw,
    "wrong": wrong.tapped,
    "yes": votes.helped,
}
"""The first word of a button's action -> who answers; the words behind it are handed on."""

COMMANDS: Mapping[str, Handler] = {
    "start": start.start,
    "menu": start.menu,
    "terug": start.back,
    "help": start.help_text,
    "melden": _report,
    "onderwerpen": ask.topics,
    "kaart": card.tapped,
    "zoek": search.typed,
    "nu_hulp": help_now.tapped,
    "oefenen": _practice,
    "mijn_meldingen": account.reports,
    "mijn_gegevens": kept.show,
    "bezoek": visits.typed,
    "mijn_bezoeken": visit_mine.mine,
    "herinneringen": visit_mine.reminders,
    "wis_mijn_gegevens": account.ask_to_erase,
    "week": week.tapped,
    "open": worklist.typed,
    "vragen": curate.show,
    "instellen": digest_choice.tapped,
    "wijken": wijken.show,
    "beheer": scheme.show,
    "uitnodigen": invite.typed,
    "vrijwilligers": volunteers.typed,
    "dienst": duty.typed,
    "bericht": _broadcast,
    "training": _training,
    "stop": start.stop,
}
"""Typed commands, without the slash."""

INTENTS: Mapping[str, Handler] = {
    "signaal_melden": _report,
    "annuleren": start.stop,
    "menu": start.menu,
    "help_nu": help_now.tapped,
    "mijn_meldingen": account.reports,
    "wis_mijn_gegevens": account.ask_to_erase,
    "begroeting": start.greet,
    "bedanken": start.thank,
    "weekoverzicht": week.tapped,
}
"""The command intents that the NLU model knows."""

SPOKEN: Mapping[str, Handler] = {
    "melden": _report,
    "bezoek melden": _report,
    "menu": start.menu,
    "start": start.menu,
    "begin": start.menu,
    "help": start.help_text,
    "ik snap het niet": start.help_text,
    "ik begrijp het niet": start.help_text,
    "wat kun je": start.help_text,
    "wat kun je nog meer": start.help_text,
    "wat ben je": _about,
    "wie ben je": _about,
    "wie ben jij": _about,
    "wie leest dit": _about,
    "wie leest mee": _about,
    "wie krijgt dit te lezen": _about,
    "hulp": help_now.tapped,
    "nu hulp nodig": help_now.tapped,
    "stop": start.stop,
    "stoppen": start.stop,
    "annuleren": start.stop,
    "annuleer": start.stop,
    "mijn meldingen": account.reports,
    "oefenen": _practice,
    "oefenen met een voorbeeld": _practice,
    "bezoek plannen": visits.tapped,
    "bezoeken plannen": visits.tapped,
    "plan een bezoek": visits.tapped,
    "kan ik een bezoek plannen": visits.tapped,
    "hoe plan ik een bezoek": visits.tapped,
    "hoe kan ik een bezoek plannen": visits.tapped,
    "mijn bezoeken": visit_mine.mine,
    "geplande bezoeken": visit_mine.mine,
    "herinneringen": visit_mine.reminders,
    "herinneringen uit": visit_mine.turn_off,
    "geen herinneringen": visit_mine.turn_off,
    "geen herinneringen meer": visit_mine.turn_off,
    "herinneringen aan": visit_mine.turn_on,
    "onderwerpen": ask.topics,
    "kaart": card.tapped,
    "signaalkaart": card.tapped,
    "zoek": search.typed,
    "zoeken": search.typed,
    "wis mijn gegevens": account.ask_to_erase,
    "ik stop als vrijwilliger": membership.leave,
    "ik wil stoppen als vrijwilliger": membership.leave,
    "stoppen als vrijwilliger": membership.leave,
    "weekoverzicht": week.tapped,
    "weekoverzicht instellen": digest_choice.tapped,
    "open meldingen": worklist.typed,
    "waar komen we niet": wijken.show,
}
"""What the bot itself tells people to type; understood without Rasa, and inside every conversation."""

PLEASANTRIES: Mapping[str, Handler] = {
    **dict.fromkeys(("hallo", "hoi", "dag", "goedemorgen", "goedemiddag", "goedenavond"), start.greet),
    **dict.fromkeys(("dank je", "dank je wel", "dankjewel", "dank u", "dank u wel", "bedankt"), start.thank),
    **dict.fromkeys(("ok", "oke", "oké", "prima", "top"), start.thank),
}
"""What asks nothing, understood without Rasa too: a coordinator need not read it. Not inside what somebody makes."""

SPOKEN_BY_COORDINATORS: Mapping[str, Handler] = {
    "beheer": scheme.show,
    "uitnodigen": invite.tapped,
    "iemand uitnodigen": invite.tapped,
    "vrijwilliger uitnodigen": invite.tapped,
    "vrijwilligers": volunteers.tapped,
    "mijn vrijwilligers": volunteers.tapped,
    "dienst": duty.tapped,
    "mijn dienst": duty.tapped,
    "dienstrooster": duty.tapped,
    "wie heeft dienst": duty.tapped,
    "training": _training,
    "oefenen met een groep": _training,
    "bericht sturen": _broadcast,
    "bericht aan vrijwilligers": _broadcast,
    "bericht aan mijn vrijwilligers": _broadcast,
}
"""As SPOKEN, for those who run the scheme; what a volunteer types so is a question."""
