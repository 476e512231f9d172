"""What Rasa writes a model into: an archive with what was learned, and with a description of the model."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import BinaryIO, cast

DESCRIPTION = "metadata.json"
TRAINING = "train_schema"
PACKED = 6
"""What gzip does unless told: what was learned is packed already, and Rasa's 9 only takes longer."""


def forget_training(archive: Path) -> None:
    """Takes out of the description how the model was trained, which only a training that goes on from it would need.

    Rasa loads all that is named there whenever it serves the model: a check of the training data among it, which loads
    TensorFlow. Raises OSError, tarfile.TarError, KeyError or ValueError when it is not an archive of Rasa's.
    """
    lighter = archive.with_suffix(".lighter")
    with tarfile.open(archive) as old, tarfile.open(lighter, "w:gz", compresslevel=PACKED) as new:
        description = json.load(cast(BinaryIO, old.extractfile(DESCRIPTION)))
        description[TRAINING]["nodes"] = {}
        forgetful = json.dumps(description).encode()
        for member in old.getmembers():
            content = old.extractfile(member)
            if member.name == DESCRIPTION:
                member.size, content = len(forgetful), io.BytesIO(forgetful)
            new.addfile(member, content)
    lighter.replace(archive)
