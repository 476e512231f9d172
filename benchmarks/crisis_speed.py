"""How long the crisis guard reads the longest message: `python -m benchmarks.crisis_speed`. Needs no Rasa."""

from __future__ import annotations

import time

from bot.app import CRISIS_RULES
from bot.language.crisis import CrisisGuard, load_rules
from bot.settings import Settings

STORIES = {
    "an ordinary story": "Mevrouw had koffie gezet en vertelde over haar kleinkinderen en de kermis van vroeger. " * 48,
    "nothing but alarms": "hij wil dood " * 315,
}
RUNS = 20


def main() -> None:
    guard = CrisisGuard(load_rules(Settings().knowledge_folder / CRISIS_RULES))
    for name, story in STORIES.items():
        guard.check(story)
        seconds = []
        for _ in range(RUNS):
            start = time.perf_counter()
            guard.check(story)
            seconds.append(time.perf_counter() - start)
        print(f"{name}: {len(story)} characters, {sorted(seconds)[RUNS // 2] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
