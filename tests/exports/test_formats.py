"""Every format against its golden file, and read back by a reader that is not ours."""

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

import coalition_cli
from coalition_cli.blocks import Bullet, Bullets, Column, Heading, Table
from coalition_cli.exports import export, names
from coalition_cli.model.summary import Summary
from tests.exports.hard_summary import GOLDEN, HARD, SAID

SCHEMA = Path(coalition_cli.__file__).parent / "schemas" / "summary.schema.json"


def of_blocks(*blocks: object) -> Summary:
    return Summary("T", "en", "organizer", False, blocks, {})  # type: ignore[arg-type]


def test_the_formats_are_what_lies_in_the_folder() -> None:
    assert names() == ("csv", "html", "json", "md")
    with pytest.raises(KeyError):
        export("docx")


@pytest.mark.parametrize("name", ["csv", "html", "json", "md"])
def test_the_hard_summary_gives_the_same_bytes_as_ever(name: str) -> None:
    module = export(name)
    assert f".{name}" == module.SUFFIX
    assert module.render(HARD) == (GOLDEN / f"hard.{name}").read_bytes()


def markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def words(token: Token) -> str:
    """The text of an inline token; anything but text and line breaks would be markup that acts."""
    kinds = {child.type for child in token.children or ()}
    assert kinds <= {"text", "text_special", "hardbreak", "strong_open", "strong_close"}, kinds
    return "".join(
        "\n" if child.type == "hardbreak" else child.content for child in token.children or ()
    )


def test_markdown_reads_back_what_was_said_and_nothing_of_it_acts() -> None:
    tokens = markdown().parse(export("md").render(HARD).decode())
    assert not {"html_block", "fence", "code_block", "hr", "image"} & {
        token.type for token in tokens
    }
    lines = [words(token) for token in tokens if token.type == "inline"]
    for number, text in enumerate(SAID, 1):
        assert f"{number} {text} — Mama [Joy]" in lines
    assert "✊ <b>The</b> hard *summary* #" in lines
    assert [token.tag for token in tokens if token.type == "heading_open"] == [
        "h1",
        "h2",
        "h2",
        "h3",
    ]


signs = st.text(
    st.sampled_from("ab1.)(#+-=*_`~<>[]!&;|\\ \n:/@w$\t\u2003x\"'"), min_size=1, max_size=16
)
typed = st.one_of(signs, st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20))
said = typed.map(lambda text: text.strip(" \n\t")).filter(lambda text: bool(text.strip()))


@given(said)
def test_any_line_reads_back_equal_from_markdown(text: str) -> None:
    tokens = markdown().parse(export("md").render(of_blocks(Bullets((Bullet(text),)))).decode())
    assert [token.type for token in tokens if token.nesting == 1] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
    ]
    assert [words(token) for token in tokens if token.type == "inline"] == [text]


@given(said)
def test_any_cell_and_heading_reads_back_equal_from_markdown(text: str) -> None:
    blocks = of_blocks(Heading(text), Table((Column("a"), Column("b")), ((text, "end"),)))
    tokens = markdown().parse(export("md").render(blocks).decode())
    one_line = text.replace("\n", " ")
    assert [words(token) for token in tokens if token.type == "inline"] == [
        one_line,
        "a",
        "b",
        one_line,
        "end",
    ]


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text as a reader sees it."""

    EMPTY = ("meta", "br", "rect", "circle", "path")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)
        if tag == "bdi":
            self.said.append("")
        if tag == "br":
            self.said[-1] += "\n"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "bdi" in self.open:
            self.said[-1] += data


def page() -> Page:
    return Page(export("html").render(HARD).decode())


def test_html_reads_back_what_was_said() -> None:
    found = page().said
    for text in SAID:
        assert text in found


def test_html_has_nothing_that_runs_or_loads() -> None:
    for tag, attributes in page().elements:
        assert tag not in ("script", "img", "link", "iframe", "object", "form", "a", "base")
        assert not {"src", "href", "style"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in export("html").render(HARD).decode().split("</style>")[0]


def test_the_policy_of_html_allows_its_one_style_and_nothing_else() -> None:
    import hashlib
    from base64 import b64encode

    text = export("html").render(HARD).decode()
    (policy,) = [
        a["content"] for t, a in page().elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        policy
        == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_html_says_its_language_and_steps_down_its_headings_one_by_one() -> None:
    elements = page().elements
    assert ("html", {"lang": "en-GB", "dir": "ltr"}) in elements
    levels = [int(tag[1]) for tag, _attributes in elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 2, 3]
    assert all(
        attributes.get("scope") in ("col", "row") for tag, attributes in elements if tag == "th"
    )


@pytest.mark.parametrize(
    ("language", "attributes"), [("ar", 'lang="ar" dir="rtl"'), ('"><b', 'lang="und" dir="ltr"')]
)
def test_html_turns_round_for_languages_written_from_the_right(
    language: str, attributes: str
) -> None:
    summary = Summary("T", language, "organizer", False, (), {})
    text = export("html").render(summary).decode()
    assert f"<html {attributes}>" in text
    assert "<h1><bdi>T</bdi></h1>" in text


def test_json_is_the_data_and_fits_the_schema() -> None:
    data = json.loads(export("json").render(HARD))
    assert data == HARD.data
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)
    assert list(validator.iter_errors(data)) == []


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in HARD.data.items() if name != key}


def changed(section: str, **values: object) -> dict[str, object]:
    return {**HARD.data, section: [{**HARD.data[section][0], **values}]}


WRONG = {
    "a key missing": without("left_out"),
    "a key too many": {**HARD.data, "people": []},
    "a rank of nothing": changed("agenda", rank=0),
    "a mean as text": changed("agenda", urgency="4.4"),
    "a key too many in an issue": changed("agenda", by="Ana"),
    "a day in words": changed("actions", by_when="Saturday"),
    "an outcome that is none": changed("decisions", outcome="adopted"),
    "six fingers": changed("decisions", counts={"6": 1}),
    "an unknown audience": {
        **HARD.data,
        "workshop": {**HARD.data["workshop"], "audience": "press"},
    },
    "another version": {**HARD.data, "version": 2},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_the_schema_catches_a_wrong_shape(wrong: dict[str, object]) -> None:
    assert not Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).is_valid(wrong)


def sheet(summary: Summary) -> list[dict[str, str]]:
    raw = export("csv").render(summary)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_csv_has_everything_that_was_said_whole_and_nothing_that_a_spreadsheet_would_run() -> None:
    rows = sheet(HARD)
    notes = [row["text"] for row in rows if row["section"] == "note"]
    assert [text.removeprefix("'") for text in notes] == list(SAID)
    for row in rows:
        for cell in row.values():
            seen = re.sub(r"^[\s\u200b-\u200f\u2060\ufeff]+", "", cell)
            assert seen[:1] not in set("=+-@＝＋－＠") or seen == ""
    assert {
        "theme",
        "agenda",
        "action",
        "commitment",
        "decision",
        "quote",
        "vision",
        "said",
        "left out",
    } <= {row["section"] for row in rows}


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\ta", " =1", "\u200b-1", "＝1", "\n+1"]
)
def test_csv_puts_an_apostrophe_before_what_begins_like_a_formula(text: str) -> None:
    (row,) = [row for row in sheet(with_note(text)) if row["section"] == "note"]
    assert row["text"] == "'" + text


@pytest.mark.parametrize("text", ["a=1", "1+1", "00123", "'quoted", "", " a", "a\tb"])
def test_csv_leaves_other_words_alone(text: str) -> None:
    (row,) = [row for row in sheet(with_note(text)) if row["section"] == "note"]
    assert row["text"] == text


def with_note(text: str) -> Summary:
    notes = [{"id": "1", "text": text, "by": None, "group": None, "at": "2026-11-21T09:00:00.000Z"}]
    return Summary("T", "en", "organizer", False, (), {**HARD.data, "notes": notes})


def test_csv_marks_times_that_a_clock_told_wrong_and_says_what_the_mark_means() -> None:
    sound = with_note("x")
    (row,) = [row for row in sheet(sound) if row["section"] == "note"]
    assert row["at"] == "2026-11-21T09:00:00.000Z"
    assert not any("doubtful" in row["text"] for row in sheet(sound))
    rows = sheet(replace(sound, doubtful=frozenset("1")))
    (row,) = [row for row in rows if row["section"] == "note"]
    assert row["at"] == "2026-11-21T09:00:00.000Z ?"
    assert "“?” after it is doubtful" in rows[-1]["text"]


def test_csv_quotes_every_cell_and_ends_lines_as_spreadsheets_do() -> None:
    raw = export("csv").render(with_note("x")).decode("utf-8-sig")
    assert raw.endswith('"\r\n')
    assert all(
        line.startswith('"') and line.endswith('"')
        for line in raw.replace("\n=", "=").split("\r\n")[:-1]
    )


def _modules() -> Iterator[Path]:
    yield from (Path(coalition_cli.__file__).parent / "exports").rglob("*.py")


@pytest.mark.parametrize(
    "path", list(_modules()), ids=lambda path: path.parent.name + "/" + path.name
)
def test_no_format_needs_more_than_the_standard_library(path: Path) -> None:
    import sys

    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            top = (node.module or "").split(".")[0]
            assert top == "coalition_cli" or top in sys.stdlib_module_names
