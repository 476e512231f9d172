"""Turns in which something is written, and what goes before each: so that any of them can be made to break."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.practice import Fit
from bot.message import Button
from bot.store.invitations import Invitation
from bot.store.practice_groups import CODE as CODE_OF_GROUP
from bot.store.role import Role
from tests.journeys.test_cases import reports
from tests.journeys.test_practice import answer, case_in
from tests.journeys.test_report import report_by_buttons
from tests.journeys.town import Person, Town
from tests.privacy.planted import TEXTS
from tests.privacy.sinks import BEA, TRUUS

UNKNOWN = f"hoe xyzzy plugh voor {TEXTS[0]}"
CODE = "abcdefgh23"
NAME = "mevrouw Fatima Yilmaz"


@dataclass
class Scene:
    """Who is there."""

    town: Town
    truus: Person
    bea: Person
    code: str = ""

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

    async def is_about_to_answer(self) -> None:
        """A coordinator who typed an answer, up to the last tap."""
        await self.asked()
        await self.bea.taps("Zelf beantwoorden")
        await self.bea.says(f"vraag het maar aan {TEXTS[2]}")

    async def answers_askers(self) -> None:
        await self.taps(BEA, "answer:send:")

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
        await self.truus.says(f"/wis_mijn_gegevens {TEXTS[1]}")

    async def erases(self) -> None:
        await self.truus.taps("Ja, wis alles")

    async def comes_anew(self) -> None:
        await Person(self.town, "5550123409").says(UNKNOWN)

    async def opens_broadcast(self) -> None:
        await self.bea.says("/bericht")

    async def drafts(self) -> None:
        await self.bea.says(f"wie gaat er langs bij {TEXTS[3]}")

    async def drafted(self) -> None:
        await self.opens_broadcast()
        await self.drafts()

    async def broadcasts(self) -> None:
        await self.taps(BEA, "broadcast:send:")
        self.town.clock.passes(seconds=1)
        await self.town.postman.drain()

    async def invites(self) -> None:
        await self.bea.taps_button(Button("", "invite:volunteer:for:all"))

    async def is_about_to_withdraw_invitations(self) -> None:
        await self.invites()
        await self.bea.says(f"/uitnodigen {TEXTS[0]}")
        await self.bea.taps("Open uitnodigingen")
        await self.bea.taps("Alle intrekken")

    async def withdraws_invitations(self) -> None:
        await self.bea.taps("Ja, intrekken")

    async def shows_volunteer(self) -> None:
        await self.bea.says(f"/vrijwilligers {TEXTS[0]}")
        await self.taps(BEA, "people:one:")

    async def is_about_to_move(self) -> None:
        await self.shows_volunteer()
        await self.bea.taps("Ander gebied")
        await self.bea.taps("Hoensbroek")

    async def moves(self) -> None:
        await self.taps(BEA, "people:move:")

    async def is_about_to_dismiss(self) -> None:
        await self.asks()
        await self.shows_volunteer()
        await self.bea.taps("Verwijderen")

    async def dismisses(self) -> None:
        await self.taps(BEA, "people:remove:")

    async def is_about_to_be_on_duty(self) -> None:
        await self.bea.says(f"/dienst {TEXTS[0]}")
        await self.bea.says("/dienst elke dag")

    async def is_on_duty(self) -> None:
        await self.bea.taps("Tot ik het verander")

    async def is_answered(self) -> None:
        await self.truus.says(f"Hoe herken ik eenzaamheid? {TEXTS[2]}")
        await self.truus.taps_button(Button("", "ask:pick:rouw"))

    async def votes(self) -> None:
        await self.truus.taps_button(Button("", "not:rouw"))

    async def voted(self) -> None:
        await self.is_answered()
        await self.votes()

    async def takes_back(self) -> None:
        await self.truus.taps_button(Button("", "yes:rouw"))

    async def is_about_to_say_what_is_wrong(self) -> None:
        await self.truus.taps_button(Button("", "wrong:rouw"))

    async def says_what_is_wrong(self) -> None:
        await self.truus.says(f"dit nummer is anders, zegt {TEXTS[3]}")

    async def was_on_duty(self) -> None:
        await self.is_about_to_be_on_duty()
        await self.is_on_duty()

    async def goes_off_duty(self) -> None:
        await self.bea.taps("Mijn dienst stoppen")

    async def practises(self) -> None:
        """A case, up to its last answer."""
        await self.truus.says("oefenen")
        case = case_in(self.truus, self.town)
        for question in case.questions[:-1]:
            await answer(self.truus, question, Fit.YES)
            await self.truus.taps("Verder")

    async def begins_to_practise(self) -> None:
        await self.truus.says("oefenen")

    async def finishes_practising(self) -> None:
        await self.taps(TRUUS, "practice:")

    async def practised(self) -> None:
        await self.practises()
        await self.finishes_practising()

    async def is_to_be_reminded(self) -> None:
        await self.truus.taps("Herinner me volgende week")

    async def was_to_be_reminded(self) -> None:
        await self.practised()
        await self.is_to_be_reminded()

    async def is_about_to_lead(self) -> None:
        await self.bea.says(f"/training {TEXTS[1]}")

    async def leads(self) -> None:
        await self.bea.taps_button(Button("", "training:begin:te-veel-soep"))

    async def led(self) -> None:
        await self.asks()
        await self.leads()
        self.code = next(word for word in self.bea.text.split() if CODE_OF_GROUP.fullmatch(word.lower()))

    async def joins(self) -> None:
        await self.truus.says(f"/start oefen-{self.code} {TEXTS[4]}")

    async def joined(self) -> None:
        await self.led()
        await self.joins()

    async def answers_in_group(self) -> None:
        await self.taps(TRUUS, "group:")

    async def leaves_group(self) -> None:
        await self.truus.says(f"/stop {TEXTS[0]}")

    async def goes_on(self) -> None:
        await self.bea.taps("Toon de uitleg")

    async def is_asked_to_stop(self) -> None:
        await self.led()
        await self.taps(BEA, "training:stop:")

    async def stops_leading(self) -> None:
        await self.taps(BEA, "training:stopped:")

    async def plans(self) -> None:
        await self.truus.says(f"bezoek vrijdag 14:00 bij {NAME}")

    async def plans_by_hand(self) -> None:
        await self.truus.says("bezoek zaterdag 14:00 in Hoensbroek")

    async def has_planned(self) -> None:
        await self.asks()
        await self.plans_by_hand()

    async def changes_visit(self) -> None:
        """A visit that is changed, up to the last tap."""
        await self.has_planned()
        await self.truus.taps("Wijzigen")
        await self.truus.taps("Vrijdag 20 november")
        await self.truus.taps("10:00")

    async def moves_visit(self) -> None:
        await self.taps(TRUUS, "visit:in:")

    async def takes_visit_off(self) -> None:
        await self.taps(TRUUS, "visit:drop:")

    async def wants_no_reminders(self) -> None:
        await self.truus.says(f"/herinneringen uit {TEXTS[0]}")

    async def is_touched(self) -> None:
        await self.keeps_note()
        await self.sends()

    async def says_so(self) -> None:
        await self.taps(TRUUS, "felt:touched")

    async def nothing(self) -> None:
        """Nothing goes before."""
