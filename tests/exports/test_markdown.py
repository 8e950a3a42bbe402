"""Markdown, read back by a reader that is not ours: it says what was said, and nothing acts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Table
from coalition_cli.exports import export
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Cell,
    Content,
    Document,
    Head,
    Lane,
    Pair,
    Pairs,
    Part,
    Row,
    Rows,
    Section,
    document_of,
)
from coalition_cli.model.summary import Summary
from tests.exports.hard_summary import HARD, SAID
from tests.support.document_words import without_turns


def of_blocks(*blocks: Block) -> str:
    return export("md").render(Summary(document_of("T", "en", blocks), {})).decode()


def of_contents(*contents: Content) -> str:
    part = Part("all", (Section("all", "", contents),))
    return export("md").render(Summary(Document("en", Head("T"), (part,)), {})).decode()


def tokens(text: str) -> list[Token]:
    """What a reader makes of ``text``; the title of the document is left out."""
    return MarkdownIt("commonmark").enable("table").parse(text.removeprefix("# T\n"))


def words(token: Token) -> str:
    """The text of an inline token; anything but text and line breaks would be markup that acts."""
    kinds = {child.type for child in token.children or ()}
    assert kinds <= {"text", "text_special", "hardbreak", "strong_open", "strong_close"}, kinds
    return without_turns(
        "".join(
            "\n" if child.type == "hardbreak" else child.content for child in token.children or ()
        )
    )


def lines(text: str) -> list[str]:
    return [words(token) for token in tokens(text) if token.type == "inline"]


def test_markdown_reads_back_what_was_said_and_nothing_of_it_acts() -> None:
    text = export("md").render(HARD).decode()
    found = tokens(text)
    assert not {"html_block", "fence", "code_block", "hr", "image"} & {each.type for each in found}
    read = lines(text)
    for number, said in enumerate(SAID, 1):
        assert f"{number} {without_turns(said)} — Mama [Joy]" in read
    for number, said in enumerate(SAID[:-1], 1):
        line = without_turns(said).replace("\n", " ")
        first = without_turns(f"First: {said[:70]}").replace("\n", " ")
        box = "[ ] " if number % 2 == 0 else ""
        assert f"{line} · {box}{first}" in read
    assert "<b>The</b> hard *summary* #" in read
    assert f"[ ] {SAID[0]}" in read


def test_the_titles_go_down_one_by_one() -> None:
    found = tokens(export("md").render(HARD).decode())
    levels = [int(token.tag[1]) for token in found if token.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(low <= high + 1 for high, low in pairwise(levels))


signs = st.text(
    st.sampled_from("ab1.)(#+-=*_`~<>[]!&;|\\ \n:/@w$\t\u2003x\"'"), min_size=1, max_size=16
)
typed = st.one_of(signs, st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20))
said = typed.map(lambda text: text.strip(" \n\t\u2028\u2029")).filter(
    lambda text: (
        bool(without_turns(text).strip())
        and not any(sign in text for sign in "\u2028\u2029\ufffe\uffff")
    )
)


@given(said)
def test_any_line_reads_back_equal(text: str) -> None:
    found = tokens(of_blocks(Bullets((Bullet(text),))))
    assert [token.type for token in found if token.nesting == 1] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
    ]
    assert [words(token) for token in found if token.type == "inline"] == [without_turns(text)]


@given(said)
def test_any_cell_and_title_reads_back_equal(text: str) -> None:
    one_line = without_turns(text).replace("\n", " ")
    table = Table((Column("a"), Column("b")), ((text, "end"),))
    assert lines(of_blocks(Heading(text), table)) == [one_line, "a", "b", one_line, "end"]
    lanes = (Lane(text), Lane("b"))
    rows = Rows(lanes, (Row((Cell(text), Cell(below=(text,), boxes=(text,)))),))
    assert lines(of_contents(rows)) == [
        one_line,
        "b",
        one_line,
        f"{one_line} · [ ] {one_line}",
    ]


@given(said)
def test_any_label_and_box_reads_back_equal(text: str) -> None:
    one_line = without_turns(text).replace("\n", " ")
    for is_inline, between in ((True, " "), (False, ": ")):
        pairs = Pairs((Pair("Who", text),), is_inline, is_strong=False)
        value = one_line if is_inline else without_turns(text)
        assert lines(of_contents(pairs)) == [f"Who{between}{value}"]
    assert lines(of_contents(Boxes((text,)))) == [f"[ ] {without_turns(text)}"]
    assert lines(of_contents(Blanks((text,)))) == [f"{one_line} {'_' * 12}"]


@pytest.mark.parametrize("unclean", ["a\x00b", "a\x1b[31mb", "half \ud83d", "a\r# b", "a\x85# b"])
def test_what_is_no_letter_breaks_nothing_and_opens_no_title(unclean: str) -> None:
    text = of_contents(Boxes((unclean,)), Pairs((Pair(unclean, unclean),)))
    assert not set(text) & set("\x00\x1b\r")
    assert [token.type for token in tokens(text) if token.type == "heading_open"] == []
