"""A QR picture: large, with white around it, and with exactly the code of its link in it."""

from __future__ import annotations

import struct
import zlib

import pytest
import segno

from bot.qr import QUIET_ZONE, SMALLEST_SIDE, qr_picture

LINK = "https://t.me/opmerkzaam_bot?start=abcdefgh23"


def pixels(png: bytes) -> list[list[int]]:
    """A picture of one bit a pixel, 1 for white (https://www.w3.org/TR/png-3/, with the filters None and Up)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, place = {}, 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        chunks[png[place + 4 : place + 8]] = png[place + 8 : place + 8 + length]
        place += length + 12
    width, height, depth, colour, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour) == (1, 0), "grey, one bit"
    data, stride = zlib.decompress(chunks[b"IDAT"]), (width + 7) // 8 + 1
    above, rows = bytes(stride - 1), []
    for start in range(0, height * stride, stride):
        kind, row = data[start], data[start + 1 : start + stride]
        assert kind in (0, 2), "as it is, or the difference with the row above"
        above = row if kind == 0 else bytes((one + up) % 256 for one, up in zip(row, above, strict=True))
        rows.append([above[x // 8] >> (7 - x % 8) & 1 for x in range(width)])
    return rows


@pytest.mark.parametrize("link", [LINK, LINK.replace("opmerkzaam_bot", "x" * 32)])
def test_a_picture_is_the_code_of_its_link_with_white_around_it(link: str) -> None:
    shown = pixels(qr_picture(link))
    side, modules = len(shown), [list(row) for row in segno.make_qr(link, error="m").matrix]
    whole = len(modules) + 2 * QUIET_ZONE
    assert side >= SMALLEST_SIDE and side % whole == 0 and {len(row) for row in shown} == {side}
    scale = side // whole
    seen = [[1 - shown[y * scale + scale // 2][x * scale] for x in range(whole)] for y in range(whole)]
    white = [0] * QUIET_ZONE
    assert [row[QUIET_ZONE:-QUIET_ZONE] for row in seen[QUIET_ZONE:-QUIET_ZONE]] == modules
    assert all(row[:QUIET_ZONE] == row[-QUIET_ZONE:] == white for row in seen)
    assert not any(map(any, seen[:QUIET_ZONE] + seen[-QUIET_ZONE:]))
