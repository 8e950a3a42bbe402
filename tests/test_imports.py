"""Imports stand at the top of files; one inside a function says its price on the line above.

A price is a comment of the form ``# price: tinydb, 25 ms, and a captured line never needs it``; one
is enough for imports that follow each other. What a start may load is held in ``test_house.py``.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import coalition_cli

PACKAGE = Path(coalition_cli.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
PRICE = "# price: "

WITHOUT_PRICE = {
    "diagnostics": 4,
    "i18n.py": 1,
    "sanitize.py": 1,
    "store": 40,
}
"""How many imports a part of the package still has inside functions without saying why.

A number may only become smaller.
"""


def inner_imports(file: Path) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports of a file that stand inside a function."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = {
        node.lineno: node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    yield from found.values()


def price_of(lines: list[str], node: ast.Import | ast.ImportFrom) -> str:
    """The price above an import, or above those that it follows; empty where there is none."""
    for line in reversed(lines[: node.lineno - 1]):
        text = line.strip()
        if text.startswith(PRICE):
            return text
        if not text.startswith(("import ", "from ", "#")):
            return ""
    return ""


def priceless() -> dict[str, list[str]]:
    """The imports without a price: what each brings, by the part of the package it stands in."""
    found: dict[str, list[str]] = {}
    for file in FILES:
        lines = file.read_text(encoding="utf-8").splitlines()
        part = file.relative_to(PACKAGE).parts[0]
        for node in inner_imports(file):
            if not price_of(lines, node):
                place = f"{file.relative_to(PACKAGE.parent)}:{node.lineno} {ast.unparse(node)}"
                found.setdefault(part, []).append(place)
    return found


def test_an_import_inside_a_function_says_its_price():
    for part, places in priceless().items():
        assert len(places) <= WITHOUT_PRICE.get(part, 0), "\n".join(places)


@pytest.mark.parametrize(
    ("code", "priced"),
    [
        ("    # price: 3 ms, and few need it\n    import heavy\n", [True]),
        ("    # price: 3 ms\n    import heavy\n    from b import c\n", [True, True]),
        ("    # price: 3 ms,\n    # and few need it\n    import heavy\n", [True]),
        ("    import heavy\n", [False]),
        ("    # price: 3 ms\n    import heavy\n    heavy.do()\n    import other\n", [True, False]),
    ],
)
def test_a_price_stands_above_its_import(tmp_path, code, priced):
    file = tmp_path / "module.py"
    file.write_text(f"import top\n\n\ndef work():\n{code}")
    lines = file.read_text().splitlines()
    assert [bool(price_of(lines, node)) for node in inner_imports(file)] == priced
