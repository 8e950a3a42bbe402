"""The questions of a form, as an exercise file and an answers file have them."""

from collections.abc import Mapping
from typing import Any, Final

from coalition_cli.i18n import _
from coalition_cli.model.body_shape import Shape, counts, flag, whole, words
from coalition_cli.model.contributions import Traits
from coalition_cli.model.exercise import Field, Step
from coalition_cli.stage import Given

OPTIONS: Final[Mapping[str, Field]] = {
    "questions": Field(
        "tables",
        "What is asked.",
        is_required=True,
        fields={
            "id": Field("text", "The name that entries and answers use.", is_required=True),
            "prompt": Field("text", "The question.", is_required=True, is_spoken=True),
            "scale": Field(
                "text",
                "Five faces, a choice of words, or free words. Left out: faces.",
                choices=("faces", "choices", "words"),
            ),
            "counts_for": Field(
                "text",
                "Readers beyond the step's share who may read how many of five or more answers"
                " went to each choice, if none of them got fewer than five.",
                choices=("participants", "donor"),
            ),
            "choices": Field(
                "tables",
                "What may be chosen.",
                fields={
                    "id": Field("text", "The name that entries and answers use.", is_required=True),
                    "title": Field("text", "What people read.", is_required=True, is_spoken=True),
                },
            ),
        },
    ),
    "means_for": Field(
        "text",
        "Readers beyond the step's share who may read the means of faces that five or more"
        " answered, and nothing else.",
        choices=("participants", "donor"),
    ),
}
ASKS: Final = True
TRAITS: Final = Traits(needs_words=True, is_told_in_sections=True)


def shape(step: Step) -> Shape:
    """Return the shape of a count, of a line, or of the word that there are no more lines."""
    keys = {"question": words, "counts": counts, "people": whole, "closed": flag}
    return Shape(keys, needs=("question",))


def arrange(value: Given) -> Given:
    """One value alone is one answer."""
    if not isinstance(value, Mapping):
        return value
    is_one = {
        name: isinstance(answer, str) or type(answer) is int for name, answer in value.items()
    }
    return {name: {str(answer): 1} if is_one[name] else answer for name, answer in value.items()}


def cups_of(question: Mapping[str, Any]) -> dict[str, str]:
    """Return what is counted at a question, with its words: faces from the worst, or choices."""
    if answered_by(question) == "choices":
        return {choice["id"]: choice["title"] for choice in question.get("choices", ())}
    if answered_by(question) == "words":
        return {}
    return {
        "1": _("1 · frowning face: not at all"),
        "2": _("2 · half a frown: a little"),
        "3": _("3 · straight mouth: partly"),
        "4": _("4 · half a smile: mostly"),
        "5": _("5 · smiling face: fully"),
    }


def answered_by(question: Mapping[str, Any]) -> str:
    """Return what a question is answered by: ``faces``, ``choices`` or ``words``."""
    return str(question.get("scale", "faces"))


def questions_of(step: Step) -> list[Mapping[str, Any]]:
    """Return the questions of the exercise file."""
    return list(step.options["questions"])
