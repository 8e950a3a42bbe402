"""Allies and community research, played from paper, and what each audience reads of them."""

import pytest

pytestmark = pytest.mark.slow

PEOPLE = [{"name": "Amina"}, {"name": "Zuri"}, {"name": "Neema"}]

ALLIES = {
    "gaps": [
        {"text": "Somebody who speaks well on air", "bucket": "media"},
        {"text": "A lawyer on Fridays", "bucket": "law"},
    ],
    "near": [
        {"text": "Community radio, opened its studio in May #media", "bucket": "acts"},
        {"text": "The market union", "bucket": "undecided"},
    ],
    "far": [{"text": "SIRIKUBWA the landlords' club", "bucket": "against"}],
    "finder": [
        {
            "offer": 1,
            "need": 1,
            "giver": "yes",
            "taker": "yes",
            "contact": "0700 studio",
            "share": "participants",
        },
        {"offer": "The market union", "need": 2, "giver": "later"},
    ],
    "tables": {"Blue": ["Amina", "Zuri", "Neema"]},
    "movers": ["The market union: wants safe stalls"],
    "outreach": [
        {
            "name": "Community radio",
            "kind": "Press or radio",
            "brings": "Airtime",
            "we_offer": "Voices",
            "position": "Acts with us",
            "who": "Amina",
            "ask": "One evening a month",
            "by_when": "12 Dec",
            "share_ok": True,
        },
        {
            "name": "The market union",
            "position": "Has not decided",
            "who": "Zuri",
            "share_ok": False,
        },
    ],
    "partners": [{"name": 1, "together": "Evenings on air"}],
    "not-alone": ["The office by the river"],
}

RESEARCH = {
    "unknown": ["How long do papers take?", "What does a lost day cost?"],
    "tables": {"Blue": ["Amina", "Zuri"]},
    "stones": [
        {
            "question": 1,
            "people": "Women who applied this year",
            "method": ["Talk circle", 5],
            "language": "Swahili, signs",
            "safeguards": "No names on paper",
            "free_yes": "Asked twice, the second time alone",
            "readers": "Three of those asked",
            "return_how": "A comic at the market",
        }
    ],
    "question": ["How many days did your papers take?"],
    "policy-use": [{"change": "One day a month for us", "hears": "The registry"}],
    "tasks": [{"what": "Try it out on each other", "who": "Amina"}],
    "agree": {"5": 2, "4": 1},
}


@pytest.fixture
def played(umoja):
    for exercise, answers in (("allies-partners", ALLIES), ("community-research", RESEARCH)):
        done = umoja.play(exercise, {"people": PEOPLE, exercise: answers})
        assert done.status == 0, done
    (umoja.desk / "answers.json").unlink()
    return umoja


def outcomes(house, readers):
    rows = {}
    for exercise in house.summary(readers)["exercises"]:
        for step in exercise["steps"]:
            rows[exercise["id"], step["id"]] = step["outcome"]
    return rows


def pages(house, readers):
    exported = house.call("export", "md", "--for", readers, "--out", "-")
    assert exported.status == 0, exported
    return exported.out + str(outcomes(house, readers))


def test_partners_and_owners_are_for_everyone_and_opponents_for_the_organizer(played):
    everyone, organizer, donor = (
        pages(played, readers) for readers in ("participants", "organizer", "donor")
    )
    for words in (
        "Community radio",
        "The market union",
        "Airtime",
        "Amina",
        "0700 studio",
        "A lawyer on Fridays",
    ):
        assert words in everyone, words
        assert words in organizer, words
    for words in ("SIRIKUBWA", "The office by the river", "Has not decided"):
        assert words not in everyone, words
        assert words in organizer, words
    on_paper = played.call("export", "md", "--for", "organizer", "--out", "-").out
    for words in (
        "One evening a month",
        "Acts with us",
        "We offer: Voices",
        "Press or radio",
        "They agreed",
    ):
        assert words in on_paper, words
    assert "Community radio" in donor
    for words in (
        "market union",
        "0700",
        "SIRIKUBWA",
        "river",
        "Amina",
        "lawyer",
        "Acts with us",
        "Airtime",
    ):
        assert words not in donor, words


def test_a_gap_finds_its_partner_with_a_reason_and_one_that_nobody_fills_is_listed(played):
    found = outcomes(played, "participants")["allies-partners", "finder"]
    air, lawyer = found
    assert "both are tagged “Press and radio”." in air["matches"][0]["why"]
    assert (air["matches"][0]["agreed"], air["matches"][0]["contact"]) == (True, "0700 studio")
    assert lawyer["matches"][0]["why"].endswith("the room put them together.")
    assert "giver" not in lawyer["matches"][0]
    assert outcomes(played, "donor")["allies-partners", "finder"] == {
        "offers": None,
        "needs": None,
        "matches": None,
        "agreed": None,
    }


def test_people_outside_read_the_question_that_was_agreed_and_what_it_is_for_and_nothing_more(
    played,
):
    everyone, donor = pages(played, "participants"), outcomes(played, "donor")
    for words in (
        "A comic at the market",
        "No names on paper",
        "Comic or drawing",
        "Three of those asked",
    ):
        assert words in everyone, words
    told = {
        step: outcome
        for (exercise, step), outcome in donor.items()
        if exercise == "community-research"
    }
    assert told["question"]["text"] == "How many days did your papers take?"
    assert [(row["what"], row["hears"]) for row in told["policy-use"]] == [
        ("One day a month for us", "The registry")
    ]
    page = played.call("export", "md", "--for", "donor", "--out", "-").out
    assert "How many days did your papers take?" in page
    assert told["stones"] is told["tasks"] is told["unknown"] is None


@pytest.mark.parametrize("words", ["0700 studio", "A lawyer on Fridays"])
def test_a_contact_is_withdrawn_by_its_number_and_everything_else_stays(played, words):
    assert played.call("withdraw", played.numbers()[words], "--yes").status == 0
    assert words.encode() not in played.everything_on_disk()
    assert "Community radio" in pages(played, "participants")
    found = outcomes(played, "participants")["allies-partners", "finder"]
    assert found[0]["need"] == "Somebody who speaks well on air"
    assert found[0]["matches"][0]["contact"] == (None if words == "0700 studio" else "0700 studio")


def test_a_withdrawn_gap_takes_its_contact_out_of_every_file(played):
    assert (
        played.call("withdraw", played.numbers()["Somebody who speaks well on air"], "--yes").status
        == 0
    )
    assert b"0700 studio" not in played.everything_on_disk()
    assert "0700 studio" not in pages(played, "organizer")
