"""Memory that stays as it is once everything is loaded."""

from __future__ import annotations

import gc


def freeze_what_exists() -> None:
    """Takes all that exists now out of the garbage collector's sight, for good.

    A collection would walk through hundreds of megabytes of rules and words, a tenth of a second in which nobody is
    answered. And it writes into whatever it looks at: after a fork, what is written to is shared no longer.
    """
    gc.collect()
    gc.freeze()
