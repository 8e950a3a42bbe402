"""The files of a sample workshop, as each audience gets them."""

from pathlib import Path

from tests.support.calling import House

AUDIENCES = ("participants", "organizer", "donor", "follow-up")


def sample_files(house: House, sample: str, name: str) -> dict[str, Path]:
    """The file of the format ``name`` for each audience, from a sample that is played first."""
    folder = house.desk / sample
    workshop = folder / "sample-workshop.json"
    if not workshop.exists():
        assert house.call("demo", sample, "--out", folder).status == 0
    found = {}
    for audience in AUDIENCES:
        out = folder / f"{name}-for-{audience}"
        words = ("export", name, "--for", audience, "--out", out)
        assert house.call("--file", workshop, *words).status == 0
        (found[audience],) = out.iterdir()
    return found
