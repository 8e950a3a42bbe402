"""The words of the interface: all of them can be translated, and each translation says the same
with the same gaps.
"""

import ast
import gettext
import re
import shlex
import shutil
import string
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coalition_cli import i18n

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "coalition_cli"
TEMPLATE = i18n.LOCALE_FOLDER / "coalition.pot"
TRANSLATIONS = sorted(i18n.LOCALE_FOLDER.glob("*/LC_MESSAGES/coalition.po"))
FILES = sorted(PACKAGE.rglob("*.py"))

TOLD = (
    "Problem",
    "say",
    "Prose",
    "Heading",
    "Prompt",
    "Option",
    "Question",
    "Column",
    "Finding",
    "require_terminal",
)
"""Calls whose words people read."""

NOT_FOR_THE_ROOM = {"help", "title"}
"""Keys of what is written for the shell and for editors, which are English: help texts and the JSON
Schema.
"""

NAMES_IN_FILES = re.compile(
    r"(Noto Sans|Segoe UI|Default Paragraph Font|Normal Table|Body Text|List Bullet"
    r"|Heading [1-4]|Column Head|Slip Name"
    r"|(Cell|Quiet|Accent) (Quiet|Small|Drawn|Words))\b.*"
)
"""Names of fonts and of paragraph styles, which an office shows under names of its own."""

HEAVY = {
    "en": (
        "sentence cell trial charge release execute kill abort terminate lock guard escape"
        " conviction parole"
    ),
    "sw": "hukumu kesi mfungwa wafungwa gereza funga kufunga kufungwa imefungwa limefungwa",
}
"""Words that weigh on people who have been in prison; in Swahili to close is also to imprison."""

Texts = tuple[str, ...]


def read(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def texts(value: str | Texts | list[str]) -> Texts:
    return (value,) if isinstance(value, str) else tuple(value)


def gaps(text: str) -> Counter[tuple[str, str, str]]:
    """The placeholders of ``text`` with their formats."""
    parts = string.Formatter().parse(text)
    return Counter(
        (name, spec or "", conversion or "")
        for _text, name, spec, conversion in parts
        if name is not None
    )


def edges(text: str) -> tuple[bool, bool]:
    """Tell if ``text`` begins and ends with a space."""
    return text.startswith(" "), text.endswith(" ")


def acting(text: str) -> Counter[str]:
    """The characters of ``text`` that could act on a terminal or be read as markup."""
    return Counter(
        c
        for c in text
        if c in "[]<>&\\`*_{}|~#" or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")
    )


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of ``_``, ``N_``, ``ngettext`` and ``pgettext``."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "N_", "ngettext", "pgettext")
        ):
            yield node


def wordings(call: ast.Call) -> list[ast.expr]:
    """The arguments of such a call that are text."""
    assert isinstance(call.func, ast.Name)
    if call.func.id == "pgettext":
        return call.args[1:]
    return call.args[: 2 if call.func.id == "ngettext" else 1]


def place(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def is_telling(call: ast.Call) -> bool:
    function = call.func
    name = (
        function.id
        if isinstance(function, ast.Name)
        else function.attr
        if isinstance(function, ast.Attribute)
        else ""
    )
    return name in TOLD


def untranslated(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text of a module that people would read in English whatever the language.

    That is a text of several words that begins with a capital, and where it is handed to one of
    ``TOLD`` any text of several words; not what is given to ``_``, and not docstrings, the declared
    keys of exercise files, or help texts.
    """
    keywords = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in NOT_FOR_THE_ROOM
    ]
    of_shell = {keyword.value.id for keyword in keywords if isinstance(keyword.value, ast.Name)}
    for statement in tree.body:
        is_help = (
            isinstance(statement, ast.Assign)
            and {ast.unparse(t) for t in statement.targets} <= of_shell
        )
        is_help = is_help or (
            isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) in of_shell
        )
        if not is_help:
            yield from untranslated_below(statement)


def untranslated_below(node: ast.AST, is_told: bool = False) -> Iterator[ast.Constant]:
    """The texts of ``untranslated`` in ``node``; ``is_told`` inside a call of one of ``TOLD``."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call):
        marking = ("_", "N_", "ngettext", "pgettext", "Field")
        if isinstance(node.func, ast.Name) and node.func.id in marking:
            return
        is_told = is_told or is_telling(node)
    if isinstance(node, ast.keyword) and node.arg in NOT_FOR_THE_ROOM:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        is_sentence = re.match(r"[^\w<]*[A-Z]\w*[,:;]? +\w", node.value)
        is_words = is_told and re.search(r"[^\W\d]{2,} [^\W\d]{2,}", node.value)
        if (is_sentence or is_words) and not NAMES_IN_FILES.fullmatch(node.value):
            yield node
    of_editors = set()
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        of_editors = {
            v for k, v in pairs if isinstance(k, ast.Constant) and k.value in NOT_FOR_THE_ROOM
        }
    for child in ast.iter_child_nodes(node):
        if child not in of_editors:
            yield from untranslated_below(child, is_told)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def source(request: pytest.FixtureRequest) -> tuple[Path, ast.Module]:
    return request.param, ast.parse(request.param.read_text("utf-8"))


@pytest.fixture(params=TRANSLATIONS, ids=lambda path: path.parts[-3])
def translation(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as an installation has it: its translations compiled."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(
        PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("*.mo", "__pycache__")
    )
    shutil.copytree(ROOT / "exercises", folder / PACKAGE.name / "exercises")
    for path in TRANSLATIONS:
        target = folder / PACKAGE.name / path.relative_to(PACKAGE).with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, read(path))
    return folder


def run(built: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A child that finds the package of ``built`` first, in an environment of its own."""
    home = {
        "HOME": str(built),
        "XDG_DATA_HOME": str(built / "data"),
        "XDG_CONFIG_HOME": str(built / "config"),
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env={"PYTHONPATH": str(built), **home, **environment},
        cwd=built,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_only_literal_texts_are_translated_so_that_every_one_is_in_the_template(source) -> None:
    path, tree = source
    found = [text for call in calls(tree) for text in wordings(call)]
    bad = [
        place(path, text) for text in found if not (isinstance(text, ast.Constant) and text.value)
    ]
    assert not bad, "no literal text"


def test_no_text_is_translated_inside_an_f_string_where_not_every_python_lets_it_be_found(
    source,
) -> None:
    path, tree = source
    bad = [
        place(path, c)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for c in calls(node)
    ]
    assert not bad, "inside an f-string"


def test_no_sentence_for_people_is_left_out_of_translation(source) -> None:
    path, tree = source
    bad = [f"{place(path, text)} {text.value!r}" for text in untranslated(tree)]
    assert not bad, "not inside _()"


def test_the_template_holds_exactly_the_texts_of_the_source() -> None:
    found = {
        tuple(text.value for text in wordings(call))
        for path in FILES
        for call in calls(ast.parse(path.read_text("utf-8")))
        if all(isinstance(text, ast.Constant) for text in wordings(call))
    }
    there = {texts(message.id) for message in messages(TEMPLATE)}
    # A text that stands alone and also counted is one entry of a template, the counted one.
    counted = {one for one, *many in found | there if many}
    found = {text for text in found if len(text) > 1 or text[0] not in counted}
    assert (found - there, there - found) == (set(), set()), "extract again: see CONTRIBUTING.md"


def test_the_command_that_is_written_down_makes_this_template(tmp_path: Path) -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
    command = shlex.split(next(line for line in lines if "pybabel extract " in line))
    made = tmp_path / "coalition.pot"
    command[command.index("-o") + 1] = str(made)
    frontend = [sys.executable, "-m", "babel.messages.frontend"]
    subprocess.run([*frontend, *command[1:]], cwd=ROOT, check=True, capture_output=True, timeout=60)
    assert [message.id for message in messages(made)] == [
        message.id for message in messages(TEMPLATE)
    ]


def test_the_template_names_no_person_no_machine_and_no_time() -> None:
    assert not read(TEMPLATE).header_comment.strip() or "EMAIL" not in TEMPLATE.read_text("utf-8")
    assert not re.search(r"^#:|POT-Creation-Date|@\w+\.", TEMPLATE.read_text("utf-8"), re.MULTILINE)


def test_a_translation_has_every_text_and_no_other(translation) -> None:
    assert {texts(message.id) for message in messages(translation)} == {
        texts(m.id) for m in messages(TEMPLATE)
    }


def test_every_text_is_translated_in_every_form_and_none_is_marked_as_a_guess(translation) -> None:
    catalog = read(translation)
    for message in messages(translation):
        forms = texts(message.string)
        assert all(forms), message.id
        assert len(forms) == (catalog.num_plurals if message.pluralizable else 1), message.id
        assert not message.fuzzy, f"a guess is not compiled: {message.id}"


def test_a_translation_has_exactly_the_gaps_of_its_source(translation) -> None:
    for message in messages(translation):
        one, many = gaps(texts(message.id)[0]), gaps(texts(message.id)[-1])
        first, *others = map(gaps, texts(message.string))
        assert first in (one, many), message.id
        assert all(other == many for other in others), message.id


def test_a_translation_brings_no_character_that_could_act_on_a_screen_or_a_page(
    translation,
) -> None:
    for message in messages(translation):
        allowed = acting(texts(message.id)[0]) | acting(texts(message.id)[-1])
        for text in texts(message.string):
            assert acting(text) <= allowed, text


def test_a_translation_begins_and_ends_with_the_spaces_of_its_source(translation) -> None:
    for message in messages(translation):
        for text in texts(message.string):
            assert edges(text) == edges(texts(message.id)[-1]), message.id


def test_commands_options_and_keys_are_the_same_in_every_language(translation) -> None:
    names = "|".join(re.findall(r"`coalition ([a-z-]+)", (ROOT / "README.md").read_text("utf-8")))
    typed = re.compile(
        rf"coalition (?:{names})\b|--[a-z-]+|\bF\d\b|\b(?:Enter|Esc|PgUp)\b|[\w-]+\.toml"
    )
    for message in messages(translation):
        wanted = set(typed.findall(texts(message.id)[-1]))
        for text in texts(message.string):
            assert wanted == set(typed.findall(text)), text


@pytest.mark.parametrize(
    ("language", "path"),
    [("en", TEMPLATE), *((path.parts[-3], path) for path in TRANSLATIONS)],
    ids=str,
)
def test_no_word_that_weighs_on_people_who_have_been_in_prison(language: str, path: Path) -> None:
    heavy = set(HEAVY.get(language, "").split())
    for message in messages(path):
        said = texts(message.id if path == TEMPLATE else message.string)
        for text in said:
            assert not heavy & set(re.findall(r"\w+", re.sub(r"\{\w*\}", "", text).casefold())), (
                text
            )


def test_swahili_counts_one_and_many(built: Path) -> None:
    swahili = gettext.translation("coalition", built / "coalition_cli" / "locale", ["sw"])
    counted = [
        swahili.ngettext("{count} decision was adopted", "{count} decisions were adopted", n)
        for n in (0, 1, 2, 21)
    ]
    assert (
        counted
        == ["Maamuzi {count} yalikubaliwa", "Uamuzi {count} ulikubaliwa"]
        + ["Maamuzi {count} yalikubaliwa"] * 2
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "= {numbers}: level for {place}, no order",
        "= {numbers} are level: they share {place} place, in no order. We decide: keep all of them,"
        " talk and vote again, or draw.",
        "The room moved it to {place}.",
        "{number} was moved from {place}: {reason}",
    ],
)
def test_a_place_in_an_order_is_a_whole_word_in_swahili(sentence: str) -> None:
    """The ordinal brings its own *ya*."""
    swahili = read(i18n.LOCALE_FOLDER / "sw" / "LC_MESSAGES" / "coalition.po")
    known = swahili.get(sentence) or swahili.get(sentence.replace("{place}", "{rank}"))
    assert known
    assert "ya {" not in str(known.string).replace("ya {number", "")
    assert str(swahili.get("1st").string).startswith("ya ")


def test_a_short_word_of_several_meanings_is_said_apart(built: Path) -> None:
    code = (
        "from coalition_cli.i18n import _, pgettext, speak\n"
        "said = [('number', 'No'), ('in an order', 'Place'), ('whose turn', 'Next')]\n"
        "print([pgettext(*each) for each in said])\n"
        "speak('sw')\n"
        "print([(pgettext(*each), _(each[1])) for each in said])\n"
    )
    told = run(built, "-X", "utf8", "-c", code)
    in_english, in_swahili = map(ast.literal_eval, told.stdout.splitlines())
    assert in_english == ["No", "Place", "Next"]
    assert in_swahili == [("Na.", "Hapana"), ("Nafasi", "Mahali"), ("Anayefuata", "Kinachofuata")]


@pytest.mark.parametrize("language", ["sw", "sw_TZ", "sw-KE", "SW", "sw_TZ.UTF-8"])
def test_swahili_is_spoken_where_there_is_swahili_and_english_where_it_lacks(
    built: Path, language: str
) -> None:
    code = (
        "from coalition_cli import i18n\n"
        f"i18n.speak({language!r})\n"
        "print(i18n._('Monday'), i18n.ngettext('{count} answer', '{count} answers', 2))\n"
        "print(i18n._('Nobody translates this.'), i18n.ngettext('one pea', '{count} peas', 2))\n"
        "i18n.speak('en')\n"
        "print(i18n._('Monday'))\n"
    )
    spoken = run(built, "-X", "utf8", "-c", code)
    assert spoken.stdout.splitlines() == [
        "Jumatatu majibu {count}",
        "Nobody translates this. {count} peas",
        "Monday",
    ]


@pytest.mark.parametrize(
    "language", ["", "en", "en_TZ", "C", "POSIX", "C.UTF-8", "xx", "../../elsewhere/sw", "/sw"]
)
def test_english_is_spoken_where_no_catalogue_is_meant(built: Path, language: str) -> None:
    elsewhere = built / "elsewhere"
    shutil.copytree(built / "coalition_cli" / "locale" / "sw", elsewhere / "sw", dirs_exist_ok=True)
    code = f"from coalition_cli import i18n\ni18n.speak({language!r})\nprint(i18n._('Monday'))\n"
    assert run(built, "-c", code).stdout == "Monday\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "sw_TZ.UTF-8"}, "sw_TZ"),
        ({"LANG": "sw"}, "sw"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en_GB"),
        ({"LANG": "sr_RS@latin"}, "sr_RS"),
        ({"LANG": "../../etc"}, "en"),
        ({"LANG": "sw_TZ.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "sw_TZ.UTF-8", "LC_ALL": ""}, "sw_TZ"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "sw_TZ.UTF-8"}, "sw_TZ"),
        ({"LC_ALL": "en_US.UTF-8", "COALITION_LANGUAGE": "sw"}, "sw"),
    ],
)
def test_the_environment_names_the_language(
    environment, language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COALITION_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.language_of_environment() == language


@pytest.mark.parametrize(
    ("environment", "options", "said"),
    [
        ({"LANG": "sw_TZ.UTF-8"}, (), "nowhere.json: hakuna faili hilo."),
        ({"LANG": "C"}, ("--language", "sw"), "nowhere.json: hakuna faili hilo."),
        ({"LANG": "C.UTF-8"}, (), "nowhere.json: there is no such file."),
    ],
)
def test_the_program_speaks_the_language_of_the_machine_or_the_one_asked_for(
    built, environment, options, said
) -> None:
    asked = run(built, "-m", "coalition_cli", *options, "check", "nowhere.json", **environment)
    assert (asked.stderr.strip(), asked.returncode) == (said, 1)


@pytest.mark.parametrize("language", [path.parts[-3] for path in TRANSLATIONS])
def test_the_sample_is_played_in_every_language(built: Path, language: str) -> None:
    played = run(
        built, "-m", "coalition_cli", "--language", language, "demo", "--out", f"sample-{language}"
    )
    assert played.returncode == 0, played.stderr
