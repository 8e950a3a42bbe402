"""All mistakes of an answers file at once: each with its line, its key and what was meant."""

from pathlib import Path

import pytest

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Entry
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.answers_file import read_answers

CATALOG = Catalog([shipped()])


def play(path: Path, exercise: str) -> list[Entry]:
    file = read_answers(path)
    entries, _said = play_answers(
        CATALOG.exercise(exercise),
        1,
        file.table,
        path,
        Workshop(Head("W", "Umoja", "2026-11-30")),
        CATALOG.find,
        "bench",
        known=CATALOG.ids(),
        line_of=file.line,
    )
    return entries


def refusals(folder: Path, exercise: str, text: str, name: str = "paper.toml") -> list[str]:
    """Every line of the refusal, without the folder; the last one counts them."""
    path = folder / name
    path.write_text(text)
    with pytest.raises(Problem) as problem:
        play(path, exercise)
    assert problem.value.status == 1
    *found, end = problem.value.sentence.replace(f"{folder}/", "").splitlines()
    assert end.startswith(f"Nothing was recorded: {len(found)} thing")
    return found


WHOLE = """\
people = [
  { name = "Amina", rol = "guest" },
  { name = "Grace", role = "gest" },
]

[agenda-ranking]
isues = [
  "Papers",
  { text = "Work", by = "Amima" },
  { txt = "A bed", by = "Zora" },
  7,
]
agree = { 7 = 3 }

[agenda-ranking.scores.urgency]
Papers = { 5 = 1, 6 = 1 }
Wrok = 4
"A bed" = [3, "x", 9]
4 = { Amina = 3, Garce = 2 }

[agenda-ranking.scores.feasability]
Papers = 4

[visionning]
"""


def test_a_file_with_many_mistakes_is_read_to_its_end_and_each_is_one_line(tmp_path: Path) -> None:
    told = refusals(tmp_path, "agenda-ranking", WHOLE)
    parts = [line.split(": ", 2) for line in told]
    assert [(where, key) for where, key, _sentence in parts] == [
        ("paper.toml:2", "people[1].rol"),
        ("paper.toml:3", "people[2].role"),
        ("paper.toml:7", "agenda-ranking.isues"),
        ("paper.toml:9", "agenda-ranking.isues[2].by"),
        ("paper.toml:10", "agenda-ranking.isues[3].txt"),
        ("paper.toml:10", "agenda-ranking.isues[3].by"),
        ("paper.toml:11", "agenda-ranking.isues[4]"),
        ("paper.toml:13", "agenda-ranking.agree.7"),
        ("paper.toml:16", "agenda-ranking.scores.urgency.Papers.6"),
        ("paper.toml:17", "agenda-ranking.scores.urgency.Wrok"),
        ("paper.toml:18", "agenda-ranking.scores.urgency.A bed[2]"),
        ("paper.toml:18", "agenda-ranking.scores.urgency.A bed[3]"),
        ("paper.toml:19", "agenda-ranking.scores.urgency.4.Garce"),
        ("paper.toml:21", "agenda-ranking.scores.feasability"),
        ("paper.toml:24", "visionning"),
    ]
    meant = [sentence.partition("Did you mean ")[2] for _where, _key, sentence in parts]
    assert [word for word in meant if word] == [
        "role?",
        "guest?",
        "issues?",
        "Amina?",
        "text?",
        "Work?",
        "Grace?",
        "feasibility?",
        "visioning?",
    ]


def test_the_lines_of_json_are_told_as_well(tmp_path: Path) -> None:
    text = """\
{"people": ["Amina", "Grace"],
 "action-plan": {
  "actions": [
    {"what": "Call", "who": "Amnia",
     "by_when": "31 Nov"},
    {"waht": "Write", "who": "Grace", "by_when": "someday"},
    {"who": "Grace"},
    {"what": "Go", "helper": 7}
  ],
  "tables": {"Blue": ["Amina", "Garce"]}
 }}
"""
    told = refusals(tmp_path, "action-plan", text, "paper.json")
    assert [line.partition(": ")[0] + " " + line.split(": ")[1] for line in told] == [
        "paper.json:4 action-plan.actions[1].who",
        "paper.json:5 action-plan.actions[1].by_when",
        "paper.json:6 action-plan.actions[2].waht",
        "paper.json:6 action-plan.actions[2].by_when",
        "paper.json:7 action-plan.actions[3]",
        "paper.json:8 action-plan.actions[4].helper",
        "paper.json:10 action-plan.tables.Blue[2]",
    ]


CIRCLE = 'people = ["Amina", "Grace"]\n[reflection-circle]\n'
VISION = 'people = ["Amina"]\n[visioning]\npieces = [{text = "A door"}, {text = "A gate"}]\n'

SLIPS = [
    (
        "reflection-circle",
        CIRCLE + 'circle = [{by = "Amima", learned = "x"}, {by = "Grace", learning = "y"}]',
        [
            'reflection-circle.circle[1].by: "Amima" is none of these: Amina, Grace. '
            "Did you mean Amina?",
            "reflection-circle.circle[1].learned: nothing in this step goes by that name. "
            "Did you mean learning?",
        ],
    ),
    (
        "reflection-circle",
        CIRCLE
        + 'quotes = [{text = "x", consent = "anonymus"}, {text = "y", consnt = "none"}, "", "z"]',
        [
            'reflection-circle.quotes[1].consent: "anonymus" is none of these: none, anonymous, '
            "named. Did you mean anonymous?",
            'reflection-circle.quotes[2].consnt: "consnt" is no key here: '
            "text, by, group, bucket, consent, share. Did you mean consent?",
            "reflection-circle.quotes[3]: There is nothing to save here. Type the words, then "
            "Enter.",
        ],
    ),
    (
        "visioning",
        VISION + 'bundles = {Home = [1, "A gaet", 9], Work = 2}\nvision = ["We", 5]',
        [
            'visioning.bundles.Home[2]: "A gaet" is no number and no words here: '
            "1, 2. Did you mean A gate?",
            'visioning.bundles.Home[3]: "9" is no number and no words here: 1, 2.',
            "visioning.bundles.Work: Expected a list of notes under each theme.",
            "visioning.vision[2]: Expected words, not 5.",
        ],
    ),
    (
        "visioning",
        VISION + "arrive = 1\nagree = {yes = 3, nein = 2, no = -1}",
        [
            "visioning.arrive: nothing in this step goes by that name.",
            "visioning.agree.no: Expected a whole number such as 12, not -1.",
            "visioning.agree.nein: nothing in this step goes by that name. There are: ",
        ],
    ),
    ("visioning", "people = 5\n[visioning]\npieces = 7\nvision = []", ["people: expected a list"]),
    ("visioning", "visioning = [1]", ["visioning: expected a table with one key a step."]),
    ("visioning", "people = []", ["there is no table [visioning] in it"]),
]


@pytest.mark.parametrize(("exercise", "text", "expected"), SLIPS)
def test_each_slip_says_what_was_expected(
    tmp_path: Path, exercise: str, text: str, expected: list[str]
) -> None:
    told = [line.partition(": ")[2] for line in refusals(tmp_path, exercise, text)]
    for sentence in expected:
        assert [line for line in told if line.startswith(sentence)], told


def test_two_issues_that_are_worded_alike_are_named_by_their_numbers(tmp_path: Path) -> None:
    text = """\
people = ["A1", "A2"]
[agenda-ranking]
issues = ["Papers", "Work", "papers "]
[agenda-ranking.scores.urgency]
Papers = { 5 = 2 }
[agenda-ranking.scores.feasibility]
PAPERS = { 5 = 2 }
"""
    alike = "1 and 3 are worded alike: use the numbers. Nothing was saved."
    assert refusals(tmp_path, "agenda-ranking", text) == [
        f"paper.toml:5: agenda-ranking.scores.urgency.Papers: {alike}",
        f"paper.toml:7: agenda-ranking.scores.feasibility.PAPERS: {alike}",
    ]


def test_a_name_in_composed_and_in_decomposed_letters_is_one_person(tmp_path: Path) -> None:
    path = tmp_path / "paper.toml"
    path.write_text(
        'people = ["Aim\u00e9e", "Grace"]\n[reflection-circle]\n'
        'circle = [{ by = "Aime\u0301e", learning = "I heard hope" }]\n'
    )
    people = [entry.text for entry in play(path, "reflection-circle") if "text" in entry.body]
    assert people.count("Aim\u00e9e") == 1


CURLY = "these are the quotes of a word processor: write straight quotes, on both sides"
WRONG = "Nothing was recorded: "


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.toml", "people = [\u201cAmina\u201d]", [1]),
        ("a.toml", '# \u201cx\u201d\npeople = ["A\u201d, "B"]\n[v]\nx = \u201ey\u201c\n', [2, 4]),
        ("a.toml", "people = [\u2018Amina\u2019]", [1]),
        ("a.toml", "\n\u00abpeople\u00bb = []", [2]),
        ("a.json", '{\n"people": [\u201cAmina\u201d]}', [2]),
        ("a.json", "{\n\u201cpeople\u201d: [\u201cAmina\u201d,\n\u201cB\u201d]}", [2, 3]),
    ],
)
def test_the_quotes_of_a_word_processor_are_named_as_such_in_every_line(
    tmp_path: Path, name: str, text: str, lines: list[int]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(Problem) as problem:
        read_answers(path)
    *told, end = problem.value.sentence.splitlines()
    assert [line.partition(f"{name}:")[2].partition(":")[0] for line in told] == list(
        map(str, lines)
    )
    assert all(CURLY in line for line in told)
    assert end.startswith(WRONG)


def test_such_quotes_between_straight_ones_are_words(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("people = [\"She said \u201cno\u201d\", '\u2019tis']")
    assert read_answers(path).table["people"] == ["She said \u201cno\u201d", "\u2019tis"]
    path.write_text('a = "She said: \u201cno\u201d, twice"\nb = yes\n')
    with pytest.raises(Problem, match=r"a\.toml:2: expected TOML \(write true or false"):
        read_answers(path)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("people = []\n".encode("utf-16"), ":1: expected text in UTF-8 (it begins with the byte"),
        ("people = []\n".encode("utf-32"), "order mark of UTF-32: save the file again"),
        ('a = 1\nb = "Aimée"'.encode("cp1252"), ":2: expected text in UTF-8 (save the file again"),
        ("\ufeffa = 1\n\ufeffb = 2".encode(), ":2: expected TOML (a byte order mark stands in"),
    ],
)
def test_text_that_is_not_utf_8_or_has_a_mark_in_its_midst_is_named_so(
    tmp_path: Path, raw: bytes, said: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(raw)
    with pytest.raises(Problem) as problem:
        read_answers(path)
    assert said in problem.value.sentence
    assert "Aim" not in problem.value.sentence


def test_a_mark_at_the_beginning_of_utf_8_is_no_mistake(tmp_path: Path) -> None:
    for name, text in {"a.toml": "people = []", "a.json": '{"people": []}'}.items():
        path = tmp_path / name
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert read_answers(path).table == {"people": []}


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "This is a calendar"), (b"%PDF-1.7\n", "PDF")],
)
def test_what_is_no_answers_file_is_called_what_it_is(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "day.ics"
    path.write_bytes(content)
    with pytest.raises(Problem, match=told):
        read_answers(path)


def test_a_key_that_stands_twice_in_json_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"people": [],\n"people": ["Amina"]}')
    with pytest.raises(Problem, match=r"a\.json:2: people: this key stands here twice"):
        read_answers(path)
