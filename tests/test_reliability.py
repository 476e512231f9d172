"""The table of faults says what was found."""

from __future__ import annotations

from pathlib import Path

from benchmarks.reliability import BEGIN, DOCUMENT, END, FIGURES, document, read, record


def test_the_document_says_what_the_figures_say() -> None:
    written = DOCUMENT.read_text("utf-8")
    assert document(written, read(FIGURES)) == written, "run `make docs`"


def test_what_is_recorded_replaces_what_was_known_of_that_fault_only(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    record("killed", tried=10, lost=1, doubled=0, seen="nothing", figures=figures)
    record("disk full", tried=2, lost=0, doubled=0, seen="is told", figures=figures)
    record("killed", tried=1200, lost=0, doubled=0, seen="a pause", figures=figures)
    assert document(f"# Faults\n{BEGIN}\nold\n{END}\nmore", read(figures)).splitlines() == [
        "# Faults",
        BEGIN,
        "| fault | times tried | lost | doubled | what the user saw |",
        "| --- | ---: | ---: | ---: | --- |",
        "| disk full | 2 | 0 | 0 | is told |",
        "| killed | 1,200 | 0 | 0 | a pause |",
        "| **all** | 1,202 | 0 | 0 | |",
        END,
        "more",
    ]
