"""The colours of the picture and the PDF.

Two hues that everybody can tell apart, yellow and blue (the two that all kinds of colour blindness keep; Okabe and Ito,
Color Universal Design, 2008), far enough apart in lightness to stay different on a grey print. Every shape has an
outline or a dash as well, so that no meaning hangs on colour alone (WCAG 2.2, 1.4.1 and 1.4.11).
"""

PAPER = "#ffffff"
INK = "#1b1f24"
QUIET = "#5b6470"
"""Smaller text, and the outline of what is not shown."""
RULE = "#d5dae0"
VISITS = "#f6c453"
NOTICED = "#123f73"

COLOURS = {
    "paper": PAPER,
    "ink": INK,
    "quiet": QUIET,
    "rule": RULE,
    "visits": VISITS,
    "noticed": NOTICED,
}
