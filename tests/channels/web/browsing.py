"""A real browser at a page that is really served. Skips where no Chromium is installed."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright

from bot.channels.web.channel import Web
from bot.channels.web.doors import Invited
from bot.channels.web.site import Site
from bot.http_server import bind_port
from tests.journeys.town import Town

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 740}
PATIENCE = 15_000
"""Milliseconds that something may take to appear: the tests run beside others."""


@contextlib.asynccontextmanager
async def chromium(*settings: str) -> AsyncIterator[Browser]:
    """Chromium, started with these arguments as well, until the end of the block."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=(*ARGUMENTS, *settings))
        try:
            yield browser
        finally:
            await browser.close()


class Served:
    """The page of a town while a test runs; `url` is where it is."""

    def __init__(self, town: Town) -> None:
        self.town = town
        listener = bind_port(0, "127.0.0.1", "a test", "nothing")
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        door = Invited(town.store, town.clock)
        site = Site((self.url,), f"{self.url}/")
        self.web = Web(town.turns, town.store, town.knowledge, town.clock, site, door, listener)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Served]:
        ready = asyncio.Event()
        running = asyncio.create_task(self.web.run(ready.set))
        await ready.wait()
        try:
            yield self
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def signs_in(page: Page, served: Served, code: str) -> None:
    await page.goto(f"{served.url}/?start={code}")
    await page.get_by_role("button", name="Beginnen").click()
    await page.get_by_text("Je uitnodiging klopt").wait_for()


async def says(page: Page, text: str) -> None:
    await page.get_by_label("Jouw bericht").fill(text)
    await page.get_by_role("button", name="Versturen").click()


async def sees(page: Page, text: str) -> None:
    await page.get_by_text(text).last.wait_for()


async def taps(page: Page, label: str) -> None:
    """Taps the newest button with this label."""
    await page.get_by_role("button", name=label, exact=True).last.click()
