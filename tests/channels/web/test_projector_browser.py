"""The screen before a group in Chromium: it fits, obeys WCAG, changes by itself, and keeps the focus."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from bot.store.role import Role
from tests.channels.web.browsing import PATIENCE, Served, chromium, says, sees, signs_in, taps
from tests.channels.web.test_browser import fits, obeys_wcag
from tests.channels.web.test_page import invited
from tests.channels.web.test_projector import CASE
from tests.channels.web.web_town import WebTown

pytestmark = pytest.mark.parametrize("town", [False], indirect=True, ids=["on the page"])

LONGEST = "de-accordeon-bij-de-deur"
"""The case with the longest story, and at its end the longest answer to a question of three."""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def served(town: WebTown) -> AsyncIterator[Served]:
    async with Served(town).running() as served:
        yield served


async def a_window(browser: Browser, width: int, height: int, colours: str = "light", *, script: bool = True) -> Page:
    context: BrowserContext = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=colours, java_script_enabled=script
    )
    context.set_default_timeout(PATIENCE)
    return await context.new_page()


async def begins(page: Page, served: Served, case: str) -> str:
    """A trainer with a group, and the screen; gives the code."""
    shown = served.town.knowledge.practice[case]
    await signs_in(page, served, await invited(served.town, Role.COORDINATOR))
    await says(page, "/training")
    await taps(page, {1: "Licht", 2: "Vraagt een vervolg", 3: "Vraagt vandaag actie"}[shown.level])
    await taps(page, shown.title)
    await taps(page, "Begin met deze groep")
    await sees(page, "Voor het grote scherm")
    await page.get_by_role("link", name="Scherm").click()
    return (await page.locator("p.code").inner_text()).strip()


async def takes_part(browser: Browser, served: Served, code: str) -> Page:
    page = await a_window(browser, 390, 844)
    await signs_in(page, served, await invited(served.town))
    await says(page, code)
    await sees(page, "Je doet mee met de groep.")
    return page


async def whole(page: Page, where: str) -> None:
    """All that counts is seen at once, and no button covers it: nobody scrolls before a group. Once the question is
    explained the story may stand further down.
    """
    too_high = await page.evaluate(
        """() => {
            const parts = [...document.querySelectorAll(".now:not(.explained) .story, .join, .question, .explanation")];
            const lowest = Math.max(...parts.map((part) => part.getBoundingClientRect().bottom));
            const buttons = document.querySelector(".choices").getBoundingClientRect();
            return scrollY + Math.max(lowest - buttons.top, buttons.bottom - innerHeight);
        }"""
    )
    assert too_high <= 0, f"{where} is {too_high} pixels too high"


@pytest.mark.parametrize(
    ("width", "height", "colours"),
    [(1920, 1080, "light"), (1280, 720, "dark"), (390, 844, "light"), (320, 256, "light")],
    ids=["a projector", "a small one in the dark", "a phone", "enlarged four times"],
)
async def test_every_screen_obeys_wcag(browser: Browser, served: Served, width: int, height: int, colours: str) -> None:
    page = await a_window(browser, width, height, colours)

    async def is_well(where: str) -> None:
        await obeys_wcag(page, where)
        await fits(page, where)
        if width > 1000:
            await whole(page, where)

    code = await begins(page, served, LONGEST)
    await is_well("the code")
    people = [await takes_part(browser, served, code) for _ in range(3)]
    for person, letter in zip(people, "AAB", strict=True):
        await says(person, letter)
    await sees(page, "3 van 3")
    await is_well("all have answered")
    await taps(page, "Toon de verdeling")
    await sees(page, "Zo antwoordden 3 van de 3 mensen.")
    await is_well("the spread")
    await taps(page, "Toon de uitleg")
    await page.get_by_role("heading", name="Uitleg").wait_for()
    await is_well("the explanation")
    await taps(page, "Volgende vraag")
    await sees(page, "Vraag 2 van 3.")
    await is_well("the next question")
    await taps(page, "Volgende vraag")
    await sees(page, "Vraag 3 van 3.")
    for person, letter in zip(people, "ABC", strict=True):
        await says(person, letter)
    await sees(page, "3 van 3")
    await taps(page, "Toon de verdeling")
    await sees(page, "Zo antwoordden 3 van de 3 mensen.")
    await taps(page, "Toon de uitleg")
    await page.get_by_role("heading", name="Uitleg").wait_for()
    await is_well("the longest explanation")
    await taps(page, "Stop")
    await taps(page, "Ja, stoppen voor iedereen")
    await sees(page, "Hier komt het scherm van je groep")
    await obeys_wcag(page, "no group")
    await fits(page, "no group")


async def test_it_changes_by_itself_and_keeps_the_focus(browser: Browser, served: Served) -> None:
    page = await a_window(browser, 1920, 1080)
    truus = await takes_part(browser, served, await begins(page, served, CASE))
    await sees(page, "0 van 1")
    await page.get_by_role("button", name="Toon de uitleg").focus()
    await says(truus, "A")
    await sees(page, "1 van 1")
    assert await page.evaluate("document.activeElement.innerText") == "Toon de uitleg"
    await page.get_by_role("button", name="Toon de verdeling").focus()
    for _ in range(2):
        await page.keyboard.press("Enter")
        await page.get_by_role("status").filter(has_text="Nog te weinig antwoorden.").wait_for()
    assert await page.evaluate("document.activeElement.innerText") == "Toon de verdeling"


async def test_a_tap_while_another_is_under_way_counts_after_it_and_a_double_tap_once(
    browser: Browser, served: Served
) -> None:
    page = await a_window(browser, 1920, 1080)
    await begins(page, served, CASE)
    await sees(page, "Vraag 1 van 4.")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    await page.evaluate(
        """() => {
            const button = (label) => [...document.querySelectorAll("button")].find((one) => one.innerText === label);
            const next = button("Volgende vraag");
            button("Toon de uitleg").click();
            next.click();
            next.click();
        }"""
    )
    await sees(page, "Vraag 2 van 4.")
    await page.locator("[aria-busy]").wait_for(state="detached")
    assert len(sent) == 2


async def test_without_the_script_it_works_and_calls_itself(browser: Browser, served: Served) -> None:
    page = await a_window(browser, 1920, 1080, script=False)
    truus = await takes_part(browser, served, await begins(page, served, CASE))
    await says(truus, "A")
    await sees(page, "1 van 1")
    await taps(page, "Volgende vraag")
    await sees(page, "Vraag 2 van 4.")
