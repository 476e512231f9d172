"""The estimates as they were last fetched, in a file of the data folder."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.errors import EstimatesError
from bot.estimates.table import Estimates

FILE = "estimates.json"


@dataclass(frozen=True)
class EstimatesFile:
    """Where the estimates are kept. Small, and read anew each time: what was fetched counts at once."""

    path: Path

    @staticmethod
    def within(data_folder: Path) -> EstimatesFile:
        return EstimatesFile(data_folder / FILE)

    def read(self) -> Estimates | None:
        """The estimates; None when they were never fetched. Raises EstimatesError when the file is damaged."""
        try:
            return Estimates.model_validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError):
            raise EstimatesError(f"{self.path} cannot be read: `python -m bot fetch-estimates` makes it anew") from None

    def write(self, estimates: Estimates) -> None:
        """Keeps the estimates in place of those before, whole or not at all. Raises EstimatesError."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path.parent, suffix=".part", delete=False) as made:
                part = Path(made.name)
                try:
                    made.write(estimates.model_dump_json(indent=2).encode() + b"\n")
                    made.flush()
                    os.fsync(made.fileno())
                    part.replace(self.path)
                except OSError:
                    part.unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise EstimatesError(f"{self.path} cannot be written: {error.strerror}") from None
