"""Starting `coalition` as a process.

Forked by one that has loaded it already, or anew as a person starts it.

A test whose point is the start itself, the imports, a wrapper or another Python calls ``PROGRAM``
on its own way.
"""

import os
import selectors
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pexpect
import ptyprocess

from tests.support.zygote import Zygote, is_possible

PROGRAM = [sys.executable, "-m", "coalition_cli"]
LONGEST = 90
"""Seconds after which a call that does not end fails its test.

No test waits for so long on purpose.
"""

_OF_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "COALITION_KINDS")
_LANGUAGES = ("C.UTF-8", "sw_TZ.UTF-8")
"""Settings of a machine that many calls have; each has a process of its own that forks."""
_zygotes: dict[tuple[tuple[str, str], ...], Zygote] = {}


class _Choice:
    is_anew = False


class Done(NamedTuple):
    """How a call ended: its exit status, its data and its talk."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def start_all_anew() -> None:
    """Let every call be started as a person starts it."""
    _Choice.is_anew = True


def _zygote_for(environment: Mapping[str, str]) -> Zygote | None:
    """The process that can fork a call with this environment.

    None where Python's own start has to read it.
    """
    chosen = {
        name: value
        for name, value in environment.items()
        if name.startswith(_OF_THE_START) and name != "LANGUAGE"
    }
    is_ours = all(name == "LANG" or os.environ.get(name) == chosen[name] for name in chosen)
    is_usual = chosen.get("LANG") in _LANGUAGES
    if _Choice.is_anew or not is_possible() or not is_ours or not is_usual:
        return None
    key = tuple(sorted(chosen.items()))
    if key not in _zygotes:
        _zygotes[key] = Zygote(environment)
    return _zygotes[key]


def run(
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    given: bytes = b"",
    descriptors: Mapping[int, int] | None = None,
    *,
    session: bool = False,
) -> Done:
    """Run `coalition` with ``words`` and ``given`` on its standard input.

    ``descriptors`` gives ours for each further one that it shall have.
    """
    forks = _zygote_for(environment)
    if forks is None:
        return _run_anew(words, environment, folder, given, descriptors or {}, session)
    stdin, ours_in = os.pipe()
    ours_out, stdout = os.pipe()
    ours_err, stderr = os.pipe()
    try:
        streams = {0: stdin, 1: stdout, 2: stderr}
        process = forks.fork(
            words, environment, folder, streams | dict(descriptors or {}), session=session
        )
    finally:
        for each in (stdin, stdout, stderr):
            os.close(each)
    out, err = _talk(process, given, ours_in, ours_out, ours_err)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return Done(status, out.decode(), err.decode())


def _run_anew(
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    given: bytes,
    descriptors: Mapping[int, int],
    session: bool,
) -> Done:
    command = [*PROGRAM, *words]
    if descriptors:
        moves = " ".join(f"{number}<&{ours}" for number, ours in descriptors.items())
        command = ["bash", "-c", f'exec "$@" {moves}', "bash", *command]
    ended = subprocess.run(
        command,
        input=given,
        capture_output=True,
        env=environment,
        cwd=folder,
        timeout=LONGEST,
        check=False,
        pass_fds=list(descriptors.values()),
        start_new_session=session,
    )
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def _talk(process: int, given: bytes, into: int, out: int, err: int) -> tuple[bytes, bytes]:
    """Give ``given`` and take what comes until both ends are closed.

    Kill a process that takes too long.
    """
    heard: dict[int, bytearray] = {out: bytearray(), err: bytearray()}
    left = memoryview(given)
    end = time.monotonic() + LONGEST
    with selectors.DefaultSelector() as waiting:
        for each in heard:
            waiting.register(each, selectors.EVENT_READ)
        os.set_blocking(into, False)
        waiting.register(into, selectors.EVENT_WRITE)
        while waiting.get_map():
            ready = waiting.select(max(end - time.monotonic(), 0))
            if not ready:
                os.kill(process, signal.SIGKILL)
                raise TimeoutError(f"it did not end within {LONGEST} seconds: {heard}")
            for key, _events in ready:
                if key.fd == into:
                    with suppress(BrokenPipeError):
                        left = left[os.write(into, left[: 1 << 16]) :] if left else left
                        if left:
                            continue
                elif read := os.read(key.fd, 1 << 16):
                    heard[key.fd] += read
                    continue
                waiting.unregister(key.fd)
                os.close(key.fd)
    return bytes(heard[out]), bytes(heard[err])


class Child(pexpect.spawn):  # type: ignore[misc]
    """A process at a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        environment: dict[str, str],
        folder: Path,
        width: int,
        height: int,
    ) -> None:
        super().__init__(
            command[0],
            list(command[1:]),
            dimensions=(height, width),
            encoding="utf-8",
            env=environment,
            cwd=str(folder),
            echo=False,
        )
        self.delaybeforesend = self.delayafterread = None
        self.ptyproc.delayafterclose = 0.001

    def close(self, force: bool = True) -> None:
        """Hang up; nobody is there afterwards, however busy the machine is."""
        try:
            super().close(force)
        except pexpect.ExceptionPexpect:  # it was killed, and has not ended yet
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)

    def _spawnpty(self, args: list[bytes], **settings: object) -> ptyprocess.PtyProcess:
        words = [word.decode() for word in args]
        environment: dict[str, str] = self.env
        forks = _zygote_for(environment) if words[:3] == PROGRAM else None
        if forks is None:
            return super()._spawnpty(args, **settings)
        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, settings["dimensions"])
        state = termios.tcgetattr(theirs)
        state[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, state)
        process = forks.fork(
            words[3:], environment, Path(self.cwd), dict.fromkeys(range(3), theirs), terminal=True
        )
        os.close(theirs)
        return ptyprocess.PtyProcess(process, ours)
