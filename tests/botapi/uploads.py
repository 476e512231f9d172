"""Files that the bot sends."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tests.botapi.errors import BadRequest

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
MOST_BYTES_OF_PHOTO = 10 * 1024 * 1024
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file as it came in."""

    name: str
    content: bytes


def check_document(document: Upload) -> None:
    """Raises BadRequest for what Telegram takes as no file (https://core.telegram.org/bots/api#sending-files)."""
    if not document.content:
        raise BadRequest("file must be non-empty")
    if len(document.content) > MOST_BYTES:
        raise BadRequest("file is too big")


def check_photo(photo: Upload) -> tuple[int, int]:
    """Width and height, (0, 0) for a JPEG. Raises BadRequest; see https://core.telegram.org/bots/api#sendphoto."""
    check_document(photo)
    if len(photo.content) > MOST_BYTES_OF_PHOTO:
        raise BadRequest("file is too big")
    if photo.content.startswith(JPEG):
        return 0, 0
    if not photo.content.startswith(PNG) or len(photo.content) < 24:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", photo.content[16:24])
    if not width or not height or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return width, height
