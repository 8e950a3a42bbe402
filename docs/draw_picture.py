"""Draws ``docs/agenda.svg``, the picture in the README, from the real program in a real terminal.

Run it where coalition is installed with its development tools: ``python docs/draw_picture.py``. It
makes a workshop in a temporary folder, plays the sample's agenda into it, runs ``coalition wall``
in a terminal of 80 by 24, and turns what stands there into an SVG without fonts or files from
elsewhere.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from html import escape
from itertools import groupby
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "coalition_cli" / "samples" / "one-day.toml"
COLUMNS, LINES = 80, 24
CELL, LINE = 9.0, 20.0
INK, GROUND = {"default": "#e8e6df", "red": "#ff9b8a", "green": "#8fd6a8"}, "#1d2326"


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        screen = pyte.Screen(COLUMNS, LINES)
        _play(Path(folder), pyte.ByteStream(screen))
    (ROOT / "docs" / "agenda.svg").write_text(_drawn(screen), encoding="utf-8")


def _play(folder: Path, stream: pyte.ByteStream) -> None:
    environment = {**os.environ, "TERM": "xterm-256color", "HOME": str(folder)}
    environment |= {f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "CONFIG", "STATE")}
    sample = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    held = next(slot for day in sample["days"] for slot in day["held"] if slot["slot"] == "agenda")[
        "answers"
    ]
    answers = folder / "answers.json"
    ranking = {step: held[step] for step in ("issues", "scores")}
    answers.write_text(json.dumps({"agenda-ranking": ranking}), encoding="utf-8")
    program = [sys.executable, "-m", "coalition_cli"]
    for command in (
        ["new", sample["workshop"]["title"]],
        ["agenda-ranking", "--answers", str(answers)],
    ):
        subprocess.run([*program, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    wall = pexpect.spawn(
        program[0], [*program[1:], "wall"], env=environment, dimensions=(LINES, COLUMNS)
    )
    try:
        while True:
            stream.feed(wall.read_nonblocking(65536, timeout=2))
    except pexpect.TIMEOUT:
        wall.terminate(force=True)


def _drawn(screen: pyte.Screen) -> str:
    wide, high = COLUMNS * CELL + 40, LINES * LINE + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img">',
        "<title>The agenda of a workshop, ranked, in a terminal of 80 by 24</title>",
        f'<rect width="{wide:g}" height="{high:g}" rx="8" fill="{GROUND}"/>',
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace"'
        ' font-size="15" xml:space="preserve">',
    ]
    for number in range(LINES):
        row = [screen.buffer[number][column] for column in range(COLUMNS)]
        at = 0
        for (ink, is_bold), run in groupby(row, key=lambda cell: (cell.fg, cell.bold)):
            text = "".join(cell.data for cell in run)
            if text.strip():
                weight = ' font-weight="bold"' if is_bold else ""
                colour = INK.get(ink, INK["default"])
                parts.append(
                    f'<text x="{20 + at * CELL:g}" y="{34 + number * LINE:g}" fill="{colour}"'
                    f'{weight} textLength="{len(text) * CELL:g}">{escape(text)}</text>'
                )
            at += len(text)
    return "\n".join([*parts, "</g>", "</svg>", ""])


if __name__ == "__main__":
    main()
