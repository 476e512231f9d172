"""The week for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from csv import QUOTE_MINIMAL, writer
from io import StringIO

from bot.digest import texts_shared as texts
from bot.digest.shared import Line, SharedWeek

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as Windows-1252."""
STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
UNSEEN = " \t\r\n"
"""What a spreadsheet takes for a formula, also behind a space or a tab (OWASP, CSV Injection)."""


def csv(week: SharedWeek) -> str:
    """Lines of code;label;count, as Dutch Excel opens them; the count is empty where it is not shown.

    Headlines first, then the trend (oldest week first), the dimensions and the tables, a total before its parts; what
    stands in several places has one line.
    Encode as UTF-8: the mark that Excel needs is in it.
    """
    written = StringIO()
    rows = writer(written, delimiter=";", quoting=QUOTE_MINIMAL, lineterminator="\r\n")
    rows.writerow(texts.CSV_HEADER)
    for line in {line.code: line for line in _lines(week)}.values():
        rows.writerow((harmless(line.code), harmless(line.label), "" if line.count is None else line.count))
    return BYTE_ORDER_MARK + written.getvalue()


def harmless(cell: str) -> str:
    """The cell as text, whatever it starts with: an apostrophe before a formula keeps it from being one."""
    formula = cell.lstrip(UNSEEN).startswith(STARTS_A_FORMULA) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if formula else cell


def _lines(week: SharedWeek) -> Iterator[Line]:
    yield from week.headlines
    for one in week.trend:
        named = texts.WEEK.format(number=one.week.number)
        yield Line(f"{one.week}-visits", f"{named}: {texts.VISITS}", one.visits)
        yield Line(f"{one.week}-noticed", f"{named}: {texts.NOTICED}", one.noticed)
        yield Line(f"{one.week}-visits-last-year", f"{named}: {texts.LAST_YEAR}", one.visits_last_year)
    yield from week.dimensions
    for table in week.tables:
        if table.total:
            yield table.total
        yield from table.lines
