"""Exercises and rooms for which sheets are printed, and what a reader finds in a PDF of them."""

import io
import tomllib
from functools import cache

from pypdf import PdfReader

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.header import Head
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import demo
from coalition_cli.sheets import Subject, sheet
from coalition_cli.typesetting import fitted, set_pdf

FOOT = 9


@cache
def catalog(language: str = "en") -> Catalog:
    return Catalog([shipped()], language)


@cache
def sample() -> Workshop:
    return demo.play("one-day", catalog())


def subject(*ids: str, language: str = "en", workshop: Workshop | None = None) -> Subject:
    exercises = [catalog(language).exercise(name) for name in ids]
    return of(*exercises, language=language, workshop=workshop)


def of(*exercises: Exercise, language: str = "en", workshop: Workshop | None = None) -> Subject:
    find = catalog(language).find
    held = workshop or Workshop(Head("W1", "…", "2024-11-12", "…", language))
    views = tuple(
        ViewMaker(find).of_run(held, exercise, max(held.runs(exercise.id), default=1))
        for exercise in exercises
    )
    spoken = exercises[0].language if exercises else language
    return Subject(spoken, views, workshop, None, find)


def pages(name: str, about: Subject) -> list[str]:
    """The text of each page of the sheet, in one line."""
    made = set_pdf(fitted(sheet(name).document(about)))
    found = PdfReader(io.BytesIO(made.pdf)).pages
    assert len(found) == sum(made.pages)
    return [" ".join(page.extract_text().split()) for page in found]


def text_of(name: str, about: Subject) -> str:
    return " ".join(pages(name, about))


def file_of(name: str) -> dict:
    return tomllib.loads(catalog().exercise(name).path.read_text("utf-8"))


def sizes_of(name: str, about: Subject) -> list[set[float]]:
    """How large the letters of each page are, in points, but for what stands at its foot."""
    found = []
    for page in PdfReader(io.BytesIO(set_pdf(sheet(name).document(about)).pdf)).pages:
        sizes = set()

        def see(text, _current, matrix, _font, size, sizes=sizes):
            if text.strip():
                sizes.add(round(size * abs(matrix[3])))

        page.extract_text(visitor_text=see)
        found.append({size for size in sizes if size > FOOT})
    return found
