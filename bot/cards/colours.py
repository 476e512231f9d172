"""What the colours mean on the cards. A word stands in every one of them."""

from bot.typesetting.colours import BLUE, INK, PAPER, QUIET, RULE, YELLOW

WARM = "#fdf7ea"
"""Behind the words on a screen; on paper it stays white."""

COLOURS = {
    "paper": PAPER,
    "warm": WARM,
    "ink": INK,
    "quiet": QUIET,
    "rule": RULE,
    "yellow": YELLOW,
    "blue": BLUE,
}
