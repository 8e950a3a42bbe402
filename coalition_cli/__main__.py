"""The way in: ``coalition`` and ``python -m coalition_cli``."""

import gc
import os
import sys

from coalition_cli import __version__


def main() -> None:
    """Run the command that the arguments name, and end with its exit status.

    ``--version`` answers before anything else is loaded: people ask for it on machines where
    something is wrong.
    """
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"coalition {__version__}\n")
        return
    # Loading modules makes much that stays and nothing that is garbage; looking for it takes a
    # twentieth of a start.
    gc.set_threshold(100_000, 20, 20)
    try:
        if "note" in sys.argv[1:4]:
            # price: the store, 15 ms, and only a line that is noted needs it so early
            from coalition_cli.app import note_at_once

            if note_at_once.is_saved(sys.argv[1:]):
                # Nothing waits to be written. Taking apart what was loaded would take as long as
                # half a bare start.
                os._exit(0)
        if "show" in sys.argv[1:4] and "_COALITION_COMPLETE" not in os.environ:
            # price: the streams and the ways out, 10 ms, and --version never needs them
            from coalition_cli.app import show_at_once

            if show_at_once.is_shown(sys.argv[1:]):
                return
        # price: typer and the table of commands, 60 ms, and --version never needs them
        from coalition_cli.app.program import run

        run()
    except KeyboardInterrupt:
        # It came before there was anybody who could say a sentence.
        # price: typing, 4 ms, and --version never needs it
        from coalition_cli.exit_status import INTERRUPTED

        sys.exit(INTERRUPTED)
    finally:
        # What was loaded is taken apart by the system as well; Python looks through it twice first,
        # which takes as long as three bare starts.
        gc.freeze()


if __name__ == "__main__":
    main()
