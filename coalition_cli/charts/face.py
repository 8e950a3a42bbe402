"""A face that smiles or frowns: what is ticked by those who read pictures sooner than words."""

from typing import Final

from coalition_cli.charts.drawing import BLACK, WHITE, circle, number, svg

WIDTH: Final = 120.0
WIDEST_SMILE: Final = 2
_MIDDLE: Final = WIDTH / 2
_MOUTH_AT: Final = 80.0
_HALF_MOUTH: Final = 28.0
_BEND: Final = 17.0


def face_svg(smile: int, told: str) -> str:
    """The face: its mouth from -2, the corners down, to 2, the corners up; ``told`` is its name."""
    bend = _BEND * max(-WIDEST_SMILE, min(smile, WIDEST_SMILE))
    left, right = _MIDDLE - _HALF_MOUTH, _MIDDLE + _HALF_MOUTH
    corner, middle = number(_MOUTH_AT - bend / 4), number(_MOUTH_AT + bend * 0.75)
    mouth = f"M{number(left)} {corner}Q{number(_MIDDLE)} {middle} {number(right)} {corner}"
    parts = (
        circle(_MIDDLE, _MIDDLE, _MIDDLE - 2, fill=WHITE, edge=BLACK),
        circle(42, 46, 6, fill=BLACK),
        circle(78, 46, 6, fill=BLACK),
        f'<path d="{mouth}" fill="none" stroke="{BLACK}" stroke-width="5" stroke-linecap="round"/>',
    )
    return svg(WIDTH, WIDTH, told, parts)
