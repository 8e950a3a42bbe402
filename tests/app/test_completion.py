"""Completion by Tab, in the words of each shell, and once in a real one."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from coalition_cli import exports
from coalition_cli.app import completion
from coalition_cli.app.command_table import COMMANDS
from coalition_cli.app.program import run
from tests.support.calling import House

Tab = Callable[..., list[str]]
SHELLS = ("bash", "zsh", "fish")

CODE = "\\$`'\";&|<>(){}[]!*^#\t\n\r\x1b\x07\x7f\u202e\u200b\u2028"
"""Signs that a shell, a terminal or Rich takes for more than themselves."""

PLANTED = ("$(touch PWNED)", "\\$(touch PWNED)", "`touch PWNED`", "\\`touch PWNED\\`")


@pytest.fixture(params=SHELLS)
def answer(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Callable[[str], str]:
    """The whole of what Tab gives a shell after a line, asked as the shell asks for it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("_COALITION_COMPLETE", f"complete_{request.param}")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")

    def given(line: str) -> str:
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        with pytest.raises(SystemExit) as end:
            run([])
        assert end.value.code == 0
        shown = capfd.readouterr()
        assert shown.err == ""
        return shown.out

    return given


@pytest.fixture
def tab(request: pytest.FixtureRequest, answer: Callable[[str], str]) -> Tab:
    """The values that Tab offers after a line."""
    shell = request.node.callspec.params["answer"]
    return lambda line: values(shell, answer(line))


def values(shell: str, answer: str) -> list[str]:
    """The values in what a shell is given; zsh and fish are given a line about each too."""
    lines = answer.strip().splitlines()
    if shell == "fish":
        return [line.partition("\t")[0] for line in lines]
    if shell == "bash":
        return lines
    if answer.strip() in ("", "_files"):
        return []
    inner = answer.strip().removeprefix("_arguments '*: :((").removesuffix("))'")
    return [line.split('"')[1] for line in inner.splitlines()]


def test_tab_knows_every_command_and_every_exercise(tab: Tab) -> None:
    assert {*COMMANDS, "visioning", "agenda-ranking"} <= set(tab("coalition "))
    assert tab("coalition agen") == ["agenda-ranking"]
    assert tab("coalition nothing-like-it") == []


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("coalition --vers", ["--version"]),
        ("coalition --language ", ["en", "sw"]),
        ("coalition new Umoja --language s", ["sw"]),
        ("coalition new Umoja --programme regional-e", ["regional-exchange-4day"]),
        ("coalition start --programme regional-e", ["regional-exchange-4day"]),
        ("coalition programme show regional-e", ["regional-exchange-4day"]),
        ("coalition show agenda-r", ["agenda-ranking"]),
        ("coalition show --for do", ["donor"]),
        ("coalition exercise print agenda-r", ["agenda-ranking"]),
        ("coalition exercise check agenda-r", ["agenda-ranking"]),
        ("coalition exercise rehearse agenda-r", ["agenda-ranking"]),
        ("coalition exercise new mine --like agenda-r", ["agenda-ranking"]),
        ("coalition export ", [*exports.names()]),
        ("coalition export md js", ["json"]),
        ("coalition export --for fo", ["follow-up"]),
        ("coalition note --share pa", ["participants"]),
        ("coalition list exe", ["exercises"]),
        ("coalition people un", ["unheard"]),
        ("coalition cascade re", ["report"]),
        ("coalition demo regional", ["regional-exchange"]),
        ("coalition keys ro", ["rotate"]),
        ("coalition check ", []),
    ],
)
def test_tab_completes_what_it_can_know(tab: Tab, line: str, known: list[str]) -> None:
    assert tab(line) == known


def test_tab_knows_the_workshops_of_this_machine(tab: Tab, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "coalition" / "workshops"
    sealed = folder / "workshop-7f3k"
    sealed.mkdir(parents=True)
    (sealed / "recipients.txt").touch()
    (folder / "umoja.json").touch()
    known = [str(folder / "umoja.json"), str(sealed)]
    assert tab("coalition --file ") == known
    assert tab("coalition show --file ") == known
    assert tab("coalition show --file ./um") == []


def test_tab_is_quiet_where_a_folder_of_exercises_is_not_there(tab: Tab) -> None:
    assert tab("coalition --exercises /nowhere show agenda-r") == []
    assert tab("coalition --exercises /nowhere vis") == []


def test_tab_offers_the_exercises_of_a_folder_named_before_the_command(
    tab: Tab, tmp_path: Path
) -> None:
    (tmp_path / "odd.toml").write_text('title = "A [/b] title"\n')
    assert tab(f"coalition --exercises {tmp_path} od") == ["odd"]
    assert tab(f"coalition --exercises {tmp_path} show od") == ["odd"]


def evaluated(answer: str) -> str:
    """What a shell evaluates of ``answer``, without the signs that are Typer's own."""
    inner = answer.strip().removeprefix("_arguments '*: :((").removesuffix("))'")
    return inner.replace('"', "").replace("\\\\:", ":").replace("\t", "").replace("\n", "")


def test_no_name_and_no_title_of_an_exercise_is_code_for_a_shell(
    answer: Callable[[str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    planted = [*PLANTED, *CODE.replace("\n", "")]
    for number, code in enumerate(planted):
        title = f"title = {json.dumps(f'Look {code} ahead')}\n"
        (folder / f"zzsafe{number}.toml").write_text(title)
        (folder / f"zz{code.replace('/', '')}.toml").write_text(title)
    for line in ("zz", "show zz", "exercise print zz", "exercise new mine --like zz"):
        said = answer(f"coalition --exercises {folder} {line}")
        assert [each for each in range(len(planted)) if f"zzsafe{each}" not in said] == []
        assert not set(CODE) & set(evaluated(said)), said


def test_no_name_of_a_workshop_or_a_programme_is_code_for_a_shell(tab: Tab, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "coalition" / "workshops"
    planted = [*PLANTED, *CODE]
    for code in planted:
        sealed = folder / f"zq-sealed{code}"
        sealed.mkdir(parents=True)
        (sealed / "recipients.txt").touch()
        (folder / f"zq{code}.json").touch()
    (folder / "zq é 2-हिन्दी.json").touch()
    safe = str(folder / "zq é 2-हिन्दी.json")
    assert tab(f"coalition --file {folder}/zq") == [safe]
    assert tab(f"coalition show --file {folder}/zq") == [safe]
    programmes = tmp_path / "own" / "programmes"
    programmes.mkdir(parents=True)
    for code in planted:
        (programmes / f"zz{code}.toml").touch()
    (programmes / "zzsafe.toml").touch()
    for line in ("programme show zz", "new Umoja --programme zz", "start --programme zz"):
        assert tab(f"coalition --exercises {tmp_path}/own {line}") == ["zzsafe"]


@pytest.mark.parametrize("planted", [*PLANTED, *CODE])
def test_whatever_is_completed_goes_the_same_way(planted: str) -> None:
    """Languages, formats, audiences and samples are files of ours, where nothing can be planted."""
    complete = completion.one_of("zzsafe", f"zz{planted}")
    assert complete(typer.Context(typer.core.TyperCommand("zz")), "zz") == [("zzsafe", "")]
    (item,) = completion.items({"zz": f"A {planted} line", f"zz{planted}": "No"}, "zz")
    assert item.value == "zz"
    assert not set(CODE) & set(item.help), item.help


def test_every_completion_is_one_of_these() -> None:
    asked = [
        (path.name, found)
        for path in Path(completion.__file__).parents[1].rglob("*.py")
        for found in re.findall(r"(?:autocompletion|shell_complete)=([\w.]+)", path.read_text())
    ]
    assert len(asked) > 10
    assert {found.rpartition(".")[0] for _file, found in asked} == {"completion"}


def test_a_long_title_stays_one_line_for_one_exercise(
    answer: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "zz.toml").write_text(f'title = "{"rm: -rf 日本 " * 40}"\n')
    assert len(answer(f"coalition --exercises {tmp_path} zz").strip().splitlines()) == 1


def test_a_title_keeps_what_is_no_code(answer: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "zz.toml").write_text('title = "Who\'s here? Été, 50 %; नमस्ते (all)"\n')
    said = answer(f"coalition --exercises {tmp_path} zz")
    assert said.strip() == "zz" or "Who’s here? Été, 50 %, नमस्ते all" in said


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_a_real_bash_is_given_what_tab_offers(house: House) -> None:
    program = house.desk / "bin" / "coalition"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coalition_cli "$@"\n')
    program.chmod(0o755)
    script = """
        eval "$(coalition --show-completion bash)"
        COMP_WORDS=(coalition export --for do) COMP_CWORD=3
        _coalition_completion coalition
        echo "${COMPREPLY[@]}"
        complete -p coalition
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        env=house.environment
        | {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
        },
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "donor",
        "complete -o default -F _coalition_completion coalition",
    ]
