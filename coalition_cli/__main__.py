"""The way in: ``coalition`` and ``python -m coalition_cli``."""

import sys

from coalition_cli import __version__


def main() -> None:
    """Run the command that the arguments name, and end with its exit status.

    ``--version`` answers before anything else is loaded: people ask for it on machines where something is wrong.
    """
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"coalition {__version__}\n")
        return
    from coalition_cli.cli import run

    run()


if __name__ == "__main__":
    main()
