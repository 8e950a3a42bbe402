"""``coalition`` with a clock that a signal sets ahead: ten minutes pass, and nobody waits for them.

Another signal lets the laptop sleep for as long.

Started as a process: ``python -m tests.support.jumping_clock note``.
"""

import signal
import sys
from typing import Final

from coalition_cli import clock
from coalition_cli.__main__ import main

AHEAD: Final = signal.SIGUSR1
ASLEEP: Final = signal.SIGUSR2
JUMP_SECONDS: Final = 660.0
PROGRAM: Final = [sys.executable, "-m", "tests.support.jumping_clock"]


def run() -> None:
    real, slept = clock.reading.get(), clock.sleeping.get()
    ahead = asleep = 0.0

    def jump(number: int, _frame: object) -> None:
        nonlocal ahead, asleep
        ahead += JUMP_SECONDS
        if number == ASLEEP:
            asleep += JUMP_SECONDS

    signal.signal(AHEAD, jump)
    signal.signal(ASLEEP, jump)
    clock.reading.set(lambda: real() + ahead)
    clock.sleeping.set(lambda: slept() + asleep)
    main()


if __name__ == "__main__":
    run()
