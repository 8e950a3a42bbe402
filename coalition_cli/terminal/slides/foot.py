"""The foot of a page: the time, what the slide says last, and which page it is."""

from typing import Final, NamedTuple

from rich.cells import cell_len

from coalition_cli.i18n import _
from coalition_cli.slide import Lines, Slide
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.rows import Row, Span, folded, in_line

_BAR: Final = 24


class Foot(NamedTuple):
    """The foot of a page: its words, the page where there are several, and the bar of the time."""

    words: tuple[str, ...] = ()
    page: str = ""
    share: float | None = None


def foot_row(slide: Slide, geometry: Geometry, of: tuple[int, int], lines: Lines | None) -> Row:
    """The foot in one row, behind the bar of the time."""
    foot = foot_words(slide, geometry, of, lines)
    shown = " · ".join(part for part in (*foot.words, foot.page) if part)
    if foot.share is not None:
        filled = round(min(max(foot.share, 0), 1) * _BAR)
        return (Span("█" * filled + "░" * (_BAR - filled), "bar"), Span("  " + shown, "quiet"))
    return (Span(shown, "quiet"),) if shown else ()


def foot_words(slide: Slide, geometry: Geometry, of: tuple[int, int], lines: Lines | None) -> Foot:
    """What there is room for: the bar goes first, and the page never."""
    page = _page_words(of, lines)
    timing = slide.timing
    short_place = ", ".join(slide.where) if geometry.is_low else ""
    times = [slide.pace or (timing.words if timing else "")]
    briefly = [timing.short if timing and timing.short else times[0]]
    said = [part.text for part in slide.foot]
    in_short = [part.short or part.text for part in slide.foot]
    has_bar = timing is not None and timing.share >= 0 and not geometry.is_low
    tries = (
        (has_bar, [short_place, *times, *said]),
        (False, [short_place, *times, *said]),
        (False, [short_place, *briefly, *in_short]),
        (False, [*briefly, *in_short]),
        (False, in_short),
        (False, in_short[-1:]),
        (False, [] if page else [short_place or " · ".join(in_short[-1:] or briefly)]),
    )
    shown: tuple[str, ...] = ()
    for with_bar, parts in tries:
        shown = tuple(in_line(part) for part in parts if part)
        words = " · ".join([*shown, *([page] if page else [])])
        if cell_len(words) + (_BAR + 2 if with_bar else 0) <= geometry.width:
            share = timing.share if timing is not None and with_bar else None
            return Foot(shown, page, share)
    first = folded(page or " · ".join(shown), geometry.width)[0]
    return Foot((), first) if page else Foot((first,))


def _page_words(of: tuple[int, int], lines: Lines | None) -> str:
    page, pages = of
    if lines is not None and page == pages and pages > 1:
        return _("newest of {count}, page {page} of {pages}").format(
            count=len(lines.items), page=page, pages=pages
        )
    return _("page {page} of {pages}").format(page=page, pages=pages) if pages > 1 else ""
