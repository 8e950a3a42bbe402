"""The page of moments names tests that there are, and counts what is right as it stands there."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "moments.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROW = re.compile(r"^\| (\d+)\. .*$", re.MULTILINE)


def test_every_test_that_the_page_names_exists():
    written = {
        path: {
            node.name
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for path in {path for path, _name in NAMED.findall(PAGE)}
        if (ROOT / path).exists()
    }
    missing = [
        f"{path}::{name}"
        for path, name in NAMED.findall(PAGE)
        if name not in written.get(path, set())
    ]
    assert missing == []


def test_each_of_three_tables_has_ten_moments_with_a_verdict_and_a_test():
    rows = [row.group() for row in ROW.finditer(PAGE)]
    assert [int(row.group(1)) for row in ROW.finditer(PAGE)] == [*range(1, 11)] * 3
    assert [row for row in rows if not NAMED.search(row)] == []
    verdicts = Counter(
        re.match(r"right|partly|not yet", row.split(" | ")[2]).group() for row in rows
    )
    counted = re.search(r"(\d+) are right, (\d+) partly, (\d+) not yet", PAGE)
    assert [verdicts[word] for word in ("right", "partly", "not yet")] == [
        int(number) for number in counted.groups()
    ]
