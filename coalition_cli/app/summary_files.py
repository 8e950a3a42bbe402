"""The files of a summary: made for one audience, written in each format, remembered."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from coalition_cli import exports
from coalition_cli.app import console
from coalition_cli.app.export_choices import choices_of
from coalition_cli.app.file_scan import forbidden_for, scanned
from coalition_cli.app.gated_summary import ASKED, gated, refuse_open
from coalition_cli.app.progress import Telling, in_silence
from coalition_cli.app.record import record_in
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import export_log
from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.entry import EXPORTS, Fact
from coalition_cli.model.export_log import Made
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.sanitize import file_name
from coalition_cli.store import WorkshopFile
from coalition_cli.store.files import atomic
from coalition_cli.store.recovery import other_files
from coalition_cli.store.side import sent_folders
from coalition_cli.store.side.sent_folders import Where
from coalition_cli.summary import NO_WISH, Wish
from coalition_cli.summary.identifying_lines import identifying_lines

SAMPLE: Final = "sample-workshop"
"""The name that the program gives to the file of a sample."""


class WrittenFile(NamedTuple):
    """A file of a summary that lies there now, and the digest by which it is known again."""

    path: Path
    format: str
    digest: bytes


def make_summary(
    file: WorkshopFile, find: FindExercise, audience: Audience, wish: Wish = NO_WISH
) -> Summary:
    """The summary of ``file`` as it stands now, with the exercises that ``find`` finds.

    Raises ``Problem`` where the consent gate holds words of which nobody decided.
    """
    found = gated(file.workshop, find, audience, wish)
    refuse_open(found, file.workshop)
    return found.summary


def remember_export(
    file: WorkshopFile,
    summary: Summary,
    written: Sequence[WrittenFile],
    wish: Wish = NO_WISH,
    paper: Paper = USUAL,
) -> None:
    """Note in the workshop what was written for whom, to call it back or to write it anew.

    This machine remembers the folder. The export stands even where that cannot be written; people
    are told.
    """
    key = sent_folders.key_of(file.form, is_made=True)
    made = Made(
        [each.path.name for each in written],
        [each.format for each in written],
        [export_log.sealed_digest(each.digest, key) for each in written],
        choices_of(wish, paper),
        summary.adopted,
    )
    audience = summary.audience
    body = export_log.body_of(audience, LEVELS[audience], made, file.workshop)
    try:
        entry = record_in(file)(Fact(body), EXPORTS, "organizer")
    except Problem as problem:
        console.say(
            _("The workshop could not remember this export. {reason}").format(
                reason=problem.sentence
            )
        )
        return
    if written:
        sent_folders.remember(file.form, entry.id, Where(written[0].path.parent, paper.template))


def folder_of(out: str) -> Path:
    """Return the folder in which the files of a summary will lie."""
    return Path(out).parent if names_a_file(out) else Path(out)


def write_summary(
    summary: Summary,
    formats: Sequence[str],
    stem: str,
    out: str,
    *,
    file: WorkshopFile,
    is_replacing: bool,
    paper: Paper = USUAL,
    telling: Telling = in_silence,
) -> list[WrittenFile]:
    """Write ``summary`` of ``file`` in each format and give the files.

    Nothing is written over unless asked, and nothing is written at all where one of the files
    cannot be, one of the formats cannot be made, or a file would hold what it may not. A format
    that would hold nothing is left out.
    """
    empty = [sentence for name in formats if (sentence := exports.nothing_in(name, summary))]
    if empty and len(empty) == len(formats):
        raise Problem(empty[0])
    formats = [name for name in formats if not exports.nothing_in(name, summary)]
    interim = "-interim" if summary.is_interim else ""
    targets = _targets(formats, f"{_stem(summary, stem)}-{summary.audience}{interim}", out)
    return write_files(
        summary, targets, file=file, is_replacing=is_replacing, paper=paper, telling=telling
    )


def _stem(summary: Summary, stem: str) -> str:
    """The beginning of the names of files: ``stem``, that of the workshop's own file.

    Readers outside get the title that they read: whoever named that file may have named somebody.
    """
    if summary.audience not in ASKED:
        return stem
    title = file_name(str(summary.data["workshop"]["title"]))
    is_ours = stem == SAMPLE or re.fullmatch(rf"{re.escape(title)}(-\d+)?", stem) is not None
    return stem if is_ours else title


def write_files(
    summary: Summary,
    targets: Mapping[str, Path],
    *,
    file: WorkshopFile,
    is_replacing: bool,
    paper: Paper = USUAL,
    telling: Telling = in_silence,
) -> list[WrittenFile]:
    """Write ``summary`` to the path of each format among ``targets``, as ``write_summary`` does."""
    for path in targets.values():
        _check_target(path, is_replacing)
    forbidden = forbidden_for(file, summary)
    contents: dict[str, bytes] = {}
    for number, name in enumerate(targets, 1):
        sentence = _("Writing {format} ({number} of {count})…")
        with telling(sentence.format(format=name, number=number, count=len(targets))):
            contents[name] = scanned(name, exports.export(name), summary, paper, forbidden)
    written = []
    for name, path in targets.items():
        put = atomic.put if is_replacing and path.exists() else atomic.put_new
        put(path, contents[name])
        written.append(WrittenFile(path, name, export_log.digest_of(contents[name])))
    return written


def _targets(formats: Sequence[str], stem: str, out: str) -> dict[str, Path]:
    """Return the file of each format: ``out`` itself if it is named like one, else below it."""
    suffixes = {name: exports.export(name).SUFFIX for name in formats}
    chosen = Path(out)
    _refuse_other_ending(chosen, formats)
    if names_a_file(out):
        _refuse_other_file(chosen, suffixes)
        return {formats[0]: chosen}
    return {
        name: chosen / f"{stem}{exports.end_of_name(name)}{suffix}"
        for name, suffix in suffixes.items()
    }


def _refuse_other_ending(chosen: Path, formats: Sequence[str]) -> None:
    """Refuse ``csv`` as the ending of a file that holds several, before a folder is called so."""
    for name in formats:
        if chosen.suffix == f".{name}" != exports.export(name).SUFFIX and not chosen.is_dir():
            sentence = _("{format} is written as a {suffix} file: name it {path}.")
            right = chosen.with_suffix(exports.export(name).SUFFIX)
            raise Problem(
                sentence.format(format=name, suffix=right.suffix, path=right),
                USAGE,
            )


def _refuse_other_file(chosen: Path, suffixes: Mapping[str, str]) -> None:
    """Refuse one file for several formats, or one that is named like another format's."""
    if len(suffixes) > 1:
        sentence = _(
            "{path} is one file, and these formats are several: {formats}. Name a folder, or ask "
            "for one format."
        )
        raise Problem(sentence.format(path=chosen, formats=", ".join(suffixes)), USAGE)
    ((name, suffix),) = suffixes.items()
    if chosen.suffix.lower() != suffix:
        sentence = _("{format} is written as a {suffix} file: name it {path}.")
        right = chosen.with_suffix(suffix)
        raise Problem(sentence.format(format=name, suffix=suffix, path=right), USAGE)


def names_a_file(out: str) -> bool:
    """Tell if ``out`` is the name of one file of a summary, and not of a folder for them."""
    every_suffix = [exports.export(name).SUFFIX for name in exports.names()]
    return bool(out) and Path(out).suffix.lower() in every_suffix and not Path(out).is_dir()


def _check_target(path: Path, is_replacing: bool) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        sentence = _(
            "{path} is not an ordinary file and was left as it is. Name another with --out."
        )
        raise Problem(sentence.format(path=path))
    if path.exists() and not is_replacing:
        sentence = _("{path} is there already and was left as it is. To write over it: --replace")
        raise Problem(sentence.format(path=path))
    if path.exists() and not other_files.may_be_summary(path):
        sentence = _(
            "{path} is no exported summary and was left as it is. Name another with --out."
        )
        raise Problem(sentence.format(path=path))
    nearest = next(folder for folder in path.absolute().parents if folder.exists())
    if not nearest.is_dir():
        raise Problem(_("{path} is not a folder. Name another with --out.").format(path=nearest))


def left_out_words(summary: Summary) -> list[str]:
    """Return how many lines are not for the readers, and how many cannot be read."""
    told = []
    hidden = summary.data["left_out"]["entries"]
    if hidden:
        sentence = ngettext(
            "For {audience}: {count} entry is not for them and was left out.",
            "For {audience}: {count} entries are not for them and were left out.",
            hidden,
        )
        told.append(sentence.format(audience=summary.audience, count=hidden))
    odd = summary.data["left_out"].get("odd", 0)
    if odd:
        sentence = ngettext(
            "{count} line is not in a form that this program can read, and was left out. To see "
            "which: coalition check",
            "{count} lines are not in a form that this program can read, and were left out. To see "
            "which: coalition check",
            odd,
        )
        told.append(sentence.format(count=odd))
    return told


def identifying_words(summary: Summary, people: list[str]) -> list[str]:
    """Return how many lines may name somebody, and where; the words themselves are not repeated."""
    found = identifying_lines(summary.data, people)
    if not found:
        return []
    count = sum(lines for _place, lines in found)
    sentence = ngettext(
        "{count} line may name somebody (a person, a number, a place of detention): {places}. Read "
        "it before you send it.",
        "{count} lines may name somebody (a person, a number, a place of detention): {places}. "
        "Read them before you send it.",
        count,
    )
    places = ", ".join(f"{place} ({lines})" for place, lines in found)
    return [sentence.format(count=count, places=places)]
