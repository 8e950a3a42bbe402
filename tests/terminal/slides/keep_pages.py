"""The pages that are kept for whoever reviews them: each moment of the wall on three screens.

They are written by

    python -m tests.terminal.slides.keep_pages

and a test compares them with what the wall draws now. Whoever changes a page reads the difference.
"""

from pathlib import Path
from typing import Final

from coalition_cli.terminal.slides.frame import Framing
from tests.terminal.slides.shown_moments import MOMENTS, slide_of

PAGES: Final = Path(__file__).parent / "pages"
SIZES: Final = ((80, 24), (40, 12), (120, 40))


def text_of(name: str) -> str:
    """Every page of one moment on each screen, as its file holds them."""
    parts = []
    for columns, rows in SIZES:
        framing = Framing()
        pages = framing.frame(slide_of(name), columns, rows).pages
        for page in range(1, pages + 1):
            frame = framing.frame(slide_of(name), columns, rows, page)
            edge = "+" + "-" * columns + "+"
            drawn = (f"|{line}" for line in frame.text().split("\n"))
            head = f"{name}, {columns}x{rows}, page {page} of {pages}"
            parts += [head, edge, *drawn, edge, ""]
    return "\n".join(parts)


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    for path in PAGES.glob("*.txt"):
        path.unlink()
    for name in MOMENTS:
        (PAGES / f"{name}.txt").write_text(text_of(name), "utf-8")


if __name__ == "__main__":
    main()
