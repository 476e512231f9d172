"""Typst: from a template and plain values to a PNG or a PDF."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.digest.sheet import Sheet

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
"""To keep (PDF/A) and for everybody (PDF/UA): a municipality asks for both. Typst refuses what does not conform."""


def pngs(template: str, sheet: Sheet, ppi: float) -> list[bytes]:
    """The pages of a template."""
    import typst  # only who draws pays for it

    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        format="png",
        ppi=ppi,
        sys_inputs=_inputs(sheet),
    )
    return [made] if isinstance(made, bytes) else list(made)


def pdf(template: str, sheet: Sheet, made_on: date) -> bytes:
    """All pages, tagged for screen readers; the same bytes for the same values."""
    import typst

    try:
        return _pdf(template, sheet, made_on, STANDARDS)
    except typst.TypstError:
        # A sign that no font has (an emoji in a title) breaks the standards; it is no reason to go without the page.
        return _pdf(template, sheet, made_on, [])


def _pdf(template: str, sheet: Sheet, made_on: date, standards: list[PDFStandard]) -> bytes:
    import typst

    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs=_inputs(sheet),
        pdf_standards=standards,
        timestamp=datetime.combine(made_on, time(12), UTC),
    )
    assert isinstance(made, bytes)
    return made


def _inputs(sheet: Sheet) -> dict[str, str]:
    return {"sheet": json.dumps(sheet)}


@cache
def _fonts() -> Fonts:
    """Ours, and the ones inside Typst for signs that ours lack; never the machine's."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
