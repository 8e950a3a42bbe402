"""Every command that a message, a help text, a sheet, a guide or an exercise names can be typed.

Each is parsed by the parser of the real program: a command or an option that there is not fails,
and so does one that is to be typed without an argument that it needs. A word such as FILE, or a gap
of a message, stands for what is typed in its place.
"""

import ast
import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import typer

from coalition_cli.app.program import make_app

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "coalition_cli"
GENERATED: Final = {"commands.md"}
"""It is written from the help texts, which are looked at in the source."""

PAGES: Final = [
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    if page.name not in GENERATED
]
EXERCISES: Final = [*(ROOT / "exercises").rglob("*.toml"), *PACKAGE.rglob("*.toml")]
LOCALES: Final = [*PACKAGE.rglob("*.po")]

GAP: Final = "GAP"
_NAME: Final = re.compile(r"(?<![\w/.-])coalition(?= )")
_TOKEN: Final = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|\S+")
_ENDING: Final = re.compile(r"[`.,:;!?)”’\"\]]+$")
_OPERATOR: Final = re.compile(r"[|&;#]+|\d?[<>].*")
_LINE: Final = re.compile(r"[ap]\d+|\{\w+\}|GAP")
_STANDS_FOR: Final = re.compile(r"\[?[A-Z][A-Z_-]*\]?|\{\w*\}|…|\.\.\.|GAP|\$\S+")
_GIVEN: Final = re.compile(r"[\"'“].*|@.*|\d[\d,.-]*|[\w{}-]*[./*]\S*|p\d+|[A-Z]\d+")
"""Arguments that are no words of a sentence: what is quoted, numbers, codes, files."""


class Named(NamedTuple):
    """A command as a text names it: ``words`` behind the name of the program.

    ``is_code`` is True where every word up to its end belongs to it, ``is_typed`` where somebody is
    told to type it as it stands.
    """

    where: str
    words: str
    is_code: bool
    is_typed: bool


@cache
def root() -> tuple[Any, Any]:
    """The group of all commands, and a context as a call makes it."""
    group: Any = typer.main.get_command(make_app())
    return group, group.make_context("coalition", ["list"], resilient_parsing=True)


def tokens_of(named: Named) -> list[str]:
    """The words of the command itself; what ends a sentence ends it too."""
    tokens: list[str] = []
    for token in _TOKEN.findall(named.words):
        if _OPERATOR.fullmatch(token) and not _STANDS_FOR.fullmatch(token):
            break
        is_whole = _STANDS_FOR.fullmatch(token) or token.startswith(("'", '"', "“"))
        bare = token if is_whole else _ENDING.sub("", token)
        if bare:
            tokens.append(bare)
        if bare != token and not named.is_code:
            break
    return tokens


def trouble(named: Named) -> str:
    """What is wrong with a command that is named; empty for nothing."""
    group, context = root()
    tokens = tokens_of(named)
    before, rest = _options_first(tokens, group)
    if not rest or not re.fullmatch(r"[a-z][a-z-]*", rest[0]):
        return _not_parsed(group, context, before) if before and named.is_code else ""
    command, name = group.get_command(context, rest[0]), rest.pop(0)
    if command is None:
        near = difflib.get_close_matches(name, group.list_commands(context), cutoff=0.75)
        is_meant = named.is_code or named.is_typed or near
        return f"there is no command {name}" if is_meant else ""  # a sentence about the program
    while hasattr(command, "commands"):
        if not rest or not re.fullmatch(r"[a-z][a-z-]*", rest[0]):
            return ""  # the group is spoken of
        if rest[0] not in command.commands:
            return f"there is no command {rest[0]} of {name}" if named.is_code else ""
        command, name = command.commands[rest.pop(0)], f"{name} {rest[:1]}"
    return _not_parsed(command, context, _arguments(rest, command, named), named.is_typed)


def _options_first(tokens: Sequence[str], group: Any) -> tuple[list[str], list[str]]:
    """The options before a command, and the rest."""
    before, rest = [], list(tokens)
    while rest and rest[0].startswith("-"):
        before.append(rest.pop(0))
        if rest and _takes_value(before[-1], group):
            before.append(rest.pop(0))
    return before, rest


def _takes_value(option: str, command: Any) -> bool:
    found = (each for each in command.params if option in (*each.opts, *each.secondary_opts))
    return any(not each.is_flag for each in found)


def _arguments(tokens: Sequence[str], command: Any, named: Named) -> list[str]:
    """The options and arguments in ``tokens``; in a sentence they end where its words go on."""
    taken: list[str] = []
    rest = list(tokens)
    choices = {word for each in command.params for word in _choices_of(each)}
    while rest:
        token = rest.pop(0)
        is_argument = (
            named.is_code
            or token.startswith("-")
            or token in choices
            or _STANDS_FOR.fullmatch(token)
            or _GIVEN.fullmatch(token)
        )
        if not is_argument or (token in {"-", "–", "·"} and not named.is_code):
            break
        if token in {"...", "…"} or re.fullmatch(r"\[.*\]", token):
            continue
        taken.append(token.partition("=")[0] if token.startswith("--") else token)
        if token.startswith("-") and "=" not in token and _takes_value(token, command) and rest:
            taken.append(rest.pop(0))
        elif "=" in token and token.startswith("--"):
            taken.append(token.partition("=")[2])
    return taken


def _choices_of(parameter: Any) -> list[str]:
    if parameter.param_type_name != "argument":
        return []
    listed = getattr(parameter.type, "choices", None) or []
    return [*map(str, listed), *re.findall(r"[a-z-]+", parameter.metavar or "")]


def _not_parsed(command: Any, context: Any, words: list[str], is_typed: bool = False) -> str:
    """What the parser of ``command`` says against ``words``."""
    own = type(context)(command, parent=context, resilient_parsing=False)
    try:
        values, left, _order = command.make_parser(own).parse_args(list(words))
    except Exception as refused:
        return str(refused)
    # Some take their words from the context: names of lines, and nothing that anybody said.
    takes_more = command.context_settings.get("allow_extra_args")
    takes_lines = takes_more and all(map(_LINE.fullmatch, left))
    if left and not takes_lines:
        return f"{left} is one too many"
    missing = [each.name for each in command.params if each.required and not values.get(each.name)]
    choices = {word for each in command.params for word in _choices_of(each)}
    is_typed = is_typed or bool(set(words) - choices)
    return f"it needs {', '.join(missing)}" if missing and is_typed else ""


def in_messages() -> Iterator[Named]:
    """The commands in every string of the program: messages, help texts, sheets, docstrings."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for number, text in strings_of(ast.parse(file.read_text(encoding="utf-8"))):
            where = f"{file.relative_to(ROOT)}:{number}"
            yield from in_text(where, text)


def strings_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string of a module, the values in it as gaps."""
    inner = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values
            ]
            yield node.lineno, "".join(parts)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner
        ):
            yield node.lineno, node.value


def in_text(where: str, text: str) -> Iterator[Named]:
    """The commands in sentences; what stands behind a colon is to be typed."""
    for code in re.findall(r"``(coalition [^`]+)``|`(coalition [^`]+)`", text):
        yield _in_code(where, " ".join("".join(code).split()))
    prose = re.sub(r"``[^`]+``|`[^`]+`", " ", text)
    whole = len(prose.split("\n")) == 1 and prose.startswith("coalition ")
    for found in _NAME.finditer(prose):
        words = prose[found.end() :].split("\n\n")[0]
        is_typed = whole or bool(re.search(r": $", prose[: found.start()]))
        words = re.split(r"\scoalition\s", words)[0]
        yield Named(where, words.replace("\n", " "), is_code=False, is_typed=is_typed)


def _in_code(where: str, code: str) -> Named:
    """A command in a guide; one without any word behind it is only spoken of."""
    words = code.removeprefix("coalition ")
    return Named(where, words, is_code=True, is_typed=False)


def in_pages() -> Iterator[Named]:
    """The commands in fences and in code of the guides."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            for line in fence.replace("\\\n", " ").splitlines():
                for found in re.finditer(r"(?:^|[|&;(] ?|\$ )coalition ([^|;&]+)", line):
                    yield Named(page.name, found[1], is_code=True, is_typed=True)
        prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        for code in re.findall(r"`(coalition [^`]+)`", prose):
            yield _in_code(page.name, " ".join(code.split()))


def in_data() -> Iterator[Named]:
    """The commands in the texts of exercises and programmes, and in what was translated."""
    for file in EXERCISES:
        yield from in_text(file.name, file.read_text(encoding="utf-8"))
    for file in LOCALES:
        for text in re.findall(r'^msgstr.*\n(?:".*"\n)*', file.read_text("utf-8"), re.MULTILINE):
            said = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
            yield from in_text(f"{file.name} {said[:30]}", said.replace('\\"', '"'))


def test_every_command_that_is_named_can_be_typed() -> None:
    named = [*in_messages(), *in_pages(), *in_data()]
    found = {f"{each.where}: coalition {each.words[:70]}": trouble(each) for each in named}
    assert {where: why for where, why in found.items() if why} == {}
    assert len(named) > 400


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Look: coalition shwo", "no command shwo"),
        ("Do it with: coalition show --nmubers", "No such option"),
        ("Say so: coalition merge", "needs bundle_files"),
        ("See `coalition keys acept`.", "no command acept"),
        ("coalition withdraw A2 A3", "one too many"),
    ],
)
def test_what_cannot_be_typed_is_found(text: str, why: str) -> None:
    assert any(why in trouble(each) for each in in_text("here", text))


@pytest.mark.parametrize(
    "text",
    [
        "To look: coalition show --numbers. That is all.",
        "To bring it in: coalition merge FILE",
        "`coalition merge` and coalition is done",
        "Say when: coalition new {title} --seal --organisation {key}",
    ],
)
def test_what_can_be_typed_is_no_trouble(text: str) -> None:
    assert [trouble(each) for each in in_text("here", text) if trouble(each)] == []
