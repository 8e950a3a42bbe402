import subprocess
import sys

HEAVY = ["rich", "prompt_toolkit", "questionary"]


def loaded_after(code: str) -> list[str]:
    report = f"{code}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_first_frame_and_the_terminal_itself_load_nothing_heavy():
    assert (
        loaded_after(
            "from coalition_cli.terminal import Terminal, first_frame, utf8_streams; utf8_streams()"
        )
        == []
    )


def test_a_plain_terminal_never_loads_the_full_screen():
    code = (
        "from coalition_cli.terminal import Terminal\n"
        "Terminal(plain=True, keep_typing=print, curtain=print)"
    )
    assert "prompt_toolkit" not in loaded_after(code)
    assert "questionary" not in loaded_after(code)


def test_the_first_line_can_be_typed_before_questionary_is_loaded():
    code = "from coalition_cli.terminal import Terminal\nTerminal(keep_typing=print, curtain=print)"
    assert loaded_after(f"import os; os.environ['TERM'] = 'xterm'\n{code}") == [
        "rich",
        "prompt_toolkit",
    ]
