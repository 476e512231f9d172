"""The few files that go with the pages, in memory: style, script, icon and font."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

HERE = Path(__file__).parent / "static"
FONTS = Path(__file__).parents[2] / "typesetting" / "fonts"
FILES: Mapping[str, tuple[Path, str]] = {
    "icon.svg": (HERE / "icon.svg", "image/svg+xml"),
    "regular.ttf": (FONTS / "AtkinsonHyperlegible-Regular.ttf", "font/ttf"),
    "bold.ttf": (FONTS / "AtkinsonHyperlegible-Bold.ttf", "font/ttf"),
    "asking.js": (HERE / "asking.js", "text/javascript"),
    "page.css": (HERE / "page.css", "text/css"),
    "page.js": (HERE / "page.js", "text/javascript"),
    "screen.css": (HERE / "screen.css", "text/css"),
    "screen.js": (HERE / "screen.js", "text/javascript"),
}
"""A file that another one names stands above it."""

NAMED = re.compile(rb'"/static/([a-z]+[.][a-z]+)"')
KEPT = "public, max-age=604800"


class Assets:
    """The files, read once."""

    def __init__(self) -> None:
        self._content: dict[str, bytes] = {}
        self._marks: dict[str, str] = {}
        for name, (path, _) in FILES.items():
            content = NAMED.sub(lambda found: f'"{self.address(found[1].decode())}"'.encode(), path.read_bytes())
            self._content[name] = content
            self._marks[name] = hashlib.sha256(content).hexdigest()[:12]

    def address(self, name: str) -> str:
        """Where a file is: another address when it changes, or when one that it names does."""
        return f"/static/{name}?{self._marks[name]}"

    async def answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            return Response(status_code=404)
        return Response(self._content[name], media_type=FILES[name][1], headers={"Cache-Control": KEPT})
