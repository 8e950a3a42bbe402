"""A crash tells nothing: no word on a stream, in a traceback, in an image of the memory."""

import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, PEOPLE, Fact, Place
from coalition_cli.model.header import Head
from coalition_cli.store import Draft, WorkshopFile
from tests.support.calling import ENTER, PROGRAM

pytestmark = pytest.mark.slow

CANARY = "KANARI"
PLACES = [
    NOTES,
    PEOPLE,
    *(Place("visioning", 1, step) for step in ("pieces", "bundles", "vision", "agree", "")),
    *(Place("agenda-ranking", 1, step) for step in ("issues", "scores", "agree")),
    *(Place("action-plan", 1, step) for step in ("ideas", "actions", "agree")),
    *(Place("reflection-circle", 1, step) for step in ("circle", "quotes")),
    Place(CANARY, 1, CANARY),
]
ODD_BODIES = {
    "a list for text": {"text": [CANARY]},
    "a number for text": {"text": 5, "note": CANARY},
    "a table for text": {"text": {CANARY: CANARY}},
    "words for a table": {
        "counts": CANARY,
        "hands": CANARY,
        "members": CANARY,
        "notes": CANARY,
        "scores": CANARY,
    },
    "keys nobody knows": {CANARY: CANARY},
    "words for numbers": {
        "text": CANARY,
        "value": CANARY,
        "counts": {CANARY: CANARY},
        "hands": {"5": CANARY},
    },
    "a date nobody reads": {"text": CANARY, "what": CANARY, "who": 3, "by_when": CANARY},
    "half a character": {"text": CANARY + "\ud83d"},
}
COMMANDS = [
    ["show"],
    ["show", "--numbers", "--for", "private"],
    ["people", "show"],
    ["export", "md", "html", "json", "csv", "--replace"],
    ["check"],
    ["undo"],
    ["list"],
    ["doctor"],
    ["fix", "1"],
    ["visioning", "--answers", "answers.json"],
    ["withdraw", "2", "--yes"],
    ["handover", "stick", "--yes"],
]


@pytest.fixture(params=list(ODD_BODIES))
def odd(request, house):
    """A machine with a workshop that another program wrote: every line is sound, and none is as a
    step expects it.
    """
    house.workshop = house.desk / "odd.json"
    file = WorkshopFile.create(house.workshop, Head("W1", "Odd", "2024-11-12"))
    file.append([Draft(Fact(ODD_BODIES[request.param]), place, "participants") for place in PLACES])
    house.environment["COALITION_FILE"] = str(house.workshop)
    (house.desk / "answers.json").write_text(
        f'{{"visioning": {{"pieces": [{{"text": "{CANARY}"}}]}}}}'
    )
    (house.desk / "stick").mkdir()
    return house


TALKATIVE = {
    "plain": {},
    "faulthandler": {"PYTHONFAULTHANDLER": "1"},
    "developer": {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "always", "PYTHONTRACEMALLOC": "1"},
    "verbose": {"PYTHONVERBOSE": "1", "PYTHONPROFILEIMPORTTIME": "1"},
    "inspect": {"PYTHONINSPECT": "1"},
}


def test_whatever_a_line_holds_a_command_that_fails_on_it_repeats_no_word_of_it(odd):
    ends = set()
    for words in COMMANDS:
        done = odd.call(*words, typed="x\n")
        ends.add(done.status)
        is_answer = (
            words[0] in ("undo", "fix") and done.status == 0
        )  # these say what they did, and to what
        assert is_answer or CANARY not in done.err, (words, done.err)
        assert "Traceback" not in done.err, (words, done.err)
    assert ends <= {0, 1, 2, 3}, ends


def test_a_fault_inside_the_program_that_holds_a_word_ends_it_without_that_word(umoja, tmp_path):
    umoja.note(CANARY)
    (tmp_path / "sitecustomize.py").write_text(
        "import json\n\ndef fail(_self, text, *_args):\n    raise RuntimeError(text)\n\n"
        "json.JSONDecoder.decode = json.JSONDecoder.raw_decode = fail\n"
    )
    done = umoja.call("show", PYTHONPATH=str(tmp_path))
    assert "went wrong inside" in done.err
    assert CANARY not in done.err + done.out


@pytest.mark.parametrize(
    "setting",
    [
        setting if setting == "verbose" else pytest.param(setting, marks=pytest.mark.slow)
        for setting in TALKATIVE
    ],
)
def test_settings_that_make_python_talk_make_it_tell_no_word(house, setting):
    path = house.desk / "odd.json"
    file = WorkshopFile.create(path, Head("W1", "Odd", "2024-11-12"))
    fact = Fact({"text": CANARY, "note": CANARY})
    file.append(
        [
            Draft(fact, Place("visioning", 1, "bundles"), "participants"),
            Draft(fact, NOTES, "private"),
        ]
    )
    for words in (
        ["show"],
        ["show", "nonsense"],
        ["undo", "77"],
        ["export", "json", "--out", "/dev/full"],
        ["check"],
    ):
        done = house.call("--file", path, *words, **TALKATIVE[setting])
        assert CANARY not in done.err, (words, done.err)
    full = house.shell(
        f"coalition --file '{path}' export json --out - > /dev/full", **TALKATIVE[setting]
    )
    assert CANARY not in full.err


def test_words_that_were_damaged_are_not_repeated_by_what_finds_the_damage(umoja):
    umoja.note(f"{CANARY} ilisemwa", f"{CANARY} pili", f"{CANARY} tatu")
    sound = umoja.workshop.read_bytes()
    at = sound.index(CANARY.encode())
    mutants = [
        *(sound[:end] for end in range(10, len(sound), max(len(sound) // 12, 1))),
        sound.replace(b"pili", b'pi"li'),
        sound[:at] + b"\xff\xfe" + sound[at:],
        sound[:at] + b"\x00" + sound[at:],
        sound + sound,
        b"[" * 50_000 + sound,
        b'{"KANARI": KANARI}',
    ]
    for mutant in mutants:
        umoja.workshop.write_bytes(mutant)
        for words in (["show"], ["check"], ["note"], ["doctor"], ["people", "show"]):
            done = umoja.call(*words, typed="x\n")
            assert CANARY not in done.err, (mutant[:80], words, done.err)
            assert "Traceback" not in done.err, (mutant[:80], words, done.err)
            umoja.workshop.write_bytes(mutant)


@pytest.mark.parametrize("key", [" more", ENTER])
def test_a_folder_that_vanishes_under_a_half_typed_word_shows_no_traceback(umoja, key):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", f"{CANARY} first\r"), ("1 KANARI first", f"half {CANARY}"))
    shutil.rmtree(umoja.workshop.parent)
    seat.press(key)
    assert seat.end() == 4
    for word in ("Traceback", "Unhandled", 'File "', "Press ENTER to continue"):
        assert word not in seat.escapes


@pytest.mark.parametrize("blow", [signal.SIGABRT, signal.SIGSEGV, signal.SIGQUIT])
def test_a_session_that_crashes_leaves_no_image_of_its_memory(umoja, blow):
    if not Path("/proc/self/limits").exists():
        pytest.skip("needs /proc")
    umoja.note(f"{CANARY} ilisemwa")
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    try:
        seat = umoja.at_terminal("note")
        seat.talk(("Next line", f"nusu {CANARY}"))
        limits = Path(f"/proc/{seat.child.pid}/limits").read_text()
        assert limits.partition("Max core file size")[2].split()[:2] == ["1", "1"]
        seat.child.kill(blow)
        seat.end()
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
    assert [path.name for path in umoja.desk.iterdir() if "core" in path.name] == []


def test_a_crash_without_that_limit_would_leave_an_image_with_the_words_in_it(house):
    """Otherwise the test above would prove nothing on this machine."""
    if Path("/proc/sys/kernel/core_pattern").read_text().startswith(("|", "/")):
        pytest.skip("images of crashes go elsewhere on this machine")
    code = f"import os\nsaid = '{CANARY[::-1]}'[::-1] + ' ilisemwa'\nos.abort()"
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    if hard == 0:
        pytest.skip("this machine allows no images at all")
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=house.desk,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)),
        stderr=subprocess.DEVNULL,
        check=False,
    )
    (image,) = [path for path in house.desk.iterdir() if "core" in path.name]
    assert f"{CANARY} ilisemwa".encode() in image.read_bytes()


def test_every_command_sets_that_limit_before_it_reads_a_word(umoja):
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    trace = umoja.desk / "trace"
    for words in (["show"], ["note"], ["visioning", "--answers", "x.json"], ["doctor"], ["export"]):
        subprocess.run(
            [
                "strace",
                "-f",
                "-qq",
                "-o",
                str(trace),
                "-e",
                "trace=prlimit64,setrlimit,openat",
                *PROGRAM,
                *words,
            ],
            env=umoja.environment,
            cwd=umoja.desk,
            input=b"x\n",
            capture_output=True,
            check=False,
        )
        calls = trace.read_text(errors="replace")
        limited = calls.index("RLIMIT_CORE, {rlim_cur=1, rlim_max=1}")
        assert str(umoja.workshop.parent) not in calls[:limited]
