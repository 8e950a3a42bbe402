"""The files of a summary: made for one audience, written in each format, remembered."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from coalition_cli import exports
from coalition_cli.app import console
from coalition_cli.app.record import record_in
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import export_log
from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.entry import EXPORTS, Fact
from coalition_cli.model.summary import Summary
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.store import WorkshopFile
from coalition_cli.store.files import atomic
from coalition_cli.store.recovery import other_files
from coalition_cli.summary import build
from coalition_cli.summary.identifying_lines import identifying_lines

DEFAULT_FORMATS: Final = ("md", "html")


def make_summary(
    file: WorkshopFile,
    find: FindExercise,
    audience: Audience,
    is_interim: bool,
) -> Summary:
    """The summary of ``file`` as it stands now, with the exercises that ``find`` finds."""
    workshop = file.workshop
    now = datetime.now().astimezone()
    if workshop.head.is_sample and workshop.last:  # its actions would be years late
        now = datetime.fromisoformat(workshop.last.at).astimezone()
    return build(workshop, find, audience, now, is_interim=is_interim)


def remember_export(file: WorkshopFile, audience: Audience, names: Sequence[str]) -> None:
    """Note in the workshop what was exported for whom, so that it can be called back.

    The export stands even where that cannot be written; people are told.
    """
    try:
        record_in(file)(
            Fact(export_log.body_of(audience, LEVELS[audience], names)), EXPORTS, "organizer"
        )
    except Problem as problem:
        console.say(
            _("The workshop could not remember this export. {reason}").format(
                reason=problem.sentence
            )
        )


def folder_of(out: str) -> Path:
    """Return the folder in which the files of a summary will lie."""
    return Path(out).parent if _is_file(out) else Path(out)


def write_summary(
    summary: Summary, formats: Sequence[str], stem: str, out: str, *, is_replacing: bool
) -> list[Path]:
    """Write ``summary`` in each format and give the paths.

    Nothing is written over unless asked, and nothing is written at all where one of the files
    cannot be.
    """
    interim = "-interim" if summary.is_interim else ""
    targets = _targets(formats, f"{stem}-{summary.audience}{interim}", out)
    for path in targets.values():
        _check_target(path, is_replacing)
    for name, path in targets.items():
        put = atomic.put if is_replacing and path.exists() else atomic.put_new
        put(path, exports.export(name).render(summary))
    return list(targets.values())


def _targets(formats: Sequence[str], stem: str, out: str) -> dict[str, Path]:
    """Return the file of each format: ``out`` itself if it is named like one, else below it."""
    suffixes = {name: exports.export(name).SUFFIX for name in formats}
    chosen = Path(out)
    if _is_file(out):
        if list(suffixes.values()) != [chosen.suffix]:
            sentence = _(
                "{path} is one {suffix} file; name a folder, or ask for that format alone."
            )
            raise Problem(sentence.format(path=chosen, suffix=chosen.suffix), USAGE)
        return {formats[0]: chosen}
    return {name: chosen / f"{stem}{suffix}" for name, suffix in suffixes.items()}


def _is_file(out: str) -> bool:
    every_suffix = [exports.export(name).SUFFIX for name in exports.names()]
    return bool(out) and Path(out).suffix in every_suffix and not Path(out).is_dir()


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
