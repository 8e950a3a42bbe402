"""Calls of `coalition` that give secrets on descriptors of their own."""

import atexit
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

from coalition_cli.store.formats.sealed import paths
from coalition_cli.store.formats.sealed.revision import place_of
from tests.support.calling import PROGRAM, Done, House
from tests.support.light_secrets import lighten
from tests.support.processes import run
from tests.support.sealed_rooms import PASSPHRASE

CANARY = "kanari"


def call(
    house: House,
    *words: str | Path,
    secrets: tuple[str, ...] = (),
    typed: str = "",
    wrapper: list[str] | None = None,
) -> Done:
    """Run ``coalition``; each of ``secrets`` is a line on a descriptor of its own, from 5 on."""
    files = []
    for number, secret in enumerate(secrets):
        file = house.folder.parent / f"secret-{number}"
        file.write_text(f"{secret}\n")
        files.append(file)
    if wrapper:
        return _wrapped(house, [*wrapper, *PROGRAM, *map(str, words)], files, typed)
    with ExitStack() as opened:
        descriptors = {
            number: opened.enter_context(file.open("rb")).fileno()
            for number, file in enumerate(files, 5)
        }
        return run(
            [str(word) for word in words],
            house.environment,
            house.desk,
            typed.encode(),
            descriptors,
            session=True,  # no terminal that it could ask at
        )


def _wrapped(house: House, command: list[str], files: list[Path], typed: str) -> Done:
    redirections = " ".join(f"{number}<'{file}'" for number, file in enumerate(files, 5))
    ended = subprocess.run(
        ["bash", "-c", f'exec "$@" {redirections}', "bash", *command],
        input=typed.encode(),
        capture_output=True,
        env=house.environment,
        cwd=house.desk,
        timeout=120,
        check=False,
        start_new_session=True,
    )
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


FD, NEW_FD = ("--passphrase-fd", "5"), ("--new-passphrase-fd", "6")


_first: dict[tuple[str, ...], House] = {}


def make(house: House, *words: str) -> Path:
    """A new sealed workshop with an organisation's key in ``organisation.txt``.

    Made once for the same ``words``, then copied; its passphrase opens it without work.
    """
    if words not in _first:
        _first[words] = House(Path(mkdtemp(prefix="sealed-")) / "house")
        atexit.register(shutil.rmtree, _first[words].folder.parent, ignore_errors=True)
        lighten(paths.identity(_make(_first[words], *words)), PASSPHRASE)
    first, state = _first[words].folder, house.folder / "state" / "coalition"
    shutil.copytree(first, house.folder, dirs_exist_ok=True)
    before = Path((state / "open").read_text().strip())
    path = house.folder / before.relative_to(first)
    places = {str(before): str(path), place_of(before): place_of(path)}
    for file in (state / "open", *(state / "sealed").iterdir()):
        for there, here in places.items():
            file.write_text(file.read_text().replace(there, here))
    return path


def _make(house: House, *words: str) -> Path:
    assert call(house, "keys", "new-organisation-key", "--out", "organisation.txt").status == 0
    holder = ("--organisation", "organisation.txt", "--organisation-proof", "organisation.txt")
    made = call(
        house,
        "new",
        f"{CANARY} title",
        "--seal",
        "--place",
        f"{CANARY} place",
        *holder,
        *FD,
        *words,
        secrets=(PASSPHRASE,),
    )
    assert made.status == 0, made
    return Path(made.lines[0])
