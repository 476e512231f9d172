"""Walks through the conversations by several people at once: typing, tapping what is shown and what is forged, sending
again what was sent, while time passes and the bot is started anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bot.dialogue.handlers import BUTTONS, COMMANDS
from bot.knowledge import Knowledge
from bot.language.reading import Reader
from bot.message import LONGEST_ACTION, Kind
from tests.fuzz.hostile import ARGUMENTS, WORDS, every_text
from tests.fuzz.wild import PEOPLE, Wild

STEPS = 30
CHECKED_EVERY = 10

HOSTILE = ["", *every_text()]


def _hostile(number: int) -> str:
    return HOSTILE[number]


who = st.sampled_from(list(PEOPLE))
hostile = st.integers(0, len(HOSTILE) - 1).map(_hostile)  # by number: what hypothesis prints of it stays short
typed = st.one_of(
    st.sampled_from(WORDS),
    hostile,
    st.text(max_size=200),
    st.text(alphabet=st.characters(categories=["L", "Nd", "P", "Zs", "Cs", "So"]), max_size=60),
    st.tuples(st.sampled_from(WORDS), hostile).map(" ".join),
)
forged = st.one_of(
    st.tuples(st.sampled_from(sorted(BUTTONS)), st.sampled_from(ARGUMENTS)).map("".join),
    st.text(max_size=LONGEST_ACTION),
)
kinds = st.sampled_from([kind for kind in Kind if kind not in (Kind.TEXT, Kind.BUTTON)])


def walk_in(settled: Path, knowledge: Knowledge, reader: Reader) -> type[RuleBasedStateMachine]:
    """The rules of a walk through a copy of a town that was settled before."""

    class Walk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self._folder = tempfile.TemporaryDirectory()
            file = Path(self._folder.name) / "town.db"
            file.write_bytes(settled.read_bytes())
            self._town = Wild(file, knowledge, reader)
            self._steps = 0

        def _sends(self, name: str, kind: Kind, text: str, update: str | None = None) -> None:
            self._town.sends(name, kind, text, update)
            self._steps += 1
            if self._steps % CHECKED_EVERY == 0:
                self._town.check()

        @rule(name=who, text=typed)
        def types(self, name: str, text: str) -> None:
            self._sends(name, Kind.TEXT, text)

        @rule(name=who, which=st.integers(0, 30))
        def taps(self, name: str, which: int) -> None:
            shown = self._town.shown(name)
            self._sends(name, Kind.BUTTON, shown[which % len(shown)].action if shown else "menu")

        @rule(name=who, which=st.integers(0, 30))
        def taps_again(self, name: str, which: int) -> None:
            self.taps(name, which)

        @rule(name=who, which=st.integers(0, 30), argument=st.sampled_from(ARGUMENTS))
        def taps_changed(self, name: str, which: int, argument: str) -> None:
            shown = self._town.shown(name)
            action = shown[which % len(shown)].action if shown else "menu"
            self._sends(name, Kind.BUTTON, f"{action.rpartition(':')[0] or action}{argument}")

        @rule(name=who, action=forged)
        def forges(self, name: str, action: str) -> None:
            self._sends(name, Kind.BUTTON, action)

        @rule(name=who, command=st.sampled_from(sorted(COMMANDS)), words=hostile)
        def commands(self, name: str, command: str, words: str) -> None:
            self._sends(name, Kind.TEXT, f"/{command} {words}")

        @rule(name=who, kind=kinds, text=st.one_of(st.just(""), typed))
        def sends_a_thing(self, name: str, kind: Kind, text: str) -> None:
            self._sends(name, kind, text)

        @rule(name=who, text=typed)
        def sends_again(self, name: str, text: str) -> None:
            update = self._town.town.next_update()
            self._sends(name, Kind.TEXT, text, update)
            self._sends(name, Kind.TEXT, text, update)

        @rule(minutes=st.sampled_from([1, 61, 1500, 12_000, 60_000]))
        def time_passes(self, minutes: int) -> None:
            self._town.town.clock.passes(minutes=minutes)
            self._town.goes_round()

        @rule()
        def the_bot_is_started_anew(self) -> None:
            self._town.restart()

        def teardown(self) -> None:
            try:
                self._town.check()
            finally:
                self._town.close()
                self._folder.cleanup()

    return Walk


def test_no_walk_ends_in_a_fault(settled: Path, knowledge: Knowledge, reader: Reader) -> None:
    run_state_machine_as_test(
        walk_in(settled, knowledge, reader),
        settings=settings(settings.get_profile("fuzz"), stateful_step_count=STEPS),
    )
