"""What stands on a page, read from its HTML as somebody sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = ("p", "ul", "ol", "li", "br")


@dataclass
class Shown:
    """One message. `buttons` are (label, value, the message they stand under); `files` (address, alt)."""

    id: str
    mine: bool
    text: str = ""
    rows: list[list[tuple[str, str, str]]] = field(default_factory=list)
    files: list[tuple[str, str | None]] = field(default_factory=list)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Shown] = []
        self.inputs: dict[str, str] = {}
        self._words = False
        self._in_list: list[str] = []
        self._numbers: list[int] = []
        self._label: str | None = None
        self._value = self._on = ""
        self._blocks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        names = given.get("class", "").split()
        if tag == "article":
            self.shown.append(Shown(given["id"], "mine" in names))
        elif "words" in names:
            self._words, self._blocks = True, [""] if tag == "p" else []
        elif self._words and tag in ("ul", "ol"):
            self._in_list.append(tag)
            self._numbers.append(int(given.get("start", "1")))
            self._blocks.append("")
        elif self._words and tag == "li":
            bullet = "•" if self._in_list[-1] == "ul" else f"{self._numbers[-1]}."
            self._numbers[-1] += 1
            self._blocks[-1] += f"{chr(10) if self._blocks[-1] else ''}{bullet} "
        elif self._words and tag == "p" and not self._in_list:
            self._blocks.append("")
        elif self._words and tag == "br":
            self._blocks[-1] += "\n"
        elif tag == "input" and given.get("type") == "hidden":
            self.inputs[given["name"]] = self._on = given["value"]
        elif tag == "div" and "row" in names:
            self.shown[-1].rows.append([])
        elif tag == "button" and given.get("name") == "button":
            self._label, self._value = "", given["value"]
        elif tag in ("img", "a") and given.get("src", given.get("href", "")).startswith("/file/"):
            self.shown[-1].files.append((given.get("src", given.get("href", "")), given.get("alt")))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._words:
            self._in_list.pop()
            self._numbers.pop()
        elif (tag == "div" or (tag == "p" and self.shown and self.shown[-1].mine)) and self._words:
            self._words = False
            self.shown[-1].text = "\n\n".join(self._blocks)
        elif tag == "button" and self._label is not None:
            self.shown[-1].rows[-1].append((self._label, self._value, self.inputs["on"]))
            self._label = None

    def handle_data(self, data: str) -> None:
        if self._words and self._blocks:
            if not data.isspace() or "\n" not in data:
                self._blocks[-1] += data
        elif self._label is not None:
            self._label += data


def read(html: str) -> tuple[list[Shown], dict[str, str]]:
    """The messages of a page, or of a piece of one; and the hidden fields of its last form."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.shown, page.inputs
