"""Words that may name somebody: a person, a telephone, an address, a card, a place of detention.

Patterns and short lists of words in five languages, and the people of the workshop. It misses what
they do not hold and takes some ordinary words for names: whoever uses it points, and refuses
nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.raw_text.words_about_names import ORDINARY, SMALL, TITLES
from coalition_cli.same_name import name_key

Kind: TypeAlias = Literal["person", "phone", "mail", "id", "place", "relative", "birth", "address"]
"""The last three are found by ``telling_details`` only."""


class Mark(NamedTuple):
    """A stretch of a text, from ``start`` up to ``end``, that may name somebody."""

    kind: Kind
    start: int
    end: int


def marks(text: str, people: Collection[str] = ()) -> list[Mark]:
    """Every stretch of ``text`` that may name somebody, in order, none over another.

    ``people`` are the names of those who are there, as they chose them.
    """
    found: list[Mark] = []
    there = _with_surnames(text, list(_of_people(text, people)))
    taken: list[Mark] = [*_addresses(text), *_places(text), *there]
    taken += [*_after_titles(text), *_full_names(text)]
    is_taken = bytearray(len(text))
    for mark in taken:
        if not any(is_taken[mark.start : mark.end]):
            found.append(mark)
            is_taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return sorted(found, key=lambda mark: mark.start)


# Each begins only where nothing of its own stands before it, and ends within bounds, so that a
# text of any length takes a time in proportion to it.
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ID: Final = re.compile(
    r"(?<![\w.,-])(?:[A-Z]{1,4}-?\d{6,}(?:-\d+)*|\d{4,}(?:-\d{2,}){2,}|\d{12,})(?![\w-])"
)
_PHONE: Final = re.compile(r"(?<![\w.,])(?:\+|00|0|8(?=[ (-]))[\d ()/.-]{7,40}\d(?!\w|[ ()/.-]*\d)")
_FEWEST_FIGURES: Final = 9
_MOST_FIGURES: Final = 15


def _addresses(text: str) -> Iterator[Mark]:
    for found in _MAIL.finditer(text):
        yield Mark("mail", *found.span())
    for found in _ID.finditer(text):
        yield Mark("id", *found.span())
    for found in _PHONE.finditer(text):
        if _FEWEST_FIGURES <= sum(map(str.isdigit, found[0])) <= _MOST_FIGURES:
            yield Mark("phone", *found.span())


_DETENTION: Final = re.compile(
    r"\b(?:"
    # English
    r"(?:prisons?|jails?|remand|penitentiary|detention|custody|borstal)(?: (?:centre|center|home))?"
    r"|(?:block|ward|cell) [A-Z0-9]{1,2}\b"
    # Swahili
    r"|(?:ma)?gereza(?:ni)?|mahabusu|rumande|selo"
    # French
    r"|maison d['’]arr[êe]t|p[ée]nitentiaires?|cachots?"
    # Spanish, Portuguese
    r"|c[áa]rcel(?:es)?|prisi[óo]n(?:es)?|penitenciar[íi]a|calabozos?|pres[íi]dios?|pris[ãa]o|cadeia"
    # Russian
    r"|тюрьм\w+|колони(?:я|и|ю|ей|ях)|сизо|изолятор\w*"
    # Names of well-known ones in East and Central Africa
    r"|ukonga|segerea|isanga|keko|butimba|karanga|kamiti|lang['’]?ata|shimo la tewa|luzira|kigo"
    r"|makala|gitega|mpimba|mageragere|chikurubi|chichiri"
    r")(?!\w)",
    re.IGNORECASE,
)


def _places(text: str) -> Iterator[Mark]:
    for found in _DETENTION.finditer(text):
        yield Mark("place", *found.span())


WORD: Final = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*")
_FEWEST_LETTERS: Final = 3
_SMALL: Final = frozenset(map(name_key, SMALL))


_RUSSIAN_ENDINGS: Final = {
    "а": ("ы", "и", "е", "у", "ой", "ою"),
    "я": ("и", "е", "ю", "ей", "ею"),
}
_RUSSIAN_ENDINGS_BEHIND_CONSONANT: Final = ("а", "у", "ом", "ем", "е")
_RUSSIAN: Final = re.compile("[а-я]+")


def is_named_in(text: str, people: Collection[str]) -> bool:
    """True if ``text`` has the name of one of ``people``, or a part of it, in whatever spelling."""
    return next(_of_people(unicodedata.normalize("NFC", text), people), None) is not None


def _key(name: str) -> str:
    """The name as all of its spellings are, with and without accents."""
    key = name_key(name)
    if key.isascii():
        return key
    return "".join(each for each in unicodedata.normalize("NFD", key) if not _is_accent(each))


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) == "Mn"


@lru_cache(maxsize=4096)
def _names_of(person: str) -> frozenset[str]:
    """The whole name, and its parts that are long enough and no titles, in every case.

    A letter is no name; a small word is one only where it is all of the name.
    """
    key = _key(person)
    parts = {part for part in key.split() if len(part) >= _FEWEST_LETTERS} - _SMALL
    if len(key) > 1:
        parts.add(key)
    parts -= {_key(title) for title in TITLES}
    return frozenset(parts | {form for part in parts for form in _russian_cases(part)})


def _russian_cases(name: str) -> Iterator[str]:
    """The other cases of a name in Russian letters, as a sentence bends it."""
    if not _RUSSIAN.fullmatch(name):
        return
    endings = _RUSSIAN_ENDINGS.get(name[-1])
    stem = name[:-1] if endings else name
    for ending in endings or _RUSSIAN_ENDINGS_BEHIND_CONSONANT:
        yield stem + ending


def _of_people(text: str, people: Collection[str]) -> Iterator[Mark]:
    names = {name for person in people for name in _names_of(person)}
    for word in WORD.finditer(text):
        key = _key(word[0])
        bare = key.partition("'s")[0] if key.endswith("'s") else key
        if bare in _SMALL and not _is_capitalised(word[0]):
            continue
        if key in names or bare in names:
            length = len(word[0]) - len("'s") if bare != key else len(word[0])
            yield Mark("person", word.start(), word.start() + length)


def _with_surnames(text: str, people: Sequence[Mark]) -> Iterator[Mark]:
    """The marks of ``people``, each with the capitalised words behind it that are nobody else's."""
    starts = {mark.start for mark in people}
    words = {word.start(): word for word in WORD.finditer(text)} if people else {}
    for mark in people:
        end = mark.end
        while _is_capitalised(text[mark.start : mark.end]) and text[end : end + 1] == " ":
            behind = words.get(end + 1)
            if behind is None or behind.start() in starts or not is_like_name(behind[0]):
                break
            end = behind.end()
        yield mark._replace(end=end)


def chosen_name(words: str, people: Collection[str]) -> str:
    """The one of ``people``, by the names they chose, of whom ``words`` say more than that.

    "Amina" for "Amina Hassan"; empty where it is nobody, or may be several.
    """
    said = _key(words)
    if any(_key(person) == said for person in people):
        return ""
    parts = set(said.split())
    titles = {_key(title) for title in TITLES}
    cores = {person: set(_key(person).split()) - titles for person in people}
    found = [person for person, core in cores.items() if core and core <= parts]
    most = max((len(cores[person]) for person in found), default=0)
    nearest = [person for person in found if len(cores[person]) == most]
    return nearest[0] if len(nearest) == 1 else ""


_MOST_BEHIND_TITLE: Final = 5
_AFTER_TITLE: Final = re.compile(r"\.? +")


def _after_titles(text: str) -> Iterator[Mark]:
    """A title and the capitalised words behind it: "Dr. Okello"."""
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        if word[0].casefold() not in TITLES:
            continue
        end = word.end()
        for behind in words[at + 1 : at + 1 + _MOST_BEHIND_TITLE]:
            gap = text[end : behind.start()]
            if not _AFTER_TITLE.fullmatch(gap) or not _is_capitalised(behind[0]):
                break
            end = behind.end()
        if end > word.end():
            yield Mark("person", word.start(), end)


def _full_names(text: str) -> Iterator[Mark]:
    """Two or more capitalised words in a row, none of which is an ordinary one."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        is_next = bool(run) and text[run[-1].end() : word.start()] == " "
        if not is_next:
            yield from _run_of(run)
            run = []
        if is_like_name(word[0]):
            run.append(word)
        else:
            yield from _run_of(run)
            run = []
    yield from _run_of(run)


def _run_of(words: list[re.Match[str]]) -> Iterator[Mark]:
    if len(words) > 1:
        yield Mark("person", words[0].start(), words[-1].end())


def is_like_name(word: str) -> bool:
    """True if ``word`` is written as names are, and is no ordinary one."""
    return _is_capitalised(word) and word.casefold() not in ORDINARY


def _is_capitalised(word: str) -> bool:
    """True if a capital begins it, or a part of it, and not all of it is in capitals."""
    return word[0].isupper() and not word.isupper()
