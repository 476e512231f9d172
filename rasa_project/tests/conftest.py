"""What several tests need: an empty knowledge folder, and a way to put articles into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

WriteArticle = Callable[..., Path]


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """An empty knowledge folder."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return folder


@pytest.fixture
def write_article(knowledge: Path) -> WriteArticle:
    """Writes an article; `text` replaces the whole of it."""

    def write(
        article_id: str,
        questions: tuple[str, ...] = ("hoe zit dat",),
        body: str = "Tekst.",
        section: str = "signalen",
        text: str | None = None,
    ) -> Path:
        path = knowledge / section / f"{article_id}.md"
        path.parent.mkdir(exist_ok=True)
        listed = "\n".join(f"  - {question}" for question in questions)
        default = f"---\nid: {article_id}\ntitle: Een titel\nquestions:\n{listed}\nroutes: [112]\n---\n{body}\n"
        path.write_text(default if text is None else text, encoding="utf-8")
        return path

    return write
