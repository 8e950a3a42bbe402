import io

import pypdf

from coalition_cli.exports import export, names
from coalition_cli.model.paper import Paper
from coalition_cli.typesetting import fitted, set_pdf
from tests.exports.hard_summary import HARD


def test_the_format_is_known_and_gives_the_pages_of_the_fitted_document():
    assert "pdf" in names()
    made = export("pdf").render(HARD)
    assert export("pdf").SUFFIX == ".pdf"
    assert made == set_pdf(fitted(HARD.document)).pdf
    assert made == export("pdf").render(HARD, Paper(delimiter=";"))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert "Page 1 of" in pages[0]
    assert "Do *not* forward" in pages[0]


def test_letters_without_a_shape_are_told_in_a_sentence():
    assert export("pdf").remarks(HARD) == (
        "PDF: ＝ － 👩 🏽 🏾 👧 🏿 🏴 stand as boxes, for which its fonts have no shape; "
        "readers aloud leave them out. The other formats have them.",
    )
