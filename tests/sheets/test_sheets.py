"""Sheets for paper: each of each exercise as PDF and as HTML, with everything that it is for."""

from dataclasses import replace
from html.parser import HTMLParser
from math import ceil

import pytest

from coalition_cli import exports, kinds
from coalition_cli.blocks import Prose
from coalition_cli.catalog import shipped
from coalition_cli.errors import Problem
from coalition_cli.methods.vote_scales import levels
from coalition_cli.model.document import Part, Section
from coalition_cli.model.summary import Summary
from coalition_cli.sanitize import for_page
from coalition_cli.sheets import Subject, sheet, sheets, sheets_for
from coalition_cli.typesetting import set_pdf
from tests.exports.hard_summary import LONG, SAID
from tests.sheets.subjects import catalog, file_of, of, pages, sample, sizes_of, subject, text_of

EXERCISES = catalog().ids()
TRANSLATED = sorted(path.stem for path in (shipped() / "sw").glob("*.toml"))


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words_of_html(document) -> str:
    reader = Words()
    reader.feed(exports.export("html").render(Summary(document, {})).decode())
    return " ".join(" ".join(reader.found).split())


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", EXERCISES)
def test_every_sheet_of_every_exercise_is_set_whole(name):
    about = subject(name)
    offered = sheets_for(catalog().exercise(name))
    assert {"form", "script", "large"} <= {each.NAME for each in offered}
    for each in offered:
        document = each.document(about)
        made = set_pdf(document)
        assert all(made.pages), each.NAME
        assert made.refused == (), each.NAME
        told = words_of_html(document)
        for section in document.sections:
            assert plain(section.title) in told
        for part, count in zip(document.parts, made.pages, strict=True):
            a_page = {"cards-4": 4, "cards-8": 8, "landscape": 1, "poster": 1}.get(part.page)
            assert a_page is None or count == ceil(len(part.sections) / a_page)


@pytest.mark.parametrize("name", TRANSLATED)
def test_sheets_speak_the_language_of_the_file(name):
    about = subject(name, language="sw")
    asked = [step.prompt for step in about.views[0].exercise.steps if step.prompt]
    told = text_of("form", about) + text_of("large", about)
    assert all(plain(prompt) in told for prompt in asked if "{" not in prompt)
    assert catalog().exercise(name).steps[0].prompt not in told


@pytest.mark.parametrize("name", EXERCISES)
def test_a_blank_form_has_every_step_that_asks_in_the_order_of_the_program(name):
    told, at = text_of("form", subject(name)), 0
    for number, step in enumerate(catalog().exercise(name).steps, 1):
        if kinds.kind(step.kind).ASKS:
            at = told.find(f"Step {number} · {plain(step.title)}", at) + 1
            assert at, step.id


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (
            "action-plan",
            ["1 · What exactly?", "3 · What exactly?", "Who leads?", "Who helps?", "By when?"],
        ),
        ("agenda-ranking", ["Both count the same", "Urgency", "Feasibility", "To place", "Why"]),
        ("feedback", ["1 · frowning face: not at all", "5 · smiling face: fully"]),
        ("coalition-basics", ["Job news by phone", "Network (N)", "Who is in it"]),
        ("follow-up", ["How is it now?", "On which day do we meet again?", "Who calls us?"]),
        ("ground-rules", ["What is voted on", "Yes", "No", "Pass", "Worries"]),
        ("country-sharing", ["Offer, number", "How do they reach each other?"]),
    ],
)
def test_a_blank_form_has_room_for_what_each_step_asks(name, asked):
    told = text_of("form", subject(name))
    assert [each for each in asked if each not in told] == []


def test_cards_lie_four_a_page_with_every_word_of_the_file():
    steps = [step for step in file_of("coalition-basics")["steps"] if step.get("cards")]
    cards = [card for step in steps for card in step["cards"]]
    found = pages("cards", subject("coalition-basics"))
    assert len(found) == ceil(len(cards) / 4)
    for number, card in enumerate(cards):
        assert card["title"] in found[number // 4]
        assert all(line in found[number // 4] for line in card["lines"])


def test_a_ballot_has_the_question_and_a_box_for_each_level_eight_times_a_page():
    document = sheet("ballots").document(subject("coalition-basics"))
    [page] = pages("ballots", subject("coalition-basics"))
    for words in ("Do we work in this way for one year?", *levels("gradient").values()):
        assert page.count(words) == 8
    assert {section.blocks[-1].lines for section in document.sections} == {
        tuple(levels("gradient").values())
    }


def test_a_ballot_on_single_lines_leaves_room_for_the_number_of_the_line():
    [page] = pages("ballots", subject("ground-rules"))
    assert page.count("Number of the line:") == 8


def test_score_sheets_have_the_issues_of_the_workshop_or_lines_for_them():
    issues = [item.text for item in kinds.items("issues", held("agenda-ranking").views[0])]
    assert len(issues) > 2
    told = text_of("scores", held("agenda-ranking"))
    assert all(told.count(plain(issue)) == 2 for issue in issues)
    blank = text_of("scores", subject("agenda-ranking"))
    assert not any(plain(issue) in blank for issue in issues)
    assert "If nothing moves for half a year" in blank


def test_a_score_sheet_of_faces_draws_each_and_says_what_it_means_on_one_page():
    [told] = pages("scores", subject("feedback"))
    assert "No name on this sheet." in told
    document = sheet("scores").document(subject("feedback"))
    page = exports.export("html").render(Summary(document, {})).decode()
    assert page.count("<svg") == 5 * told.count("smiling face: fully") > 0
    assert "5 · smiling face: fully" in told


def test_the_poster_has_the_adopted_rules_on_one_page():
    [page] = pages("rules", held())
    rules = sheet("rules").document(held()).sections[0].blocks[0].items
    assert len(rules) > 2
    assert all(plain(rule.text) in page for rule in rules)
    [blank] = pages("rules", subject())
    assert blank.startswith("What we keep to")


def test_name_cards_have_the_chosen_names_twice_and_nothing_else():
    names = [person.name for person in sample().people()]
    found = pages("names", held())
    assert len(found) == ceil(len(names) / 2)
    assert all(f"{name}" in " ".join(found) for name in names)
    assert len(pages("names", subject())) == 2


def test_the_list_of_who_is_here_is_blank_and_one_page():
    [page] = pages("people", held())
    assert "The name she chose" in page
    assert not any(person.name in page.split() for person in sample().people())


def test_the_picture_of_a_weighing_has_its_corners_as_headings():
    told = text_of("headings", subject("agenda-ranking"))
    assert all(each in told for each in ("Urgency", "Feasibility", "Do first", "Quick win"))


@pytest.mark.parametrize("name", [each.NAME for each in sheets() if each.OF == "exercise"])
def test_no_name_stands_on_a_sheet_of_an_exercise(name):
    names = [person.name for person in sample().people()]
    about = held("agenda-ranking", "action-plan", "coalition-basics", "welcome-circle")
    told = words_of_html(sheet(name).document(about)).split()
    assert set(names) & {word.strip(".,;:") for word in told} == set()


def test_slips_are_those_of_the_next_meeting():
    found = pages("slips", held())
    assert "Stuck, or too much? That is no fault." in found[0]
    with pytest.raises(Problem, match=r"^There is nothing for the sheet"):
        sheet("slips").document(subject())


@pytest.mark.parametrize("name", catalog().programmes())
def test_the_script_of_a_programme_has_every_slot_at_its_hour(name):
    programme = catalog().programme(name)
    ids = dict.fromkeys(slot.exercise for slot in programme.slots() if slot.exercise)
    about = replace(subject(*ids), programme=programme)
    told = words_of_html(sheet("script").document(about))
    for slot in programme.slots():
        assert plain(slot.title) in told
    assert "Say, slowly:" in told
    assert "To bring" in told


def test_wall_headings_have_a_page_for_each_sort_under_which_something_hangs():
    found = pages("headings", subject("ground-rules"))
    titles = [page.split(" Wall headings")[0] for page in found]
    assert {"Respect", "Trust", "Support", "And more"} <= set(titles)
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", ["economic-plan", "allies-partners", "coalition-structure"])
def test_letters_of_the_wall_are_read_from_ten_metres(name):
    """The longest questions have capitals of 17 mm; good eyes read 15 mm from there."""
    for sizes in sizes_of("large", subject(name)):
        assert min(sizes) >= 70
    for sizes in sizes_of("headings", subject(name)):
        assert min(sizes) >= 80


@pytest.mark.parametrize("said", [*SAID, LONG, "Ж" * 90, "سلام " * 60, "እንኳን ደህና መጡ"])
def test_hard_words_of_an_own_exercise_are_on_its_cards_whole(said):
    deck = catalog().exercise("coalition-basics")
    step = next(each for each in deck.steps if each.options.get("cards"))
    card = {"id": "own", "title": "A card", "lines": (said, "The end."), "question": ""}
    own = replace(
        deck, steps=(replace(step, options={**step.options, "cards": (card,)}),), language="ar"
    )
    document = sheet("cards").document(of(own))
    told = words_of_html(document)
    assert "".join(for_page(said).split()) in "".join(told.split())
    assert "The end." in told
    assert "The end." in text_of("cards", of(own))


def test_a_text_too_long_for_a_card_goes_on_on_the_next():
    found = pages("cards", with_line(LONG))
    assert len(found) > 1
    assert " ".join(found).count("nobody") == LONG.count("nobody")


def with_line(line):
    deck = catalog().exercise("coalition-basics")
    step = next(each for each in deck.steps if each.options.get("cards"))
    card = {"id": "own", "title": "A card", "lines": (line,)}
    steps = (replace(step, options={**step.options, "cards": (card,)}),)
    return of(replace(deck, steps=steps))


def test_a_poster_stays_on_one_page_whatever_it_says():
    document = sheet("rules").document(subject())
    rules = tuple(Prose(f"We keep rule {number}, " + "and so on " * 30) for number in range(12))
    part = Part("rules", (Section("rules", "Rules", rules),), points=40, page="poster")
    assert set_pdf(replace(document, parts=(part,))).pages == (1,)


def held(*ids: str) -> Subject:
    return subject(*ids, workshop=sample())


def test_a_sheet_is_the_same_each_time():
    one, two = (sheet("form").document(held("agenda-ranking")) for _ in range(2))
    assert set_pdf(one).pdf == set_pdf(two).pdf
