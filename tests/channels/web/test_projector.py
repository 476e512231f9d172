"""The screen before a group: what the trainer sees of it, by whose taps it changes, and who sees nothing."""

from __future__ import annotations

import asyncio
import re
from html import unescape

import pytest

from bot.channels.web import requests
from bot.channels.web.projector import PAGE
from bot.dialogue.texts import screen as texts
from bot.dialogue.texts import web as web_texts
from bot.store.role import Role
from tests.channels.web.test_page import Visitor
from tests.channels.web.web_town import SCRIPT, URL, WebTown

pytestmark = pytest.mark.parametrize("town", [False], indirect=True, ids=["on the page"])

CASE = "te-veel-soep"
PLAIN = re.compile(r"<(?!/?(?:b|strong|span)\b)[^>]+>|</?(?:b|strong|span)\b[^>]*>")


class Trainer(Visitor):
    """Somebody with the conversation in one window and the screen in another."""

    screen = ""

    async def looks(self) -> None:
        """Opens the screen."""
        async with self.town.client(self.cookies) as client:
            answer = await client.get(PAGE)
        self.screen, self.status, self.headers = answer.text, answer.status_code, answer.headers

    async def begins(self, case: str = CASE) -> str:
        """A group, begun in the conversation; gives its code."""
        shown = self.town.knowledge.practice[case]
        await self.goes()
        await self.says("/training")
        await self.taps({1: "Licht", 2: "Vraagt een vervolg", 3: "Vraagt vandaag actie"}[shown.level])
        await self.taps(shown.title)
        await self.taps("Begin met deze groep")
        await self.looks()
        return self.seen("p", "code")

    async def shows(self, label: str) -> None:
        """Taps a button of the screen."""
        await self._posts(self.screen_button(label))

    def screen_button(self, label: str) -> dict[str, str]:
        """The fields of a button of the screen."""
        value = next(value for value, found in self._buttons() if found == label)
        form = re.findall(r'name="form" value="([^"]+)"', self.screen)[-1]
        return {"form": form, "button": unescape(value)}

    @property
    def labels(self) -> list[str]:
        return [label for _, label in self._buttons()]

    @property
    def said(self) -> str:
        """The words on the screen."""
        body = self.screen.partition("<main")[2].partition("</main>")[0]
        return " ".join(unescape(PLAIN.sub(" ", body)).split())

    @property
    def counts(self) -> dict[str, str]:
        """The spread: letter -> how many people."""
        rows = re.findall(r'<b>([A-E])\.</b>.*?<span class="count">([^<]+)</span>', self.screen, re.DOTALL)
        return dict(rows)

    def seen(self, tag: str, name: str) -> str:
        found = re.search(rf'<{tag} class="{name}">([^<]+)<', self.screen)
        assert found is not None, self.said
        return found[1]

    async def _posts(self, data: dict[str, str]) -> None:
        async with self.town.client(self.cookies) as client:
            answer = await client.post(PAGE, data=data)
            assert answer.status_code == 303 and answer.headers["location"] == PAGE
        await self.looks()

    def _buttons(self) -> list[tuple[str, str]]:
        return re.findall(r'<button type="submit" name="button" value="([^"]+)">([^<]+)</button>', self.screen)


@pytest.fixture
async def bea(town: WebTown) -> Trainer:
    bea = Trainer(town)
    await bea.signs_in(Role.COORDINATOR)
    return bea


async def joined(town: WebTown, code: str, count: int) -> list[Visitor]:
    """Volunteers who signed in themselves and take part."""
    people = [Visitor(town) for _ in range(count)]
    for person in people:
        await person.signs_in()
        await person.says(code)
        assert "Je doet mee met de groep." in person.text
    return people


async def answer(people: list[Visitor], letters: str) -> None:
    for person, letter in zip(people, letters, strict=True):
        await person.goes()
        await person.says(letter)
        assert f"Jouw antwoord: {letter}." in person.text


async def test_from_the_code_to_the_end(town: WebTown, bea: Trainer) -> None:
    await bea.looks()
    assert texts.NO_GROUP_TITLE in bea.said and "/training" in bea.said and not bea.labels
    code = await bea.begins()
    case = town.knowledge.practice[CASE]
    assert "Voor het grote scherm: kies Scherm, bovenaan deze pagina." in bea.text
    assert '<a class="leave" href="/scherm">Scherm</a>' in bea.html
    assert re.fullmatch("[A-Z]{4}", code) and f"{URL}/?start=oefen-{code.lower()}" in bea.said
    assert 'role="img" aria-label="QR-code om mee te doen"><svg' in bea.screen
    for words in (case.title, case.story, "Wat valt je op?", "A.", "Vraag 1 van 4", "Antwoorden 0 van 0"):
        assert words in bea.said
    assert bea.labels == ["Toon de verdeling", "Toon de uitleg", "Volgende vraag", "Stop"]
    people = await joined(town, code, 3)
    await answer(people[:2], "AB")
    await bea.looks()
    assert "Antwoorden 2 van 3" in bea.said and texts.TOO_FEW in bea.said and not bea.counts
    await bea.shows("Toon de verdeling")
    assert "Nog te weinig antwoorden." in bea.said and not bea.counts, "two people would see each other's answer"
    await answer(people[2:], "A")
    await bea.looks()
    assert not bea.counts, "nothing is shown before the trainer says so"
    await bea.shows("Toon de verdeling")
    assert bea.counts == {"A": "2 mensen", "B": "1 mens", "C": "0 mensen", "D": "0 mensen", "E": "0 mensen"}
    assert "Zo antwoordden 3 van de 3 mensen." in bea.said and bea.labels[0] == "Ververs"
    await bea.shows("Toon de uitleg")
    assert case.questions[0].feedback in bea.said and "Dit past" in bea.said and "Toon de uitleg" not in bea.labels
    await people[0].goes()
    assert case.questions[0].feedback in people[0].text, "as after the chat's own button"
    assert "De verdeling staat stil." not in bea.said, "nobody answers any more"
    await bea.shows("Volgende vraag")
    assert "Vraag 2 van 4" in bea.said and case.story in bea.said and not bea.counts
    assert case.questions[0].feedback not in bea.said and bea.seen("dd", "code") == code
    await bea.shows("Stop")
    assert bea.labels == ["Ja, stoppen voor iedereen", "Nee, doorgaan"] and "Stoppen voor iedereen?" in bea.said
    await bea.shows("Ja, stoppen voor iedereen")
    assert texts.NO_GROUP_TITLE in bea.said and not bea.labels
    town.clock.passes(seconds=5)
    await people[0].goes()
    assert "De groep is klaar." in people[0].text


async def test_the_spread_stands_still_and_the_count_goes_on(town: WebTown, bea: Trainer) -> None:
    """Who watches the room and a bar that grows sees who answered what."""
    people = await joined(town, await bea.begins(), 4)
    await answer(people[:3], "AAB")
    await bea.shows("Toon de verdeling")
    before = bea.counts
    await answer(people[3:], "B")
    await answer(people[:1], "C")
    await bea.looks()
    assert bea.counts == before and "Antwoorden 4 van 4" in bea.said
    assert "Zo antwoordden 3 van de 3 mensen." not in bea.said and "Zo antwoordden 3 van de 4 mensen." in bea.said
    await bea.shows("Ververs")
    assert bea.counts["B"] == "2 mensen" and "Zo antwoordden 4 van de 4 mensen." in bea.said


async def test_the_chat_leads_the_screen_too(town: WebTown, bea: Trainer) -> None:
    people = await joined(town, await bea.begins(), 3)
    await answer(people, "AAB")
    await bea.goes()
    await bea.taps("Toon de verdeling")
    await bea.looks()
    assert bea.counts["A"] == "2 mensen"
    old = bea.screen_button("Volgende vraag")
    await bea.taps("Volgende vraag")
    await bea._posts(old)
    assert "Vraag 2 van 4" in bea.said, "a button of a question that is over goes nowhere"


async def test_what_waits_for_the_trainer_is_not_lost_on_the_screen(town: WebTown, bea: Trainer) -> None:
    """It comes when they look at the conversation again, also after a restart."""
    await bea.begins()
    await bea.shows("Toon de uitleg")
    await town.close()
    await town.open()
    await bea.goes()
    assert "De uitleg staat op alle telefoons." in bea.text


async def test_nobody_else_sees_a_spread(town: WebTown, bea: Trainer) -> None:
    people = await joined(town, await bea.begins(), 3)
    await answer(people, "AAB")
    await bea.shows("Toon de verdeling")
    other, stranger, volunteer = Trainer(town), Trainer(town), Trainer(town)
    await other.signs_in(Role.COORDINATOR)
    volunteer.cookies = people[0].cookies
    for person in (other, volunteer):
        await person.looks()
        assert person.status == 200 and texts.NO_GROUP_TITLE in person.said and not person.labels
        async with town.client(person.cookies) as client:
            assert CASE not in (await client.get(f"{PAGE}/nieuw", headers=SCRIPT)).text
    assert 'href="/scherm"' not in people[0].html
    await stranger.looks()
    assert stranger.status == 303 and stranger.headers["location"] == "/"
    async with town.client() as client:
        assert (await client.get(f"{PAGE}/nieuw", headers=SCRIPT)).status_code == 401
        stolen = await client.post(PAGE, data=bea.screen_button("Stop"))
        assert stolen.status_code == 303 and stolen.headers["location"] == "/"
    for person in (other, volunteer):
        async with town.client(person.cookies) as client:
            await client.post(PAGE, data=bea.screen_button("Stop"))
    await bea.looks()
    assert bea.labels, "the button of somebody else ends no group"


async def test_a_button_of_the_screen_is_ours_alone(town: WebTown, bea: Trainer) -> None:
    await bea.begins()
    data = bea.screen_button("Stop")
    forged = {**data, "button": f"{'0' * 32}:{data['button'].partition(':')[2]}"}
    await bea._posts(forged)
    assert bea.labels
    async with town.client(bea.cookies, Origin="https://elsewhere.example") as client:
        assert (await client.post(PAGE, data=data)).status_code == 403
        assert (await client.get(PAGE, headers={"Host": "elsewhere.example"})).status_code == 421
    await bea.looks()
    assert bea.labels and bea.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in bea.headers["content-security-policy"]
    assert not re.search(r'style="|\son\w+="|<script>|<style', bea.screen), "the policy would not let it be"
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in bea.screen


async def test_what_is_new_comes_when_somebody_answers(
    town: WebTown, bea: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await joined(town, await bea.begins(), 1)
    await bea.looks()
    mark = re.findall(r'data-mark="(\w+)"', bea.screen)[0]
    async with town.client(bea.cookies) as client:
        same = (await client.get(f"{PAGE}/nieuw", params={"since": mark}, headers=SCRIPT)).json()
        assert same["mark"] == mark
        monkeypatch.setattr(requests, "POLL_SECONDS", 20)
        waiting = asyncio.create_task(client.get(f"{PAGE}/nieuw", params={"since": mark}, headers=SCRIPT))
        await answer(people, "A")
        news = (await asyncio.wait_for(waiting, 15)).json()
    assert news["mark"] != mark and "1 van 1" in news["html"]


async def test_who_loses_the_role_loses_the_screen(town: WebTown, bea: Trainer) -> None:
    await bea.begins()
    async with town.store.work() as work:
        (person,) = await work.people.coordinators()
        await work.people.make_guest(person, town.clock())
    await bea.looks()
    assert texts.NO_GROUP_TITLE in bea.said and not bea.labels


async def test_the_link_of_a_group_fills_in_its_code(town: WebTown, bea: Trainer) -> None:
    code = await bea.begins()
    truus = Visitor(town)
    await truus.goes(f"/?start=oefen-{code.lower()}")
    assert f"Typ daarna in het gesprek: <strong>{code}</strong>" in truus.html and 'name="code" value=""' in truus.html
    await truus.signs_in()
    await truus.goes(f"/?start=oefen-{code.lower()}")
    assert f">{code}</textarea>" in truus.html and web_texts.GROUP_LINK in truus.html
    await truus.says(code)
    assert "Je doet mee met de groep." in truus.text
