"""The page with letters twice as large, on small phones, and enlarged four times: most of the height is for what is
said, nothing is cut off, and what has the focus is seen (WCAG 2.2: 1.4.4, 1.4.10 and 2.4.11).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Page

from tests.channels.web.browsing import PATIENCE, Served, chromium, says, sees, signs_in, taps
from tests.channels.web.test_browser import fits
from tests.channels.web.test_page import invited
from tests.channels.web.web_town import WebTown

pytestmark = pytest.mark.parametrize("town", [False], indirect=True, ids=["on the page"])

TWO_THIRDS = 2 / 3
AN_ACCOUNT = "De gordijnen waren weer dicht en de post lag op de mat. Er stond oud eten op het aanrecht. " * 4
"""Longer than a small window is high, and with nobody's name in it: such a message is taken off the page."""


@dataclass(frozen=True)
class Window:
    """A window in CSS pixels, the letters that the browser is set to, and those that it makes by another way."""

    width: int
    height: int
    letters: int = 16
    enlarged_to: int | None = None


WINDOWS = {
    "a phone": Window(390, 740),
    "a small phone": Window(320, 568),
    "a phone, letters doubled": Window(390, 740, letters=32),
    "a small phone, letters doubled": Window(320, 568, letters=32),
    "a phone that enlarges by itself": Window(390, 740, enlarged_to=32),
    "1280 x 1024, enlarged four times": Window(320, 256),
    "a desk, letters doubled": Window(1280, 800, letters=32),
}

FOR_WHAT_IS_SAID = """() => {
    let clear = 0;
    for (let y = 0; y < innerHeight; y += 1)
        if (!document.elementFromPoint(innerWidth / 2, y)?.closest("header, .help, .say")) clear += 1;
    return clear / innerHeight;
}"""

CUT_OFF = """() => [...document.querySelectorAll("body *:not(.unseen, textarea)")]
    .filter((one) => {
        const cuts = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
        return (cuts || one.getBoundingClientRect().right > innerWidth + 1) && !one.closest(".unseen, .who, .skip");
    })
    .map((one) => one.innerText)"""

COVERED = """() => {
    const one = document.activeElement, spot = one.getBoundingClientRect();
    const [top, bottom] = [Math.max(spot.top, 0), Math.min(spot.bottom, innerHeight)];
    const there = document.elementFromPoint(spot.x + spot.width / 2, (top + bottom) / 2);
    const whole = spot.top > -1 && spot.bottom < innerHeight + 1 || spot.height > innerHeight;
    return whole && one.contains(there) ? null : one.innerText || one.id;
}"""


@pytest.fixture(params=WINDOWS.values(), ids=WINDOWS.keys())
async def page(request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    window: Window = request.param
    async with chromium(f"--blink-settings=defaultFontSize={window.letters}") as browser:
        size = {"width": window.width, "height": window.height}
        page = await browser.new_page(viewport=size, reduced_motion="reduce", bypass_csp=True)
        page.set_default_timeout(PATIENCE)
        if window.enlarged_to:
            style = f"html {{ font-size: {window.enlarged_to}px }}"
            await page.add_init_script(
                f"""document.addEventListener("DOMContentLoaded", () => {{
                    document.head.append(Object.assign(document.createElement("style"), {{ textContent: "{style}" }}));
                }});"""
            )
        yield page


@pytest.fixture
async def served(town: WebTown) -> AsyncIterator[Served]:
    async with Served(town).running() as served:
        yield served


async def is_well(page: Page, where: str) -> None:
    await fits(page, where)
    assert await page.evaluate(CUT_OFF) == [], where


async def test_most_of_the_height_is_for_what_is_said(page: Page, served: Served, town: WebTown) -> None:
    await page.goto(served.url)
    await is_well(page, "signing in")
    await signs_in(page, served, await invited(town))
    await is_well(page, "the menu")
    await says(page, "hoe herken ik eenzaamheid?")
    await sees(page, "Nagekeken")
    await page.locator("[aria-busy]").wait_for(state="detached")
    await is_well(page, "an answer")
    assert await page.evaluate(FOR_WHAT_IS_SAID) > TWO_THIRDS, "an answer"
    await says(page, "melden")
    await taps(page, "Bezoek gehad")
    await sees(page, "Vertel in je eigen woorden")
    await says(page, AN_ACCOUNT)
    await sees(page, "Dit haalde ik eruit")
    await page.locator("[aria-busy]").wait_for(state="detached")
    await is_well(page, "the ticks of a report")
    assert await page.evaluate(FOR_WHAT_IS_SAID) > TWO_THIRDS, "the ticks of a report"
    answer = await page.locator("article.bot", has_text="Dit haalde ik eruit").bounding_box()
    height = await page.evaluate("innerHeight")
    assert answer and 0 <= answer["y"] < height / 2, "however much was typed before it"


async def test_what_has_the_focus_is_seen(page: Page, served: Served, town: WebTown) -> None:
    """Also below a field that grew with what is typed, which may wait there half done."""
    await signs_in(page, served, await invited(town))
    await says(page, "hoe herken ik eenzaamheid?")
    await sees(page, "Nagekeken")
    await page.get_by_label("Jouw bericht").fill("\n".join(["de gordijnen waren weer dicht"] * 12))
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    for key in ("Shift+Tab",) * 12 + ("Tab",) * 12:
        await page.keyboard.press(key)
        if await page.evaluate("document.activeElement !== document.body"):
            assert await page.evaluate(COVERED) is None
