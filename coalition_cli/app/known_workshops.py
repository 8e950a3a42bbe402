"""The workshops that this machine knows: those in its folder, and the one that was opened last."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DONE
from coalition_cli.i18n import _, ngettext
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import for_screen
from coalition_cli.store import glance, paths
from coalition_cli.store.formats import sealed


class Known(NamedTuple):
    """A workshop as far as it can be read without a key; ``trouble`` says why it cannot.

    ``status`` is that with which it is refused. Of a sealed one ``date`` is the day of its sealing,
    and ``label`` the word that somebody gave it, both in the open.
    """

    path: Path
    title: str = ""
    date: str = ""
    entries: int = 0
    is_sealed: bool = False
    label: str = ""
    trouble: str = ""
    status: int = DONE

    @property
    def line(self) -> str:
        """Its day, title and number of entries; of a sealed one what stands in the open."""
        if self.is_sealed:
            return " · ".join(filter(None, (self.when_sealed, self.label, self.path.name)))
        if self.trouble:
            return self.path.name
        count = ngettext("{count} entry", "{count} entries", self.entries)
        counted = count.format(count=self.entries)
        return f"{self.date} · {for_screen(self.title)} · {counted}"

    @property
    def when_sealed(self) -> str:
        """That it is sealed, and since when as far as it is known."""
        return _("sealed {day}").format(day=self.date) if self.date else _("sealed")


def known_workshops(named: Path | None = None) -> list[Known]:
    """Every workshop of this machine's folder, the one opened last, and the one ``named``."""
    folder, last = paths.workshops_folder(), paths.last_open()
    found = sorted(folder.glob("[!.]*.json"))
    found += sorted(path for path in folder.glob("[!.]*/") if sealed.is_sealed(path))
    for path in (last, named.absolute() if named else None):
        if path and path not in found and (path.is_file() or sealed.is_sealed(path)):
            found.append(path)
    return list(map(_look_at, found))


def called(name: str, known: Sequence[Known]) -> list[Known]:
    """Those of ``known`` with this title or label, or whose file is called so."""
    wanted = name_key(name)
    return [each for each in known if wanted and wanted in _names_of(each)]


def _names_of(workshop: Known) -> list[str]:
    shown = for_screen(workshop.title)
    file = workshop.path
    return list(map(name_key, (workshop.title, shown, workshop.label, file.name, file.stem)))


def _look_at(path: Path) -> Known:
    try:
        if path.is_dir():
            sealed.judge(path)
            label = sealed.label_of(path)
            return Known(path, date=label.day, is_sealed=True, label=label.word)
        head, entries = glance(path)
    except Problem as problem:
        is_sealed = path.is_dir()
        return Known(path, is_sealed=is_sealed, trouble=problem.sentence, status=problem.status)
    return Known(path, head.title, head.date, entries)
