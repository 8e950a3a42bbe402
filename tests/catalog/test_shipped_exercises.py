import re
import textwrap
import tomllib
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from wcwidth import wcwidth

from coalition_cli import catalog, kinds

FOLDER = catalog.shipped()
IDS = catalog.Catalog([FOLDER]).ids()
FIRST_FOUR = ["visioning", "agenda-ranking", "action-plan", "reflection-circle"]
TRANSLATIONS = sorted(path for path in FOLDER.glob("*/*.toml") if path.parent.name != "programmes")
LANGUAGES = ["en", *sorted({path.parent.name for path in TRANSLATIONS})]

# Words that carry the weight of prison or police, in the two languages shipped.
HEAVY = {
    "en": r"sentence|cell|trial|charge|release|execut\w*|kill|abort|terminat\w*|lock|guard"
    r"|escape|convict\w*|parole",
    "sw": r"hukumu|kesi|mfungwa|wafungwa|gereza\w*|kuokoa",
}

# Signs below U+10000 that the Unicode Character Database (emoji-data.txt, version 16) calls Emoji:
# some terminals
# draw them two columns wide.
EMOJI = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa"
    "\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623"
    "\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e"
    "\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8"
    "\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712"
    "\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797"
    "\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299]"
)


def exercise(exercise_id: str, language: str = "en"):
    return catalog.Catalog([FOLDER], language).exercise(exercise_id)


@cache
def validator() -> jsonschema.Draft202012Validator:
    """The schema of exercise files, which is itself held against the one of schemas once."""
    schema = catalog.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for member in value.values() for text in texts(member)]
    return (
        [text for member in value for text in texts(member)]
        if isinstance(value, list | tuple)
        else []
    )


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_shipped_exercise_has_no_mistake_for_loader_or_schema(exercise_id):
    path = FOLDER / f"{exercise_id}.toml"
    assert [str(mistake) for mistake in catalog.mistakes(path)] == []
    validator().validate(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_translation_is_whole_and_asks_for_a_facilitator_s_eye(path):
    assert [str(missing) for missing in catalog.missing_texts(path)] == []
    first_lines = path.read_text("utf-8").split("\n\n")[0]
    assert all(line.startswith("#") for line in first_lines.splitlines())
    assert "facilitator" in first_lines


def test_the_first_four_exercises_are_there_in_swahili_too():
    assert set(FIRST_FOUR) <= set(IDS)
    assert {f"{exercise_id}.toml" for exercise_id in FIRST_FOUR} <= {
        path.name for path in FOLDER.glob("sw/*.toml")
    }


@pytest.mark.parametrize(
    ("exercise_id", "minutes", "steps"),
    [
        (
            "visioning",
            40,
            {"pieces": "circle", "bundles": "themes", "vision": "draft", "agree": "decide"},
        ),
        ("agenda-ranking", 30, {"issues": "notes", "scores": "score", "agree": "decide"}),
        ("action-plan", 45, {"ideas": "notes", "actions": "plan", "agree": "decide"}),
        ("reflection-circle", 25, {"circle": "circle", "quotes": "notes"}),
    ],
)
def test_answers_find_the_steps_and_minutes_that_they_were_promised(exercise_id, minutes, steps):
    found = exercise(exercise_id)
    assert {step.id: step.kind for step in found.steps}.items() >= steps.items()
    assert found.minutes.usual == minutes == sum(step.minutes for step in found.steps)


def test_issues_are_weighed_by_urgency_and_feasibility_from_1_to_5():
    options = exercise("agenda-ranking").step("scores").options
    assert [criterion["id"] for criterion in options["criteria"]] == ["urgency", "feasibility"]
    assert (options["least"], options["most"], options["weight"]) == (1, 5, 0.5)


def test_the_circle_asks_for_learning_and_commitment_and_for_who_may_see_them():
    step = exercise("reflection-circle").step("circle")
    assert [field["id"] for field in step.options["fields"]] == ["learning", "commitment"]
    assert step.options["ask_share"] is True
    assert exercise("reflection-circle").step("quotes").options["consent"] is True


@pytest.mark.parametrize(
    ("place", "share", "when_adopted"),
    [
        ("visioning.pieces", "participants", None),
        ("visioning.vision", "participants", "donor"),
        ("visioning.agree", "donor", None),
        ("agenda-ranking.issues", "participants", "donor"),
        ("agenda-ranking.scores", "participants", "donor"),
        ("agenda-ranking.what-the-table-hides", "organizer", None),
        ("agenda-ranking.agree", "donor", None),
        ("action-plan.actions", "participants", "donor"),
        ("action-plan.agree", "donor", None),
        ("reflection-circle.circle", "organizer", None),
        ("reflection-circle.promises", "private", None),
        ("reflection-circle.quotes", "private", None),
    ],
)
def test_nothing_is_shared_wider_than_was_agreed(place, share, when_adopted):
    exercise_id, step_id = place.split(".")
    step = exercise(exercise_id).step(step_id)
    assert (step.share, step.share_when_adopted) == (share, when_adopted)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise_id", IDS)
def test_what_was_done_goes_on_after_we_in_at_most_50_characters(exercise_id, language):
    did = exercise(exercise_id, language).did
    assert 0 < len(did) <= 50
    assert did[0].islower()
    assert did[-1].isalpha()


@pytest.mark.parametrize("exercise_id", IDS)
def test_every_decision_says_what_it_says_in_a_summary_and_how_much_it_weighs(exercise_id):
    for step in exercise(exercise_id).steps:
        if kinds.may_give("decisions", step):
            assert {"sentence", "weight"} <= step.options.keys(), step.id
            assert not step.options["sentence"].endswith("?"), step.id


@pytest.mark.parametrize("exercise_id", IDS)
def test_everyone_may_pass_at_every_step(exercise_id):
    assert all(step.may_pass for step in exercise(exercise_id).steps)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise_id", IDS)
def test_what_the_room_reads_fits_14_lines_of_60_characters(exercise_id, language):
    found = exercise(exercise_id, language)
    screens = {"read_aloud": found.read_aloud, "aftercare": found.aftercare}
    for step in found.steps:
        screens[step.id] = "\n".join([step.prompt, *step.lines])
        screens[f"{step.id}, read aloud"] = step.read_aloud
        for criterion in step.options.get("criteria", ()):
            screens[f"{step.id}.{criterion['id']}"] = "\n".join(texts(criterion))
    for name, text in screens.items():
        lines = [line for part in text.splitlines() for line in textwrap.wrap(part, 60)]
        assert len(lines) <= 14, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise_id", IDS)
def test_a_symbol_is_one_narrow_sign_and_its_word(exercise_id, language):
    found = exercise(exercise_id, language)
    for symbol in [found.symbol, *(step.symbol for step in found.steps)]:
        sign, _blank, word = symbol.partition(" ")
        assert len(sign) == wcwidth(sign) == 1, symbol
        assert sign < "\U00010000"
        assert not sign.isalnum()
        assert not EMOJI.match(sign), symbol
        assert word


WRITTEN = [FOLDER / f"{exercise_id}.toml" for exercise_id in IDS] + TRANSLATIONS


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_word_weighs_like_prison_or_police_and_nobody_answers_with_a_letter(path):
    language = "en" if path.parent == FOLDER else path.parent.name
    written = " ".join(texts(tomllib.loads(path.read_text("utf-8"))))
    assert re.findall(rf"\b(?:{HEAVY.get(language, '(?!)')})\b", written, re.IGNORECASE) == []
    assert re.findall(r"\b[yn]/[yn]\b", written, re.IGNORECASE) == []


@pytest.mark.parametrize("exercise_id", IDS)
def test_an_editor_finds_the_schema_from_the_first_line(exercise_id):
    path = FOLDER / f"{exercise_id}.toml"
    found = re.match(r"#:schema (\S+)\n", path.read_text("utf-8"))
    assert found
    schema = (path.parent / found.group(1)).resolve()
    assert schema == Path(catalog.__file__).parents[1] / "schemas" / "exercise.schema.json"
    assert schema.is_file()
