"""What the colours mean in the picture and the PDF of a week."""

from bot.typesetting.colours import BLUE, INK, PAPER, QUIET, RULE, YELLOW

VISITS = YELLOW
NOTICED = BLUE

COLOURS = {
    "paper": PAPER,
    "ink": INK,
    "quiet": QUIET,
    "rule": RULE,
    "visits": VISITS,
    "noticed": NOTICED,
}
