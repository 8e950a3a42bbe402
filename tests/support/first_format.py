"""A workshop file of the first format, as the program wrote it that knew no numbers of lines."""

import json
from typing import Any

HEAD = {
    "id": "01JD0000000000000000000000",
    "title": "Our seminar",
    "date": "2024-11-12",
    "place": "Nendiwe Center",
    "language": "en",
    "programme": None,
    "sample": False,
    "format_version": 1,
    "sum": "661a3682a6d3",
}
_NOTE = {"exercise": None, "run": 1, "step": "note"}
_ROW = {"exercise": "plan", "run": 1, "step": "rows"}
_SAID: list[tuple[dict[str, Any], str, int, dict[str, Any], str]] = [
    (_NOTE, "add", 0, {"text": "a house"}, "c10b3357f952"),
    (_ROW, "add", 0, {"text": "call the mayor", "status": "open"}, "ba892a890a72"),
    (_NOTE, "add", 0, {"text": "land to farm"}, "659c4fe8eb36"),
    (_ROW, "edit", 2, {"text": "call the mayor", "status": "done"}, "d6cdea011a6d"),
    (_ROW, "add", 0, {"text": "meet again", "report_back_on": "2024-12-01"}, "d8419223fc6b"),
    (_NOTE, "drop", 1, {}, "36740b66d509"),
    (_NOTE, "add", 0, {"text": "water"}, "ae355bbd1574"),
]
SUMS = [end for *_rest, end in _SAID]
OUR_SUMS = [
    "f183fc1aa9d50101",
    "0f12595de9c0331d",
    "879e1bf114e6d9f4",
    "4b62ca7dd5331991",
    "144b46d34d0ace12",
    "388c2d52d5cf05d2",
    "7728ed8f398d98d9",
]
"""The sums of the same lines in a file of ours."""
NUMBERS = [(1, ""), (1, "A1"), (2, ""), (0, "A1"), (2, "E1"), (0, ""), (3, "")]
"""The number and the code of each line where lines have some."""


def id_of(number: int) -> str:
    """The id of the entry ``number``, counting from 1."""
    return f"01JCFP5Y{number:018d}"


def tables() -> dict[str, dict[str, Any]]:
    """The head and seven entries, as the stock database library would give them."""
    entries = {}
    for number, (place, op, ref, body, end) in enumerate(_SAID, 1):
        entries[str(number)] = {
            "id": id_of(number),
            "at": f"2024-11-12T08:00:0{number}.000Z",
            "by": None,
            "device": "0a1b2c3d",
            **place,
            "op": op,
            "ref": id_of(ref) if ref else None,
            "body": body,
            "share": "organizer",
            "sum": end,
        }
    return {"workshop": {"1": dict(HEAD)}, "entries": entries}


def written() -> bytes:
    """The bytes of the file."""
    held = tables()
    lines = [f'\n"{number}": {json.dumps(each)}' for number, each in held["entries"].items()]
    head = json.dumps({"workshop": held["workshop"]})[:-1] + ', "entries": {'
    return (head + ",".join(lines) + "\n}}").encode("ascii")
