"""A plan with columns of its own at a terminal of 80 by 24: no answer is hidden."""

import json

ENTER = "\r"


def test_numbers_to_call_are_typed_row_by_row_survive_a_kill_and_are_only_on_paper(umoja):
    umoja.people("Amina", "Grace")
    assert umoja.play("support-plan", {"help": [{"text": "Tea", "bucket": "hour"}]}).status == 0
    seat = umoja.at_terminal("support-plan")
    seat.talk(
        ("» 1. Continue", ENTER),
        ("Who helps where we cannot?", "House on the hill\r"),
        ("What kind of help is it?", "2"),
        ("The room does not see this.", "0700 123 456\r"),
    )
    seat.see("On which day did one of us last ring it?")
    assert "\n  >" in seat.text
    assert "0700" not in seat.text
    seat.kill()
    again = umoja.at_terminal("support-plan")
    again.talk(
        ("» 1. Continue", ENTER), ("On which day did one of us last ring it?", "2024-11-12\r")
    )
    again.see("Who helps where we cannot? Enter: no more.")
    assert "House on the hill" in again.text
    assert "12 November" not in again.text
    again.kill()
    wall = umoja.at_terminal("wall")
    wall.see("House on the hill")
    assert "0700" not in wall.text + umoja.call("show", "support-plan").out
    wall.kill()
    (row,) = step(umoja.summary("participants"), "referrals")
    assert (row["what"], row["service"], row["phone"], row["checked_on"]) == (
        *("House on the hill", "Clinic", "0700 123 456"),
        "2024-11-12",
    )
    assert "0700" not in json.dumps(umoja.summary("donor"))


def step(summary, name):
    steps = [step for exercise in summary["exercises"] for step in exercise["steps"]]
    return next(step["outcome"] for step in steps if step["id"] == name)
