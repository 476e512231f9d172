"""What is read from the accounts of visits in a frozen set: `python -m benchmarks.accounts [--set accounts-test]`.

Prints precision and recall over all signals, and how often age band and area are right. Needs no Rasa.
"""

from __future__ import annotations

import argparse

from benchmarks.frozen_sets import ACCOUNTS, accounts
from bot.knowledge import load_knowledge
from bot.language.ages import age_band
from bot.language.places import AreaFinder
from bot.language.signals import SignalReader
from bot.settings import Settings


def main() -> None:
    options = argparse.ArgumentParser(description="Measures what is read from accounts of visits.")
    options.add_argument("--set", default=ACCOUNTS[0], choices=ACCOUNTS)
    held = accounts(options.parse_args().set)
    knowledge = load_knowledge(Settings().knowledge_folder)
    phrases = {signal.code: signal.phrases for signal in knowledge.signals.values()}
    reader, areas = SignalReader(phrases), AreaFinder(knowledge.areas.spoken_names())
    read = [{found.code for found in reader.read(account.text)} for account in held]
    true = [set(account.signals) for account in held]
    right = sum(len(found & truth) for found, truth in zip(read, true, strict=True))
    print(f"signals: {sum(map(len, true))} hold, {sum(map(len, read))} read, {right} of them right")
    print(f"precision {right / sum(map(len, read)):.3f}  recall {right / sum(map(len, true)):.3f}")
    ages = sum(age_band(account.text) == account.age_band for account in held)
    places = sum(areas.find(account.text) == account.area for account in held)
    print(f"age band right {ages / len(held):.3f}  area right {places / len(held):.3f}")


if __name__ == "__main__":
    main()
