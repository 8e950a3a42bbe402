"""Slides of a workshop as text, and the wall of a room as a test sees it."""

from coalition_cli.run.wall_slide import Room, slide_of_room
from coalition_cli.terminal.slides.frame import Framing


def wall_slide(workshop, find, announced=lambda _workshop: {}, find_programme=lambda _id: None):
    """The slide of the moment of ``workshop``."""
    return slide_of_room(workshop, Room(find, announced, find_programme))


def all_pages(slide, columns=100, rows=60):
    """The words of every page of ``slide``."""
    framing = Framing()
    pages = framing.frame(slide, columns, rows).pages
    return "\n".join(
        framing.frame(slide, columns, rows, page).text() for page in range(1, pages + 1)
    )


def wall_words(workshop, find, *more):
    """The words that stand on the wall of ``workshop``, all pages of them."""
    return all_pages(wall_slide(workshop, find, *more))
