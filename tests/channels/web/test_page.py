"""The page over HTTP, without the script: signing in and out, forms that come twice, what waits, who is kept out."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import select

from bot.channels.web.assets import FILES
from bot.channels.web.channel import Web
from bot.channels.web.doors import CHANNEL, GUESSES, LOCAL_ADDRESS, Local, address_of
from bot.channels.web.routes import LONGEST_TEXT, pages_app
from bot.channels.web.site import local
from bot.dialogue.texts import start as start_texts
from bot.dialogue.texts import web as texts
from bot.errors import StoreUnavailable
from bot.markup import to_plain
from bot.message import File, Reply
from bot.store.conversations import Conversations
from bot.store.invitations import Invitation, new_code
from bot.store.models import PersonRow
from bot.store.role import Role
from tests.channels.web.reading_pages import Shown, read
from tests.channels.web.web_town import URL, WebTown

pytestmark = pytest.mark.parametrize("town", [False], indirect=True, ids=["on the page"])

INLINE = r"<script(?![^>]* src=)|<style| on[a-z]+=| style="
"""What the policy would not let a browser read."""

NOBODY_TYPES_THIS = "Quaedvliegje"


class Visitor:
    """Somebody with a browser without the script."""

    def __init__(self, town: WebTown) -> None:
        self.town = town
        self.cookies: dict[str, str] = {}
        self.html = ""
        self.status = 0
        self.headers = httpx.Headers()

    @property
    def shown(self) -> list[Shown]:
        return read(self.html)[0]

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.shown)

    @property
    def form(self) -> str:
        """The id of the form at the field."""
        return re.findall(r'name="form" value="([^"]+)"', self.html)[-1]

    async def goes(self, where: str = "/", **headers: str) -> None:
        async with self.town.client(self.cookies, **headers) as client:
            await self._sees(client, await client.get(where))

    async def sends(self, where: str, data: dict[str, str], **headers: str) -> None:
        async with self.town.client(self.cookies, **headers) as client:
            answer = await client.post(where, data=data)
            if answer.status_code == 303:
                answer = await client.get(answer.headers["location"].partition("#")[0])
            await self._sees(client, answer)

    async def signs_in(self, role: Role = Role.VOLUNTEER, area: str | None = None) -> None:
        await self.goes()
        await self.sends("/begin", {"form": self.form, "code": await invited(self.town, role, area)})

    async def says(self, text: str) -> None:
        await self.sends("/say", {"form": self.form, "text": text})

    def button(self, label: str) -> dict[str, str]:
        """The fields of the newest button with this label."""
        rows = [row for one in self.shown for row in one.rows]
        value, on = next((value, on) for row in reversed(rows) for found, value, on in row if found == label)
        return {"button": value, "on": on, "form": self.form}

    async def taps(self, label: str) -> None:
        await self.sends("/tap", self.button(label))

    async def _sees(self, client: httpx.AsyncClient, answer: httpx.Response) -> None:
        self.cookies = dict(client.cookies)
        self.html, self.status, self.headers = answer.text, answer.status_code, answer.headers


async def invited(town: WebTown, role: Role = Role.VOLUNTEER, area: str | None = None) -> str:
    code = new_code()
    async with town.store.work() as work:
        await work.invitations.add(code, Invitation(role, area), town.clock())
    return code


async def waits(town: WebTown, *texts_: str, file: File | None = None) -> None:
    """Something is to be said to everybody on the page, while nobody looks."""
    async with town.store.work() as work:
        for (person_id,) in (await work.session.execute(select(PersonRow.id))).all():
            for text in texts_:
                await work.outbox.add(person_id, text, Reply(text, file=file).payload(), town.clock())


@pytest.fixture
async def truus(town: WebTown) -> Visitor:
    return Visitor(town)


# Signing in.


async def test_a_code_lets_somebody_in_once(town: WebTown, truus: Visitor) -> None:
    await truus.goes()
    assert texts.CODE in truus.html and truus.status == 200 and not truus.cookies
    code = await invited(town)
    await truus.sends("/begin", {"form": truus.form, "code": f" {code.upper()} "})
    assert "Je uitnodiging klopt" in truus.text and "Welkom bij Opmerkzaam" in truus.text
    henk = Visitor(town)
    await henk.goes()
    town.clock.passes(minutes=2)
    await henk.sends("/begin", {"form": henk.form, "code": code})
    assert henk.status == 422 and texts.WRONG_CODE in henk.html and not henk.cookies


async def test_what_is_stored_signs_nobody_in(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    ((name, token),) = truus.cookies.items()
    assert name.startswith("__Host-") and len(token) == 43
    thief = Visitor(town)
    thief.cookies = {name: address_of(token)}
    await thief.goes()
    assert texts.SESSION_OVER in thief.html and not thief.shown


async def test_a_form_that_is_sent_twice_lets_the_same_person_in(town: WebTown, truus: Visitor) -> None:
    await truus.goes()
    data = {"form": truus.form, "code": await invited(town)}
    twice = Visitor(town)
    await asyncio.gather(truus.sends("/begin", data), twice.sends("/begin", data))
    assert truus.cookies == twice.cookies != {}
    async with town.store.work(read_only=True) as work:
        assert len((await work.session.execute(select(PersonRow.id))).all()) == 1


async def test_a_link_fills_in_the_code_and_uses_nothing_up(town: WebTown, truus: Visitor) -> None:
    code = await invited(town)
    for _ in range(2):
        await truus.goes(f"/?start={code}")
        assert f'value="{code}"' in truus.html
    await truus.sends("/begin", {"form": truus.form, "code": code})
    assert "Je uitnodiging klopt" in truus.text


async def test_codes_are_not_guessed(town: WebTown, truus: Visitor) -> None:
    await truus.goes()
    for number in range(GUESSES):
        await truus.sends("/begin", {"form": truus.form, "code": f"abcdefgh{number + 20}"})
        assert truus.status == 422
    code = await invited(town)
    await truus.sends("/begin", {"form": truus.form, "code": code})
    assert truus.status == 429 and texts.TOO_MANY_CODES in truus.html
    town.clock.passes(minutes=1)
    await truus.sends("/begin", {"form": truus.form, "code": code})
    assert "Je uitnodiging klopt" in truus.text


async def test_a_wrong_code_makes_nobody(town: WebTown, truus: Visitor) -> None:
    await truus.goes()
    await truus.sends("/begin", {"form": truus.form, "code": "<b>x</b>"})
    assert truus.status == 422 and 'value="&lt;b&gt;x&lt;/b&gt;"' in truus.html
    async with town.store.work(read_only=True) as work:
        assert (await work.session.execute(select(PersonRow.id))).all() == []


async def test_who_follows_a_link_elsewhere_is_still_signed_in(town: WebTown, truus: Visitor) -> None:
    """Browsers keep our cookie back then: so the page calls itself once."""
    await truus.goes("/", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
    assert '<meta http-equiv="refresh" content="0">' in truus.html
    await truus.goes("/", **{"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"})
    assert "refresh" not in truus.html and texts.CODE in truus.html


async def test_who_signs_out_needs_a_new_invitation(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in(Role.COORDINATOR)
    before = dict(truus.cookies)
    await truus.goes("/afmelden")
    assert "nieuwe uitnodiging" in truus.html
    await truus.sends("/afmelden", {})
    assert texts.SIGNED_OUT in truus.html and not truus.cookies
    truus.cookies = before
    await truus.goes()
    assert texts.SESSION_OVER in truus.html, "the old cookie is worth nothing"
    async with town.store.work(read_only=True) as work:
        assert await work.people.coordinators() == [], "nobody counts on who does not come back"


async def test_who_is_forgotten_hears_so_and_is_out(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("/wis_mijn_gegevens")
    await truus.taps("Ja, wis alles")
    assert "gewist" in truus.html and texts.CODE in truus.html and not truus.cookies
    async with town.store.work(read_only=True) as work:
        assert (await work.session.execute(select(PersonRow.id))).all() == []


async def test_what_is_kept_reads_well(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("/mijn_gegevens")
    assert "Het nummer van dit gesprek, versleuteld." in truus.text
    await truus.taps("Geef mij alles als bestand")
    ((where, _),) = truus.shown[-1].files
    await truus.goes(where)
    assert truus.headers["content-disposition"].startswith("attachment") and '"kanaal": "web"' in truus.html


# Saying and tapping.


async def test_the_same_form_twice_counts_once_and_a_reload_nothing(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    data = {"form": truus.form, "text": "menu"}
    for _ in range(3):
        await truus.sends("/say", data)
    assert truus.text.count(start_texts.MENU) == 1
    tap = truus.button("Een vraag stellen")
    await truus.sends("/tap", tap)
    await truus.sends("/tap", tap)
    await truus.goes()
    assert truus.text.count(start_texts.ASK) == 1
    await truus.taps("Onderwerpen")
    assert "Waar wil je over lezen?" in truus.text


async def test_an_old_form_with_other_words_still_counts(town: WebTown, truus: Visitor) -> None:
    """Who goes back in the browser and types something else has not sent the same twice."""
    await truus.signs_in()
    form = truus.form
    await truus.sends("/say", {"form": form, "text": "dank je wel"})
    await truus.sends("/say", {"form": form, "text": "menu"})
    assert start_texts.MENU in truus.text


async def test_the_oldest_buttons_work(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("menu")
    oldest = truus.button("Onderwerpen")
    for _ in range(5):
        await truus.says("menu")
    await truus.sends("/tap", oldest)
    assert "Waar wil je over lezen?" in truus.text


async def test_a_button_that_we_did_not_put_there_does_nothing(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    henk = Visitor(town)
    await henk.signs_in()
    for person in (truus, henk):
        await person.says("menu")
    ours = truus.button("Bezoek melden")
    proof, _, _ = ours["button"].partition(":")
    for forged in (
        {**ours, "button": f"{proof}:topics"},
        {**ours, "button": "topics"},
        {**ours, "button": ":topics"},
        {**ours, "on": "elsewhere"},
        {**henk.button("Onderwerpen"), "form": truus.form},
    ):
        await truus.goes()
        await truus.sends("/tap", {**forged, "form": truus.form})
        assert truus.shown[-1].text == to_plain(start_texts.OLD_BUTTON)


async def test_after_a_restart_a_report_goes_on_where_it_was(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("melden")
    stale = truus.button("Bezoek gehad")
    await town.close()
    await town.open()
    await truus.sends("/tap", stale)
    assert "Vertel in je eigen woorden" in truus.text
    await town.close()
    await town.open()
    await truus.goes()
    assert [one.text for one in truus.shown][:1] == [start_texts.MENU]
    await truus.taps("Verder met mijn melding")
    assert "Vertel in je eigen woorden" in truus.text


async def test_what_was_typed_with_a_name_is_taken_off_the_page(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("melden")
    await truus.taps("Bezoek gehad")
    data = {"form": truus.form, "text": "mevrouw Jansen had de gordijnen dicht en de post lag op de mat"}
    for _ in range(2):  # also when it comes twice
        await truus.sends("/say", data)
        assert "Je bericht heb ik hier weggehaald" in truus.text and "Jansen" not in truus.html


async def test_nothing_that_somebody_types_is_read_as_html(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    typed = "<script>alert(1)</script><img src=x onerror=alert(1)> **x** [a](javascript:alert(1)) &amp;"
    await truus.says(typed)
    assert "<script>alert" not in truus.html and "<img src=x" not in truus.html
    assert typed in truus.text, "it stands there as it was typed"


async def test_what_is_too_long_stays_in_the_field(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("a" * (LONGEST_TEXT + 1))
    assert truus.status == 413 and texts.TOO_LONG in truus.html and "a" * LONGEST_TEXT in truus.html
    await truus.says("   ")
    assert texts.NO_WORDS in truus.html


# What waits while nobody looks.


async def test_what_is_said_while_nobody_looks_waits_and_comes_once(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await waits(town, "Eerst dit.", "Dan dat.")
    await asyncio.sleep(0.05)
    async with town.store.work(read_only=True) as work:
        assert len(await work.outbox.overdue(CHANNEL, town.clock())) == 2
        assert await work.outbox.overdue(CHANNEL, town.clock(), town.web.reached()) == {}, "no alarm rings for it"
    town.clock.passes(days=3)
    await town.close()
    await town.open()
    await truus.goes()
    assert [one.text for one in truus.shown] == ["Eerst dit.", "Dan dat.", start_texts.MENU]
    await truus.goes()
    assert truus.text.count("Eerst dit.") == 1


async def test_what_was_said_is_forgotten_after_some_hours(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await truus.says("dank je wel")
    town.clock.passes(hours=5)
    await truus.goes()
    assert [one.text for one in truus.shown] == [start_texts.MENU]


async def test_a_picture_says_what_it_shows(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    await waits(town, "De week.", file=File("week.png", b"\x89PNG", 'Staafdiagram, "wk 47": 12 bezoeken'))
    await truus.goes()
    *_, (where, alt) = truus.shown[-1].files
    assert alt == 'Staafdiagram, "wk 47": 12 bezoeken'
    henk = Visitor(town)
    await henk.signs_in()
    await henk.goes(where)
    assert henk.status == 404, "it is hers alone"
    await truus.goes(where)
    assert truus.headers["content-type"] == "image/png"


async def test_what_is_new_comes_by_itself(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    run, change = re.findall(r'data-run="(\w+)" data-change="(\d+)"', truus.html)[0]
    async with town.client(truus.cookies, Accept="application/json") as client:
        asked = asyncio.create_task(client.get("/new", params={"run": run, "since": change}))
        await asyncio.sleep(0.05)
        assert town.web.reached() != []
        await waits(town, "Er is iets nieuws.")
        town.web.wake()
        news = (await asked).json()
    assert ["Er is iets nieuws." in item["html"] for item in news["items"]] == [True]
    assert town.web.reached() == []


# Who is kept out.


async def test_every_answer_has_the_headers(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    for where in ("/", "/afmelden", "/new", "/static/page.css", "/nowhere", "/file/x"):
        await truus.goes(where)
        assert "default-src 'none'" in truus.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in truus.headers["content-security-policy"]
        assert truus.headers["referrer-policy"] == "same-origin"
        cached = "max-age" if where.startswith("/static") else "no-store"
        assert cached in truus.headers["cache-control"]
        assert where.startswith("/static") or not re.search(INLINE, truus.html)


async def test_a_file_that_changes_has_another_address_wherever_it_is_named(town: WebTown, truus: Visitor) -> None:
    """A browser keeps them for a week: one that was kept must not stand beside one that is new."""
    await truus.signs_in()
    named = set(re.findall(r'"(/static/[^"]+)"', truus.html))
    for where in list(named):
        await truus.goes(where)
        named |= set(re.findall(r'"(/static/[^"]+)"', truus.html))
    names = {where.partition("?")[0].removeprefix("/static/") for where in named}
    assert names == set(FILES) - {"screen.css", "screen.js"}
    for where in named:
        await truus.goes(where)
        assert truus.status == 200 and re.search(r"\?[0-9a-f]{12}$", where), where
    await truus.goes("/static/nothing.js")
    assert truus.status == 404


async def test_the_cookie_is_for_this_page_alone(town: WebTown) -> None:
    async with town.client() as client:
        form = read((await client.get("/")).text)[1]["form"]
        answer = await client.post("/begin", data={"form": form, "code": await invited(town)})
    parts = answer.headers["set-cookie"].lower().split("; ")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= set(parts) and "domain" not in str(parts)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://chat.example", f"{URL}.evil.example"])
async def test_a_form_of_another_page_is_refused(town: WebTown, truus: Visitor, origin: str) -> None:
    await truus.signs_in()
    form = truus.form
    for where, data in (("/say", {"form": form, "text": "menu"}), ("/afmelden", {}), ("/begin", {"form": form})):
        await truus.sends(where, data, Origin=origin)
        assert truus.status == 403
    await truus.goes()
    assert start_texts.MENU not in truus.text


async def test_another_host_is_refused(town: WebTown, truus: Visitor) -> None:
    for host in ("evil.example", "127.0.0.1", "chat.example.evil.example", ""):
        await truus.goes("/", Host=host)
        assert truus.status == 421 and texts.CODE not in truus.html


async def test_what_is_too_large_is_not_read(town: WebTown, truus: Visitor) -> None:
    await truus.signs_in()
    read_so_far = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal read_so_far
        for _ in range(1000):
            read_so_far += 65_536
            yield b"a" * 65_536

    async with town.client(truus.cookies) as client:
        answer = await client.post("/say", content=pieces())
    assert answer.status_code == 413
    assert read_so_far <= 3 * 65_536


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"form=%ff", b"&".join(b"a=1" for _ in range(50)), b"form=short&text=menu", b""]
)
async def test_what_is_no_form_of_ours(town: WebTown, truus: Visitor, body: bytes) -> None:
    await truus.signs_in()
    async with town.client(truus.cookies) as client:
        for where in ("/say", "/tap", "/begin"):
            assert (await client.post(where, content=body)).status_code == 400


async def test_who_is_not_signed_in_gets_the_way_in(town: WebTown, truus: Visitor) -> None:
    for where in ("/say", "/tap", "/afmelden"):
        await truus.sends(where, {"form": "a" * 22, "text": "menu", "button": "x:menu", "on": "x"})
        assert texts.CODE in truus.html
    async with town.client(Accept="application/json") as client:
        assert (await client.get("/new")).status_code == 401


async def test_the_numbers_are_on_every_page(town: WebTown, truus: Visitor) -> None:
    numbers = town.knowledge.help_numbers().values()
    await truus.goes()
    for where in ("/", "/afmelden", "/nowhere"):
        assert all(f'href="tel:{re.sub("[^0-9]", "", number)}"' in truus.html for number in numbers)
        await truus.signs_in()
        await truus.goes(where)


async def test_nothing_that_is_typed_is_logged(
    town: WebTown, truus: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    await truus.signs_in()
    await truus.says(f"wie is {NOBODY_TYPES_THIS}?")
    await truus.goes(f"/?start={NOBODY_TYPES_THIS}")
    await truus.sends("/begin", {"form": truus.form, "code": NOBODY_TYPES_THIS})
    monkeypatch.setattr(town.web, "say", None)
    await truus.goes()
    with pytest.raises(TypeError):  # what no handler takes is for the server to log, which prints no words
        await truus.says(f"nog eens {NOBODY_TYPES_THIS}")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert NOBODY_TYPES_THIS not in "\n".join(ours)


# When nothing can be stored.


async def test_without_a_database_a_crisis_gets_its_card(
    town: WebTown, truus: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> bool:
        raise StoreUnavailable("away")

    await truus.signs_in()
    form = truus.form
    monkeypatch.setattr(Conversations, "first_time", away)
    await truus.sends("/say", {"form": form, "text": "mevrouw zegt dat ze niet meer wil leven"})
    assert "113" in truus.shown[-1].text
    await truus.says("hoe herken ik eenzaamheid?")
    assert "Stuur het over een paar minuten nog eens" in truus.shown[-1].text
    monkeypatch.undo()
    await truus.says("hoe herken ik eenzaamheid?")
    assert "Nagekeken" in truus.text


async def test_who_is_not_signed_in_gets_the_card_too(town: WebTown, truus: Visitor) -> None:
    crisis = "mevrouw zegt dat ze niet meer wil leven"
    await truus.sends("/say", {"form": "a" * 22, "text": crisis})
    assert truus.status == 403 and "Bel 113" in truus.html and texts.CODE in truus.html
    await truus.sends("/begin", {"form": "b" * 22, "code": crisis})
    assert truus.status == 422 and "Bel 113" in truus.html and texts.CODE in truus.html
    async with town.client(Accept="application/json") as client:
        answer = await client.post("/say", data={"form": "c" * 22, "text": crisis})
    assert "113" in answer.json()["notice"]


async def test_a_database_that_hangs_does_not_hold_up_a_card(
    town: WebTown, truus: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs = asyncio.Event()

    async def first_time(*_: object) -> bool:
        await hangs.wait()
        raise StoreUnavailable("away")

    await truus.signs_in()
    monkeypatch.setattr(Conversations, "first_time", first_time)
    monkeypatch.setattr("bot.channels.web.channel.LATE_SECONDS", 0.01)
    monkeypatch.setattr("bot.channels.web.channel.PATIENCE", 0.2)
    await truus.says("mevrouw zegt dat ze niet meer wil leven")
    assert "113" in truus.shown[-1].text and texts.WORKING in truus.html
    hangs.set()


# At home.


@pytest.fixture
async def home(town: WebTown) -> AsyncIterator[tuple[WebTown, Local]]:
    """The page of who sits at this machine, behind its own door."""
    door = Local()
    site = local(4321)
    town.web = Web(town.turns, town.store, town.knowledge, town.clock, site, door, town.web._listener)
    town.app = pages_app(town.web)
    delivering = asyncio.create_task(town.web.postman.run())
    yield town, door
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)


async def test_the_key_opens_the_page_once(home: tuple[WebTown, Local]) -> None:
    town, door = home
    me, other = Visitor(town), Visitor(town)
    at = {"Host": "127.0.0.1:4321", "Origin": "http://127.0.0.1:4321"}
    await other.goes("/", **at)
    assert texts.CLOSED_TITLE in other.html and other.status == 403
    await other.goes("/?key=wrong", **at)
    assert other.status == 403
    transport = httpx.ASGITransport(town.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:4321") as browser:
        page = await browser.get(f"/?key={door.key}", follow_redirects=True)
        assert "Welkom bij Opmerkzaam" in page.text and "Beheer" not in page.text
        assert str(page.url) == "http://127.0.0.1:4321/", "the key does not stay in the address"
        assert (await browser.get(f"/?key={door.key}")).status_code == 303, "a reload of it is no harm"
    await me.goes(f"/?key={door.key}", **at)
    assert me.status == 403
    async with town.store.work(read_only=True) as work:
        assert await work.people.knows(CHANNEL, LOCAL_ADDRESS)


async def test_at_home_a_crisis_gets_its_card_behind_the_door(home: tuple[WebTown, Local]) -> None:
    stranger = Visitor(home[0])
    at = {"Host": "127.0.0.1:4321", "Origin": "http://127.0.0.1:4321"}
    await stranger.sends("/say", {"form": "a" * 22, "text": "mevrouw zegt dat ze niet meer wil leven"}, **at)
    assert stranger.status == 403 and "Bel 113" in stranger.html and texts.CLOSED_TITLE in stranger.html


async def test_at_home_another_name_for_this_machine_is_refused(home: tuple[WebTown, Local]) -> None:
    town, door = home
    for host in ("evil.example:4321", "127.0.0.1:4322", "127.0.0.1", "127.0.0.1.nip.io:4321"):
        somebody = Visitor(town)
        await somebody.goes(f"/?key={door.key}", Host=host)
        assert somebody.status == 421
    assert door.enter(door.key) is not None, "the key was not used up"
