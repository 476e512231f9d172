"""The crisis guard: does this text say that a life, or somebody's safety, is at stake?

Two readers that know nothing of each other: rules that a professional can read, and a classifier that learned from
examples. Neither waits for anything outside this process.
"""

from bot.language.crisis.rules import Crisis, CrisisRoute, CrisisRules, load_rules

__all__ = ["RULES", "Crisis", "CrisisRoute", "CrisisRules", "load_rules"]

RULES = "crisis.yml"
