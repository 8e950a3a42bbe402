"""A file becomes rows under their numbers: separators, quotes, spreadsheets, or a refusal."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.parsing.foreign.table_file import MOST_BYTES, read_file


def rows_of(content: bytes | str) -> list[tuple[int, tuple[str, ...]]]:
    sheet = read_file(content.encode() if isinstance(content, str) else content)
    return [(row.number, row.cells) for row in sheet.rows if not row.is_empty]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def open_document(*rows: list[str]) -> bytes:
    """An ODS file, written by hand: one sheet of words."""
    begin, end = (
        '<table:table-cell office:value-type="string"><text:p>',
        "</text:p></table:table-cell>",
    )
    lines = ["".join(f"{begin}{word}{end}" for word in row) for row in rows]
    return open_document_of("".join(f"<table:table-row>{line}</table:table-row>" for line in lines))


def open_document_of(cells: str, before: str = "") -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"{before}<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("Name,Group\nRehema,Green\n", "table"),
        ("Name;Group\nRehema;Green\n", "table"),
        ("Name\tGroup\nRehema\tGreen\n", "table"),
        ("Name, Group\nRehema, Green\n", "table"),
        ("sep=|\nName|Group\nRehema|Green\n", "table"),
        ("Rehema, Green\nZuri, Green\n", "list"),
        ("Rehema\nZuri\n", "list"),
        ("We want water, and light\nSchools\n", "list"),
        ("1/2/2026, 10:00 - Rehema: Water\n", "chat"),
        ("[1/2/26, 10:00:01 AM] Rehema: Water\n", "chat"),
    ],
)
def test_a_file_is_a_table_a_list_or_a_chat(content: str, form: str) -> None:
    assert read_file(content.encode()).form == form


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_separator_is_found_in_each_encoding(separator: str, encoding: str) -> None:
    lines = [["Nom", "Prénom"], ["Uwase", "Zoé"], ["", ""], ["Ingabire", "Irène"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    found = rows_of(text.encode(encoding))
    assert found == [(1, ("Nom", "Prénom")), (2, ("Uwase", "Zoé")), (4, ("Ingabire", "Irène"))]


def test_quotes_keep_separators_line_breaks_and_quotes() -> None:
    text = 'Name,Idea,Place\n"Uwase, Zoé","Water\nand ""light""",x\nRuth,School,y\n'
    assert rows_of(text) == [
        (1, ("Name", "Idea", "Place")),
        (2, ("Uwase, Zoé", 'Water\nand "light"', "x")),
        (4, ("Ruth", "School", "y")),
    ]


def test_a_quotation_mark_without_its_other_swallows_no_row() -> None:
    sheet = read_file(b'Name;Idea\nRuth;"Water\nZuri;Light\n')
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert "do not match" in sheet.told[0]


def test_a_list_of_quoted_lines_loses_the_quotes() -> None:
    assert rows_of('"Okoth, Ruth"\n"Uwase, Zoé"\n') == [(1, ("Okoth, Ruth",)), (2, ("Uwase, Zoé",))]


def test_a_list_loses_its_marks_and_keeps_the_numbers_of_its_lines() -> None:
    assert rows_of("1) Water\n—\n\n☐ Light\n10\n") == [
        (1, ("Water",)),
        (4, ("Light",)),
        (5, ("10",)),
    ]


def test_a_workbook_gives_its_first_filled_sheet_as_words() -> None:
    content = workbook(
        ("Empty", []),
        (
            "Day 1",
            [[None], ["Name", "No", "Day"], ["Ruth", 4.0, date(2026, 11, 30)], ["Zuri", 2.5]],
        ),
        ("Day 2", [["Somebody"]]),
    )
    assert rows_of(content) == [
        (2, ("Name", "No", "Day")),
        (3, ("Ruth", "4", "2026-11-30")),
        (4, ("Zuri", "2.5", "")),
    ]
    assert "Day 1" in read_file(content).told[0]


@pytest.mark.parametrize("cell", ["XFD2", "SG1", "B1048576", "A20002"])
def test_a_workbook_with_a_cell_far_from_its_table_is_refused(cell: str) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["A2"], page[cell] = "Name", "Rehema", "far"
    kept = io.BytesIO()
    book.save(kept)
    with pytest.raises(Problem, match=f"reaches to {cell}; nothing was saved"):
        read_file(kept.getvalue())


def test_a_workbook_may_reach_to_its_last_column_that_is_taken() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["SF2"] = "Name", "Rehema"
    kept = io.BytesIO()
    book.save(kept)
    assert read_file(kept.getvalue()).width == 500


def test_a_sheet_that_is_hidden_is_not_read() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(("Phones", [["0722001"]]), ("Names", [["Ruth"]])))
    )
    book["Phones"].sheet_state = "hidden"
    book.active = 1
    kept = io.BytesIO()
    book.save(kept)
    assert rows_of(kept.getvalue()) == [(1, ("Ruth",))]


def test_an_open_document_is_read() -> None:
    assert rows_of(open_document(["Jina", "Kikundi"], ["Neema", "Bahari"])) == [
        (1, ("Jina", "Kikundi")),
        (2, ("Neema", "Bahari")),
    ]


WORD = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (
            '<table:table-row table:number-rows-repeated="1000000">{word}</table:table-row>',
            "A1000000",
        ),
        (
            '<table:table-row table:number-rows-repeated="30000"/>'
            "<table:table-row><table:table-cell/>{word}</table:table-row>",
            "B30001",
        ),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>{word}'
            "</table:table-row>",
            "WQK1",
        ),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="16384" '
            'office:value-type="float" office:value="1"/></table:table-row>',
            "XFD1",
        ),
    ],
)
def test_an_open_document_that_says_a_row_a_thousand_times_is_refused(
    cells: str, place: str
) -> None:
    with pytest.raises(Problem, match=f"reaches to {place};"):
        read_file(open_document_of(cells.replace("{word}", WORD)))


def test_the_empty_rest_of_an_open_document_reaches_nowhere() -> None:
    rest = (
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    after = f"<table:table-row>{WORD}{rest[17:]}"
    assert rows_of(
        open_document_of(
            after + rest.replace("row>", 'row table:number-rows-repeated="1048575">', 1)
        )
    ) == [(1, ("x",))]


@pytest.mark.parametrize(
    ("cells", "before"),
    [
        ("<table:table-row>", ""),
        ('<table:table-row table:number-rows-repeated="many"/>', ""),
        ("<table:table-row/>", '<!DOCTYPE a [<!ENTITY b "c">]>'),
    ],
)
def test_an_open_document_that_is_none_is_refused(cells: str, before: str) -> None:
    with pytest.raises(Problem, match="could not be read"):
        read_file(open_document_of(cells, before))


@pytest.mark.parametrize(
    "line",
    [
        "Woman {},Blue\n",
        "Woman {};Blue\n",
        '"Woman {}","Blue"\n',
        '"Woman\n{}",Blue\n',
        "Woman {}\n",
        '"Woman {}"\n',
        "- Woman {}\n",
    ],
)
def test_more_rows_than_can_be_taken_are_refused(line: str) -> None:
    with pytest.raises(Problem, match="more than 20000 rows"):
        read_file("".join(map(line.format, range(20_002))).encode())


@pytest.mark.parametrize("line", ['"Woman\n{}",Blue\n', "- Woman {}\n"])
def test_ten_times_as_many_rows_are_refused_as_well(line: str) -> None:
    with pytest.raises(Problem, match="more than 20000 rows"):
        read_file("".join(map(line.format, range(200_000))).encode())


@pytest.mark.parametrize("line", ['"Woman\n{}",Blue\n', '"Woman\n{}";Blue\n', "Woman {}\n\n"])
def test_rows_of_several_lines_are_no_more_than_they_are(line: str) -> None:
    assert len(rows_of("".join(map(line.format, range(15_000))))) == 15_000


def test_a_message_of_many_lines_is_one_message() -> None:
    text = "[12/11/2024, 10:00] Amina: hello\n" + "and more\n" * 300_000
    (_heading, message) = read_file(text.encode()).rows
    assert message.cells[1].count("\n") == 300_000


def packed(name: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, "words")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "nothing in this file"),
        (b"\n \n\t\n", "nothing in this file"),
        (b";;\n;;\n", "nothing in this file"),
        (packed("word/document.xml"), "packed file"),
        (packed("xl/workbook.xml"), "could not be read"),
        (b"PK\x03\x04 cut off", "could not be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "could not be read"),
        (workbook(("Empty", [])), "nothing in this file"),
        (b"BEGIN:VCALENDAR\n", "calendar"),
        (b"x\n" * (MOST_BYTES // 2 + 1), "larger than"),
        (b"x\n" * 20_001, "more than"),
        (b"a;b\n" + b"x" * 140_000 + b";y\n", "too long"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, named: str) -> None:
    with pytest.raises(Problem, match=named) as refused:
        read_file(content)
    assert "nothing was saved" in refused.value.sentence


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda rest: b"PK\x03\x04" + rest))
def test_any_bytes_are_rows_or_refused(content: bytes) -> None:
    try:
        sheet = read_file(content)
    except Problem:
        return
    assert any(cell for row in sheet.rows for cell in row.cells)


@given(
    st.lists(
        st.lists(st.text("aé ;,\"'\n\t-1", max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_any_text_of_cells_is_rows_or_refused(rows: list[list[str]]) -> None:
    text = "\n".join(";".join(row) for row in rows)
    try:
        sheet = read_file(text.encode())
    except Problem:
        return
    numbers = [row.number for row in sheet.rows]
    assert numbers == sorted(set(numbers))
