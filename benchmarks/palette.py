"""A picture in at most 256 colours: a third of the bytes, and nobody sees the difference in words on plain paper."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
import numpy.typing as npt
from playwright.async_api import Browser

COLOURS = 256
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTED, NO_FILTER = 3, b"\x00"

READ = """async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext("2d");
    drawing.drawImage(image, 0, 0);
    const bytes = drawing.getImageData(0, 0, image.width, image.height).data;
    let text = "";
    for (let at = 0; at < bytes.length; at += 8190) text += btoa(String.fromCharCode(...bytes.subarray(at, at + 8190)));
    return [image.width, image.height, text];
}"""
"""Chromium takes the PNG apart. 8190 bytes at a time are whole groups of three for base64."""

Pixels = npt.NDArray[np.uint8]


async def lighter(picture: bytes, browser: Browser) -> bytes:
    """The PNG with a palette. What is seen through becomes what stands under it, black."""
    page = await browser.new_page()
    width, height, text = await page.evaluate(READ, base64.b64encode(picture).decode())
    await page.close()
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(height * width, 4)[:, :3]
    indexes, palette = with_palette(pixels)
    return png(indexes.reshape(height, width), palette)


def with_palette(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """For pixels of (n, 3): the index of each in a palette of the colours that there are most of, and that palette."""
    colours, whose, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    palette = colours[order[:COLOURS]]
    apart = colours.astype(np.int32)[:, None, :] - palette.astype(np.int32)[None, :, :]
    nearest = (apart**2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    return nearest[whose.reshape(-1)], palette


def png(indexes: Pixels, palette: Pixels) -> bytes:
    """The PNG of indexes in a palette (https://www.w3.org/TR/png-3/)."""
    height, width = indexes.shape
    lines = b"".join(NO_FILTER + line.tobytes() for line in indexes)
    head = struct.pack(">IIBBBBB", width, height, 8, PALETTED, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
