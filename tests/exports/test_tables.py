"""The tables of a summary: typed, whole, without a formula, in a workbook and in a zip alike."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from coalition_cli.exports import export
from coalition_cli.exports.xlsx import LONGEST_CELL
from coalition_cli.model.paper import USUAL
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.sheet_cells import Sheet, Tied
from coalition_cli.phrasing.summary_tables import tables
from tests.exports.hard_summary import HARD, SAID

PLAN: dict[str, Any] = {
    "id": "roles",
    "kind": "plan",
    "title": "Roles",
    "entries": 2,
    "table": {
        "title": "Who [does] what: a title that is far too long for the name of a sheet",
        "columns": [
            {"id": "what", "title": "=Role", "type": "text", "choices": []},
            {"id": "tasks", "title": "Tasks", "type": "texts", "choices": []},
            {"id": "until", "title": "Until", "type": "day", "choices": []},
            {"id": "sure", "title": "Sure", "type": "flag", "choices": ["She is", "Not yet"]},
            {"id": "phone", "title": "Number", "type": "phone", "choices": []},
        ],
    },
    "outcome": [
        {
            "id": "R1",
            "what": "=Keeper",
            "tasks": ["-count", "show"],
            "until": "2027-02-11",
            "sure": True,
            "phone": None,
        },
        {"id": "R2", "what": "00123", "tasks": [], "until": None, "sure": False, "phone": None},
    ],
}
CIRCLE: dict[str, Any] = {
    "id": "round",
    "kind": "circle",
    "title": "One round",
    "entries": 2,
    "labels": {"hope": "What do you hope?"},
    "outcome": [
        {"id": "C1", "by": "Ana", "hope": "=A school"},
        {"id": "C2", "by": None, "text": "All of us", "hope": "A door", "passed": False},
        {"id": "C3", "by": "Eva", "passed": True},
    ],
}
DRAFT = {
    "id": "line",
    "kind": "draft",
    "title": "Our line",
    "entries": 2,
    "outcome": {"text": "Newer", "versions": [{"text": "Older"}, {"text": "Newer"}]},
}
VOTES = {"id": "agree", "kind": "decide", "entries": 1, "is_told": True, "outcome": {"yes": 1}}


def summary(**parts: Any) -> Summary:
    return replace(HARD, data={**HARD.data, **parts})


def held(*steps: dict[str, Any]) -> Summary:
    return summary(exercises=[{"id": "day", "title": "Day", "run": 1, "steps": list(steps)}])


def of(key: str, made: Summary = HARD) -> Sheet:
    (found,) = [sheet for sheet in tables(made.data, made.doubtful) if sheet.key == key]
    return found


def rows(key: str, made: Summary = HARD) -> list[dict[str, Any]]:
    sheet = of(key, made)
    keys = [column.key for column in sheet.columns]
    return [
        {name: cell for name, cell in zip(keys, row, strict=True) if cell not in ("", None)}
        for row in sheet.rows
    ]


def book(made: Summary = HARD) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(export("xlsx").render(made)))


def zipped(made: Summary = HARD, delimiter: str = ",") -> dict[str, list[list[str]]]:
    raw = export("csv").render(made, replace(USUAL, delimiter=delimiter))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    assert all(text.startswith(b"\xef\xbb\xbf") for text in texts.values())
    return {
        name: list(
            csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=delimiter)
        )
        for name, text in texts.items()
    }


def cells_of(key: str, made: Summary = HARD) -> list[list[str]]:
    (found,) = [rows for name, rows in zipped(made).items() if name[3:-4] == key]
    return found


def test_the_sheets_are_those_that_have_rows_in_their_order() -> None:
    assert [sheet.key for sheet in tables(HARD.data)] == [
        *("read-me", "actions", "decisions", "agenda", "themes", "feedback", "quotes"),
        "everything-said",
    ]
    named = held(PLAN, PLAN)
    assert [sheet.key for sheet in tables(named.data)][5:7] == ["plan-1", "plan-2"]
    bare = summary(actions=[], decisions=[], agenda=[], themes=[], feedback={}, quotes=[], notes=[])
    assert [sheet.key for sheet in tables({**bare.data, "exercises": []})] == ["read-me"]


def test_no_column_is_empty_throughout_and_a_nought_is_not_empty() -> None:
    for sheet in tables(held(PLAN, CIRCLE).data):
        for place in range(len(sheet.columns)):
            assert any(row[place] not in ("", None) for row in sheet.rows), sheet.key
    decisions = {column.key for column in of("decisions").columns}
    assert {"5", "4", "0", "passed", "worries"} <= decisions
    assert not decisions & {"yes", "no", "hands", "present"}


def test_an_action_has_its_day_and_the_issue_that_it_serves() -> None:
    action = {**HARD.data["actions"][0], "agenda": "L1"}
    (told,) = rows("actions", summary(actions=[action]))
    issue = HARD.data["agenda"][1]["issue"]
    assert (told["code"], told["by_when"]) == ("A1", date(2026, 12, 12))
    assert told["issue"] == f"I2 {issue}"
    (worded,) = rows("actions", summary(actions=[{**action, "agenda": issue}]))
    assert worded["issue"] == f"I2 {issue}"
    (month,) = rows("actions", summary(actions=[{**action, "by_when": "2026-12"}]))
    assert month["by_when"] == "2026-12"


def test_readers_outside_who_have_no_ids_read_nothing_twice() -> None:
    action, *_none = without_ids(HARD.data["actions"])
    agenda = without_ids(HARD.data["agenda"])
    plan = {**PLAN, "outcome": [{**PLAN["outcome"][0], **action, "id": None}]}
    weighed = [{"text": row["issue"], "scorers": 31} for row in agenda]
    scores = {"id": "scores", "kind": "score", "entries": 1, "outcome": weighed}
    made = held(plan, scores)
    bare = {**made.data, "actions": [action], "agenda": agenda, "notes": []}
    keys = [sheet.key for sheet in tables(bare)]
    assert keys == ["read-me", "actions", "decisions", "agenda", "themes", "feedback", "quotes"]
    (told,) = rows("actions", replace(made, data=bare))
    assert told["own tasks"] == "-count; show"
    assert "issue" not in told


def without_ids(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: part for key, part in row.items() if key != "id"} for row in found]


def test_what_a_plan_of_ones_own_asked_of_an_action_stands_beside_it() -> None:
    plan = {**PLAN, "outcome": [{**PLAN["outcome"][0], "id": "X1", "status": "open"}]}
    made = held(plan)
    (told,) = rows("actions", made)
    assert told["own tasks"] == "-count; show"
    assert told["own sure"] == "She is"
    assert told["own until"] == date(2027, 2, 11)
    assert "plan-1" not in [sheet.key for sheet in tables(made.data)]


def test_a_plan_has_the_labels_of_its_file_and_its_own_words_for_yes_and_no() -> None:
    made = held(PLAN)
    sheet = of("plan-1", made)
    assert [column.title for column in sheet.columns] == ["=Role", "Tasks", "Until", "Sure"]
    assert sheet.rows == (
        ("=Keeper", "-count; show", date(2027, 2, 11), "She is"),
        ("00123", "", "", "Not yet"),
    )


def test_a_shared_place_is_a_number_that_reads_as_shared() -> None:
    places = [row.get("place") for row in rows("agenda")]
    assert places == [1, Tied(2), Tied(3), 4, None]
    assert [row[0] for row in cells_of("agenda")[1:]] == ["1", "2=", "3=", "4", ""]
    sheet = book()["Agenda"]
    assert [sheet.cell(row, 1).value for row in range(2, 7)] == [1, 2, 3, 4, None]
    assert sheet.cell(3, 1).number_format == '0"="'


def test_everything_said_has_each_answer_in_a_row_and_nothing_that_is_told_above() -> None:
    made = held(CIRCLE, PLAN, DRAFT, VOTES)
    said = [row for row in rows("everything-said", made) if row["exercise"] == "Day"]
    about = {"exercise": "Day", "step": "One round"}
    line = {"exercise": "Day", "step": "Our line"}
    hope = {"question": "What do you hope?"}
    assert said == [
        {**about, "by": "Ana", **hope, "text": "=A school"},
        {**about, "text": "All of us"},
        {**about, **hope, "text": "A door"},
        {**line, "text": "Newer"},
        {**line, "text": "Older", "question": "Another wording"},
    ]


def test_the_notes_of_the_day_have_their_time_as_the_clock_on_the_wall_told_it() -> None:
    notes = [row for row in rows("everything-said") if row["exercise"] == "Notes of the day"]
    assert [row["text"] for row in notes] == list(SAID)
    assert {row["time"] for row in notes} == {"2026-11-21 12:00"}
    assert "clock" not in str(of("read-me").rows)


def test_a_time_that_a_clock_told_wrong_has_a_sign_and_the_read_me_says_what_it_means() -> None:
    made = replace(HARD, doubtful=frozenset(["N3"]))
    doubtful = [row for row in rows("everything-said", made) if row.get("time", "").endswith("?")]
    assert [row["text"] for row in doubtful] == [SAID[3]]
    assert "“?” after it is doubtful" in str(of("read-me", made).rows)


def said_in(cells: Sequence[Sequence[Any]]) -> list[str]:
    """The notes of the day in a file of everything said, a text of several rows made whole."""
    head = [str(cell) for cell in cells[0]]
    found: list[str] = []
    for row in cells[1:]:
        told = dict(zip(head, row, strict=True))
        if told["Exercise"] != "Notes of the day":
            continue
        part = str(told.get("Part") or "1/1")
        if part.startswith("1/"):
            found.append("")
        found[-1] += str(told["Text"])
    return found


def test_a_workbook_reads_back_whole_with_two_libraries() -> None:
    raw = export("xlsx").render(HARD)
    sheet = book()["Everything said"]
    assert said_in([[cell.value for cell in row] for row in sheet.iter_rows()]) == list(SAID)
    other = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name("Everything said")
    assert said_in(other.to_python()) == list(SAID)


def test_a_text_that_is_too_long_for_a_cell_stands_in_rows_that_say_which_part_they_are() -> None:
    long = "word 😀 " * 12_000 + "end"
    note = {**HARD.data["notes"][0], "text": long}
    sheet = book(summary(notes=[note]))["Everything said"]
    head = [cell.value for cell in sheet[1]]
    split = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[-1]]
    assert head[-1] == "Part"
    assert [row[-1] for row in split] == ["1/3", "2/3", "3/3"]
    texts = [str(row[head.index("Text")]) for row in split]
    assert "".join(texts) == long
    assert all(len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL for text in texts)
    assert all(text.endswith(" ") for text in texts[:-1])
    assert {row[head.index("Group")] for row in split} == {"Blue"}


def test_no_cell_of_a_workbook_is_a_formula_or_a_link_and_words_are_text() -> None:
    made = held(PLAN, CIRCLE)
    raw = export("xlsx").render(made)
    for sheet in book(made).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), (sheet.title, cell.coordinate)
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            assert "hyperlink" not in name
            assert "externalLink" not in name
            assert b"<f>" not in archive.read(name)
            assert b'TargetMode="External"' not in archive.read(name)


def test_cells_are_typed() -> None:
    made = held(PLAN)
    found = book(made)
    actions, agenda, decisions = found["Actions"], found["Agenda"], found["Decisions"]
    assert actions["E2"].value == datetime(2026, 12, 12)
    assert actions["E2"].number_format == "yyyy-mm-dd"
    assert (agenda["D2"].value, agenda["D2"].number_format) == (4.4, "0.0")
    assert isinstance(decisions["E2"].value, int)
    plan = found.worksheets[5]
    assert plan["A3"].value == "00123"
    assert plan["A3"].data_type == "s"


def test_the_head_is_frozen_and_every_sheet_has_a_filter() -> None:
    for sheet in book().worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["a/b: [c]*?\\"], ["a b c"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 29 + " 2"]),
        (["'quoted'"], ["quoted"]),
        (["History", " ", "actions"], ["Table", "Table 2", "actions 2"]),
        (["😀" * 20], ["😀" * 15]),
    ],
)
def test_a_title_becomes_a_name_that_a_workbook_takes(titles: list[str], names: list[str]) -> None:
    steps = [{**PLAN, "table": {**PLAN["table"], "title": title}} for title in titles]
    assert book(held(*steps)).sheetnames[5 : 5 + len(names)] == names


def test_a_workbook_names_nobody_and_has_the_day_of_the_workshop() -> None:
    properties = book().properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created == properties.modified == datetime.fromisoformat(HARD.document.day)


def test_a_workbook_in_a_language_from_the_right_begins_at_the_right() -> None:
    made = replace(HARD, document=replace(HARD.document, language="ar"))
    assert all(sheet.sheet_view.rightToLeft for sheet in book(made).worksheets)
    assert not any(sheet.sheet_view.rightToLeft for sheet in book().worksheets)


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_the_same_summary_gives_the_same_bytes(name: str) -> None:
    assert export(name).render(HARD) == export(name).render(HARD)


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_every_part_of_the_file_has_the_date_that_all_have(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(export(name).render(HARD))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", ["a\x00b\x1b[2Jc", "half \ud83d", "no \ufffe letter", "\udc80"])
@pytest.mark.parametrize("name", ["xlsx", "csv", "json"])
def test_what_is_no_letter_breaks_no_file(name: str, text: str) -> None:
    note = {**HARD.data["notes"][0], "text": text}
    raw = export(name).render(summary(notes=[note]))
    if name == "json":
        assert b"half" not in raw or "half \ufffd".encode() in raw
        return
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(export("xlsx").render(summary(notes=[note]))))
    cells = sheet.get_sheet_by_name("Everything said").to_python()
    assert said_in(cells) == said_in(cells_of("everything-said", summary(notes=[note])))


def test_a_zip_has_a_neutral_name_for_each_sheet() -> None:
    assert list(zipped(held(PLAN, CIRCLE))) == [
        "01-read-me.csv",
        "02-actions.csv",
        "03-decisions.csv",
        "04-agenda.csv",
        "05-themes.csv",
        "06-plan-1.csv",
        "07-feedback.csv",
        "08-quotes.csv",
        "09-everything-said.csv",
    ]


def test_a_zip_has_everything_that_was_said_and_nothing_that_a_spreadsheet_would_run() -> None:
    unguarded = [text.removeprefix("'") for text in said_in(cells_of("everything-said"))]
    assert unguarded == list(SAID)
    for cells in zipped(held(PLAN, CIRCLE)).values():
        assert {len(row) for row in cells} == {len(cells[0])}
        for cell in (cell for row in cells for cell in row):
            seen = cell.lstrip(" \n\t\u200b\u200e\u200f\u202a\u202e\u2060\ufeff")
            assert seen[:1] not in tuple("=+-@＝＋－＠") or not seen


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\ta", " =1", "\u200b-1", "＝1", "\n+1"]
)
def test_a_zip_puts_an_apostrophe_before_what_begins_like_a_formula(text: str) -> None:
    note = {**HARD.data["notes"][0], "text": text}
    assert said_in(cells_of("everything-said", summary(notes=[note]))) == ["'" + text]


@pytest.mark.parametrize("text", ["a=1", "1+1", "00123", "'quoted", " a", "a\tb", "a;b,c\td"])
def test_a_zip_leaves_other_words_alone(text: str) -> None:
    note = {**HARD.data["notes"][0], "text": text}
    assert said_in(cells_of("everything-said", summary(notes=[note]))) == [text]


@pytest.mark.parametrize(("delimiter", "mean"), [(",", "4.4"), (";", "4,4"), ("\t", "4.4")])
def test_a_zip_stands_between_the_signs_that_were_asked_for(delimiter: str, mean: str) -> None:
    found = zipped(HARD, delimiter)["04-agenda.csv"]
    assert found[1][3] == mean
    assert found[0][:3] == ["Place", "Code", "Issue"]
    raw = export("csv").render(HARD, replace(USUAL, delimiter=delimiter))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        text = archive.read("04-agenda.csv").decode("utf-8-sig")
    assert text.startswith(f'"Place"{delimiter}"Code"{delimiter}')
    assert text.endswith('"\r\n')


def test_codes_and_texts_are_those_of_the_data() -> None:
    for key, part, text in (("actions", "actions", "what"), ("decisions", "decisions", "text")):
        told = [(row["code"], row[text]) for row in rows(key)]
        assert told == [(row["code"], row[text]) for row in HARD.data[part]]
    assert [row["code"] for row in rows("quotes")] == ["Q1"]
    assert [row["code"] for row in rows("agenda")] == [row["code"] for row in HARD.data["agenda"]]


@pytest.mark.slow
def test_an_office_reads_a_workbook_as_it_was_said_and_runs_nothing(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice on this machine")
    (tmp_path / "book.xlsx").write_bytes(export("xlsx").render(HARD))
    profile = f"-env:UserInstallation={(tmp_path.parent / 'office').as_uri()}"
    words = ["--headless", profile, "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run(
        [office, *words, str(tmp_path / "book.xlsx")], capture_output=True, timeout=120, check=True
    )
    with zipfile.ZipFile(tmp_path / "book.ods") as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert "xlink:href" not in content
    read = CalamineWorkbook.from_path(tmp_path / "book.ods").get_sheet_by_name("Everything said")
    assert said_in(read.to_python()) == [text.replace("\t", " ") for text in SAID]
