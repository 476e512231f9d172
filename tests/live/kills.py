"""At which steps of a journey the bot dies. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

Kill = tuple[int, int]
"""In an act: the step at which the bot dies, and the one of its next life at which it dies again; 0 is at none."""

STEPS_OF_A_START = 12
"""So many steps a new life takes before it does what there is to do."""


def every_step(steps: Sequence[int]) -> Iterator[list[Kill]]:
    """Plays in which the bot dies once at every step; `steps` are those that it took in each act when it lived.

    The first of them dies at the first step of each act, the next at the second: what is right again after every act
    is as good as new for the next one.
    """
    for step in range(1, max(steps) + 1):
        yield [(step if step <= taken else 0, 0) for taken in steps]


def some_steps(steps: Sequence[int], share: float, seed: str) -> list[Kill]:
    """A play in which the bot dies at some step in about this share of the acts, once at least."""
    chance = Random(seed)
    dies = [chance.random() < share for _ in steps]
    dies[chance.randrange(len(steps))] = True
    return [(chance.randint(1, taken) if now else 0, 0) for taken, now in zip(steps, dies, strict=True)]


def twice_in_each_act(steps: Sequence[int], seed: str) -> list[Kill]:
    """A play in which the bot dies at some step of each act, and again soon after it was started."""
    chance = Random(seed)
    return [(chance.randint(1, taken), chance.randint(1, taken + STEPS_OF_A_START)) for taken in steps]
