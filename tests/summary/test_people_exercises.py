"""Welcome, issues, care, countries and closing, played whole, and what each audience reads."""

import json

import pytest

pytestmark = pytest.mark.slow

PEOPLE = [
    {"name": "Amina", "group": "Blue", "country": "Burundi"},
    {"name": "Grace", "group": "Blue", "country": "DRC"},
    {"name": "Zuri", "group": "Red", "country": "DRC"},
    {"name": "Neema", "group": "Red", "country": "Uganda"},
    {"name": "Wanjiru", "role": "guest"},
]

WELCOME = {
    "visitors": ["A nurse from the clinic, until noon"],
    "circle": [
        {"by": "Amina", "motive": "MOTIVE of mine", "hope": "HOPE one"},
        {"by": "Grace", "hope": "HOPE two"},
        {"by": "Zuri", "passed": True},
    ],
    "read-back": ["ADDED line"],
    "hopes": {"THEME work": [1], "THEME rest": [2]},
    "needs": [{"by": "Amina", "language": "Kirundi", "need": "NEED a chair", "share": "organizer"},
              {"by": "Grace", "need": "NEED quiet", "share": "private"}],
}  # fmt: skip
ISSUES = {
    "tables": {"Baobab": ["Amina", "Grace"], "Moon": ["Zuri", "Neema"]},
    "obstacles": [
        {"text": "STONE papers", "group": "Baobab"},
        {"text": "STONE papers again", "group": "Moon"},
    ],
    "changes": [{"text": "CHANGE one desk", "group": "Baobab"}],
    "bundles": {"THEME papers": [1, 2]},
    "objectives": ["From papers to one desk: OBJECTIVE"],
}
CARE = {
    "tables": {"Baobab": ["Amina", "Grace"], "Moon": ["Zuri", "Neema"]},
    "signs": [{"text": "SIGN she is silent", "group": "Baobab", "bucket": "see"}],
    "practices": [{"text": "PRACTICE tea first", "group": "Moon", "bucket": "meeting"}],
    "bundles": {"THEME tea": [1]},
    "around": [{"text": "RULE somebody rings", "bucket": "after"}],
    "kept": ["Rest belongs to the work."],
    "agree": {"yes": 4, "no": 0},
}
BREATH = {"after": {"lighter": 4, "same": 2, "heavier": 1}, "ideas": ["IDEA at the door"]}
COUNTRIES = {
    "prepare": {"Burundi": ["Amina"], "DRC": ["Grace", "Zuri"]},
    "countries": [
        {"by": "Burundi", "now": "BOX now", "hard": "BOX hard", "share": "participants"},
        {"by": "DRC", "tried": "BOX sensitive", "share": "organizer"},
    ],
    "common": ["COMMON papers"],
    "across": {"THEME papers": [1]},
    "exchange": [{"text": "OFFER a radio hour", "group": "Burundi", "bucket": "offer"}],
}
CLOSING = {
    "circle": [{"by": "Amina", "learning": "LEARNT patience", "commitment": "PROMISE I call",
                "share": "organizer"}],
    "promises": [{"text": "PROMISE by May", "by": "Amina"}],
    "quotes": [{"text": "QUOTE we can", "by": "Amina", "consent": "anonymous", "share": "donor"},
               {"text": "QUOTE of nobody's business", "by": "Grace", "consent": "none"}],
}  # fmt: skip
VISION = {
    "pieces": [{"by": "Amina", "text": "PIECE a door"}],
    "bundles": {"THEME doors": [1]},
    "vision": ["VERSION one", "In five years the VISION door is open"],
    "agree": {"5": 4},
}

SEEN = {
    "welcome-circle": (WELCOME, {
        "participants": ({"MOTIVE", "HOPE one", "ADDED", "THEME work"},
                         {"NEED", "Kirundi", "Amina", "Wanjiru"}),
        "organizer": ({"MOTIVE", "NEED a chair", "Kirundi", "Amina"}, {"NEED quiet"}),
        "donor": (set(), {"MOTIVE", "HOPE", "ADDED", "NEED", "Amina", "nurse"}),
    }),
    "visioning": (VISION, {
        "participants": ({"PIECE", "THEME doors", "VISION"}, {"Amina"}),
        "organizer": ({"PIECE", "VISION"}, set()),
        "donor": ({"VISION"}, {"PIECE", "VERSION one", "Amina"}),
    }),
    "core-issues": (ISSUES, {
        "participants": ({"STONE papers", "THEME papers", "CHANGE", "OBJECTIVE"}, set()),
        "organizer": ({"STONE papers", "OBJECTIVE"}, set()),
        "donor": (set(), {"STONE", "CHANGE", "OBJECTIVE", "Baobab", "Amina"}),
    }),
    "wellness-principles": (CARE, {
        "participants": ({"SIGN", "PRACTICE", "RULE", "Rest belongs"}, set()),
        "organizer": ({"SIGN", "PRACTICE", "RULE"}, set()),
        "donor": (set(), {"SIGN", "PRACTICE", "RULE", "Amina"}),
    }),
    "breathing-grounding": (BREATH, {
        "participants": ({"IDEA"}, {"lighter", "Lighter"}),
        "organizer": ({"lighter", "IDEA"}, set()),
        "donor": (set(), {"lighter", "Lighter", "IDEA"}),
    }),
    "country-sharing": (COUNTRIES, {
        "participants": ({"BOX now", "BOX hard", "Burundi", "COMMON", "OFFER"}, {"BOX sensitive"}),
        "organizer": ({"BOX now", "BOX sensitive", "DRC"}, set()),
        "donor": (set(), {"BOX", "COMMON", "OFFER", "Burundi"}),
    }),
    "reflection-circle": (CLOSING, {
        "participants": ({"QUOTE we can"}, {"LEARNT", "PROMISE", "Amina", "nobody's"}),
        "organizer": ({"LEARNT", "PROMISE I call", "QUOTE we can"}, {"by May", "nobody's"}),
        "donor": ({"QUOTE we can"}, {"LEARNT", "PROMISE", "Amina", "nobody's"}),
    }),
}  # fmt: skip


@pytest.mark.parametrize("exercise", SEEN)
def test_it_plays_to_its_end_and_each_audience_reads_what_it_may_and_no_more(umoja, exercise):
    answers, audiences = SEEN[exercise]
    played = umoja.play(exercise, {"people": PEOPLE, exercise: answers})
    assert played.status == 0, played
    again = umoja.play(exercise, {"people": PEOPLE, exercise: answers})
    assert "0 entries recorded" in again.err
    for audience, (there, absent) in audiences.items():
        written = umoja.call("export", "md", "--out", "-", "--for", audience)
        assert written.status == 0, written
        told = written.out + json.dumps(umoja.summary(audience))
        assert {word for word in there if word not in told} == set(), audience
        assert {word for word in absent if word in told} == set(), audience
