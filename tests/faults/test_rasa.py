"""Whatever ails Rasa: everybody gets an answer, a crisis its card, and no word of it is in the log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from bot.dialogue.texts.ask import ONLY_SEARCH
from tests.botapi import BotApi, Shown, User
from tests.faults.bots import CARD, CRISIS, MARKER, Bot, Starter
from tests.faults.rasa_stand_in import ILL, STATUS, RasaStandIn, answers, ranking
from tests.faults.tally import Tally, with_words
from tests.live.processes import wait_for

ASKED = f"hoe herken ik eenzaamheid? {MARKER}"
SEARCH_FINDS = "Bedoel je een van deze?"
RASA_SAYS = "Rouw na een verlies"
QUICK = {"bot.language.nlu.PROBE_SECONDS": 0.1}
READY = "Rasa is ready"
SEARCHING = ONLY_SEARCH.strip("_")
SEEN = f'"{SEARCH_FINDS}", with articles; once "{SEARCHING}"; at a crisis its card'


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module")
def rasa() -> Iterator[RasaStandIn]:
    with RasaStandIn() as rasa:
        yield rasa


@pytest.fixture(scope="module")
def bot(starter: Starter, api: BotApi, rasa: RasaStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot for all of them, as in real life: what ails Rasa comes and goes."""
    folder = tmp_path_factory.mktemp("bot")
    with Bot(starter, folder, api, constants=QUICK, RASA_URL=rasa.url, RASA_TOKEN="a token") as bot:
        yield bot


NUMBERS = count(1001)


@pytest.fixture
def truus(api: BotApi, bot: Bot, rasa: RasaStandIn) -> User:
    """Somebody new, at a moment at which Rasa is well."""
    rasa.ill, rasa.status = None, STATUS
    truus = api.user(next(NUMBERS))
    understood(truus)
    return truus


def understood(truus: User) -> None:
    """Asks until Rasa answers: how soon it is found to be well again is not promised."""

    def answered() -> bool:
        truus.says(ASKED)
        return RASA_SAYS in truus.waits_for(any_answer, timeout=60).text

    wait_for(answered, 60, "Rasa is not found again")


def any_answer(shown: Shown) -> bool:
    return RASA_SAYS in shown.text or SEARCH_FINDS in shown.text


def answered_without(truus: User, bot: Bot) -> None:
    """Truus gets an answer, is told, and gets the card, each once."""
    told = with_words(truus, SEARCHING)
    truus.says(ASKED)
    truus.waits_for(SEARCH_FINDS, timeout=60)
    truus.waits_for(SEARCHING, timeout=60)
    truus.says(CRISIS)
    truus.waits_for(CARD, timeout=60)
    assert (with_words(truus, SEARCHING) - told, with_words(truus, CARD)) == (1, 1)
    bot.told_nothing()


SLOW, DEAD = ("hangs", "drips"), ("half an answer", "hangs up")


def kind_of(ill: str) -> str:
    return "Rasa is slow" if ill in SLOW else "Rasa's connections die" if ill in DEAD else "Rasa answers rubbish"


@pytest.mark.parametrize("ill", ILL)
def test_an_ill_rasa(truus: User, bot: Bot, rasa: RasaStandIn, tally: Tally, ill: str) -> None:
    rasa.ill = ILL[ill]
    answered_without(truus, bot)
    tally.add(kind_of(ill), SEEN)


def test_the_model_of_something_else(truus: User, bot: Bot, rasa: RasaStandIn, tally: Tally) -> None:
    rasa.ill = answers(ranking(0.99, name="order_pizza"))
    answered_without(truus, bot)
    tally.add("Rasa answers rubbish", SEEN)


@pytest.mark.parametrize("status", [{**STATUS, "model_file": None}, "Hello from Rasa: 3.6.21", [], "[" * 200_000])
def test_a_rasa_without_its_model(truus: User, bot: Bot, rasa: RasaStandIn, tally: Tally, status: object) -> None:
    rasa.ill, rasa.status = answers("", 409), status
    answered_without(truus, bot)
    tally.add("Rasa has no model", SEEN)


def test_a_rasa_that_is_away_and_comes_back(truus: User, bot: Bot, rasa: RasaStandIn, tally: Tally) -> None:
    rasa.stop()
    try:
        answered_without(truus, bot)
    finally:
        rasa.start()
    understood(truus)
    tally.add("Rasa is down, and is started again", SEEN)


def test_a_rasa_that_dies_with_questions_in_hand(truus: User, bot: Bot, rasa: RasaStandIn, tally: Tally) -> None:
    rasa.ill = ILL["hangs"]
    parsed = rasa.parsed
    truus.says(ASKED)
    wait_for(lambda: rasa.parsed > parsed, 30, "Rasa is not asked")
    rasa.stop()
    try:
        truus.waits_for(SEARCH_FINDS, timeout=60)
    finally:
        rasa.ill = None
        rasa.start()
    understood(truus)
    tally.add("Rasa is down, and is started again", SEEN)


def test_at_the_end_the_bot_is_well(truus: User, bot: Bot, api: BotApi) -> None:
    wait_for(lambda: not api.pending, 30, "updates are left")
    assert bot.stops() == 0
    assert "failed" not in bot.log and "ERROR" not in bot.log
    assert "a token" not in bot.log
