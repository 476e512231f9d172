"""Turns in which something is written, and what goes before each: so that any of them can be made to break."""

from __future__ import annotations

from dataclasses import dataclass

from bot.message import Button
from bot.store.invitations import Invitation
from bot.store.people import Role
from tests.journeys.test_cases import reports
from tests.journeys.test_report import report_by_buttons
from tests.journeys.town import Person, Town
from tests.privacy.planted import TEXTS
from tests.privacy.sinks import BEA, TRUUS

UNKNOWN = f"hoe xyzzy plugh voor {TEXTS[0]}"
CODE = "abcdefgh23"


@dataclass
class Scene:
    """Who is there."""

    town: Town
    truus: Person
    bea: Person

    async def taps(self, address: str, action: str) -> None:
        """Taps the newest button whose action begins so, also one from before something broke."""
        shown = [b for reply in self.town.heard[address] for row in reply.buttons for b in row]
        await Person(self.town, address).taps_button(next(b for b in reversed(shown) if b.action.startswith(action)))

    async def asks(self) -> None:
        await self.truus.says(UNKNOWN)

    async def asked(self) -> None:
        await self.asks()
        await self.bea.says("/vragen")

    async def tells(self) -> None:
        await self.truus.says(f"de gordijnen waren dicht. {TEXTS[1]}")

    async def begins(self) -> None:
        await self.truus.says("melden")
        await self.truus.taps("Bezoek gehad")

    async def keeps_note(self) -> None:
        """A report with its note, up to the last tap."""
        await self.begins()
        await self.truus.says(f"de gordijnen waren dicht. {TEXTS[1]}")
        await self.truus.taps("Klopt, verder")
        for label in ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nu niets", "Ja, is goed"):
            if label in [shown.label for shown in self.truus.buttons]:
                await self.truus.taps(label)
        await self.truus.taps("Mijn verhaal erbij bewaren")
        await self.truus.taps("Zo bewaren")

    async def changes(self) -> None:
        """A report that was sent and told again, up to the last tap."""
        await report_by_buttons(self.truus)
        await self.truus.taps("Coördinator beslist")
        await self.truus.taps("Melding aanpassen")
        await self.tells()
        await self.truus.taps("Klopt, verder")
        await self.truus.taps("Ja, is goed")

    async def sends(self) -> None:
        await self.truus.taps("Coördinator beslist")

    async def shows_own(self) -> None:
        await self.keeps_note()
        await self.sends()
        await self.truus.says("mijn meldingen")

    async def withdraws(self) -> None:
        await self.taps(TRUUS, "withdraw:")

    async def writes(self) -> None:
        """A coordinator who is about to write to the reporter."""
        await self.bea.says(await reports(self.town, TRUUS))
        await self.bea.taps("Vraag de melder")

    async def is_asked(self) -> None:
        await self.writes()
        await self.passes_on()
        await self.truus.taps("Zelf schrijven")

    async def passes_on(self) -> None:
        await self.bea.says(f"is het waar van {TEXTS[2]}")

    async def answers(self) -> None:
        await self.truus.says(f"ja, dat klopt: {TEXTS[3]}")

    async def opens_case(self) -> None:
        await self.bea.says(await reports(self.town, TRUUS, note="[naam] mist [naam]"))

    async def picks_up(self) -> None:
        await self.bea.taps("Opgepakt")

    async def is_about_to_blank(self) -> None:
        await self.opens_case()
        await self.bea.taps("Wissen op verzoek van de bewoner")

    async def blanks(self) -> None:
        await self.bea.taps("Ja, wis de melding")

    async def is_invited(self) -> None:
        async with self.town.store.work() as work:
            await work.invitations.add(CODE, Invitation(Role.COORDINATOR, None), self.town.clock())

    async def uses_code(self) -> None:
        await self.truus.says(f"/start {CODE} {TEXTS[4]}")

    async def tries_code(self) -> None:
        await self.truus.says(f"/start zzzzzzzz99 {TEXTS[4]}")

    async def ties(self) -> None:
        await self.taps(BEA, "tie:")

    async def tied(self) -> None:
        await self.asked()
        await self.ties()

    async def unties(self) -> None:
        await self.bea.taps("Ongedaan maken")

    async def chooses(self) -> None:
        await self.bea.says("/instellen vrijdag 8.30")

    async def is_about_to_discard(self) -> None:
        await self.asked()
        await self.taps(BEA, "curate:drop")

    async def discards(self) -> None:
        await self.taps(BEA, "curate:gone")

    async def is_in_distress(self) -> None:
        await self.truus.says(f"mevrouw zegt dat ze niet meer wil leven en pillen heeft opgespaard, {TEXTS[0]}")

    async def renames(self) -> None:
        await self.truus.taps_button(Button("", "alias"))

    async def is_about_to_leave(self) -> None:
        await self.asks()
        await self.truus.says("ik stop als vrijwilliger")

    async def leaves(self) -> None:
        await self.truus.taps("Ja, ik stop")

    async def is_about_to_erase(self) -> None:
        await self.keeps_note()
        await self.truus.says(f"/wis_mijn_gegevens {TEXTS[2]}")

    async def erases(self) -> None:
        await self.truus.taps("Ja, wis alles")

    async def comes_anew(self) -> None:
        await Person(self.town, "5550123409").says(UNKNOWN)

    async def nothing(self) -> None:
        """Nothing goes before."""
