"""Typst: from a template and plain values to a PNG or a PDF."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.digest.sheet import Sheet

if TYPE_CHECKING:
    from typst import Fonts

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"


def png(template: str, sheet: Sheet, ppi: float) -> bytes:
    """The only page of a template."""
    import typst  # only who draws pays for it

    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        format="png",
        ppi=ppi,
        sys_inputs=_inputs(sheet),
    )
    assert isinstance(made, bytes), f"{template} has more than one page"
    return made


def pdf(template: str, sheet: Sheet, made_on: date) -> bytes:
    """All pages, tagged for screen readers; the same bytes for the same values."""
    import typst

    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs=_inputs(sheet),
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
