"""Exports written anew: the same files for the same readers, in place of the earlier ones."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from coalition_cli import exports
from coalition_cli.app import console
from coalition_cli.app.export_choices import TEMPLATE, paper_of, wish_of
from coalition_cli.app.progress import Telling
from coalition_cli.app.recall_words import of_copies
from coalition_cli.app.summaries_here import is_summary_of
from coalition_cli.app.summary_files import (
    WrittenFile,
    names_a_file,
    remember_export,
    write_files,
)
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model import export_log
from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.export_log import Sent, Since
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.store import WorkshopFile
from coalition_cli.store.side import sent_folders
from coalition_cli.summary import Wish

Making: TypeAlias = Callable[[Audience, Wish], Summary]
"""Makes the summary as it stands now, with all that is held back from its readers."""
Agreeing: TypeAlias = Callable[[Path], None]
"""Has people agree to a folder; it raises, or ends the program, where they do not."""

_NO_NAMES: Final = ("", ".", "..")


class Asked(NamedTuple):
    """What was asked for: readers, or all; a folder, or that of before; a template, likewise."""

    readers: Audience | None
    out: str
    template: Path | None


class Anew(NamedTuple):
    """An export that was written anew: the summary that it holds now, and its files."""

    summary: Summary
    files: list[WrittenFile]


def write_again(
    file: WorkshopFile, asked: Asked, make: Making, agree: Agreeing, telling: Telling
) -> Iterator[Anew]:
    """Write each export anew that has to be, or the last one where none has; yield each.

    One that cannot be written does not keep the others. Raises ``Problem``.
    """
    if asked.out == "-" or names_a_file(asked.out):
        sentence = _("--again writes files under the names that they had: name a folder with --out")
        raise Problem(sentence, USAGE)
    to_be_written = _to_be_written(file.workshop, asked.readers)
    if asked.template and not any(sent.choices.get(TEMPLATE) for sent, _since in to_be_written):
        sentence = _("None of the exports to write anew has a document's styles: leave --template")
        raise Problem(sentence, USAGE)
    troubles: list[Problem] = []
    for sent, since in to_be_written:
        try:
            yield _written(file, sent, asked, make, agree, telling)
        except Problem as trouble:
            troubles.append(trouble)
            continue
        told = of_copies(sent, since)
        if told:
            console.say(told)
    for each in troubles[:-1]:
        console.say(each.sentence)
    if troubles:
        raise troubles[-1]


def _to_be_written(workshop: Workshop, readers: Audience | None) -> list[tuple[Sent, Since]]:
    newest = export_log.newest_of_each(workshop)
    found = [each for each in newest if readers in (None, each.audience)]
    if not found and readers:
        sentence = _("Nothing was exported of this workshop for {audience} yet.")
        raise Problem(sentence.format(audience=readers))
    if not found:
        raise Problem(_("Nothing was exported of this workshop yet."))
    judged = [(each, export_log.became_of(each, workshop)) for each in found]
    return [(each, since) for each, since in judged if any(since)] or judged[-1:]


def _written(
    file: WorkshopFile, sent: Sent, asked: Asked, make: Making, agree: Agreeing, telling: Telling
) -> Anew:
    audience = next((each for each in LEVELS if each == sent.audience), None)
    formats = _formats(sent)
    if audience is None or not formats:
        sentence = _(
            "The export of {time} for {audience} was made by another program; nothing of it was "
            "written."
        )
        raise Problem(_named(sentence, sent))
    folder = _folder(file, sent, asked)
    targets = {name: folder / each for name, each in zip(formats, sent.files, strict=True)}
    for path in targets.values():
        _refuse_others(file, path)
    paper = paper_of(sent.choices, _template(file, sent, asked))
    agree(folder)
    wish = wish_of(sent.choices)
    summary = make(audience, wish)
    written = write_files(
        summary, targets, file=file, is_replacing=True, paper=paper, telling=telling
    )
    remember_export(file, summary, written, wish, paper)
    return Anew(summary, written)


def _formats(sent: Sent) -> list[str]:
    """The format of each file of ``sent``; none where one has no name or no format of ours.

    What the log says may have come from another laptop: a name is no path.
    """
    found = list(sent.formats) or [_format_by(name) for name in sent.files]
    for name, each in zip(sent.files, found, strict=True):
        is_name = name not in _NO_NAMES and Path(name).name == name
        if not is_name or each not in exports.names() or not name.endswith(_end_of(each)):
            return []
    return found if len(set(found)) == len(found) else []


def _format_by(name: str) -> str:
    """The format whose files are named as ``name`` is: that with the longest such ending."""
    ending = [each for each in exports.names() if name.endswith(_end_of(each))]
    return max(ending, key=lambda each: len(_end_of(each)), default="")


def _end_of(name: str) -> str:
    return exports.end_of_name(name) + exports.export(name).SUFFIX


def _folder(file: WorkshopFile, sent: Sent, asked: Asked) -> Path:
    """Where ``sent`` lies: the folder that was asked for, is remembered, or is found here."""
    if asked.out:
        return Path(asked.out)
    where = sent_folders.remembered(file.form, sent.entry.id)
    if where is not None and where.folder.is_dir():
        return where.folder
    for folder in (Path.cwd(), file.path.parent):
        if any(is_summary_of(file, folder / name) for name in sent.files):
            return folder
    sentence = _(
        "The export of {time} for {audience} lies where this machine cannot find it: {files}. To "
        "write it anew, name its folder: coalition export --again --for {audience} --out FOLDER"
    )
    raise Problem(_named(sentence, sent))


def _refuse_others(file: WorkshopFile, path: Path) -> None:
    """Refuse to write over what is not an earlier summary of ``file``."""
    if path.is_file() and not is_summary_of(file, path):
        sentence = _(
            "{path} is not what was exported and was left as it is. Name another folder with --out."
        )
        raise Problem(sentence.format(path=path))


def _template(file: WorkshopFile, sent: Sent, asked: Asked) -> Path | None:
    """The organisation's document whose styles ``sent`` had; None where it had none."""
    if not sent.choices.get(TEMPLATE):
        return None
    where = sent_folders.remembered(file.form, sent.entry.id)
    found = asked.template or (where.template if where else None)
    if found is None or not found.is_file():
        sentence = _(
            "The export of {time} for {audience} has the styles of a document that is not here. "
            "Name it with --template."
        )
        raise Problem(_named(sentence, sent))
    return found


def _named(sentence: str, sent: Sent) -> str:
    when, names = local_time(sent.at, with_day=True), ", ".join(sent.files)
    return sentence.format(time=when, audience=sent.audience, files=names)
