"""The list with dots, as Word keeps lists: apart from the paragraphs that are in them."""

from typing import Any, Final

from coalition_cli.exports.docx.word_file import WordFile
from coalition_cli.exports.docx.word_page import parsed
from coalition_cli.exports.docx.wordml import NAMESPACES, rooted, twips
from coalition_cli.wordprocessing.looks import looks
from coalition_cli.wordprocessing.markup import element

_W: Final = "{" + NAMESPACES["w"] + "}"
_DEEPEST: Final = 3
_DOT: Final = "•"


def bullet_list(file: WordFile) -> str:
    """Add our list to ``file`` and return the number by which paragraphs name it."""
    part = file.part("numbering")
    if part is None:
        file.add("numbering", rooted("w:numbering", _list("1"), _number("1", "1")))
        return "1"
    lists = part.element
    before = lists.findall(f"{_W}abstractNum")
    kind = _free(before, "abstractNumId")
    number = _free(lists.findall(f"{_W}num"), "numId")
    made, named = parsed(rooted("w:numbering", _list(kind), _number(number, kind)))
    lists.insert(lists.index(before[-1]) + 1 if before else 0, made)
    lists.append(named)
    cleanup = lists.find(f"{_W}numIdMacAtCleanup")
    if cleanup is not None:
        lists.append(cleanup)
    return number


def _free(elements: list[Any], name: str) -> str:
    return str(1 + max((int(each.get(_W + name)) for each in elements), default=0))


def _list(kind: str) -> str:
    levels = "".join(_level(depth) for depth in range(_DEEPEST))
    several = element("w:multiLevelType", w_val="hybridMultilevel")
    return element("w:abstractNum", several, levels, w_abstractNumId=kind)


def _level(depth: int) -> str:
    look = looks(10)["Listed"]
    indent = {"w_left": twips(look.indent * (depth + 1)), "w_hanging": twips(look.hang)}
    return element(
        "w:lvl",
        element("w:start", w_val="1"),
        element("w:numFmt", w_val="bullet"),
        element("w:lvlText", w_val=_DOT),
        element("w:lvlJc", w_val="left"),
        element("w:pPr", element("w:ind", **indent)),
        w_ilvl=str(depth),
    )


def _number(number: str, kind: str) -> str:
    return element("w:num", element("w:abstractNumId", w_val=kind), w_numId=number)
