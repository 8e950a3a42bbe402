"""A line of notes, typed or from a row of a file, read into text, speakers and tags.

The one reader of ``raw_text.line_tags``: behind the prompt and a paste, standard input, answers
files, ``fix``, and the mending of the last line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import ALSO_BY, Entry, Fact, Share, as_share
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import check_keys, read_words, read_words_or_none
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.raw_text.line_tags import BUCKET, GROUP, SPEAKER, Tag, as_typed, split
from coalition_cli.raw_text.pasted_list import one_line
from coalition_cli.same_name import first_called, name_key
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Given

_ASKED_OF_HER: Final = ("consent", "share")
"""Keys of what a speaker herself was asked: another speaker did not answer it."""

_BEHIND_A_NAME: Final = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was given. ``also`` are those who said it together with ``by``."""

    text: str
    by: str | None = None
    group: str = ""
    bucket: str = ""
    also: tuple[str, ...] = ()

    @property
    def body(self) -> dict[str, Any]:
        """The body of its entry."""
        named = {
            "text": self.text,
            "group": self.group,
            "bucket": self.bucket,
            ALSO_BY: list(self.also),
        }
        return {key: value for key, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody and everything that a tag can name.

    ``keywords`` may stand among the words behind ``#``, as offers and needs find each other by
    them; with ``has_any_keyword`` every word may.
    """

    workshop: Workshop
    buckets: Sequence[str] = ()
    groups: Sequence[str] = ()
    keywords: Sequence[str] = ()
    has_any_keyword: bool = False

    def all_groups(self) -> list[str]:
        """The groups of the place where the line is said, and those of people."""
        of_people = (person.group for person in self.workshop.people() if person.group)
        return list(dict.fromkeys([*self.groups, *of_people]))

    def speakers(self) -> list[str]:
        """The names of all who can have said a line."""
        return [*(person.name for person in self.workshop.people()), *self.all_groups()]

    def completions(self, present: Sequence[str]) -> tuple[str, ...]:
        """The tags that a prompt offers while one is typed; of people those ``present``."""
        return (
            *(SPEAKER + name for name in [*present, *self.groups]),
            *(BUCKET + name for name in dict.fromkeys([*self.buckets, *self.keywords])),
            *(GROUP + name for name in self.groups),
        )


def known_at(view: View, buckets: Sequence[str] = (), groups: Sequence[str] = ()) -> Known:
    """What a tag can name at a step of ``view`` with these sorts and groups.

    The sorts of the other steps of its exercise are keywords; where lines have no sorts, any is.
    """
    every = (step.options.get("buckets") or () for step in view.exercise.steps)
    keywords = tuple(dict.fromkeys(bucket["id"] for sorts in every for bucket in sorts))
    return Known(view.workshop, buckets, groups, keywords, bool(view.exercise.id) and not buckets)


def read_line(
    given: Given,
    view: View,
    buckets: Sequence[str],
    groups: Sequence[str] = (),
    more: Sequence[str] = (),
) -> Line:
    """Read ``given`` as a line.

    ``groups`` are those known here, ``more`` further keys of a row that others read. Raises
    ``Problem`` for somebody or something that is not known here.
    """
    known = known_at(view, buckets, groups)
    if not isinstance(given, Mapping):
        return read_typed(given, known)
    check_keys(given, ("text", "by", "group", "bucket", *more))
    bucket = read_words_or_none(given.get("bucket", ""))
    if bucket and bucket not in buckets:
        raise not_here(_('"{name}" is no bucket here: {known}.'), bucket, buckets)
    group = read_words_or_none(given.get("group", ""))
    line = read_typed(given.get("text", ""), known)
    line = replace(line, group=group or line.group, bucket=bucket or line.bucket)
    speakers = _speakers_of_row(given.get("by", ""), known, group)
    if speakers:
        return replace(line, by=speakers[0], also=tuple(speakers[1:]))
    return replace(line, by=line.by or group or None)


def read_typed(given: Given, known: Known) -> Line:
    """Read a typed line: its words, and behind them its tags.

    Raises ``Problem`` for a tag that names nobody and nothing: no tag ever stays in the words.
    """
    tagged = split(one_line(read_words(given)))
    line = Line(tagged.words)
    speakers: list[str] = []
    for tag in tagged.tags:
        if tag.sign == SPEAKER:
            speakers += _speaker(tag, known)
        elif _is_keyword(tag, known):
            line = replace(line, text=f"{line.text} {tag.sign}{tag.name}".strip())
        else:
            line = _put(line, tag, known)
    if not line.text:
        sentence = _("There are no words before {tag}: type what was said.")
        raise Problem(sentence.format(tag=_shown(tagged.tags[0])))
    return _said_by(line, speakers, known)


def unknown_speakers(typed: str, known: Known) -> list[str]:
    """The names behind ``@`` in a typed line that nobody here has."""
    tags = split(one_line(read_words(typed))).tags
    spoken = [tag for tag in tags if tag.sign == SPEAKER and tag.name]
    return [tag.name.rstrip(_BEHIND_A_NAME) for tag in spoken if not _called(tag.name, known)]


def read_mended(given: Given, entry: Entry, known: Known) -> Fact:
    """Read what ``entry`` should be: other words, and the tags behind them.

    ``@Name`` gives it that speaker, ``@`` alone takes the speaker out; without a tag it stays said
    by whom it was. Tags without words leave the words. What the speaker was asked about it holds
    for nobody else. Raises ``Problem``.
    """
    typed = one_line(read_words(given))
    words, tags = split(typed)
    if not words:
        typed = f"{to_mend(entry)} {typed}"
    is_taken_out = bool(tags) and tags[-1] == Tag(SPEAKER, "")
    if is_taken_out:
        typed = typed.rstrip().removesuffix(SPEAKER)
        if any(tag.sign == SPEAKER for tag in tags[:-1]):
            raise Problem(_nameless())
    line = read_typed(typed, known)
    changed = {key: value for key, value in line.body.items() if key != ALSO_BY}
    if not line.by and not is_taken_out:
        return _edit(entry, {**entry.body, **changed}, entry.by)
    kept = {key: value for key, value in entry.body.items() if key != ALSO_BY}
    if kept.get("group") == entry.by and not _is_of_group(line.by, str(entry.by), known):
        kept.pop("group", None)
    body = {**kept, **line.body}
    if (line.by, line.also) == (entry.by, entry.also_by):
        return _edit(entry, body, line.by)
    body = {key: value for key, value in body.items() if key not in _ASKED_OF_HER}
    share: Share = "private" if entry.body.keys() & set(_ASKED_OF_HER) else entry.share
    return _edit(entry, body, line.by)._replace(share=share)


def read_untagged(given: Given, known: Known) -> str:
    """Read words, or none, whose speaker and place are known already.

    Raises ``Problem`` for every tag: no name stays in the words. A sign behind a backslash is
    words.
    """
    tagged = split(read_words_or_none(given))
    for tag in tagged.tags:
        _refuse(tag, known)
    return tagged.words


def recorded(entry: Entry, workshop: Workshop) -> str:
    """The sentence that says who said it, for whoever typed it; empty where nobody is named."""
    names = workshop.names_of(entry)
    return _("Recorded: {names}").format(names=names) if names else ""


def to_mend(entry: Entry) -> str:
    """The words of ``entry`` as they stand in a prompt in which they are mended."""
    return as_typed(entry.text)


def share_of(bucket: str, buckets: Sequence[Mapping[str, str]]) -> Share | None:
    """The share of what is put into ``bucket``; None where it has none of its own."""
    share = next((known.get("share") for known in buckets if known["id"] == bucket), None)
    return as_share(share) if share else None


def _edit(entry: Entry, body: Mapping[str, Any], by: str | None) -> Fact:
    return Fact(body, by, entry.share, "edit", entry.id)


def _refuse(tag: Tag, known: Known) -> None:
    """Raise the ``Problem`` of a tag where none can be: it names somebody, or nobody at all."""
    said = tag.name.split()
    begun = [" ".join(said[:size]) for size in range(1, len(said) + 1)]
    if tag.sign == SPEAKER and any(_called(name, known) for name in begun):
        sentence = _(
            "Who speaks is known already: leave {tag} out. If it belongs to the words, type "
            "\\{tag}."
        )
        raise Problem(sentence.format(tag=_shown(tag)))
    if tag.sign == SPEAKER:
        raise _nobody(tag.name, known) if tag.name else Problem(_nameless())
    groups = known.all_groups() if tag.sign == GROUP else ()
    places = [*groups, *known.buckets]
    if any(first_called(name, places) for name in begun):
        sentence = _(
            "Where it goes is known already: leave {tag} out. If it belongs to the words, type "
            "\\{tag}."
        )
        raise Problem(sentence.format(tag=_shown(tag)))
    raise _nothing(tag, places)


def _is_of_group(by: str | None, group: str, known: Known) -> bool:
    people = known.workshop.people()
    return any(person.id == by and name_key(person.group) == name_key(group) for person in people)


def _called(name: str, known: Known) -> str:
    """The id of the person, or the group, called ``name``; empty where there is none."""
    for spelled in (name, name.rstrip(_BEHIND_A_NAME)):
        person = known.workshop.person_named(spelled)
        found = person.id if person else first_called(spelled, known.all_groups())
        if found:
            return found
    return ""


def _speaker(tag: Tag, known: Known) -> list[str]:
    if not tag.name:
        raise Problem(_nameless())
    found = _called(tag.name, known)
    if not found:
        raise _nobody(tag.name, known)
    return [found]


def _is_keyword(tag: Tag, known: Known) -> bool:
    if tag.sign != BUCKET or first_called(tag.name, known.buckets):
        return False
    return known.has_any_keyword or bool(first_called(tag.name, known.keywords))


def _put(line: Line, tag: Tag, known: Known) -> Line:
    """The line put where ``tag`` says: into a sort, or with ``>`` also to a group."""
    groups = known.all_groups() if tag.sign == GROUP else []
    for name in (tag.name, tag.name.rstrip(_BEHIND_A_NAME)):
        group, bucket = first_called(name, groups), first_called(name, known.buckets)
        if group and line.group in ("", group):
            return replace(line, group=group)
        if bucket and not group and line.bucket in ("", bucket):
            return replace(line, bucket=bucket)
        if group or bucket:
            sentence = _("A line is put in one place: {first} or {second}?")
            raise Problem(
                sentence.format(first=line.group if group else line.bucket, second=group or bucket)
            )
    keywords = known.keywords if tag.sign == BUCKET else ()
    raise _nothing(tag, list(dict.fromkeys([*groups, *known.buckets, *keywords])))


def _said_by(line: Line, speakers: Sequence[str], known: Known) -> Line:
    """The line with its speakers; a person's own group beside her is no second speaker."""
    found = list(dict.fromkeys(speakers))
    groups = [name for name in found if known.workshop.name_of(name) == name]
    people = [name for name in found if name not in groups]
    spoken = [*people, *groups[1:]] if people else groups
    line = replace(line, group=line.group or next(iter(groups), ""), also=tuple(spoken[1:]))
    return replace(line, by=spoken[0] if spoken else None)


def _speakers_of_row(given: Given, known: Known, group: str) -> list[str]:
    names = [read_words_or_none(name) for name in (given if isinstance(given, list) else [given])]
    here = replace(known, groups=[*known.groups, group] if group else known.groups)
    found = []
    for name in filter(None, names):
        speaker = _called(name, here)
        if not speaker:
            raise not_here(
                _('"{name}" is nobody here: {known}.'),
                name,
                here.speakers(),
                otherwise=_("Add the name under people first."),
            )
        found.append(speaker)
    return list(dict.fromkeys(found))


def _nobody(name: str, known: Known) -> Problem:
    if known.workshop.is_sitting:
        sentence = _(
            "Nobody can be named from this laptop: it cannot read who is here. Leave {tag} out;"
            " who said it can be added where the workshop is opened. A sign that belongs to the"
            " words is typed as \\@."
        )
        return Problem(sentence.format(tag=in_short(SPEAKER + name)))
    otherwise = _(
        "Add the name with: coalition people add. A sign that belongs to the words is typed as \\@."
    )
    sentence = _('"{name}" is nobody here: {known}.')
    return not_here(sentence, name, known.speakers(), otherwise=otherwise)


def _nothing(tag: Tag, known: Sequence[str]) -> Problem:
    if known:
        sentence = _('"{name}" is no bucket here: {known}.')
        if tag.sign == GROUP:
            sentence = _('"{name}" is no group here: {known}.')
        return not_here(sentence, tag.sign + tag.name, [tag.sign + name for name in known])
    sentence = _("Nothing here is called {name}. If it belongs to the words, type \\{name}.")
    return Problem(sentence.format(name=_shown(tag)))


def _nameless() -> str:
    return _("There is no name behind @: type one, or leave the sign out.")


def _shown(tag: Tag) -> str:
    return in_short(tag.sign + tag.name)
