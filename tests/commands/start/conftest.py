from pathlib import Path

import pytest

from tests.support.calling import House

EXERCISE = """\
id = "{id}"
title = "{title}"
purpose = "A short one."
language = "en"
minutes = {{ min = {least}, usual = 20, max = 60 }}
intensity = "low"

[[steps]]
id = "first"
kind = "show"
title = "First of {title}"
minutes = 10
prompt = "The first page of {title}."

[[steps]]
id = "said"
kind = "notes"
title = "Said in {title}"
minutes = 10
prompt = "What do we say in {title}?"
"""

DECIDE = """
[[steps]]
id = "agree"
kind = "decide"
title = "Agree"
scale = "yes-no"
prompt = "Do we do this?"
"""

SLOT = """
[[days.slots]]
id = "{id}"
kind = "{kind}"
title = "{title}"
minutes = {minutes}
{more}
"""

DAY = [
    ("rules", "exercise", "Rules", 20, 'exercise = "ground-rules"'),
    ("visioning", "exercise", "Visioning", 30, 'exercise = "looking-ahead"'),
    (
        "back",
        "exercise",
        "Strategy",
        30,
        'exercise = "strategy"',
    ),  # an id that a choice of the program has too
    ("tea", "break", "Tea", 15, ""),
    ("play", "exercise", "Role-play", 20, 'exercise = "role-play"\noptional = true'),
    ("lunch", "lunch", "Lunch", 60, ""),
    ("breath", "exercise", "Breath", 10, 'exercise = "looking-ahead"\nvariant = "a second look"'),
    ("circle", "exercise", "Circle", 20, 'exercise = "gratitude-close"'),
    ("end", "end", "End", 0, ""),
]
TITLES = {
    "looking-ahead": "Looking ahead",
    "strategy": "Ways ahead",
    "role-play": "Playing",
    "gratitude-close": "Thanks",
}


def day(name: str, title: str, slots: list[tuple[str, str, str, int, str]]) -> str:
    head = f'\n[[days]]\nid = "{name}"\ntitle = "{title}"\nstarts = "09:00"\n'
    rows = [SLOT.format(id=i, kind=k, title=t, minutes=m, more=more) for i, k, t, m, more in slots]
    return head + "".join(rows)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A machine with a few short exercises of its own, a programme of one day and one of two."""
    made = House(tmp_path / "house")
    own = Path(made.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    (own / "programmes").mkdir(parents=True)
    for name, title in TITLES.items():
        decide = DECIDE if name == "strategy" else ""
        (own / f"{name}.toml").write_text(EXERCISE.format(id=name, title=title, least=10) + decide)
    head = (
        'id = "{id}"\ntitle = "{title}"\npurpose = "To be played."\n'
        'language = "en"\ngoals = ["We know how."]\n'
    )
    (own / "programmes" / "short-day.toml").write_text(
        head.format(id="short-day", title="A short day") + day("one", "One", DAY)
    )
    second = [(f"{i}-2", k, t, m, more) for i, k, t, m, more in (DAY[0], DAY[3], DAY[7])]
    (own / "programmes" / "two-parts.toml").write_text(
        head.format(id="two-parts", title="Two parts") + day("one", "One", [DAY[0], DAY[7], DAY[8]])
    )
    (own / "programmes" / "two-days.toml").write_text(
        head.format(id="two-days", title="Two days")
        + day("one", "One", DAY)
        + day("two", "Two", second)
    )
    return made
