"""The words of a file for summaries alone: what may stand there, and what is told otherwise."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from coalition_cli import catalog
from coalition_cli.catalog.scaffold import written
from coalition_cli.run.facilitator_sheet import sheet

Put = Callable[[str, str], Path]

SENTENCE = 'sentence = "First we take up: {item}."'
PURPOSE = 'purpose = "An order."'

WRONG = {
    "another gap": (
        SENTENCE,
        'sentence = "First: {items}."',
        "53: steps[3].sentence",
        "no word in braces but {item} (did you mean {item}?)",
    ),
    "a gap where there is none": (
        PURPOSE,
        f'{PURPOSE}\ndid = "met at {{place}}"',
        "4: did",
        "no word in braces",
    ),
    "a gap for what is not put to the vote": (
        'about = "weigh"\n',
        "",
        "52: steps[3].sentence",
        "no {item}, or the step whose result is decided on, as about",
    ),
    "a phrase too long": (
        PURPOSE,
        f'{PURPOSE}\ndid = "{51 * "a"}"',
        "4: did",
        "a text of at most 50 characters (it has 51 characters)",
    ),
    "no words": (SENTENCE, 'sentence = " "', "53: steps[3].sentence", "text that can be seen"),
    "too heavy": (SENTENCE, "weight = 10", "53: steps[3].weight", "a whole number from 1 to 9"),
    "a kind mistyped": (
        'kind = "decide"',
        'kind = "decid"\nweight = 9',
        "49: steps[3].kind",
        "did you mean decide?",
    ),
}
BY_THE_SCHEMA_TOO = ("a phrase too long", "no words", "too heavy", "a kind mistyped")


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_one_line(name: str, sample: str, put: Put) -> None:
    old, new, where, words = WRONG[name]
    assert sample.count(old) == 1
    text = sample.replace(old, new)
    path = put("weighing.toml", text)
    (found,) = catalog.mistakes(path)
    assert str(found).startswith(f"{path}:{where}: ")
    assert words in str(found)
    checker = jsonschema.Draft202012Validator(catalog.schema())
    assert checker.is_valid(tomllib.loads(text)) is (name not in BY_THE_SCHEMA_TOO)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Kwanza haya.", "{item}, as in the complete file"),
        ("Kwanza {item} {jambo}.", "no word in braces but {item}"),
    ],
)
def test_a_translation_has_the_gap_of_the_complete_file(
    said: str, words: str, sample: str, put: Put
) -> None:
    put("weighing.toml", sample)
    path = put("sw/weighing.toml", f'[[steps]]\nid = "agree"\nsentence = "{said}"\n')
    (found,) = catalog.mistakes(path)
    assert str(found).startswith(f"{path}:3: steps[0].sentence: ")
    assert words in str(found)


def test_a_translation_has_no_gap_that_the_complete_file_has_not(sample: str, put: Put) -> None:
    put("weighing.toml", sample.replace(SENTENCE, 'sentence = "It stands."'))
    path = put("sw/weighing.toml", '[[steps]]\nid = "agree"\nsentence = "Kwanza {item}."\n')
    (found,) = catalog.mistakes(path)
    assert "no {item}, as in the complete file" in str(found)


def test_a_decision_without_a_sentence_is_no_mistake_and_is_told(sample: str, put: Put) -> None:
    path = put("weighing.toml", sample.replace(SENTENCE, ""))
    assert catalog.mistakes(path) == []
    (told,) = [remark for remark in catalog.remarks(path) if remark.key.startswith("steps")]
    assert (told.line, told.key) == (47, "steps[3].sentence")
    assert told.sentence.startswith("what this decision says in a summary is not written down")
    overlay = put("sw/weighing.toml", '[[steps]]\nid = "agree"\ntitle = "Tukubali"\n')
    assert catalog.remarks(overlay) == []


def test_a_new_file_says_what_was_done(put: Put) -> None:
    path = put("ours.toml", written("ours", "en"))
    assert catalog.load(path).did == "saw what we can do for each other"


def test_whoever_leads_is_not_told_to_ask_what_only_a_summary_says(sample: str, put: Put) -> None:
    shown = str(sheet(catalog.load(put("weighing.toml", sample))))
    assert "Does it press?" in shown
    assert "First we take up" not in shown
