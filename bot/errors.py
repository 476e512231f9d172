"""The one error tree.

OpmerkzaamError              the message is one plain sentence for whoever reads it
├── SettingsError            a setting is missing or cannot be used
├── KnowledgeError           files in knowledge/ are wrong; carries every problem with file and line
├── StoreError               the database cannot be used
│   ├── StoreChanged         another changed it at the same moment: the same request may succeed at once
│   └── StoreUnavailable     ... right now: the same request may succeed later
│       └── StoreCollision   ... because two stood in each other's way: the same request may succeed at once
├── NluUnavailable           the Rasa server gives no usable answer right now
├── BackupError              a backup cannot be made, or cannot be put back
├── EstimatesError           the public estimates of loneliness cannot be fetched or read, or are not what they were
├── ChannelError             a channel cannot start or go on (token refused, started twice)
└── UsageError               a command was given something it cannot work with
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class OpmerkzaamError(Exception):
    """Base of everything the program raises on purpose."""


class SettingsError(OpmerkzaamError):
    """A setting is missing or cannot be used."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a knowledge file. `line` counts from 1."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class KnowledgeError(OpmerkzaamError):
    """Files in knowledge/ are wrong. `problems` has each of them, in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class StoreError(OpmerkzaamError):
    """The database cannot be used."""


class StoreUnavailable(StoreError):
    """The database cannot be reached right now; the same request may succeed later."""


class StoreCollision(StoreUnavailable):
    """Two wanted to change the same at the same moment, and this one gave way; it may succeed at once."""


class StoreChanged(StoreError):
    """What was looked at was changed by another before this could be stored; looked at anew, it may succeed at once."""


class NluUnavailable(OpmerkzaamError):
    """The Rasa server gives no usable answer right now."""


class BackupError(OpmerkzaamError):
    """A backup cannot be made, or cannot be put back."""


class EstimatesError(OpmerkzaamError):
    """The public estimates of loneliness cannot be fetched or read, or are not what they were."""


class ChannelError(OpmerkzaamError):
    """A channel cannot start, or cannot go on."""


class UsageError(OpmerkzaamError):
    """A command was given something it cannot work with."""
