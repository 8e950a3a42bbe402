"""``coalition`` with a clock that a signal sets ahead: ten minutes pass, and nobody waits for them.

Started as a process: ``python -m tests.support.jumping_clock note``.
"""

import signal
import sys
from typing import Final

from coalition_cli import clock
from coalition_cli.__main__ import main

AHEAD: Final = signal.SIGUSR1
JUMP_SECONDS: Final = 660.0
PROGRAM: Final = [sys.executable, "-m", "tests.support.jumping_clock"]


def run() -> None:
    real, ahead = clock.reading.get(), 0.0

    def jump(*_signal: object) -> None:
        nonlocal ahead
        ahead += JUMP_SECONDS

    signal.signal(AHEAD, jump)
    clock.reading.set(lambda: real() + ahead)
    main()


if __name__ == "__main__":
    run()
