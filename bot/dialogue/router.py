"""Who answers: crisis first, then buttons and commands, then the conversation that runs, then what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue import help_now, originals, start, writing
from bot.dialogue.asking import ask, deep_links, search
from bot.dialogue.follow_up import case_typed, cases, my_case, worklist
from bot.dialogue.follow_up.worklist_filter import asked_for
from bot.dialogue.handlers import BUTTONS, COMMANDS, INTENTS, PLEASANTRIES, SPOKEN, SPOKEN_BY_COORDINATORS, Handler
from bot.dialogue.people import kept
from bot.dialogue.practising import practice, practice_group
from bot.dialogue.reporting import report
from bot.dialogue.texts import start as start_texts
from bot.dialogue.turn import Turn
from bot.dialogue.visiting import check_in, visits
from bot.dialogue.weekly import digest_choice
from bot.language.ladder import Action
from bot.language.places import words_of_name
from bot.language.said import FEWEST_LETTERS, LETTER
from bot.message import LONGEST_ACTION, Kind, Message
from bot.store.case_code import has_mistyped, is_mistyped, read_code
from bot.store.invitations import CODE

WHILE_WRITING = frozenset({*(one.tapped for one in writing.WRITINGS.values()), help_now.tapped, start.stop, start.back})
"""What leaves a message to others as it is, or ends it by itself."""

IN_A_REPORT = frozenset({"annuleren", "help_nu", "menu"})
SHORT = 6
"""The intents that are obeyed while a report is being made, when said in at most six words that are no answer to
the question. Anything else typed there is an answer: an account of a visit must not be thrown away as a command."""


WISH = re.compile(
    r"(?:ik wil|ik zou graag|mag ik|kan ik|laat me|geef me|stuur me)(?: graag)?(?: de| het| een)? (.+?)"
    r"(?: zien| doen| hebben| alsjeblieft)?"
)
"""Around what the bot itself tells people to type, when they say that they would like it: "ik wil oefenen"."""

LATIN_LETTER = re.compile(r"[a-zà-öø-ÿœ]", re.IGNORECASE)


def calls_for_help(message: Message) -> bool:
    """Whether somebody asks for the emergency numbers by a button, a command or the words that the bot teaches."""
    if message.kind is Kind.BUTTON:
        handler = BUTTONS.get(message.text.partition(":")[0])
    elif message.text.startswith("/"):
        handler = COMMANDS.get(_command_in(message.text)[0])
    else:
        handler = SPOKEN.get(_words(message.text))
    return handler is help_now.tapped


BARE = re.compile(r"/(\w+)(?:@\w+)?", re.ASCII)
BARE_START = re.compile(rf"/start (?:{CODE.pattern}|{deep_links.PATTERN.pattern})")


def says_nothing_of_its_own(message: Message) -> bool:
    """Whether there is nothing in it to be read: a tap, a command of ours and no more, an invitation, no word at all.

    Everything else is free text, which the crisis guard reads first.
    """
    if message.kind is Kind.BUTTON or not re.search(r"\w", message.text):
        return True
    bare = BARE.fullmatch(message.text)
    return (bare is not None and bare[1].lower() in COMMANDS) or BARE_START.fullmatch(message.text) is not None


def words_in(message: Message) -> str:
    """What somebody says, to be read: without the command of ours, or the slash, before it.

    A word or two behind a command are what it is to be done with, as in `/vrijwilligers Lucht`, and no sentence.
    """
    command = BARE.match(message.text)
    if command is None or command[1].lower() not in COMMANDS:
        return message.text.removeprefix("/")
    said = message.text[command.end() :].strip()
    return said if len(said.split()) >= FEWEST_WORDS_SAID else message.text


FEWEST_WORDS_SAID = 3

OURS = re.compile(rf"[!-~]{{1,{LONGEST_ACTION}}}")
"""How every action looks that we ever put under a button. A changed Telegram app can send any other as well."""


async def route(turn: Turn) -> None:
    """Answers one message."""
    message = turn.message
    if _is_busy(turn) and read_code(message.text) is None:
        originals.take_away(turn)
    if message.kind is Kind.BUTTON:
        name, *args = message.text.split(":")
        if name in BUTTONS and OURS.fullmatch(message.text):
            await _obey(turn, BUTTONS[name], args)
        else:
            start.old_button(turn)
    elif (
        turn.reading is not None
        and turn.reading.crisis is not None
        and not (_asked_in_report(turn) or _said_of_where(turn))
    ):
        # Also in a message that was changed, or in the words under a photo.
        report.remember(turn)
        await help_now.interrupt(turn, turn.reading.crisis)
    elif message.kind is Kind.PHOTO and turn.reading is not None:
        turn.say(start_texts.PHOTO_WITH_WORDS)
        await _text(turn)
    elif message.kind is not Kind.TEXT:
        start.not_understood(turn, message.kind)
    elif turn.reading is None and not message.text.startswith("/"):
        start.not_understood(turn, "empty")
    elif LETTER.search(message.text) and not LATIN_LETTER.search(message.text):
        start.not_understood(turn, "foreign")
    elif message.text.startswith("/"):
        await _command(turn)
    else:
        await _text(turn)


def _asked_in_report(turn: Turn) -> bool:
    """Whether a crisis that is only perhaps one can be asked about among the signals of a report, numbers included."""
    reading = turn.reading
    return (
        turn.message.kind is Kind.TEXT
        and not turn.message.text.startswith("/")
        and reading is not None
        and reading.crisis is not None
        and not reading.crisis.certain
        and report.takes_accounts(turn)
    )


def _said_of_where(turn: Turn) -> bool:
    """Whether a single word that only sounds like danger was typed where an area is asked: "Blauw" is no bruise then.

    What is certain, and what sounds like death or violence, interrupts here too; the answer names the number.
    """
    crisis = turn.reading.crisis if turn.reading is not None else None
    return (
        turn.message.kind is Kind.TEXT
        and crisis is not None
        and not crisis.certain
        and crisis.route == "112"
        and len(words_of_name(turn.message.text)) == 1
        and (visits.asks_area(turn) or report.asks_area(turn))
    )


async def _command(turn: Turn) -> None:
    name, args = _command_in(turn.message.text)
    handler = COMMANDS.get(name)
    if handler is None:
        start.not_understood(turn, "command")
    else:
        await _obey(turn, handler, args)


def _command_in(text: str) -> tuple[str, list[str]]:
    """`/menu@bot words` -> ("menu", ["words"])."""
    name, *args = text[1:].split() or [""]
    return name.partition("@")[0].lower(), args


async def _obey(turn: Turn, handler: Handler, args: Sequence[str]) -> None:
    """Does what somebody chose. A message that they were writing is then not written any more."""
    if writing.running(turn) and handler not in WHILE_WRITING:
        turn.end()
    await handler(turn, args)


async def _text(turn: Turn) -> None:
    assert turn.reading is not None
    text, decision = turn.message.text.strip(), turn.reading.decision
    words = _words(text)
    spoken = _spoken(turn, words)
    code = read_code(text)
    in_report = report.is_running(turn)
    command = decision.intent if decision.action in (Action.COMMAND, Action.SMALLTALK) else None
    if spoken is not None:
        await _obey(turn, spoken, ())
    elif _asked_in_report(turn):
        await report.heard(turn)
    elif kept.asks_what_is_kept(text):
        await kept.show(turn)
    elif (wanted := asked_for(text)) is not None and not _is_busy(turn):
        await _obey(turn, worklist.typed, [wanted])
    elif await start.use_invitation(turn, text) or (not _is_busy(turn) and await _goes_on(turn, text)):
        return
    elif code is not None:
        await _obey(turn, cases.tapped if turn.person.role.may_coordinate else my_case.tapped, [code])
    elif (about := case_typed.about_a_case(text)) is not None and not _is_busy(turn):
        await _obey(turn, case_typed.typed, [about.code, about.before, about.after])
    elif is_mistyped(text) or (has_mistyped(text) and _short(text) and not _is_busy(turn)):
        start.not_understood(turn, "code")
    elif search.is_asked_in_report(turn, text):
        await search.typed(turn, text.split())
    elif in_report and not (command in IN_A_REPORT and _short(text) and not report.fits(turn)):
        await report.heard(turn)
    elif (now := writing.running(turn)) is not None and not (command in IN_A_REPORT and _short(text)):
        await now.heard(turn)
    elif digest_choice.is_running(turn) and digest_choice.fits(turn):
        await digest_choice.heard(turn)
    elif search.is_asked(text) and not _is_busy(turn):
        await _obey(turn, search.typed, text.split())
    elif (polite := PLEASANTRIES.get(words)) is not None:
        await _obey(turn, polite, ())
    elif command is not None:
        await _obey(turn, INTENTS[command], ())
    elif visits.names_no_area(turn, text):
        visits.ask_area_again(turn)
    elif search.is_running(turn):
        await search.heard(turn)
    elif len(LETTER.findall(text)) < FEWEST_LETTERS:
        start.not_understood(turn, "short")
    else:
        await ask.answer(turn)


def _spoken(turn: Turn, words: str) -> Handler | None:
    """What does what somebody says in these words; a wish only where it is not part of something that they make."""
    wish = None if _is_busy(turn) else WISH.fullmatch(words)
    own = SPOKEN_BY_COORDINATORS if turn.person.role.may_coordinate else {}
    said = [words, wish[1]] if wish is not None else [words]
    return next((table[one] for one in said for table in (SPOKEN, own) if one in table), None)


async def _goes_on(turn: Turn, text: str) -> bool:
    """Whether this planned a visit, joined a group that practises, or answered a case."""
    return (
        await check_in.typed(turn, text)
        or await visits.take(turn, text)
        or await practice_group.use_code(turn, text)
        or await practice_group.typed(turn, text)
        or await practice.typed(turn, text)
        or await practice_group.is_mistyped(turn, text)
    )


def _is_busy(turn: Turn) -> bool:
    """Whether what is typed belongs to something that somebody is making."""
    return report.is_running(turn) or writing.running(turn) is not None


def _words(text: str) -> str:
    """The text in lower case, without punctuation."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def _short(text: str) -> bool:
    return len(text.split()) <= SHORT
