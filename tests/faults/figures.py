"""The table at the end of a run: what was done to the store, how often, and what it cost."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.faults.verdict import FINE, Verdict

_PROPERTY: Final = "faults"
_HALF_TYPED: Final = "half-typed"
_COLUMNS: Final = ("tried", "acknowledged", "lost", "garbled", "doubled", "unreadable")


class Figures:
    """The figures of one test; they travel with its report, also from the process of another
    worker.
    """

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def add(
        self, mechanism: str, verdict: Verdict = FINE, *, tried: int = 1, acknowledged: int = 0
    ) -> None:
        """Count what ``mechanism`` did."""
        wrong = {name: len(found) for name, found in verdict._asdict().items()}
        row = {"mechanism": mechanism, "tried": tried, "acknowledged": acknowledged, **wrong}
        self._item.user_properties.append((_PROPERTY, row))

    def add_half_typed(self, ending: str, *, is_back: bool, missing_seconds: float) -> None:
        """Count a window that ended in mid-word.

        ``missing_seconds`` is how old the oldest key was that is missing.
        """
        row = {"ending": ending, "came back": is_back, "missing": missing_seconds}
        self._item.user_properties.append((_HALF_TYPED, row))


def print_table(reporter: Any) -> None:
    """Print the figures of all tests that have some, and why others were skipped."""
    rows: dict[str, Counter[str]] = {}
    for row in _rows(reporter, _PROPERTY):
        rows.setdefault(row["mechanism"], Counter()).update(
            {column: row[column] for column in _COLUMNS}
        )
    skipped = Counter(
        _reason(report) for report in reporter.stats.get("skipped", []) if "faults" in report.nodeid
    )
    if not rows and not skipped and not any(_rows(reporter, _HALF_TYPED)):
        return
    reporter.section("faults", sep="=")
    width = max(map(len, rows), default=0)
    if rows:
        reporter.write_line(" " * width + "".join(f"{column:>14}" for column in _COLUMNS))
    for mechanism, figures in sorted(rows.items()):
        reporter.write_line(
            mechanism.ljust(width) + "".join(f"{figures[column]:>14,}" for column in _COLUMNS)
        )
    _print_half_typed(reporter)
    for reason, count in sorted(skipped.items()):
        reporter.write_line(f"not tried ({count}): {reason}")


def _print_half_typed(reporter: Any) -> None:
    of_endings: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(reporter, _HALF_TYPED):
        of_endings.setdefault(row["ending"], []).append(row)
    if of_endings:
        reporter.write_line(
            f"{'half-typed, ended by':<34}{'tried':>14}{'came back':>14}"
            f"{'longest missing, seconds':>28}"
        )
    for ending, found in sorted(of_endings.items()):
        back, longest = sum(row["came back"] for row in found), max(row["missing"] for row in found)
        reporter.write_line(f"{ending:<34}{len(found):>14,}{back:>14,}{longest:>21.2f}")


def _rows(reporter: Any, wanted: str) -> Iterator[dict[str, Any]]:
    for report in [report for reports in reporter.stats.values() for report in reports]:
        if getattr(report, "when", "") == "call":
            yield from (row for name, row in report.user_properties if name == wanted)


def _reason(report: Any) -> str:
    return str(
        report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    ).removeprefix("Skipped: ")
