"""The last page of an exercise tells what was passed by at its end, and opens it if wished."""

from pathlib import Path

from tests.support.calling import CTRL_C, DOWN, ENTER, House

EXERCISE = """\
id = "looking"
title = "Looking"
purpose = "A short one."
language = "en"
minutes = { min = 1, usual = 2, max = 3 }
intensity = "low"

[[steps]]
id = "seen"
kind = "notes"
title = "Seen"
minutes = 1
prompt = "What do you see?"

[[steps]]
id = "bundles"
kind = "themes"
title = "Bundles"
minutes = 1
from = "seen"
prompt = "What goes together?"
"""


def test_the_last_page_tells_what_was_passed_by_and_leads_there(house: House) -> None:
    own = Path(house.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    own.mkdir(parents=True)
    (own / "looking.toml").write_text(EXERCISE)
    house.new()
    seat = house.at_terminal("looking")
    seat.talk(("When the room is ready", ENTER), ("Next line", "a house\r"), ("1 a house", ENTER))
    seat.talk(("Finish: Looking", ENTER))
    seat.see("Passed by, since there is nothing to put together: Bundles. Back leads")
    seat.talk(("Back into: Bundles", DOWN + DOWN + ENTER))
    seat.see("What goes together?")
    seat.press(CTRL_C)
    assert seat.end() == 130
