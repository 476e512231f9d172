"""The page in Chromium: WCAG's rules as axe checks them, the keyboard alone, no script, and what comes by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.store.role import Role
from tests.channels.web.browsing import PATIENCE, PHONE, Served, chromium, says, sees, signs_in, taps
from tests.channels.web.test_page import invited, waits
from tests.channels.web.web_town import WebTown
from tests.journeys.test_report import ACCOUNT, code_in

pytestmark = pytest.mark.parametrize("town", [False], indirect=True, ids=["on the page"])

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DETAILS = ("80 tot en met 84", "Heerlerheide", "Woont alleen", "Nog een gesprek", "Ja, is goed")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def served(town: WebTown) -> AsyncIterator[Served]:
    async with Served(town).running() as served:
        yield served


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    yield context
    await context.close()


@pytest.fixture
async def page(context: BrowserContext) -> Page:
    return await context.new_page()


LET_GO = """() => {
    window.stuck = [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).position === "sticky");
    for (const one of window.stuck) one.style.position = "static";
}"""
HOLD_AGAIN = '() => { for (const one of window.stuck) one.style.position = ""; }'


async def obeys_wcag(page: Page, where: str) -> None:
    """What sticks to an edge is let go of meanwhile: axe takes a button that is half under it for a small one, wherever
    the page happens to be scrolled to.
    """
    await page.evaluate(LET_GO)
    found = await Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    await page.evaluate(HOLD_AGAIN)
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"


async def fits(page: Page, where: str) -> None:
    """Nobody has to scroll sideways."""
    too_wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{where} is {too_wide} pixels too wide"


@pytest.mark.parametrize(
    ("colours", "width", "height"),
    [("light", 390, 844), ("dark", 390, 844), ("light", 320, 256), ("dark", 1280, 900)],
    ids=["a phone", "a phone in the dark", "enlarged four times", "a desk in the dark"],
)
async def test_every_page_obeys_wcag(
    browser: Browser, served: Served, town: WebTown, colours: str, width: int, height: int
) -> None:
    context = await browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()

    async def is_well(where: str) -> None:
        await obeys_wcag(page, where)
        await fits(page, where)

    await page.goto(served.url)
    await is_well("signing in")
    await page.get_by_label("Je uitnodigingscode").fill("verkeerd")
    await page.get_by_role("button", name="Beginnen").click()
    await is_well("a wrong code")
    await signs_in(page, served, await invited(town, Role.COORDINATOR))
    await is_well("the menu")
    await says(page, "hoe herken ik eenzaamheid?")
    await sees(page, "Nagekeken")
    await is_well("an answer")
    await says(page, "melden")
    await taps(page, "Bezoek gehad")
    await sees(page, "Vertel in je eigen woorden")
    await says(page, ACCOUNT)
    await sees(page, "Dit haalde ik eruit")
    await is_well("the ticks of a report")
    await says(page, "/week vorige")
    picture = page.locator("img")
    await picture.wait_for()
    assert "Week 46" in (await picture.get_attribute("alt") or "")
    await is_well("a digest with its picture")
    await page.goto(f"{served.url}/afmelden")
    await is_well("signing out")
    await page.goto(f"{served.url}/nergens")
    await is_well("a page that is not there")
    await context.close()


async def tab_to(page: Page, label: str) -> None:
    """Presses Tab until a button or field with this label has the focus, which must be seen and not covered."""
    for _ in range(120):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(
            "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
        )
        if focused == label:
            break
    else:
        raise AssertionError(f"Tab does not lead to {label!r}")
    style = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style != "none", f"that {label!r} has the focus is not seen"
    covered = await page.evaluate(
        """() => {
            const spot = document.activeElement.getBoundingClientRect();
            const there = document.elementFromPoint(spot.x + spot.width / 2, spot.y + spot.height / 2);
            return !document.activeElement.contains(there);
        }"""
    )
    assert not covered, f"something covers {label!r}"


async def test_a_whole_report_with_the_keyboard_alone(page: Page, served: Served, town: WebTown) -> None:
    await page.goto(served.url)
    await tab_to(page, "Je uitnodigingscode")
    await page.keyboard.type(await invited(town))
    await page.keyboard.press("Enter")
    await sees(page, "Je uitnodiging klopt")
    await tab_to(page, "Ik kom van een bezoek")
    await page.keyboard.press("Enter")
    await sees(page, "Hoe ging het bezoek")
    await tab_to(page, "Bezoek gehad")
    await page.keyboard.press("Space")
    await sees(page, "Vertel in je eigen woorden")
    await tab_to(page, "Jouw bericht")
    await page.keyboard.type("de gordijnen waren weer dicht en de post lag op de mat")
    await page.keyboard.press("Enter")
    for label in DETAILS:
        await back_to(page, label)
        await page.keyboard.press("Enter")
        await page.locator("[aria-busy]").wait_for(state="detached")
    await sees(page, "Klopt dit?")
    await back_to(page, "Coördinator beslist")
    await page.keyboard.press("Enter")
    await sees(page, "De code is")
    assert code_in(await page.locator("#log").inner_text())


async def back_to(page: Page, label: str) -> None:
    """From the field back to the newest buttons, or on from where one was tapped."""
    focused = "document.activeElement.innerText"
    for key in ("Tab",) * 15 + ("Shift+Tab",) * 60:
        if (await page.evaluate(focused)).strip() == label:
            return
        await page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not lead to {label!r}")


LIVE = 'one => one.closest("[aria-live]").getAttribute("aria-live")'
"""Whether a screen reader reads out what comes there."""


async def test_a_tick_keeps_the_focus(page: Page, served: Served, town: WebTown) -> None:
    """And its new label is all that is read out: not the whole list once more."""
    await signs_in(page, served, await invited(town))
    await says(page, "melden")
    await taps(page, "Bezoek gehad")
    await sees(page, "Vertel in je eigen woorden")
    await says(page, ACCOUNT)
    await taps(page, "Iets veranderen")
    tick = page.get_by_role("button", name="☑ Ongeopende post")
    assert await tick.evaluate(LIVE) == "polite"
    await tick.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="☐ Ongeopende post").wait_for()
    assert await page.evaluate("document.activeElement.innerText") == "☐ Ongeopende post"
    assert await page.evaluate(f"({LIVE})(document.activeElement)") == "off"


async def test_ticks_in_a_row_all_count_and_a_double_tap_once(page: Page, served: Served, town: WebTown) -> None:
    await signs_in(page, served, await invited(town))
    await says(page, "melden")
    await taps(page, "Bezoek gehad")
    await says(page, ACCOUNT)
    await taps(page, "Iets veranderen")
    await sees(page, "Tik aan wat anders moet.")
    await page.evaluate(
        """() => {
            const ticks = [...document.querySelectorAll("button")].filter((one) => one.innerText.startsWith("☑ "));
            ticks[0].click();
            ticks[0].click();
            ticks[1].click();
        }"""
    )
    await expect(page.get_by_role("button", name="☐ ")).to_have_count(2)


async def test_what_is_new_is_announced(page: Page, served: Served, town: WebTown) -> None:
    """It is put in the live region of the page as it is: nothing else is read out again."""
    await signs_in(page, served, await invited(town))
    await page.evaluate(
        """() => {
            window.announced = [];
            const log = document.querySelector('[role="log"][aria-live="polite"]');
            new MutationObserver((changes) => {
                for (const change of changes)
                    for (const node of change.addedNodes) window.announced.push(node.innerText);
            }).observe(log, { childList: true });
        }"""
    )
    await waits(town, "Er is een bericht van je coördinator.")
    await sees(page, "Er is een bericht van je coördinator.")
    announced = await page.evaluate("window.announced")
    assert [text.split("\n")[-1] for text in announced] == ["Er is een bericht van je coördinator."]


async def test_who_reads_further_up_is_told_of_what_is_new(page: Page, served: Served, town: WebTown) -> None:
    await signs_in(page, served, await invited(town))
    for _ in range(3):
        await says(page, "onderwerpen")
        await sees(page, "Waar wil je over lezen?")
    newer = page.get_by_role("button", name="Nieuw bericht")
    await page.evaluate("scrollTo(0, 0)")
    assert await newer.is_hidden()
    await waits(town, "Er is een bericht van je coördinator.")
    await expect(newer).to_be_in_viewport(ratio=1)
    await newer.click()
    await expect(page.get_by_text("Er is een bericht van je coördinator.")).to_be_in_viewport()
    await expect(newer).to_be_hidden()


async def test_what_is_sent_is_announced_once(page: Page, served: Served, town: WebTown) -> None:
    await signs_in(page, served, await invited(town))
    await page.evaluate(
        """() => {
            window.announced = 0;
            new MutationObserver((changes) => {
                for (const change of changes) window.announced += change.addedNodes.length;
            }).observe(document.getElementById("log"), { childList: true });
        }"""
    )
    await page.get_by_label("Jouw bericht").fill("menu")
    await page.get_by_role("button", name="Versturen").dblclick()
    await sees(page, "Wat wil je doen?")
    await page.locator("[aria-busy]").wait_for(state="detached")
    assert await page.evaluate("window.announced") == 2, "what was typed, and the answer"
    assert await page.get_by_label("Jouw bericht").input_value() == ""


async def test_without_the_script_everything_works(browser: Browser, served: Served, town: WebTown) -> None:
    context = await browser.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    await signs_in(page, served, await invited(town))
    await taps(page, "Ik kom van een bezoek")
    await taps(page, "Bezoek gehad")
    await says(page, "de gordijnen waren weer dicht en de post lag op de mat")
    for label in DETAILS:
        await taps(page, label)
    await taps(page, "Coördinator beslist")
    await sees(page, "De code is")
    await waits(town, "Er is een bericht van je coördinator.")
    await page.get_by_role("link", name="Kijken of er iets nieuws is").click()
    await page.reload()
    await sees(page, "Er is een bericht van je coördinator.")
    await page.get_by_role("link", name="Afmelden").click()
    await page.get_by_role("button", name="Ja, afmelden").click()
    await sees(page, "Je bent afgemeld op dit apparaat.")
    await context.close()


async def test_who_comes_by_a_link_elsewhere_is_signed_in(page: Page, served: Served, town: WebTown) -> None:
    await signs_in(page, served, await invited(town))
    await page.goto(f"data:text/html,<a href='{served.url}/'>hier</a>")
    await page.get_by_text("hier").click()
    await sees(page, "Je uitnodiging klopt")


async def test_what_was_typed_stays_when_the_connection_is_lost(page: Page, served: Served, town: WebTown) -> None:
    await signs_in(page, served, await invited(town))
    await page.context.set_offline(True)
    await says(page, "menu")
    await sees(page, "Wat je typte, staat er nog.")
    assert await page.get_by_label("Jouw bericht").input_value() == "menu"
    await page.context.set_offline(False)
    await page.get_by_role("button", name="Versturen").click()
    await sees(page, "Wat wil je doen?")
    assert await page.locator("article.mine").count() == 1


async def test_the_page_goes_on_after_a_restart(page: Page, town: WebTown) -> None:
    first = Served(town)
    async with first.running():
        await signs_in(page, first, await invited(town))
        await says(page, "melden")
        await sees(page, "Hoe ging het bezoek")
    again = Served(town)
    again.url, again.web.site = first.url, first.web.site
    again.web._listener.close()
    again.web._listener = await anew(int(first.url.rpartition(":")[2]))
    async with again.running():
        await taps(page, "Bezoek gehad")
        await sees(page, "Vertel in je eigen woorden")
        await waits(town, "Er is iets nieuws.")
        await sees(page, "Er is iets nieuws.")


async def anew(port: int):  # type: ignore[no-untyped-def]
    from bot.http_server import bind_port

    for _ in range(100):
        try:
            return bind_port(port, "127.0.0.1", "a test", "nothing")
        except Exception:
            await asyncio.sleep(0.05)
    raise AssertionError("the port does not come free")
