"""Remarks on an exercise file, and that none is on those that are shipped."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from coalition_cli import catalog
from coalition_cli.catalog.lint import MOST_LINES, lines_on_screen
from coalition_cli.catalog.sensitive_words import HEAVY_WORDS
from coalition_cli.i18n import LOCALE_FOLDER

SHIPPED = catalog.Catalog([catalog.shipped()]).files()
CARED = 'care = "Slowly."\naccess = "Aloud."\naftercare = "Come to us."\nread_aloud = "We weigh."\n'


@pytest.fixture
def cared(sample: str) -> str:
    return CARED + sample


def told(path: Path) -> list[tuple[int, str, str]]:
    return [(remark.line, remark.key, remark.sentence) for remark in catalog.remarks(path)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_worth_a_look_in_what_is_shipped(path):
    assert [str(remark) for remark in catalog.remarks(path)] == []


def test_every_kind_of_file_is_among_what_is_shipped():
    folder = catalog.shipped()
    assert {folder / "visioning.toml", folder / "sw" / "visioning.toml"} <= set(SHIPPED)
    assert set(folder.rglob("*.toml")) == set(SHIPPED)


@pytest.mark.parametrize("name", ["care", "access", "aftercare", "read_aloud"])
def test_care_that_is_left_unsaid_is_told_once(put, cared, name):
    text = "\n".join(line for line in cared.splitlines() if not line.startswith(f"{name} ="))
    path = put("weighing.toml", text)
    assert [(line, key) for line, key, _sentence in told(path)] == [(1, name)]


def test_with_all_the_care_said_there_is_nothing_to_look_at(put, cared):
    assert told(put("weighing.toml", cared)) == []


HEAVY = [
    ("en", "cell"), ("en", "Released"), ("en", "guards"), ("en", "parole"), ("en", "sentence"),
    ("en", "convicted"),
    ("es", "celda"), ("es", "antecedentes"), ("fr", "cellule"), ("fr", "peine"),
    ("ru", "протокол"), ("ru", "Повестка"),
    ("ru", "камера"), ("sw", "hukumu"), ("sw", "gerezani"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "word"), HEAVY)
def test_a_heavy_word_is_told_with_its_line_in_the_language_of_the_file(put, cared, language, word):
    text = cared.replace('language = "en"', f'language = "{language}"').replace(
        "What shall we weigh?", f"Is it {word}?"
    )
    [(line, key, sentence)] = told(put("weighing.toml", text))
    assert (text.splitlines()[line - 1], key) == (f'prompt = "Is it {word}?"', "steps[0].prompt")
    assert f"“{word}”" in sentence


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "safeguard, a block, excellent, we charter, clock"),
        ("ru", "общая повестка"),
        ("sw", "lock guard cell"),
    ],
)
def test_a_word_that_only_looks_like_it_is_left_alone(put, cared, language, words):
    text = cared.replace('language = "en"', f'language = "{language}"').replace(
        "What shall we weigh?", words
    )
    assert told(put("weighing.toml", text)) == []


def test_a_heavy_word_that_is_meant_is_named_in_a_comment(put, cared):
    text = cared.replace("What shall we weigh?", "What became of your sentence? And of the trial?")
    said = [
        sentence
        for _line, _key, sentence in told(put("weighing.toml", "# meant: Sentence\n" + text))
    ]
    assert len(said) == 1
    assert "“trial”" in said[0]


def test_ids_and_titles_of_sources_are_no_words_for_people(put, cared):
    text = cared.replace('id = "now"', 'id = "cell"')
    text = 'sources = ["The Trial"]\n' + text
    assert told(put("weighing.toml", text)) == []


@pytest.mark.parametrize("letters", ["y/n", "[Y/n]", "(s/n)", "O/N"])
def test_an_answer_by_its_first_letter_is_told(put, cared, letters):
    [(_line, key, sentence)] = told(
        put("weighing.toml", cared.replace("What shall we weigh?", f"Shall we? {letters}"))
    )
    assert key == "steps[0].prompt"
    assert letters.strip("[]()") in sentence


@pytest.mark.parametrize("words", ["and/or", "N/P/C", "he/she", "24/7", "w/o"])
def test_a_stroke_between_words_is_no_answer_by_letter(put, cared, words):
    assert told(put("weighing.toml", cared.replace("What shall we weigh?", words))) == []


LONG = "\\n".join(f"Line {number}." for number in range(MOST_LINES + 1))


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('read_aloud = "We weigh."', f'read_aloud = "{LONG}"', "read_aloud"),
        ('aftercare = "Come to us."', f'aftercare = "{LONG}"', "aftercare"),
        ('lines = ["One.", "Two."]', f'lines = ["One.", "{LONG}"]', "steps[1].lines"),
        ('prompt = "Does it press?"', f'prompt = "{LONG}"', "steps[2].criteria[0]"),
    ],
)
def test_a_screen_too_full_to_be_read_is_told_at_its_key(put, cared, before, after, key):
    assert before in cared
    [(_line, at, sentence)] = told(put("weighing.toml", cared.replace(before, after)))
    assert at == key
    assert "a screen that a room can read has 14" in sentence


def test_lines_are_counted_as_a_room_reads_them():
    assert lines_on_screen("short\n" + "word " * 13) == 3
    assert lines_on_screen("") == 0


def test_a_translation_is_looked_at_in_its_own_language_and_need_not_say_all(put, cared, overlay):
    put("weighing.toml", cared)
    path = put(
        "sw/weighing.toml", overlay.replace("Moja.", "Hukumu moja.").replace("Mbili.", "Cell.")
    )
    assert [(key, "Hukumu" in sentence) for _line, key, sentence in told(path)] == [
        ("steps[1].lines[0]", True)
    ]


def test_a_programme_is_looked_at_for_words_alone(put):
    path = put(
        "programmes/day.toml",
        'id = "cell"\nlanguage = "en"\ntitle = "A day"\n[[days]]\nnote = "No guards, y/n"\n',
    )
    assert [(line, key) for line, key, _sentence in told(path)] == [(5, "days[0].note")] * 2


@pytest.mark.parametrize(
    "text", ["not TOML", "steps = 3\n", 'steps = [1]\nlines = "x"\ncare = 4\n']
)
def test_a_file_with_mistakes_is_looked_at_as_far_as_it_goes(put, text):
    assert all(remark.line == 1 for remark in catalog.remarks(put("weighing.toml", text)))


def test_a_remark_shows_nothing_that_could_act_on_a_screen(put, cared):
    path = put("weighing.toml", cared.replace("What shall we weigh?", "A guard\\u001b[2J?"))
    assert "\x1b" not in str(catalog.remarks(path)[0])


CATALOGUES = sorted(LOCALE_FOLDER.glob("*/LC_MESSAGES/coalition.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_word_of_the_program_weighs_on_people_in_a_language_that_it_speaks(path):
    pattern = HEAVY_WORDS[path.parts[-3].partition("_")[0]]
    with path.open("rb") as stream:
        said = [message.string for message in read_po(stream)]
    texts = [text for each in said for text in (each if isinstance(each, tuple | list) else [each])]
    assert [text for text in texts if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)] == []
