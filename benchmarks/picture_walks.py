"""Who walks where for the pictures in docs/beelden, and which moment is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from playwright.async_api import Browser, Page

from benchmarks.readme_sample import QUESTION
from bot.cards import article
from bot.cards.signals import signal_card
from bot.cards.signals_drawn import pages
from bot.dialogue.asking.sharing_article import LINK, article_picture
from bot.dialogue.own_reminders import send_own_reminders
from bot.knowledge.practice import Fit
from bot.settings import TIMEZONE
from bot.store.case_code import code_inside
from bot.store.invitations import Invitation, new_code
from bot.store.role import Role
from tests.channels.web.browsing import PATIENCE, Served, sees, signs_in
from tests.journeys.test_practice import answers, button_for
from tests.journeys.test_practice_group import joined, leads, opened, soup
from tests.journeys.town import Town

Pictures = dict[str, bytes]
"""Name of the file, without its ending -> PNG."""

HOME = "https://opmerkzaam.example"
"""Where the links in the pictures lead: nowhere (RFC 2606)."""

PHONE = {"width": 412, "height": 915}
SCALE = 2
DOOR = 760
"""Pixels of a phone's screen that signing in takes."""
PAGE_PPI = 80
MONDAY = 23
AREA = "heksenberg"
ACCOUNT = (
    "de gordijnen waren weer dicht en er lag een stapel post op de mat. sinds haar man overleed komt ze bijna niet "
    "meer buiten. ze is begin tachtig en woont alleen"
)
ARTICLE = "rouw"
SPREAD = {Fit.YES: 7, Fit.NO: 7}
"""How many of the group choose what fits, and what does not: there is something to talk about."""


@dataclass
class Walks:
    """The town, its page and a browser. `code` is that of the report, once it was sent."""

    town: Town
    served: Served
    browser: Browser
    code: str = ""

    def at(self, hour: int, minute: int = 0, day: int = MONDAY) -> None:
        self.town.clock.now = datetime(2026, 11, day, hour, minute, tzinfo=TIMEZONE)

    @asynccontextmanager
    async def phone(self) -> AsyncIterator[Page]:
        """A phone, whose owner wants nothing to move."""
        self.served.web.site = replace(self.served.web.site, home=f"{HOME}/")
        context = await self.browser.new_context(
            viewport=PHONE, device_scale_factor=SCALE, has_touch=True, is_mobile=True, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        yield await context.new_page()
        await context.close()

    async def enters(self, page: Page, role: Role, area: str | None = None) -> None:
        """Somebody comes in with an invitation."""
        code = new_code()
        async with self.town.store.work() as work:
            await work.invitations.add(code, Invitation(role, area), self.town.clock())
        await signs_in(page, self.served, code)


async def sends(page: Page, label: str, *, exact: bool = True) -> None:
    """Taps the newest button with this label, and waits for the answer: till then the page sends nothing else."""
    async with page.expect_response(lambda response: response.request.method == "POST") as answer:
        await page.get_by_role("button", name=label, exact=exact).last.tap()
    await (await answer.value).finished()
    await page.evaluate("new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")


async def says(page: Page, text: str) -> None:
    await page.get_by_label("Jouw bericht").fill(text)
    await sends(page, "Versturen")


TO_TOP = "(it) => { it.scrollIntoView({ block: 'start' }); scrollTo(0, Math.round(scrollY)); }"
"""On whole pixels, so that letters are drawn the same each time."""


async def kept(page: Page, top: str) -> bytes:
    """The screen, with the newest message that has these words at its top."""
    await page.locator("article").filter(has_text=top).last.evaluate(TO_TOP)
    await page.evaluate("document.activeElement.blur()")
    await page.mouse.move(0, 0)  # off the button that was tapped, which would look chosen
    return await page.screenshot()


async def a_volunteer_begins_and_asks(walks: Walks) -> Pictures:
    walks.at(10)
    async with walks.phone() as page:
        await page.goto(f"{walks.served.url}/?start={new_code()}")
        door = await page.screenshot(clip={"x": 0, "y": 0, "width": PHONE["width"], "height": DOOR})
        await walks.enters(page, Role.VOLUNTEER, AREA)
        first = await kept(page, "Je uitnodiging klopt")
        await says(page, QUESTION)
        await sees(page, "Nagekeken")
        return {"aanmelden": door, "eerste-minuut": first, "vraag": await kept(page, "maar ze huilde wel")}


async def a_volunteer_plans_a_visit(walks: Walks) -> Pictures:
    walks.at(11)
    async with walks.phone() as page:
        await walks.enters(page, Role.VOLUNTEER, AREA)
        await says(page, "bezoek morgen 14:00")
        await sees(page, "Gepland")
        walks.at(18, 5)
        await page.reload()
        await send_own_reminders(walks.town.store, walks.town.knowledge, walks.town.clock)
        await sees(page, "Neem mee")
        return {"lijstje": await kept(page, "Neem mee")}


async def a_volunteer_reports(walks: Walks) -> Pictures:
    walks.at(15, 40, MONDAY + 1)
    async with walks.phone() as page:
        await walks.enters(page, Role.VOLUNTEER, AREA)
        await says(page, "melden")
        await sends(page, "Bezoek gehad")
        await sees(page, "Vertel in je eigen woorden")
        await says(page, ACCOUNT)
        await sees(page, "Dit haalde ik eruit")
        ticks = await kept(page, "Dit haalde ik eruit")
        await sends(page, "Klopt, verder")
        for answer in ("Heksenberg, meer weet ik niet", "Nog een gesprek", "Ja, is goed", "Coördinator beslist"):
            await sends(page, answer)
        await sees(page, "De code is")
        said = await page.locator("article").filter(has_text="De code is").last.inner_text()
        found = code_inside(said)
        assert found is not None
        walks.code = found.code
        return {"melding": ticks, "code": await kept(page, "De code is")}


async def a_volunteer_practises(walks: Walks) -> Pictures:
    walks.at(19, 0, MONDAY + 1)
    async with walks.phone() as page:
        await walks.enters(page, Role.VOLUNTEER, AREA)
        await says(page, "oefenen")
        await sees(page, "Vraag 1 van")
        told = await page.locator("article").last.inner_text()
        case = next(one for one in walks.town.knowledge.practice.values() if one.title in told)
        for label in answers(case.questions[0], Fit.YES):
            await sends(page, label, exact=False)
        await sends(page, "Klaar")
        await sees(page, "Goed gezien")
        return {"oefenen": await kept(page, "Goed gezien")}


async def a_coordinator_gets_the_week(walks: Walks) -> Pictures:
    """Who came in on Sunday was there in the week that is told."""
    walks.at(20, 0, MONDAY - 1)
    async with walks.phone() as page:
        await walks.enters(page, Role.COORDINATOR)
        walks.at(8)
        await walks.town.makes_digests()
        await page.reload()
        await sees(page, "Eerst dit")
        await page.locator("img").last.wait_for()
        return {"maandag": await kept(page, "Eerst dit")}


async def a_coordinator_works(walks: Walks) -> Pictures:
    walks.at(16, 0, MONDAY + 1)
    async with walks.phone() as page:
        await walks.enters(page, Role.COORDINATOR)
        await says(page, walks.code)
        await sees(page, "Nog niet opgepakt")
        case = await kept(page, "Nog niet opgepakt")
        await says(page, f"/uitnodigen vrijwilliger {AREA}")
        await sees(page, "Doe je mee met Opmerkzaam?")
        return {"meldingkaart": case, "uitnodiging": await kept(page, "Code:")}


async def a_trainer_leads_a_group(walks: Walks) -> Pictures:
    town = walks.town
    walks.at(13, 30, MONDAY + 2)
    town.home = f"{HOME}/"
    trainer = await town.meets("trainer", Role.COORDINATOR)
    code = await opened(town, trainer)
    people = await joined(town, code, *(f"phone {number}" for number in range(sum(SPREAD.values()))))
    for _ in range(2):
        await leads(town, trainer, "Volgende vraag", *people)
    question = soup(town).questions[2]
    choices = [fit for fit, times in SPREAD.items() for _ in range(times)]
    for number, (person, fit) in enumerate(zip(people, choices, strict=True)):
        labels = answers(question, fit)
        await person.taps_button(button_for(person, labels[number % len(labels)]))
    await trainer.taps("Toon de verdeling")
    (drawn,) = [reply.file.content for reply in trainer.replies if reply.file is not None]
    return {"verdeling": drawn}


async def a_trainer_begins(walks: Walks) -> Pictures:
    walks.at(13, 0, MONDAY + 2)
    async with walks.phone() as page:
        await walks.enters(page, Role.COORDINATOR)
        case = soup(walks.town)
        await says(page, "/training")
        await sends(page, {1: "Licht", 2: "Vraagt een vervolg", 3: "Vraagt vandaag actie"}[case.level])
        await sends(page, case.title)
        await sends(page, "Begin met deze groep")
        await sees(page, "De code voor je groep")
        await page.locator("img").last.wait_for()
        return {"groep": await kept(page, "De code voor je groep")}


async def cards(walks: Walks) -> Pictures:
    """What the bot draws: the page to print, and an article to share."""
    knowledge = walks.town.knowledge
    (page,) = pages(signal_card(knowledge), PAGE_PPI)
    link = LINK.format(home=f"{HOME}/", id=ARTICLE)
    shared = article_picture(knowledge.articles[ARTICLE], knowledge, walks.town.clock().date(), link)
    return {"signaalkaart": page, "artikel": article.picture(shared)}


WALKS: Sequence[Callable[[Walks], Awaitable[Pictures]]] = (
    a_coordinator_gets_the_week,
    a_volunteer_begins_and_asks,
    a_volunteer_plans_a_visit,
    a_volunteer_reports,
    a_coordinator_works,
    a_volunteer_practises,
    a_trainer_begins,
    a_trainer_leads_a_group,
    cards,
)
"""In this order: a coordinator sees what was reported."""
