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

LATE: dict[str, list[str]] = {
    "__main__.py": ["app", "app.program", "exit_status"],
    "app/attendance.py": ["summary.recap"],
    "app/completion.py": [
        "catalog",
        "coalition_cli",
        "model.entry",
        "run",
        "sheets",
        "store.formats.sealed",
        "store.peek",
    ],
    "app/call.py": ["app.clock_told", "app.unlock", "catalog", "catalog.held", "store"],
    "app/core_limit.py": ["resource"],
    "app/file_check.py": ["catalog", "catalog.finding", "catalog.toml_document"],
    "app/help.py": ["app.slash.slash_commands"],
    "app/lines_that_name.py": ["phrasing.naming", "raw_text.identifying_words"],
    "app/note_at_once.py": [
        "app",
        "app.clock_told",
        "app.exit",
        "fcntl",
        "raw_text.identifying_words",
        "termios",
    ],
    "app/prompt.py": [
        "app.unlock",
        "model",
        "phrasing.naming",
        "raw_text.identifying_words",
        "terminal",
        "terminal.neutral_page",
        "terminal.pointing",
        "terminal.shell_question",
    ],
    "app/secret_prompt.py": ["termios"],
    "app/show_at_once.py": ["app.show_results"],
    "app/show_blocks.py": ["terminal.pager", "terminal.rich_console"],
    "app/slash/slash_export.py": ["app.summary_page"],
    "app/slash/slash_here.py": ["app.arrivals", "app.attendance"],
    "app/unlock.py": ["ctypes"],
    "catalog/__init__.py": [
        "catalog",
        "phrasing.nearest",
        "schedule.day_details",
        "schedule.timetable",
    ],
    "catalog/definition.py": [
        "catalog.load_programme",
        "catalog.programme_fields",
        "catalog.programme_rules",
    ],
    "catalog/held.py": ["catalog.definition", "schedule.day_details", "schedule.timetable"],
    "catalog/validate.py": ["catalog.suggestions"],
    "catalog/locate.py": ["tomllib"],
    "catalog/suggestions.py": ["difflib"],
    "commands/demo.py": ["terminal.rich_console"],
    "commands/check.py": ["app.line_remarks"],
    "commands/exercise.py": ["terminal.rich_console"],
    "commands/home.py": ["terminal"],
    "commands/list.py": [
        "app.known_workshops",
        "app.recall_words",
        "clock",
        "model",
        "schedule.day_page",
    ],
    "commands/keys.py": ["app.prompt"],
    "commands/merge.py": ["app.prompt"],
    "commands/new.py": ["app", "store.formats.sealed.label"],
    "commands/note.py": [
        "app.clock_told",
        "app.note_sitting",
        "app.secret_prompt",
        "app.session",
        "app.tagged_input",
        "store.formats.plain",
        "store.formats.sealed",
        "store.recovery",
        "terminal.key_bindings",
    ],
    "commands/people.py": ["summary.recap"],
    "commands/run_exercise.py": [
        "app.changed_answers",
        "app.hold_exercise",
        "app.session",
        "model.view_maker",
        "run.answers",
        "run.answers_file",
        "run.second_sitting",
        "store.peek",
    ],
    "commands/wall.py": ["room"],
    "exports/xlsx.py": ["xlsxwriter.workbook"],
    "exports/docx/word_file.py": [
        "docx",
        "docx.opc.packuri",
        "docx.opc.part",
    ],
    "exports/docx/word_page.py": ["docx.oxml.parser"],
    "i18n.py": ["gettext"],
    "app/followed.py": ["app.unlock"],
    "app/words_of_pdf.py": ["pypdf", "pypdf.generic"],
    "kinds/notes/notes_page.py": ["methods.clustering"],
    "kinds/themes.py": ["methods.clustering"],
    "model/entry.py": ["datetime"],
    "model/presence.py": ["datetime"],
    "parsing/foreign/table_file.py": ["python_calamine"],
    "phrasing/nearest.py": ["difflib"],
    "run/answers_file.py": ["tomllib"],
    "run/second_sitting.py": ["difflib"],
    "sanitize.py": ["hashlib"],
    "store/appender.py": ["store.formats", "store.recovery"],
    "store/files/codec.py": ["store.files"],
    "store/formats/plain.py": ["store.files", "store.formats"],
    "store/formats/read.py": ["store.files.examine"],
    "store/formats/sealed/__init__.py": ["store.formats.sealed"],
    "store/formats/sealed/keys.py": ["pyrage"],
    "store/formats/sealed/passphrase_encryption.py": [
        "cryptography.exceptions",
        "cryptography.hazmat.primitives.ciphers.aead",
    ],
    "store/recovery/lost_lines.py": ["store.recovery"],
    "store/recovery/hints.py": ["store.recovery"],
    "store/side/autosave.py": ["model"],
    "store/workshop_file.py": ["model", "store", "store.recovery"],
    "store/paths.py": ["coalition_cli", "platformdirs", "store.files"],
    "store/formats/sealed/signing.py": [
        "cryptography.exceptions",
        "cryptography.hazmat.primitives.asymmetric.ed25519",
    ],
    "typesetting/compiler.py": ["typst"],
    "terminal/__init__.py": ["clock", "terminal.terminal"],
    "terminal/echo.py": ["readline", "termios"],
    "terminal/fullscreen.py": ["terminal", "termios"],
    "terminal/key_bindings.py": ["rich.cells"],
    "terminal/primitives.py": ["rich.console"],
    "terminal/rich_console.py": ["rich.console"],
    "terminal/plain_mode.py": ["terminal.countdown", "termios"],
    "terminal/terminal.py": [
        "terminal.current_page",
        "terminal.desk_screen",
        "terminal.fullscreen",
        "terminal.plain_mode",
        "terminal.slides.frame",
    ],
    "terminal/wall_screen.py": ["termios"],
}
"""Every file that imports inside a function, and what: a new one is a decision, and stands here."""


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


def brings(node: ast.Import | ast.ImportFrom) -> str:
    """The module that an import is from, below the package where it is ours."""
    name = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
    return name.removeprefix("coalition_cli.")


def test_an_import_inside_a_function_says_its_price():
    without = []
    for file in FILES:
        lines = file.read_text(encoding="utf-8").splitlines()
        without += [
            f"{file.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}"
            for node in inner_imports(file)
            if not price_of(lines, node)
        ]
    assert without == []


def test_every_import_inside_a_function_is_known():
    """Those that are gone may be taken from the list at any time."""
    for file in FILES:
        known = LATE.get(file.relative_to(PACKAGE).as_posix(), [])
        assert {brings(node) for node in inner_imports(file)} <= set(known), file


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
