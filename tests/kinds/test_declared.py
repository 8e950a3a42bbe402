"""Nobody outside ``kinds/`` knows a kind by its name: they ask what it declares.

Words such as ``notes``, ``plan`` or ``show`` are also commands, keys of the summary's data and
sections of a sheet. What is looked for is not the word but the question: something is compared
with, looked up by, matched against or made with a ``kind`` of a step, or a collection holds nothing
but names of kinds, or a module of a kind is imported. Other things have a kind too (a slot of a
programme, a copy of a file, a mounted disk): they are told apart by the name of whose it is. To ask
``kind in kinds.names()`` is no such question: it only asks for a kind that is there.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import coalition_cli
from coalition_cli import kinds

PACKAGE = Path(coalition_cli.__file__).parent
FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] != "kinds"
)
KINDS = frozenset(kinds.names())

OTHER_OWNERS = {
    "slot": "a slot of a programme: exercise, break, lunch ...",
    "copy": "a copy of a workshop file: a backup, one put aside ...",
    "mount": "the file system of a folder",
    "swap": "where memory is written to disk",
    "clock": "the time of a room: that of a step, of lines one after the other, of a breath",
    "told": "such a time, as a desk told it",
    "mark": "a stretch of a text that may name a person, a place or a number",
    "hit": "such a stretch, before people outside read it",
    "other": "another one of them",
}
EXCEPTIONS = {
    ("model/programme.py", "self.kind"): "the kind of a slot, asked by the slot itself",
}
"""Places that ask for a kind that is not a step's, by file and by what stands there."""


def found_in(path: Path) -> Iterator[str]:
    """Return what a file asks about a kind, as ``line: code``."""
    name = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for asked in (*questions(node), *imports(node)):
            words = ast.unparse(asked)
            if (name, words) not in EXCEPTIONS:
                yield f"{name}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def questions(node: ast.AST) -> Iterator[ast.AST]:
    """Return what of ``node`` asks about a kind of steps by its name."""
    match node:
        case ast.Compare():
            sides = [node.left, *node.comparators]
            if not any(ast.unparse(side) == "kinds.names()" for side in sides):
                yield from (side for side in sides if is_kind(side))
                yield from (side for side in sides if is_named_kind(side) and names_one(sides))
        case ast.Subscript() if is_kind(node.slice):
            yield node.slice
        case ast.Call(func=ast.Attribute(attr="get"), args=[key, *_rest]) if is_kind(key):
            yield key
        case ast.Call(func=ast.Name(id="Step")):
            yield from (
                word.value for word in node.keywords if word.arg == "kind" and is_name(word.value)
            )
        case ast.Match() if is_kind(node.subject):
            yield node.subject
        case ast.Tuple() | ast.List() | ast.Set() if holds_only_names(node.elts):
            yield node
        case ast.Dict() if holds_only_names(node.keys):
            yield node


def imports(node: ast.AST) -> Iterator[ast.AST]:
    """Return what of ``node`` brings in, or uses, a module of a kind."""
    modules = {f"coalition_cli.kinds.{kind}" for kind in KINDS}
    match node:
        case ast.ImportFrom(module=str(module)):
            if modules & {module, *(f"{module}.{alias.name}" for alias in node.names)}:
                yield node
        case ast.Import():
            if modules & {alias.name for alias in node.names}:
                yield node
        case ast.Attribute(value=ast.Name(id="kinds"), attr=attribute) if attribute in KINDS:
            yield node


def is_kind(node: ast.AST) -> bool:
    """True if ``node`` gives the kind of a step, by ``step.kind``, ``step["kind"]`` or ``get``."""
    match node:
        case ast.Attribute(attr="kind", value=owner):
            return owner_of(owner) not in OTHER_OWNERS
        case ast.Subscript(slice=ast.Constant(value="kind"), value=owner):
            return owner_of(owner) in ("step", "there")
        case ast.Call(func=ast.Attribute(attr="get", value=owner), args=[ast.Constant("kind")]):
            return owner_of(owner) in ("step", "there")
    return False


def is_named_kind(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("kind", "step_kind")


def names_one(sides: list[ast.expr]) -> bool:
    """True if the name of a kind stands on one of the sides, alone or among others."""
    return any(is_name(node) for side in sides for node in ast.walk(side))


def owner_of(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def is_name(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value in KINDS


def holds_only_names(nodes: list[ast.expr] | list[ast.expr | None]) -> bool:
    """True for two names of kinds or more, and nothing else."""
    return len(nodes) > 1 and all(map(is_name, nodes))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_asks_which_kind_it_is(path: Path) -> None:
    assert list(found_in(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        'step.kind == "plan"',
        'step.kind in ("notes", "circle")',
        'x = {"notes": 1, "plan": 2}',
        "TITLES[step.kind]",
        "TITLES.get(step.kind)",
        'step["kind"] not in told',
        'kind in ("plan", "score")',
        'Step(id="x", kind="notes", title="")',
        "from coalition_cli.kinds import plan",
        "from coalition_cli.kinds.plan import ACTION",
        "import coalition_cli.kinds.plan",
        "kinds.plan.ACTION",
        "match there[0].kind:\n    case _: pass",
    ],
)
def test_what_is_looked_for_is_found(code: str) -> None:
    assert any([*questions(node), *imports(node)] for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'slot.kind == "exercise"',
        'data["themes"]',
        '{"vision": 1, "themes": 2}',
        'app.command("show")',
    ],
)
def test_commands_and_keys_of_data_are_not_meant(code: str) -> None:
    assert not any([*questions(node), *imports(node)] for node in ast.walk(ast.parse(code)))
