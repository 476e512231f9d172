"""The little Markdown of the replies, as each channel shows it."""

from __future__ import annotations

import html
import random
import re

import pytest

from bot.markup import Block, Run, escape, to_blocks, to_html, to_page, to_plain, to_terminal

# Markdown -> (Telegram's HTML, plain text)
RENDERED = {
    "gewone tekst": ("gewone tekst", "gewone tekst"),
    "**vet** en *schuin*": ("<b>vet</b> en <i>schuin</i>", "vet en schuin"),
    "__vet__ en _schuin_": ("<b>vet</b> en <i>schuin</i>", "vet en schuin"),
    "***allebei***": ("<i><b>allebei</b></i>", "allebei"),
    "**niet dicht": ("**niet dicht", "**niet dicht"),
    "2 * 3 * 4": ("2 * 3 * 4", "2 * 3 * 4"),
    "mijn_lange_naam": ("mijn_lange_naam", "mijn_lange_naam"),
    "\\*geen\\* \\_stijl\\_": ("*geen* _stijl_", "*geen* _stijl_"),
    "een\ntwee": ("een\ntwee", "een\ntwee"),
    "een\n\ntwee": ("een\n\ntwee", "een\n\ntwee"),
    "een\n\n\n\ntwee": ("een\n\ntwee", "een\n\ntwee"),
    "- een\n- twee": ("• een\n• twee", "• een\n• twee"),
    "1. een\n2. twee": ("1. een\n2. twee", "1. een\n2. twee"),
    "Kies:\n- een\n- **twee**\n\nKlaar.": (
        "Kies:\n\n• een\n• <b>twee</b>\n\nKlaar.",
        "Kies:\n\n• een\n• twee\n\nKlaar.",
    ),
    "<b>x</b> & y": ("&lt;b&gt;x&lt;/b&gt; &amp; y", "<b>x</b> & y"),
    "\"aan\" 'uit'": ("&quot;aan&quot; &#x27;uit&#x27;", "\"aan\" 'uit'"),
    "**<script>**": ("<b>&lt;script&gt;</b>", "<script>"),
    "&amp;": ("&amp;amp;", "&amp;"),
    "[x](http://y)": ("[x](http://y)", "[x](http://y)"),
    "# kop": ("# kop", "# kop"),
    "`code`": ("`code`", "`code`"),
    "": ("", ""),
}


@pytest.mark.parametrize("markdown", RENDERED)
def test_telegram(markdown: str) -> None:
    assert to_html(markdown) == RENDERED[markdown][0]


@pytest.mark.parametrize("markdown", RENDERED)
def test_plain(markdown: str) -> None:
    assert to_plain(markdown) == RENDERED[markdown][1]


def test_the_terminal_shows_bold_and_italics() -> None:
    assert to_terminal("**vet** *schuin*") == "\x1b[1mvet\x1b[22m \x1b[3mschuin\x1b[23m"


ODD = [
    "*",
    "**",
    "_a_",
    "- geen lijst",
    "+ geen lijst",
    "1. geen lijst",
    "1) geen lijst",
    "12345. geen lijst",
    "# geen kop",
    "> geen citaat",
    "`x`",
    "[a](b)",
    "\\",
    "\\\\*",
    "a\\nb",
    "<b>",
    "&lt;",
    "&",
    "~~x~~",
    "| a | b |",
    "---",
    "===",
    "***",
    "___",
    "🙂*🙂",
    "’t *Loon*",
    "مرحبا *x*",
    "a* b*",
    "*a *b",
    "!",
    "a!b",
    ".",
    "(1)",
    "$x$",
]


@pytest.mark.parametrize("text", ODD)
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    assert to_plain(escape(text)) == text


@pytest.mark.parametrize("text", ODD)
def test_escaped_text_has_no_style(text: str) -> None:
    assert html.unescape(to_html(escape(text))) == text


@pytest.mark.parametrize("text", ODD)
def test_escaped_text_may_stand_in_a_list(text: str) -> None:
    assert to_plain(f"- {escape(text)}\n- slot") == f"• {text}\n• slot"


@pytest.mark.parametrize("text", ODD)
def test_escaped_text_may_stand_in_bold(text: str) -> None:
    assert to_plain(f"Zo: **x {escape(text)} x**.") == f"Zo: x {text} x."


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a \t b", "  a b  ", "a\u2028b", "\n\na\n\n- b"])
def test_escaped_text_is_on_one_line(text: str) -> None:
    assert to_plain(escape(text)) == " ".join(text.split())


ALPHABET = "ab1 .-+*_[]()`<>&#!|~\\\"'\n\t=:;/é🙂"


@pytest.mark.parametrize("seed", range(20))
def test_any_text_survives_escaping(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        text = "".join(chance.choices(ALPHABET, k=chance.randint(0, 30)))
        line = " ".join(text.split())
        assert to_plain(escape(text)) == line, repr(text)
        assert html.unescape(to_html(escape(text))) == line, repr(text)


@pytest.mark.parametrize("seed", range(20))
def test_html_of_any_text_has_no_tags_but_ours_and_all_are_closed(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        markdown = "".join(chance.choices(ALPHABET, k=chance.randint(0, 60)))
        rendered = to_html(markdown)
        open_tags: list[str] = []
        for closing, tag in re.findall(r"<(/?)([^>]*)>", rendered):
            assert tag in ("b", "i"), (markdown, rendered)
            if closing:
                assert open_tags.pop() == tag, (markdown, rendered)
            else:
                open_tags.append(tag)
        assert open_tags == [], (markdown, rendered)
        rest = re.sub(r"</?[bi]>|&(?:amp|lt|gt|quot|#x27);", "", rendered)
        assert not re.search(r"[<>&]", rest), (markdown, rendered)


BLOCKS = [
    ("", ()),
    (
        "Een *twee* **drie**.",
        (Block(False, ((Run("Een "), Run("twee", italic=True), Run(" "), Run("drie", bold=True), Run(".")),)),),
    ),
    ("Een\ntwee", (Block(False, ((Run("Een"), Run(" "), Run("twee")),)),)),
    ("- a\n- b\n\nc", (Block(True, ((Run("a"),), (Run("b"),))), Block(False, ((Run("c"),),)))),
    ("1. a\n2. b", (Block(True, ((Run("1. "), Run("a")), (Run("2. "), Run("b")))),)),
]


@pytest.mark.parametrize(("markdown", "blocks"), BLOCKS)
def test_blocks_to_set_in_type(markdown: str, blocks: tuple[Block, ...]) -> None:
    assert to_blocks(markdown) == blocks


PAGE = [
    ("Eén.\n\nTwee.", "<p>Eén.</p><p>Twee.</p>"),
    ("Eén\ntwee", "<p>Eén<br>twee</p>"),
    ("- a\n- **b**", "<ul><li>a</li><li><strong>b</strong></li></ul>"),
    ("3. c\n4. *d*", '<ol start="3"><li>c</li><li><em>d</em></li></ol>'),
    ('<b>a</b> & "b" [c](javascript:d) `e`', "<p>&lt;b&gt;a&lt;/b&gt; &amp; &quot;b&quot; [c](javascript:d) `e`</p>"),
    (escape("<script> **x** - y"), "<p>&lt;script&gt; **x** - y</p>"),
    ("", ""),
]


@pytest.mark.parametrize(("markdown", "html"), PAGE)
def test_a_page(markdown: str, html: str) -> None:
    assert to_page(markdown) == html
