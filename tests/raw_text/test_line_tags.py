"""The tags behind the words of a line, before anybody looks whom they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.raw_text.line_tags import SIGNS, Tag, as_typed, may_have_tags, split

LINES = st.text(st.sampled_from("@#>\\ aé9.-\u00a0'Ж"), max_size=12)
NAMES = st.from_regex(r"[A-Za-zéЖ][A-Za-zéЖ9'’.-]{0,5}( [A-Za-z]{1,4})?", fullmatch=True)
TAGS = st.builds(Tag, st.sampled_from(SIGNS), NAMES)


@pytest.mark.parametrize(
    ("line", "words", "tags"),
    [
        ("Papers", "Papers", []),
        ("Papers @Amina", "Papers", ["@Amina"]),
        ("Papers   @Amina  ", "Papers", ["@Amina"]),
        ("Papers @Grace M @Blue #a >Two", "Papers", ["@Grace M", "@Blue", "#a", ">Two"]),
        ("Papers @Dr. Okello, Jane", "Papers", ["@Dr. Okello, Jane"]),
        ("Papers\u00a0@Ёлка", "Papers", ["@Ёлка"]),
        ("@Amina said so", "", ["@Amina said so"]),
        ("Papers @", "Papers", ["@"]),
        ("Papers @3rd row", "Papers", ["@3rd row"]),
        ("write to amina@example.org", "write to amina@example.org", []),
        ("3 > 2 and 2 >1", "3 > 2 and 2 >1", []),
        ("we are #1, up >20 %", "we are #1, up >20 %", []),
        ("meet @ the gate", "meet @ the gate", []),
        ("# not a sort", "# not a sort", []),
        ("@@ >> ## >= @_@ -> >:(", "@@ >> ## >= @_@ -> >:(", []),
        (r"the \@home page", "the @home page", []),
        (r"the \#end \>here \@", "the #end >here @", []),
        (r"the \\@home page", r"the \@home page", []),
        (r"C:\dir\@x \[y]", r"C:\dir\@x \[y]", []),
        (r"Papers \@home @Amina", "Papers @home", ["@Amina"]),
    ],
)  # fmt: skip
def test_words_and_tags(line: str, words: str, tags: list[str]) -> None:
    assert split(line) == (words, tuple(Tag(tag[0], tag[1:]) for tag in tags))
    assert may_have_tags(line) or split(line) == (line, ())


@given(LINES)
def test_whatever_words_are_typed_with_backslashes_comes_back_whole(words: str) -> None:
    assert split(as_typed(words)) == (words, ())


@given(LINES, st.lists(TAGS, min_size=1, max_size=3))
def test_tags_behind_any_words_are_read_as_they_were_typed(words: str, tags: list[Tag]) -> None:
    typed = " ".join([as_typed(words.strip()), *(tag.sign + tag.name for tag in tags)])
    assert split(typed) == (words.strip(), tuple(tags))


@given(LINES)
def test_a_line_without_tags_and_backslashes_is_known_at_a_glance(line: str) -> None:
    if not may_have_tags(line):
        assert split(line) == (line, ())
