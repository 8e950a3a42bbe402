"""The page, read back by a parser that is not ours: text is text, and nothing runs or loads."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from coalition_cli.blocks import Heading, Point, Quadrant
from coalition_cli.exports import export
from coalition_cli.exports.html.paper_style import css_text
from coalition_cli.model.document import (
    Cell,
    Content,
    Document,
    Head,
    Lane,
    Part,
    Row,
    Rows,
    Section,
    document_of,
)
from coalition_cli.model.summary import Summary
from tests.exports.hard_summary import HARD, SAID


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text as a reader sees it."""

    EMPTY = ("meta", "br", "col")

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


def text_of(*contents: Content, head: str = "T", language: str = "en") -> str:
    part = Part("all", (Section("all", "", contents),))
    document = Document(language, Head(head), (part,), (head,))
    return export("html").render(Summary(document, {})).decode()


def hard() -> Page:
    return Page(export("html").render(HARD).decode())


def test_the_page_reads_back_what_was_said() -> None:
    found = hard().said
    for text in SAID:
        assert text in found


def test_the_page_has_nothing_that_runs_or_loads() -> None:
    for tag, attributes in hard().elements:
        assert tag not in ("script", "img", "link", "iframe", "object", "form", "a", "base", "use")
        assert not {"src", "href", "style", "xlink:href"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    style = export("html").render(HARD).decode().split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_its_one_style_and_nothing_else() -> None:
    import hashlib
    from base64 import b64encode

    text = export("html").render(HARD).decode()
    (policy,) = [
        a["content"] for t, a in hard().elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        policy
        == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert text.index("Content-Security-Policy") < text.index("<style>")


@pytest.mark.parametrize(
    "typed", [*SAID[:36], '"; } body { display: none', "*/ </style> \\", "a\nb"]
)
def test_what_is_typed_is_one_string_in_a_style(typed: str) -> None:
    string = css_text(typed)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"', string)
    read = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), string[1:-1])
    assert read == typed.replace("\n", " ")


def test_the_page_says_its_language_and_steps_down_its_headings_one_by_one() -> None:
    elements = hard().elements
    assert ("html", {"lang": "en-GB", "dir": "ltr"}) in elements
    levels = [int(tag[1]) for tag, _attributes in elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(low <= high + 1 for high, low in pairwise(levels))
    assert all(
        attributes.get("scope") in ("col", "row") for tag, attributes in elements if tag == "th"
    )


def test_every_table_has_heads_which_those_who_see_are_spared_where_they_are_not_asked_for() -> (
    None
):
    lanes = (Lane("Who"), Lane("What", 1), Lane("Code", is_code=True))
    row = Row((Cell("Grace"), Cell("Visit"), Cell("A4")))
    shown, spared = (text_of(Rows(lanes, (row,), has_head)) for has_head in (True, False))
    assert shown.count('<th scope="col"') == spared.count('<th scope="col"') == 3
    assert shown.count('<span class="unseen"><bdi>') == 1
    assert spared.count('<span class="unseen"><bdi>') == 3
    assert '<th scope="row" class="coding whole"><span class="code"><bdi>A4</bdi></span>' in shown


@pytest.mark.parametrize(
    ("language", "attributes"), [("ar", 'lang="ar" dir="rtl"'), ('"><b', 'lang="und" dir="ltr"')]
)
def test_the_page_turns_round_for_languages_written_from_the_right(
    language: str, attributes: str
) -> None:
    text = export("html").render(Summary(document_of("T", language, ()), {})).decode()
    assert f"<html {attributes}>" in text
    assert "<h1><bdi>T</bdi></h1>" in text
    first = "right" if language == "ar" else "left"
    assert f'@page {{ @bottom-{first} {{ content: "T"' in text


def test_a_title_that_the_blocks_bring_is_not_there_twice() -> None:
    blocks = (Heading("T", 1), Heading("Part", 3))
    text = export("html").render(Summary(document_of("T", "en", blocks), {})).decode()
    assert re.findall("<(h[1-6])>", text) == ["h1", "h2"]


def test_sections_with_a_side_stand_beside_each_other_the_left_ones_first() -> None:
    sections = [
        Section(name, name, side=side)  # type: ignore[arg-type]
        for name, side in (("one", "left"), ("two", "right"), ("three", "left"), ("four", ""))
    ]
    document = Document("en", Head("T"), (Part("all", tuple(sections)),))
    text = export("html").render(Summary(document, {})).decode()
    assert re.findall("<h2><bdi>(.*?)</bdi>", text) == ["one", "three", "two", "four"]
    assert text.count('<div class="beside">') == 1


@pytest.mark.parametrize(
    ("names", "is_slim"),
    [(("Mean",), True), (("Urgency", "Feasibility", "Mean", "Answers"), False)],
)
def test_more_numbers_than_a_phone_has_room_for_stand_on_cards_with_their_titles(
    names: tuple[str, ...], is_slim: bool
) -> None:
    lanes = (Lane("Place"), Lane("Issue", 1), *(Lane(name, is_number=True) for name in names))
    row = Row((Cell("3="), Cell("Papers"), *(Cell("4.4") for _name in names)))
    elements = Page(text_of(Rows(lanes, (row,), has_head=True))).elements
    (kinds,) = [attrs["class"] or "" for tag, attrs in elements if tag == "table"]
    assert ("slim" in kinds.split()) == is_slim
    titles = [attrs["data-title"] for tag, attrs in elements if "data-title" in attrs]
    assert titles == list(names)


def test_what_is_there_to_look_things_up_in_is_folded() -> None:
    text = export("html").render(HARD).decode()
    assert text.count("<details>") == 1
    assert text.index("<details>") < text.index("Annex: everything said") < text.index("</details>")
    assert "details::details-content" in text


def test_a_picture_tells_a_reader_its_numbers_and_takes_all_the_width() -> None:
    points = (Point("<i>&", 2, 2.5, "I1"), Point("b", 4.4, 3.6, "I2", is_chosen=True))
    text = text_of(Quadrant(points, "can be done", "urgent", 1, 5, ("a", "<b>", "c", "d")))
    (picture,) = re.findall(r"<figure class=\"field\">(<svg.*?</svg>)</figure>", text)
    assert 'role="img" aria-label="' in picture
    assert "I2: can be done 4.4, urgent 3.6" in picture
    assert "&lt;b&gt;" in picture
    assert "<b>" not in picture
    assert "figure svg { display: block; width: 100%;" in text


@pytest.mark.parametrize("unclean", ["a\x00b", "a\x1b[31mb", "half \ud83d", "no \ufffe letter"])
def test_what_is_no_letter_breaks_nothing(unclean: str) -> None:
    rows = Rows((Lane(unclean),), (Row((Cell(unclean, below=(unclean,)),)),))
    text = text_of(rows, head=unclean)
    assert not set(text) & set("\x00\x1b\ufffe")
    assert Page(text).said
