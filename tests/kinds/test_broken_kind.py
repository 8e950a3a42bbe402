"""Files that are no kinds in a folder of ``COALITION_KINDS``: no other exercise is stopped."""

import pytest

from tests.kinds.test_own_kind import ANSWERS, KIND, furnished

pytestmark = pytest.mark.slow

NO_KINDS = {
    "my.backup.py": KIND,
    "2 of them.py": KIND,
    "notes-old.py": "def (",
    "broken.py": "def (",
    "missing.py": "import no_such_module_at_all\n",
    "ending.py": "raise SystemExit('SIRI YANGU')\n",
    "raising.py": "\n\nraise ValueError('SIRI YANGU')\n",
    "empty.py": "",
    "odd.py": KIND.replace("OPTIONS = {}", "OPTIONS = {'most': 3}"),
}


@pytest.fixture
def room(house):
    house = furnished(house)
    for name, source in NO_KINDS.items():
        (house.folder / "kinds" / name).write_text(source)
    return house


def use(room, kind):
    """Let the exercise of the room's owner have steps of ``kind``."""
    file = room.folder / "own exercises" / "stones.toml"
    file.write_text(file.read_text().replace('kind = "pebbles"', f'kind = "{kind}"'))
    return file


def test_exercises_that_use_none_of_them_go_on(room):
    for words in (
        ["list", "exercises"],
        ["exercise", "print", "visioning"],
        ["exercise", "check", "agenda-ranking"],
        ["exercise", "rehearse", "visioning"],
        ["show"],
        ["export", "json", "--out", "-"],
        [*room.own, "exercise", "check", "stones"],
    ):
        done = room.call(*words)
        assert (done.status, "went wrong" in done.err) == (0, False), (words, done)
    assert room.play("stones", ANSWERS, *room.own).status == 0


def test_a_mistyped_kind_is_one_mistake_and_names_no_backup(room):
    done = room.call("check", use(room, "peebles"))
    assert done.status == 1
    assert "pebbles" in done.out + done.err
    assert "backup" not in done.out + done.err


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("broken", "broken.py is no kind of step: it cannot be loaded (SyntaxError, broken.py:1)"),
        ("missing", "it cannot be loaded (ModuleNotFoundError, missing.py:1)"),
        ("ending", "it cannot be loaded (SystemExit, ending.py:1)"),
        ("raising", "it cannot be loaded (ValueError, raising.py:3)"),
        ("empty", "it lacks OPTIONS, ASKS, play, result, blocks, arrange."),
        ("odd", "it lacks OPTIONS."),
    ],
)
def test_one_that_an_exercise_uses_is_named_by_its_file(room, kind, said):
    use(room, kind)
    for done in (
        room.play("stones", ANSWERS, *room.own),
        room.call(*room.own, "exercise", "check", "stones"),
        room.call(*room.own, "exercise", "rehearse", "stones"),
    ):
        assert done.status == 1, done
        assert f"{room.folder}/kinds/{kind}.py" in done.err
        assert said in done.err
        assert "SIRI" not in done.out + done.err


def test_what_was_recorded_is_shown_after_its_kind_broke(room):
    assert room.play("stones", ANSWERS, *room.own).status == 0
    (room.folder / "kinds" / "pebbles.py").write_text("def (")
    for words in (["show"], ["export", "md", "--out", "-"]):
        done = room.call(*room.own, *words)
        assert done.status == 0, done
        assert "pebbles.py is no kind of step" in done.err
        assert "A roof for the market" in done.out
