"""A process that has loaded `coalition` once and forks for each call of it.

A real process without Python's start.

What a call gets is its own: arguments, environment, folder, streams, terminal, signals, exit status
and way out. It becomes a child of whoever asked, who waits for it and kills it as for any other.
Linux only: see ``is_possible``.

``python -m tests.support.zygote NUMBER`` serves the requests that come over the socket with this
descriptor.
"""

import atexit
import ctypes
import fcntl
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_SET_CHILD_SUBREAPER = 36
_COMMANDS = "coalition_cli.commands."
_LONGEST_REQUEST = 200_000
_LATE_IMPORTS = (
    "asyncio.unix_events",
    "getpass",
    "prompt_toolkit.input.posix_pipe",
    "prompt_toolkit.input.vt100",
    "prompt_toolkit.output.vt100",
    "prompt_toolkit.output.plain_text",
    "questionary",
    "rich._unicode_data",
    "rich.cells",
    "tomllib",
    "typer._completion_shared",
    "typer.rich_utils",
    "zipfile",
)


class Zygote:
    """The way to the process that forks, for callers who have the same ``environment`` for Python's
    own start.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * _LONGEST_REQUEST)
        self._socket = ours
        self._lock = threading.Lock()
        # A child whose parent has ended becomes ours: so a call that the other process forked can
        # be waited for here.
        ctypes.CDLL(None, use_errno=True).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.zygote", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=dict(environment),
            cwd=ROOT,
        )
        theirs.close()
        atexit.register(self.end)

    def fork(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        descriptors: Mapping[int, int],
        *,
        session: bool = False,
        terminal: bool = False,
    ) -> int:
        """The process id of a new `coalition`.

        ``descriptors`` gives ours for each that it shall have. It has a session of its own with
        ``session``, and with ``terminal`` one whose terminal is its standard input.
        """
        request = {
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": str(folder),
            "descriptors": list(descriptors),
            "session": session,
            "terminal": terminal,
        }
        with self._lock:
            socket.send_fds(
                self._socket, [json.dumps(request).encode()], list(descriptors.values())
            )
            answer = self._socket.recv(64)
        assert answer, "the process that forks has ended"
        return int(answer)

    def end(self) -> None:
        self._socket.close()
        self._process.wait()


def is_possible() -> bool:
    return sys.platform == "linux"


def _serve(requests: socket.socket) -> dict[str, Any] | None:
    """The request that this process, now a child, shall fulfil; None where no more come."""
    while True:
        said, received, _flags, _sender = socket.recv_fds(requests, _LONGEST_REQUEST, 32)
        if not said:
            return None
        ours, theirs = os.pipe()
        between = os.fork()
        if not between:
            child = os.fork()
            if not child:
                return json.loads(said) | {"received": received}
            os.write(theirs, str(child).encode())
            os._exit(0)
        os.waitpid(between, 0)
        requests.send(os.read(ours, 64))
        for descriptor in (ours, theirs, *received):
            os.close(descriptor)


def _become(request: dict[str, Any]) -> None:
    """Make of this process what Python's start would have made of it."""
    wanted = request["descriptors"]
    received = [fcntl.fcntl(each, fcntl.F_DUPFD, 512) for each in request["received"]]
    os.closerange(3, 512)
    for number, descriptor in zip(wanted, received, strict=True):
        os.dup2(descriptor, number)
    os.closerange(512, 1024)
    if request["terminal"]:
        os.login_tty(os.dup(0))
    elif request["session"]:
        os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.path[0] = request["folder"]
    sys.argv = [str(ROOT / "coalition_cli" / "__main__.py"), *request["arguments"]]
    _renew_streams()


def _renew_streams() -> None:
    """Standard streams as Python makes them for the files that the descriptors lead to now."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, name)
        stream = open(  # noqa: SIM115
            number,
            "w" if number else "r",
            encoding=old.encoding,
            errors=old.errors,
            newline="\n",
            closefd=False,
        )
        stream.reconfigure(
            line_buffering=number == 2 or stream.isatty(), write_through=old.write_through
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _call() -> None:
    """Run the program and end as Python ends, but for taking apart what was loaded, which takes
    longer than a call.
    """
    from coalition_cli.__main__ import main

    status: Any = 0
    try:
        main()
    except SystemExit as ended:
        status = ended.code or 0
    if not isinstance(status, int) or threading.active_count() > 1:
        sys.exit(status)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        status = 120  # Python's own
    os._exit(status & 0xFF)


def _load_all() -> None:
    import coalition_cli

    for module in pkgutil.walk_packages(coalition_cli.__path__, "coalition_cli."):
        # A command's help is written in the language that its call chose before it is loaded.
        if not module.name.endswith("__main__") and not module.name.startswith(_COMMANDS):
            import_module(module.name)
    for name in _LATE_IMPORTS:
        import_module(name)
    for name in [each for each in sys.modules if each.startswith(_COMMANDS)]:
        del sys.modules[name]  # a package among them was loaded to look into it


def _main() -> None:
    requests = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the tests; they end this by closing the socket
    _load_all()
    gc.collect()
    gc.freeze()
    request = _serve(requests)
    if request is not None:
        requests.detach()
        _become(request)
        _call()


if __name__ == "__main__":
    _main()
