"""The tables of the load say what was found."""

from __future__ import annotations

from benchmarks.load.tables import DOCUMENT, document


def test_the_document_says_what_the_figures_say() -> None:
    written = DOCUMENT.read_text("utf-8")
    assert document(written) == written, "run `make docs`"
