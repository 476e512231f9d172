"""Fetches the estimates from the open data of CBS, which also has the tables of RIVM."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.errors import EstimatesError
from bot.estimates.table import TABLE, Estimates, estimates_of, region_filter

CATALOG = "dataderden.cbs.nl"
"""Where CBS keeps the tables of others; its own are elsewhere."""
TIMEOUT = (10, 60)
"""Seconds to connect, and to wait for each piece of an answer. Of itself the package waits for ever."""
NOT_FOUND = 404


def fetch(municipality: str, today: date) -> Estimates:
    """The newest estimates for a municipality (`GM0917`) and its wijken. Blocks. Raises EstimatesError.

    It also has to take the names of all neighbourhoods of the country: several megabytes, so only now and then.
    """
    return estimates_of(_download(region_filter(municipality)), municipality, today)


def _download(rows: str) -> Mapping[str, Any]:
    # Here, because it takes half a second, and sets up logging of its own when nobody did so before.
    import cbsodata
    import requests

    try:
        # Not `get_data`, which puts names in the place of keys. `typed` is the other way round in this package.
        answer = cbsodata.download_data(TABLE, typed=False, filters=rows, catalog_url=CATALOG, timeout=TIMEOUT)
    except requests.HTTPError as error:
        raise EstimatesError(_refusal(error)) from None
    except requests.RequestException as error:
        raise EstimatesError(f"{CATALOG} cannot be reached now ({type(error).__name__})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        # It is not JSON, or not the JSON of a table: the package takes it as it comes.
        raise EstimatesError(_no_table()) from None
    if not _is_table(answer):
        raise EstimatesError(_no_table())
    return dict(answer)


def _refusal(error: Exception) -> str:
    # The package raises the error anew, and leaves the answer behind at its cause.
    status = getattr(getattr(error.__cause__, "response", None), "status_code", None)
    if status == NOT_FOUND:
        return f"{CATALOG} has no table {TABLE} (any more)"
    return f"{CATALOG} gives no answer now (status {status})"


def _no_table() -> str:
    return f"What {CATALOG} answers is not table {TABLE} as it was"


def _is_table(answer: Any) -> bool:
    """Lists of rows by name."""
    return all(isinstance(part, list) and all(isinstance(row, Mapping) for row in part) for part in answer.values())
