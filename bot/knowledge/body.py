"""The body of an article in parts that can be shown by themselves."""

from __future__ import annotations

from collections.abc import Iterator


def blocks(body: str) -> list[str]:
    """The body's paragraphs and lists; a line that ends in a colon stays with what it announces."""
    found: list[str] = []
    for block in body.strip().split("\n\n"):
        if found and found[-1].rstrip("*").endswith(":"):
            found[-1] = f"{found[-1]}\n\n{block}"
        else:
            found.append(block)
    return found


def beginnings(block: str) -> Iterator[str]:
    """The block, and when it is a list that list with ever fewer items, two at least."""
    lines = block.split("\n")
    while lines:
        yield "\n".join(lines)
        if not lines[-1].startswith("- ") or sum(line.startswith("- ") for line in lines) <= 2:
            return
        lines.pop()


def rest_of(block: str, beginning: str) -> str:
    """What stands behind the beginning of a block."""
    return block.removeprefix(beginning).strip("\n")
