"""What runs in a process of its own, so that memory and time are its own: `python -m benchmarks.nlu.in_rasa`.

train FOLDER        trains FOLDER/model.tar.gz and writes the seconds that it took into FOLDER/trained.json
parse FOLDER        loads that model and parses FOLDER/texts.json one by one, into FOLDER/parsed.json
draws FOLDER ...    both, in each folder
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from benchmarks.nlu.project import CONFIG, DOMAIN, EXAMPLES, MODEL, PARSED, TEXTS, TRAINED


def main(what: str, *folders: str) -> None:
    for folder in map(Path, folders):
        if what in ("train", "draws"):
            train(folder)
        if what in ("parse", "draws"):
            asyncio.run(parse(folder))


def train(folder: Path) -> None:
    """From reading the examples to the packed model; the start of Python and Rasa does not count."""
    started = time.perf_counter()
    config, examples, domain = (str(folder / name) for name in (CONFIG, EXAMPLES, DOMAIN))
    train_nlu(config, examples, output=str(folder), fixed_model_name=MODEL, domain=domain)
    (folder / TRAINED).write_text(json.dumps(time.perf_counter() - started), "utf-8")


async def parse(folder: Path) -> None:
    """Writes each text's ranking and its milliseconds, and the memory that the process then holds, in bytes."""
    agent = Agent.load(folder / MODEL)
    texts = json.loads((folder / TEXTS).read_text("utf-8"))
    await agent.parse_message(texts[0])  # what is loaded on first use
    rankings, milliseconds = [], []
    for text in texts:
        started = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds.append((time.perf_counter() - started) * 1000)
        rankings.append([(item["name"], float(item["confidence"])) for item in parsed["intent_ranking"]])
    found = {"rankings": rankings, "milliseconds": milliseconds, "memory": _resident()}
    (folder / PARSED).write_text(json.dumps(found), "utf-8")


def _resident() -> int:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    main(*sys.argv[1:])
