"""Clocks that are wrong: 1970, 2099, set back in mid-session, an hour that comes twice.

The order stays.
"""

import subprocess
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


def _is_in_order(path: Path) -> bool:
    documents = by_stock(path)
    times = [document["at"] for document in documents]
    ids = [document["id"] for document in documents]
    return times == sorted(times) and ids == sorted(set(ids))


@pytest.mark.parametrize("moments", DAYS.values(), ids=list(DAYS))
def test_a_wrong_clock_changes_no_order_and_stops_nothing(
    tmp_path: Path, figures: Figures, moments: list[str]
) -> None:
    house = House(tmp_path / "house")
    path = Path(_at(moments[0], house, "new", "Umoja").stdout.decode().splitlines()[0])
    ledger = Ledger(path)
    for turn, moment in enumerate(moments, 1):
        given = "".join(story.text(turn, number) + "\n" for number in range(1, 6))
        ledger.hear_ids(turn, _at(moment, house, "note", typed=given).stdout)
        said = [
            document["body"]["text"] for document in by_stock(path) if "text" in document["body"]
        ]
        assert said[-5:] == [story.text(turn, number) for number in range(1, 6)]
        for kind in ("md", "html", "csv", "json"):
            exported = _at(moment, house, "export", kind, "--out", house.desk / f"{turn}.{kind}")
            assert exported.stderr is not None
            assert (house.desk / f"{turn}.{kind}").stat().st_size
        _at(moment, house, "show")
        assert _at(moment, house, "check").stdout is not None
    verdict = ledger.settle()
    figures.add("wrong clocks", verdict, tried=len(moments), acknowledged=ledger.acknowledged)
    assert verdict.is_fine, verdict
    assert _is_in_order(path)


def test_a_clock_set_back_while_somebody_types_changes_no_order(
    tmp_path: Path, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(tmp_path / "house")
    path = house.new()
    ledger = Ledger(path)
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
    times = [document["at"] for document in by_stock(path)]
    assert len(set(times)) > 2, "the clock was not moved"
    verdict = ledger.settle()
    figures.add("wrong clocks", verdict, acknowledged=ledger.acknowledged)
    assert verdict.is_fine, verdict
    assert _is_in_order(path)
