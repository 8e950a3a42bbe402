import os
import re
import signal
import sys
import textwrap
import time

import pexpect
import pyte
import pytest

from tests.support.resting import Rest

pytestmark = pytest.mark.slow

ROOM = """
    import sys
    from coalition_cli.terminal import first_frame, utf8_streams
    utf8_streams()
    if "--frame" in sys.argv:
        first_frame("Visioning", "What do you see?")
    if "--slow" in sys.argv:
        open(sys.argv[1] + ".go").read()
    from coalition_cli import clock
    from coalition_cli.blocks import Bullet, Bullets, Heading
    from coalition_cli.stage import Cue, Finished, Mend, Move, Option, Passed, Pause, Question
    from coalition_cli.stage import TakeBack
    from coalition_cli.terminal import Terminal

    if "--asleep" in sys.argv:  # a laptop slept for so many seconds, and its clock went on
        def asleep():
            return float(open(sys.argv[1] + ".asleep").read())
        def and_asleep(awake=clock.reading.get()):
            return awake() + asleep()
        clock.reading.set(and_asleep)
        clock.sleeping.set(asleep)

    told = open(sys.argv[1], "a", encoding="utf-8", errors="backslashreplace", buffering=1)

    def tell(*words):
        print(*words, file=told)

    notes = []
    with Terminal(plain="--plain" in sys.argv,
                  keep_typing=lambda text, _is_mending: tell("kept", repr(text)),
                  curtain=lambda page: tell("curtain", page)) as stage:
        stage.open_step([Heading("Visioning")], clock.Clock(600, clock.awake()))
        try:
            while "--wait" not in sys.argv:
                bullets = (Bullet(note, mark=str(n)) for n, note in enumerate(notes, 1))
                stage.show([Bullets(tuple(bullets))])
                try:
                    last = notes[-1] if notes else ""
                    asked = Question(None, "What do you see?", str, repeats=True, may_pass=True,
                                     last_saved=last, is_list="--list" in sys.argv)
                    notes.append(stage.ask(asked))
                    tell("saved", repr(notes[-1]))
                except Finished:
                    break
                except Mend as mend:
                    notes[-1] = mend.text
                    tell("mended", repr(mend.text))
                except (TakeBack, Passed) as move:
                    tell(type(move).__name__)
            if "--wait" not in sys.argv:
                options = [Option("hands", "Raise hands"), Option("beans", "Beans in cups"),
                           Option("talk", "Talk")]
                tell("chose", stage.choose(None, "How do we decide?", options, "beans"))
                tell("chose", *stage.choose_many(None, "Who is here?", options, ["talk"]))
            stage.wait([Cue(2, "Quiet writing", 1, 0)])
            tell("went on")
            tell("word", stage.ask_word("Remove it for good?", "remove"))
        except Pause:
            tell("paused")
            raise SystemExit(130)
    print("it is over")
"""


class Session:
    """A room's program on a real pseudo-terminal.

    Keys in, a screen out, and what it told its engine.
    """

    def __init__(self, told, *arguments, width=80, height=24, **environment):
        self.told_path = told
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.escapes = ""
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", textwrap.dedent(ROOM), str(told), *arguments],
            dimensions=(height, width),
            encoding="utf-8",
            env={**os.environ, "TERM": "xterm-256color", **environment},
        )

    def text(self):
        while True:
            try:
                read = self.child.read_nonblocking(65536, timeout=0.02)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return "\n".join(line.rstrip() for line in self.screen.display)
            self.escapes += read
            self.stream.feed(read)

    def until(self, words, seconds=20):
        began = time.monotonic()
        while words not in self.text():
            assert time.monotonic() - began < seconds, self.text()

    def told(self):
        return (
            self.told_path.read_text(encoding="utf-8").splitlines()
            if self.told_path.exists()
            else []
        )

    def until_told(self, line, seconds=20):
        began = time.monotonic()
        while line not in self.told():
            assert time.monotonic() - began < seconds, (self.told(), self.text())
            self.text()

    def rest(self):
        Rest(self.child.pid).wait(0.15, meanwhile=self.text)

    def press(self, *keys):
        for key in keys:
            self.rest()
            self.child.send(key)

    def status(self):
        began = time.monotonic()
        while self.child.isalive():
            self.text()
            assert time.monotonic() - began < 20, self.text()
        self.text()
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def begin(tmp_path):
    sessions = []

    def begin(*arguments, **options):
        session = Session(tmp_path / "told", *arguments, **options)
        sessions.append(session)
        return session

    yield begin
    for session in sessions:
        session.child.close(force=True)


def test_a_whole_step_by_real_keys_leaves_nothing_in_the_scrollback(begin):
    here = begin()
    here.until("What do you see?")
    here.press("Haki za wanawake", "\r")
    here.until("1 Haki za wanawake")
    here.press("Право на жилье", "\r")
    here.until("2 Право на жилье")
    here.press("\x1b[A", " сейчас", "\r")
    here.until("2 Право на жилье сейчас")
    here.press("\x1b[20~")
    here.until("Break")
    assert here.text().split()[:-1] == ["Break"]  # and the time
    here.press("\r", "\x1bOS", "\r")
    here.until("» 2. Beans in cups")
    here.press("1")
    here.until("Who is here?")
    here.press(" ", "\r")
    here.until("Quiet writing")
    here.press("\r")
    here.until("Remove it for good?")
    here.press("remove", "\r")
    assert here.status() == 0
    told = here.told()
    assert [line for line in told if not line.startswith("kept")] == [
        "saved 'Haki za wanawake'",
        "saved 'Право на жилье'",
        "mended 'Право на жилье сейчас'",
        "curtain plain",
        "curtain ",
        "Passed",
        "chose hands",
        "chose hands talk",
        "went on",
        "word True",
    ]
    assert here.escapes.count("\x1b[?1049h") == here.escapes.count("\x1b[?1049l") == 1
    assert "Haki" not in here.escapes[here.escapes.index("\x1b[?1049l") :]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_what_is_half_typed_and_gives_the_screen_back(begin, number, status):
    here = begin()
    here.until("What do you see?")
    here.press("Haki za wana")
    here.until("> Haki za wana")
    os.kill(here.child.pid, number)
    assert here.status() == status
    assert here.told()[-1] == "kept 'Haki za wana'"
    assert "\x1b[?1049l" in here.escapes
    assert "Traceback" not in here.escapes


def test_a_terminal_that_is_closed_keeps_what_is_half_typed(begin):
    here = begin()
    here.until("What do you see?")
    here.press("Haki za wana")
    here.until("> Haki za wana")
    here.child.ptyproc.fileobj.close()
    assert os.waitstatus_to_exitcode(os.waitpid(here.child.pid, 0)[1]) == 129
    here.child.ptyproc.terminated = here.child.closed = True
    assert here.told()[-1] == "kept 'Haki za wana'"


def test_ctrl_c_pauses_with_130_and_keeps_the_line(begin):
    here = begin()
    here.until("What do you see?")
    here.press("Haki", "\x03")
    assert here.status() == 130
    assert here.told() == ["kept 'Haki'", "paused"]


def test_an_interrupt_from_outside_is_the_same_as_ctrl_c(begin):
    here = begin()
    here.until("What do you see?")
    here.press("Haki")
    here.until("> Haki")
    os.kill(here.child.pid, signal.SIGINT)
    assert here.status() == 130
    assert here.told()[-2:] == ["kept 'Haki'", "paused"]


def test_ctrl_z_takes_back_and_nul_never_eats_the_next_key(begin):
    here = begin()
    here.until("What do you see?")
    here.press("\x1a")
    here.until_told("TakeBack")
    here.press("a", "\x00", "b", "\r")
    here.until_told("saved 'ab'")


def test_what_is_typed_while_the_program_is_still_loading_arrives(begin, tmp_path):
    loading = tmp_path / "told.go"
    os.mkfifo(loading)
    here = begin("--frame", "--slow")
    here.until("\n>")
    assert "What do you see?" in here.text()
    here.child.send("Elimu")
    loading.write_text("go")
    here.until("Enter saves")
    here.press("!", "\r")
    here.until_told("saved 'Elimu!'")
    assert here.escapes.count("\x1b[?1049h") == 1


@pytest.mark.parametrize("size", [(120, 40), (60, 15), (20, 10), (3, 2)])
def test_it_is_laid_out_again_when_the_window_changes_its_size(begin, size):
    width, height = size
    here = begin()
    here.until("What do you see?")
    here.press("Haki za wanawake")
    here.child.setwinsize(height, width)
    here.screen.resize(height, width)
    here.rest()
    text = here.text()
    assert all(len(line) <= width for line in text.split("\n"))
    if width >= 20:
        assert "> Haki za wanawak" in text
    here.press("\r")
    here.until_told("saved 'Haki za wanawake'")


def test_accents_typed_under_a_c_locale_are_what_was_meant(begin):
    here = begin(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1")
    here.until("What do you see?")
    here.press("é→Право", "\r")
    here.until_told("saved 'é→Право'")
    here.until("1 é→Право")


def test_without_colours_none_is_sent(begin):
    here = begin(NO_COLOR="1")
    here.until("What do you see?")
    here.press("Elimu", "\r", "\r")
    here.until("Beans in cups")
    assert not re.search(r"\x1b\[(?:\d+;)*[34][0-8](?:;|m)", here.escapes)


def test_a_clock_stands_still_while_the_laptop_sleeps_and_goes_on_when_it_wakes(begin, tmp_path):
    asleep = tmp_path / "told.asleep"
    asleep.write_text("0")
    here = begin("--wait", "--asleep")
    here.until("Quiet writing")
    os.kill(here.child.pid, signal.SIGSTOP)
    asleep.write_text("722")
    os.kill(here.child.pid, signal.SIGCONT)
    here.until("Time to come to an end")
    assert "12:" not in here.text()
    assert "went on" not in here.told()
    here.press("\r")
    here.until_told("went on")


def test_what_was_typed_before_a_destructive_question_does_not_answer_it(begin):
    here = begin("--wait")
    here.until("Quiet writing")
    here.press("\rremove\r")
    here.until("Remove it for good?")
    here.rest()
    assert not any(line.startswith("word") for line in here.told())
    here.press("\r")
    here.until_told("word False")


def test_twenty_thousand_characters_take_no_time(begin):
    here = begin()
    here.until("What do you see?")
    here.child.send("haki " * 4000)
    here.child.send("\x03")
    assert here.status() == 130
    assert here.told()[-2] == f"kept {'haki ' * 4000!r}"


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"TERM": ""}, {}])
def test_plain_is_one_line_after_the_other_with_numbered_choices(begin, how):
    here = begin(*([] if how else ["--plain"]), **how)
    here.until("\n>")
    here.press("Elimu\r")
    here.until("1 Elimu")
    here.press("?\r")
    here.until("2. Pass\n")
    here.press("2\r")
    here.until_told("Passed")
    here.press("?\r", "3\r", " kwa\r")
    here.until_told("mended 'kwa'")
    here.press("\r")
    here.until("Enter alone: Beans in cups")
    here.press("9\r", "some words\r")
    here.until("Waiting for the next line: some words")
    here.press("\r")
    here.until("Who is here?")
    here.press("1, 2\r")
    here.until("Enter goes on")
    here.press("\r")
    here.until("Remove it for good?")
    here.press("no\r")
    assert here.status() == 0
    assert [line for line in here.told() if not line.startswith("kept")] == [
        "saved 'Elimu'",
        "Passed",
        "mended 'kwa'",
        "chose beans",
        "chose hands beans",
        "went on",
        "word False",
    ]
    assert "\x1b" not in here.escapes
    assert not set(here.escapes) & set("─━█│")


def test_plain_shows_lines_that_came_at_once_before_it_saves_them(begin):
    here = begin("--plain")
    here.until("\n>")
    here.press("one\rtwo\rthree\r")
    here.until("Enter saves them together as one answer.")
    assert here.told()[-1] == "kept 'one\\ntwo\\nthree'"
    here.press("\r")
    here.until_told("saved 'one two three'")


def test_plain_pauses_at_the_end_of_its_input_and_at_ctrl_c(begin):
    for key in ("\x04", "\x03"):
        here = begin("--plain")
        here.until("\n>")
        here.press(key)
        assert here.status() == 130
        assert here.told()[-1] == "paused"
