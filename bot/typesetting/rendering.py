"""Typst: from a template and plain values to a PNG or a PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

Sheet = Mapping[str, Any]
"""Plain values that JSON can carry; no text in it is ever read as Typst."""

FONTS = Path(__file__).parent / "fonts"
STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
"""To keep (PDF/A) and for everybody (PDF/UA): a municipality asks for both. Typst refuses what does not conform."""

PIXEL_A_POINT = 72
"""Points an inch: a template for a screen counts in points."""


def pngs(template: Path, sheet: Sheet, ppi: float) -> list[bytes]:
    """The pages of a template. It may import what lies in its own folder."""
    import typst  # only who draws pays for it

    made = typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        format="png",
        ppi=ppi,
        sys_inputs=_inputs(sheet),
    )
    return [made] if isinstance(made, bytes) else list(made)


def pdf(template: Path, sheet: Sheet, made_on: date) -> bytes:
    """All pages, tagged for screen readers; the same bytes for the same values."""
    import typst

    try:
        return _pdf(template, sheet, made_on, STANDARDS)
    except typst.TypstError:
        # A sign that no font has (an emoji in a title) breaks the standards; it is no reason to go without the page.
        return _pdf(template, sheet, made_on, [])


def _pdf(template: Path, sheet: Sheet, made_on: date, standards: list[PDFStandard]) -> bytes:
    import typst

    made = typst.compile(
        template,
        root=template.parent,
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
