"""How the answers of a group are spread, and its picture."""

from __future__ import annotations

from bot.practice.picture import picture
from bot.practice.spread import FEWEST, spread

OPTIONS = [("A", "Ja & <nee>", 2), ("B", '"Wie zeg je dat dan?"', 0), ("C", "#set page()", 1)]


def test_counts_by_the_place_in_the_file() -> None:
    seen = spread("Soep", "Wat zou je zeggen?", OPTIONS, [(0,), (2,), (0, 2), (0, 0), ()], 7)
    assert [(bar.letter, bar.count) for bar in seen.bars] == [("A", 2), ("B", 3), ("C", 0)]
    assert (seen.answered, seen.members, seen.most, seen.is_shown) == (5, 7, 3, True)


def test_of_too_few_nothing_is_counted() -> None:
    for few in range(FEWEST):
        seen = spread("Soep", "Wat zou je zeggen?", OPTIONS, [(0,)] * few, 7)
        assert (seen.answered, seen.is_shown, seen.most) == (few, False, 0)
        assert {bar.count for bar in seen.bars} == {None}


def test_the_picture_is_drawn_of_any_text() -> None:
    for answers in ([(0,)] * 3, [(0, 1, 2)] * 250, [()] * 3):
        seen = spread("Soep", "Wat zou je zeggen?", OPTIONS, answers, 300)
        drawn = picture(seen, "3 van de 7 mensen antwoordden.")
        assert drawn.startswith(b"\x89PNG") and drawn[16:24] == (1920).to_bytes(4, "big") + (1080).to_bytes(4, "big")
