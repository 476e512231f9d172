"""Fetching the table over HTTPS from a server that answers as CBS does, and everything that it may answer instead."""

from __future__ import annotations

from datetime import date

import cbsodata
import pytest

from bot.errors import EstimatesError
from bot.estimates.fetching import fetch
from tests.estimates.open_data import FEED, OpenData

TODAY = date(2026, 11, 21)


def test_the_newest_estimates_of_the_wijken(open_data: OpenData) -> None:
    estimates = fetch("GM0917", TODAY)
    assert (estimates.source, estimates.table, estimates.group) == ("RIVM/CBS", "50120NED", "65 jaar en ouder")
    assert (estimates.year, estimates.fetched_on) == (2022, TODAY)
    assert len(estimates.lonely) == 22, "the municipality and 23 wijken, of which two have no estimate"
    assert estimates.lonely["GM0917"] == 51.4
    assert estimates.lonely["WK091710"] == 40.5
    assert estimates.lonely["WK091742"] == 72.5
    assert not {"WK091723", "WK091734"} & estimates.lonely.keys()


def test_only_what_is_needed_is_asked_for(open_data: OpenData) -> None:
    fetch("GM0917", TODAY)
    rows = [asked for asked in open_data.asked if "TypedDataSet" in asked]
    assert rows[0] == (
        f"{FEED}TypedDataSet (startswith(WijkenEnBuurten,'GM0917') or startswith(WijkenEnBuurten,'WK0917'))"
        " and Leeftijd eq '80200' and Marges eq 'MW00000'"
    )
    assert len(rows) == 3, "the 50 rows come on three pages"
    assert not any("UntypedDataSet" in asked for asked in open_data.asked)


def test_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cbsodata.options.requests, "proxies", {"https": "http://127.0.0.1:9"})
    with pytest.raises(EstimatesError, match=r"^dataderden.cbs.nl cannot be reached now \(ProxyError\)$"):
        fetch("GM0917", TODAY)


def test_a_server_that_is_somebody_else(open_data: OpenData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cbsodata.options.requests, "verify", True)
    with pytest.raises(EstimatesError, match=r"^dataderden.cbs.nl cannot be reached now \(SSLError\)$"):
        fetch("GM0917", TODAY)


NO_ANSWER = {
    "the table is gone": (404, "", r"^dataderden.cbs.nl has no table 50120NED \(any more\)$"),
    "out of order": (503, "", r"^dataderden.cbs.nl gives no answer now \(status 503\)$"),
    "a page for people": (200, "<html>Onderhoud</html>", "answers is not table 50120NED"),
    "nothing": (200, "", "answers is not table 50120NED"),
    "JSON of another kind": (200, '{"rows": []}', "answers is not table 50120NED"),
    "no table": (200, '{"value": [1, 2]}', "answers is not table 50120NED"),
    "a list": (200, "[]", "answers is not table 50120NED"),
    "an empty table": (200, '{"value": []}', "answers is not table 50120NED"),
}


@pytest.mark.parametrize(("status", "body", "told"), NO_ANSWER.values(), ids=NO_ANSWER)
def test_no_answer(open_data: OpenData, status: int, body: str, told: str) -> None:
    open_data.status, open_data.body = status, body
    with pytest.raises(EstimatesError, match=told):
        fetch("GM0917", TODAY)


def test_a_part_that_is_no_table(open_data: OpenData) -> None:
    open_data.parts["Perioden"] = ["2022JJ00"]  # type: ignore[list-item]
    with pytest.raises(EstimatesError, match="answers is not table 50120NED"):
        fetch("GM0917", TODAY)


def test_a_municipality_that_is_not_there(open_data: OpenData) -> None:
    with pytest.raises(EstimatesError, match="has no rows of people of 65 and over in GM0001"):
        fetch("GM0001", TODAY)
