"""The colours of everything that is drawn.

Two hues that everybody can tell apart, yellow and blue (the two that all kinds of colour blindness keep; Okabe and Ito,
Color Universal Design, 2008), far enough apart in lightness to stay different on a grey print. Every shape has an
outline, a dash or a word as well, so that no meaning hangs on colour alone (WCAG 2.2, 1.4.1 and 1.4.11).
"""

PAPER = "#ffffff"
INK = "#1b1f24"
QUIET = "#5b6470"
"""Smaller text, and the outline of what is not shown."""
RULE = "#d5dae0"
YELLOW = "#f6c453"
BLUE = "#123f73"
