import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.model.entry import NOTES, Fact
from coalition_cli.store import sealing
from coalition_cli.store.formats.sealed import appender, keys, paths, signing
from coalition_cli.store.formats.sealed.format import SealedForm
from tests.support.light_secrets import lighten
from tests.support.sealed_rooms import HEAD, PASSPHRASE, Sealed, tables_of


@pytest.fixture(scope="session")
def first_sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """A sealed workshop in which nothing was said, made once.

    Its passphrase opens it without work.
    """
    organisation = keys.Key.new()
    path = tmp_path_factory.mktemp("sealed") / "workshop-7f3k"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        made = sealing.create(
            path,
            tables_of(HEAD),
            PASSPHRASE,
            sealing.Organisation(organisation.public, organisation),
        )
    lighten(paths.identity(path), PASSPHRASE)
    return Sealed(path, made.key, organisation)


@pytest.fixture
def sealed(first_sealed: Sealed, tmp_path: Path) -> Sealed:
    """A copy of it, on a machine that never saw it."""
    path = tmp_path / "stick" / first_sealed.path.name
    shutil.copytree(first_sealed.path, path)
    return first_sealed._replace(path=path)


@pytest.fixture
def form(sealed: Sealed) -> SealedForm:
    return sealed.form()


@pytest.fixture
def stranger(sealed: Sealed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., str]:
    """A laptop that the workshop does not know saves lines here; gives back its public key."""

    def save(*said: str) -> str:
        with monkeypatch.context() as patch:
            patch.setenv("XDG_STATE_HOME", str(tmp_path / "of-a-stranger"))
            taken = appender.open_for_capture(sealed.path)
            for text in said:
                taken.append(Fact({"text": text}), NOTES, "organizer")
            return signing.this_laptop().public

    return save
