"""The OpenDocument text, read again with odfpy: words, styles, tables, pictures and pages."""

import io
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from odf import draw, opendocument, style, table, teletype, text
from odf.namespaces import DCNS, METANS, STYLENS, SVGNS, TEXTNS

from coalition_cli.blocks import Prose
from coalition_cli.exports import export
from coalition_cli.model.document import Document, Head, Part, Section
from coalition_cli.model.summary import Summary
from coalition_cli.typesetting import fitted
from tests.exports.hard_summary import HARD, SAID
from tests.support.document_words import words_of

CONTROLS = "one\x00two\x1bthree\ufffefour\ud800five"


def rendered(summary: Summary = HARD) -> bytes:
    return export("odt").render(summary)


def opened(content: bytes) -> Any:
    return opendocument.load(io.BytesIO(content))


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saying(*texts: str, language: str = "en", day: str = "2026-11-21") -> Summary:
    section = Section("all", "Words", tuple(map(Prose, texts)))
    document = Document(language, Head("Title"), (Part("all", (section,)),), ("Foot",), day=day)
    return Summary(document, {})


def paragraphs(document: Any) -> list[Any]:
    return [*document.getElementsByType(text.P), *document.getElementsByType(text.H)]


def named(element: Any) -> str:
    """The name of its style, without the number of one that only this place needs."""
    return str(element.getAttribute("stylename")).replace("_20_", " ")


@pytest.fixture(scope="module")
def hard() -> Any:
    return opened(rendered())


def test_everything_said_reads_back_as_it_was_said(hard: Any) -> None:
    read = "\n".join(teletype.extractText(each) for each in paragraphs(hard))
    for said in (*SAID, *words_of(fitted(HARD.document))):
        assert said in read, said[:80]


@pytest.mark.parametrize(
    "said", [*SAID, "  two  spaces  ", "a\tb", " \t ", "{page} {pages} %s {0}", "x\n  y \nz"]
)
def test_a_paragraph_is_the_text_and_nothing_more(said: str) -> None:
    shown = [each for each in paragraphs(opened(rendered(saying(said)))) if named(each) == "Body"]
    assert [teletype.extractText(each) for each in shown] == [said]


def test_words_that_turn_their_direction_turn_back_at_the_end_of_all_of_them() -> None:
    shown = [
        each
        for each in paragraphs(opened(rendered(saying("\u202bone two\nthree"))))
        if named(each) == "Body"
    ]
    assert [teletype.extractText(each) for each in shown] == ["\u202bone two\nthree\u202c"]


def test_what_xml_cannot_hold_is_seen_to_be_lost() -> None:
    shown = paragraphs(opened(rendered(saying(CONTROLS))))
    read = [teletype.extractText(each) for each in shown]
    assert "one\ufffdtwo\ufffdthree\ufffdfour\ufffdfive" in read


def test_every_part_is_xml_and_is_named_in_the_manifest() -> None:
    files = members(rendered())
    for name, content in files.items():
        if name != "mimetype":
            ElementTree.fromstring(content)  # ours: nothing outside is named in it
    listed = files["META-INF/manifest.xml"].decode()
    for name in files.keys() - {"mimetype", "META-INF/manifest.xml"}:
        assert f'manifest:full-path="{name}"' in listed


def test_its_kind_stands_first_and_unpacked() -> None:
    content = rendered()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert content[30:46] == b"mimetypeapplicat"


def test_titles_are_headings_of_their_level_in_real_styles(hard: Any) -> None:
    found = {
        teletype.extractText(each): (named(each), each.getAttribute("outlinelevel"))
        for each in hard.getElementsByType(text.H)
    }
    assert found["Who does what"] == ("Heading 2", "2")
    assert found["Results"] == ("Heading 1", "1")


def test_every_style_that_is_named_is_there() -> None:
    files = members(rendered())
    there = set()
    used = set()
    for name in ("content.xml", "styles.xml"):
        for each in ElementTree.fromstring(files[name]).iter():
            there.add(each.get(f"{{{STYLENS}}}name"))
            used |= {
                value
                for key, value in each.attrib.items()
                if key.endswith(("}style-name", "}parent-style-name", "}master-page-name"))
            }
    assert used <= there


def test_a_table_with_titles_repeats_them_and_says_that_they_are_titles(hard: Any) -> None:
    heads = [teletype.extractText(each) for each in hard.getElementsByType(table.TableHeaderRows)]
    assert "Who & whenWhat | *what*Code" in heads


def test_rows_without_titles_tell_them_to_whoever_cannot_see() -> None:
    content = members(rendered())["content.xml"].decode()
    assert "<table:desc>Who &amp; when · What | *what* · Code</table:desc>" in content


def test_what_follows_each_other_in_a_list_is_one_list_with_lists_inside() -> None:
    content = ElementTree.fromstring(members(rendered())["content.xml"])
    [outer] = [
        found
        for found in content.iter(f"{{{TEXTNS}}}list")
        if "".join(found.itertext()).startswith("above")
    ]
    [item] = outer
    [paragraph, inner] = item
    assert paragraph.text == "above"
    assert len(inner) == 2


def test_every_picture_has_words_and_lies_in_the_file(hard: Any) -> None:
    frames = hard.getElementsByType(draw.Frame)
    told = []
    for frame in frames:
        [words] = [each for each in frame.childNodes if each.qname == (SVGNS, "desc")]
        told.append(teletype.extractText(words))
    assert len(told) >= 4
    assert all(told)
    assert "A1: Sat 12 Dec; A2: Sat 12 Dec" in told
    files = members(rendered())
    for image in hard.getElementsByType(draw.Image):
        assert image.getAttribute("href") in files


def test_the_foot_counts_its_pages_by_itself(hard: Any) -> None:
    [foot] = hard.masterstyles.getElementsByType(style.Footer)
    assert teletype.extractText(foot) == (
        "For <organizers> · The hard summary · 21 November 2026\tPage 1 of 1"
    )
    assert len(foot.getElementsByType(text.PageNumber)) == 1
    assert len(foot.getElementsByType(text.PageCount)) == 1


def test_nothing_in_it_leads_out_runs_or_tells_who_wrote_it() -> None:
    files = members(rendered())
    whole = b"\n".join(content for name, content in files.items() if name != "mimetype")
    for name in (b"<text:a ", b"<script:", b"<office:scripts", b"<office:dde", b'href="http'):
        assert name not in whole
    about = ElementTree.fromstring(files["meta.xml"])
    assert {each.tag for each in about[0]} == {
        f"{{{DCNS}}}title",
        f"{{{DCNS}}}language",
        f"{{{DCNS}}}date",
        f"{{{METANS}}}creation-date",
    }
    assert about[0].find(f"{{{DCNS}}}date").text == "2026-11-21T00:00:00"  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["2026-11-21", "1970-01-01", "", "not a day", "2026-02-31"])
def test_the_same_summary_gives_the_same_bytes_whatever_its_day(day: str) -> None:
    summary = saying("word", day=day)
    assert rendered(summary) == rendered(summary)
    assert "word" in members(rendered(summary))["content.xml"].decode()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en_GB", 'fo:language="en" fo:country="GB"'),
        ("sw", 'fo:language="sw" fo:country="none"'),
        ("ar", 'style:writing-mode="rl-tb"'),
    ],
)
def test_a_document_keeps_its_language_and_direction(language: str, told: str) -> None:
    assert told in members(rendered(saying("word", language=language)))["styles.xml"].decode()


def test_without_the_library_that_counts_pages_it_is_written_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert rendered(saying("word")).startswith(b"PK")
