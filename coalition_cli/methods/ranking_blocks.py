"""A ranking as blocks: table, picture of two criteria, and answers where a room disagrees.

``rows`` are those of a ranking's result: ``text``, ``rank``, ``tied``, ``score``, ``scorers``,
``contested``, and ``criteria``, in which each criterion id holds ``mean`` and ``counts``.
``titles`` name the criteria by their ids.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from coalition_cli.bidi import isolated
from coalition_cli.blocks import Bar, Bars, Block, Column, Point, Quadrant, Table
from coalition_cli.i18n import _, ngettext, pgettext
from coalition_cli.methods.ranking import Cell, quadrant_field, split
from coalition_cli.phrasing.sentences import decimals

Row: TypeAlias = Mapping[str, Any]
_MOST_PLACES: Final = 3


def place_word(row: Row) -> str:
    """``1``, ``2=`` for a shared place, a dash for an item without enough answers."""
    place = row.get("place", row["rank"])
    if place is None:
        return "–"
    return f"{place}=" if row.get("shares_place", row["tied"]) else str(place)


def quadrant(
    rows: Sequence[Row],
    numbers: Mapping[str, str],
    titles: Mapping[str, str],
    scale: tuple[int, int],
    corners: Mapping[str, str],
) -> Quadrant | None:
    """The ranked items over the two criteria, the first across; None if none is ranked.

    ``numbers`` are what the room calls them by, by their ids.
    """
    points = tuple(
        _point(row, numbers.get(row["id"], "")) for row in rows if row["rank"] is not None
    )
    named = (
        corners.get("do_first") or _("do first"),
        corners.get("quick_win") or _("quick win"),
        corners.get("prepare") or _("prepare"),
        corners.get("keep") or _("keep"),
    )
    x_title, y_title = titles.values()
    return Quadrant(points, x_title, y_title, *scale, named) if points else None


def ranked_table(
    rows: Sequence[Row],
    numbers: Mapping[str, str],
    titles: Mapping[str, str],
    picture: Quadrant | None,
) -> Table:
    """A line an item: its place, its number, its means, and words for what these do not say."""
    columns = (
        Column(pgettext("in an order", "Place"), True),
        Column(_("Number"), True),
        Column(_("Issue")),
        *(Column(title, True, is_detail=True) for title in titles.values()),
        Column(_("Together"), True),
        Column(_("Answers"), True, is_detail=True),
        Column(_("In words")),
    )
    places = places_of_scores(rows)
    return Table(columns, tuple(_cells(row, numbers, titles, picture, places) for row in rows))


def places_of_scores(rows: Sequence[Row]) -> int:
    """How many decimals the scores need so that no two ranks look alike; three at most."""
    ranked = {Fraction(str(row["score"])) for row in rows if row["rank"] is not None}
    for places in range(1, _MOST_PLACES):
        if len({decimals(score, places) for score in ranked}) == len(ranked):
            return places
    return _MOST_PLACES


def mean_words(value: float | None, places: int = 1) -> str:
    """A mean with so many decimals; a dash where nobody answered."""
    return "–" if value is None else decimals(Fraction(str(value)), places)


def spread_bars(
    rows: Sequence[Row], titles: Mapping[str, str], scale: tuple[int, int]
) -> list[Block]:
    """Bars of the answers where the room disagrees: two camps must not look like a middle."""
    words = {"agreed": _("agreed"), "split": _("split"), "mixed": _("mixed"), "": ""}
    shown: list[Block] = []
    for row in rows:
        for criterion, title in titles.items():
            counts = row["criteria"][criterion]["counts"]
            if not row["contested"] or sum(counts.values()) < 2:
                continue
            bars = tuple(Bar(value, number, _answers(number)) for value, number in counts.items())
            cell = Cell({int(value): number for value, number in counts.items()})
            word = words[split(cell, *scale)]
            caption = " · ".join(map(isolated, filter(None, (row["text"], title, word))))
            shown.append(Bars(bars, max(counts.values()), caption))
    return shown


def _answers(number: int) -> str:
    return ngettext("{count} answer", "{count} answers", number).format(count=number)


def field_name(quadrant: Quadrant, point: Point) -> str:
    """The name of the field that ``point`` lies in, or that it is on the line between two."""
    # By way of text: 3.1 means 31/10 here, not the nearest binary fraction.
    x, y, least, most = (
        Fraction(str(value)) for value in (point.x, point.y, quadrant.least, quadrant.most)
    )
    corner = quadrant_field(x, y, least, most)
    return _("on the line") if corner is None else quadrant.corners[corner]


def _point(row: Row, number: str) -> Point:
    """A ranked item of two criteria: only these have both means."""
    x, y = (cell["mean"] for cell in row["criteria"].values())
    return Point(row["text"], x, y, number)


def _cells(
    row: Row,
    numbers: Mapping[str, str],
    titles: Mapping[str, str],
    picture: Quadrant | None,
    places: int,
) -> tuple[str, ...]:
    return (
        place_word(row),
        numbers.get(row["id"], ""),
        row["text"],
        *(mean_words(row["criteria"][criterion]["mean"]) for criterion in titles),
        mean_words(row["score"], places),
        str(row["scorers"]),
        ", ".join(_remarks(row, picture)),
    )


def _remarks(row: Row, picture: Quadrant | None) -> list[str]:
    """Words for what the numbers alone do not say."""
    is_ranked = row["rank"] is not None
    said = []
    if row.get("moved") and is_ranked:
        said.append(_("moved from {rank}").format(rank=row["rank"]))
    if row.get("shares_place", row["tied"]):
        said.append(_("tied"))
    if row["contested"]:
        said.append(_("talk first"))
    if not is_ranked:
        said.append(_("not enough answers"))
    if picture and is_ranked:
        said.append(field_name(picture, _point(row, "")))
    return said
