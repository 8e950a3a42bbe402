"""The table at the end of a run: what was done to the store, how often, and what it cost."""

from collections import Counter
from typing import Any, Final

import pytest
from fault_verdict import FINE, Verdict

_PROPERTY: Final = "faults"
_COLUMNS: Final = ("tried", "acknowledged", "lost", "garbled", "doubled", "unreadable")


class Figures:
    """The figures of one test; they travel with its report, also from the process of another worker."""

    def __init__(self, item: pytest.Item) -> None:
        self._item = item

    def add(self, mechanism: str, verdict: Verdict = FINE, *, tried: int = 1, acknowledged: int = 0) -> None:
        """Count what ``mechanism`` did."""
        wrong = {name: len(found) for name, found in verdict._asdict().items()}
        row = {"mechanism": mechanism, "tried": tried, "acknowledged": acknowledged, **wrong}
        self._item.user_properties.append((_PROPERTY, row))


def print_table(reporter: Any) -> None:
    """Print the figures of all tests that have some, and why others were skipped."""
    rows: dict[str, Counter[str]] = {}
    for report in [report for reports in reporter.stats.values() for report in reports]:
        if getattr(report, "when", "") == "call":
            for name, row in report.user_properties:
                if name == _PROPERTY:
                    figures = {column: row[column] for column in _COLUMNS}
                    rows.setdefault(row["mechanism"], Counter()).update(figures)
    skipped = Counter(_reason(report) for report in reporter.stats.get("skipped", []) if "faults" in report.nodeid)
    if not rows and not skipped:
        return
    reporter.section("faults", sep="=")
    width = max(map(len, rows), default=0)
    reporter.write_line(" " * width + "".join(f"{column:>14}" for column in _COLUMNS))
    for mechanism, figures in sorted(rows.items()):
        reporter.write_line(mechanism.ljust(width) + "".join(f"{figures[column]:>14,}" for column in _COLUMNS))
    for reason, count in sorted(skipped.items()):
        reporter.write_line(f"not tried ({count}): {reason}")


def _reason(report: Any) -> str:
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr).removeprefix("Skipped: ")
