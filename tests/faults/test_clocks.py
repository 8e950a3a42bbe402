"""Clocks that are wrong: 1970, 2099, set back in mid-session, an hour that comes twice.

The order stays.
"""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.faults import story
from tests.faults.figures import Figures
from tests.faults.reading import by_stock
from tests.faults.verdict import Ledger
from tests.support.calling import PROGRAM, House
from tests.support.clocks import clock

DAYS = {
    "1970": ["1970-01-01 00:00:05", "1970-01-01 00:00:06", "2024-11-12 10:00:00"],
    "2099": ["2024-11-12 10:00:00", "2099-12-31 23:59:59", "2024-11-12 10:05:00"],
    "set back an hour": ["2024-11-12 10:00:00", "2024-11-12 09:00:00", "2024-11-12 09:00:01"],
    "an hour that comes twice": [
        "2024-10-27 02:59:59",
        "2024-10-27 02:00:00",
        "2024-10-27 02:30:00",
    ],
    "before 1980": ["1979-12-31 23:59:59", "1980-01-01 00:00:00", "1979-06-01 12:00:00"],
}
ZONE = "Europe/Berlin"


def _at(
    moment: str, house: House, *words: str | Path, typed: str = ""
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*PROGRAM, *map(str, words)],
        input=typed.encode(),
        capture_output=True,
        env=house.environment | clock(moment, ZONE),
        cwd=house.desk,
        timeout=60,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    return done


def _day(at: str) -> int:
    return date.fromisoformat(at[:10]).toordinal()


def _said_at(path: Path) -> list[str]:
    """The times in the file, as it took the lines in; no id stands twice."""
    documents = by_stock(path)
    assert len({document["id"] for document in documents}) == len(documents)
    return [document["at"] for document in documents if document["step"] == "note"]


@pytest.mark.parametrize("moments", DAYS.values(), ids=list(DAYS))
def test_a_wrong_clock_changes_no_order_and_stops_nothing(
    tmp_path: Path, figures: Figures, moments: list[str]
) -> None:
    house = House(tmp_path / "house")
    path = Path(_at(moments[0], house, "new", "Umoja").stdout.decode().splitlines()[0])
    ledger = Ledger(path, is_clock_right=False)
    for turn, moment in enumerate(moments, 1):
        given = "".join(story.text(turn, number) + "\n" for number in range(1, 6))
        ledger.hear_ids(turn, _at(moment, house, "note", typed=given).stdout)
        said = [
            document["body"]["text"] for document in by_stock(path) if "text" in document["body"]
        ]
        assert said[-5:] == [story.text(turn, number) for number in range(1, 6)]
        for kind, suffix in (("md", "md"), ("html", "html"), ("csv", "zip"), ("json", "json")):
            exported = _at(moment, house, "export", kind, "--out", house.desk / f"{turn}.{suffix}")
            assert exported.stderr is not None
            assert (house.desk / f"{turn}.{suffix}").stat().st_size
        _at(moment, house, "show")
        assert _at(moment, house, "check").stdout is not None
    verdict = ledger.settle()
    figures.add("wrong clocks", verdict, tried=len(moments), acknowledged=ledger.acknowledged)
    assert verdict.is_fine, verdict
    days = [moment[:10] for moment in moments for _ in range(5)]
    assert all(
        abs(_day(at) - _day(day)) <= 1 for at, day in zip(_said_at(path), days, strict=False)
    )


def test_a_clock_set_back_while_somebody_types_changes_no_order(
    tmp_path: Path, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(tmp_path / "house")
    path = house.new()
    ledger = Ledger(path, is_clock_right=False)
    shown = tmp_path / "clock"
    shown.write_text("+0\n")
    faked = clock(zone=ZONE) | {"FAKETIME_TIMESTAMP_FILE": str(shown), "FAKETIME_NO_CACHE": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*PROGRAM, "note"], stdin=pipe, stdout=pipe, env=house.environment | faked, cwd=house.desk
    ) as noting:
        heard = b""
        for number, shift in enumerate(("+0", "-1h", "+1h", "-2h", "-20y", "+30y", "+0"), 1):
            shown.write_text(f"{shift}\n")
            noting.stdin.write((story.text(1, number) + "\n").encode())
            noting.stdin.flush()
            heard += noting.stdout.readline()
        noting.stdin.close()
        assert noting.wait(30) == 0
    ledger.hear_ids(1, heard)
    times = _said_at(path)
    assert len({at[:4] for at in times}) == 3, "the clock was not moved, or what it said not kept"
    verdict = ledger.settle()
    figures.add("wrong clocks", verdict, acknowledged=ledger.acknowledged)
    assert verdict.is_fine, verdict


def _told(done: subprocess.CompletedProcess[bytes]) -> list[bytes]:
    return [line for line in done.stderr.splitlines() if b"The clock of this laptop says" in line]


@pytest.mark.parametrize(
    ("moment", "says", "is_told_back"),
    [
        ("2024-11-12 09:30:00", b"", False),
        (
            "2024-11-12 08:30:00",
            b"November 2024, 08:30; the last line here is of Tuesday 12",
            False,
        ),
        ("1970-03-12 10:00:00", b"Thursday 12 March 1970; the last line here is of Tues", True),
        ("2025-11-12 10:00:00", b"", True),
        ("2099-12-31 10:00:00", b"31 December 2099; the last line here is of Tuesday 12 Nov", True),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_clock_that_is_far_off_is_told_at_once_and_only_once(
    tmp_path: Path, moment: str, says: bytes, is_told_back: bool, count: int
) -> None:
    house = House(tmp_path / "house")
    path = Path(_at("2024-11-12 10:00:00", house, "new", "Umoja").stdout.decode().splitlines()[0])
    _at("2024-11-12 10:00:00", house, "note", typed="the first line\n")
    done = _at(moment, house, "note", typed="a line\n" * count)
    assert len(_told(done)) == bool(says)
    assert says in done.stderr
    assert len(by_stock(path)) == 1 + count
    after = _at("2024-11-12 10:05:00", house, "note", typed="right again\n")
    assert bool(_told(after)) is is_told_back
    assert by_stock(path)[-1]["at"].startswith("2024-11-12T09:05")


def test_a_clock_of_1970_is_told_with_the_first_line(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    _at("1970-01-01 10:00:00", house, "new", "Umoja")
    done = _at("1970-01-01 10:00:00", house, "note", typed="one\ntwo\n")
    assert (len(_told(done)), b"Thursday 1 January 1970" in done.stderr) == (1, True)


def test_every_way_to_save_a_line_tells_of_the_clock(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    _at("2024-11-12 10:00:00", house, "new", "Umoja")
    _at("2024-11-12 10:00:00", house, "note", typed="the first line\n")
    for words, typed in ((("fix", "1"), "another wording\n"), (("undo", "--yes"), "")):
        assert len(_told(_at("2001-01-01 10:00:00", house, *words, typed=typed))) == 1
        _at("2024-11-12 10:30:00", house, "note", typed="right again\n")


def test_whoever_speaks_last_is_heard_though_a_clock_stood_in_2099_between(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    _at("2024-11-12 10:00:00", house, "new", "Umoja")
    _at("2024-11-12 10:00:00", house, "note", typed="the first line\n")
    for moment, words in (
        ("2099-11-12 10:00:00", "worded in 2099"),
        ("1970-11-12 10:00:00", "worded in 1970"),
        ("2024-11-12 10:10:00", "worded last"),
    ):
        _at(moment, house, "fix", "1", typed=f"{words}\n")
        shown = _at(moment, house, "show").stdout.decode()
        assert words in shown
        assert shown.count("worded") == 1
