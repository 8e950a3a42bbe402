"""Elements of a page as values: written out as HTML, or sent for a script to build.

What people said is only ever the text of an element, in both ways.
"""

from html import escape
from typing import Final, NamedTuple, TypeAlias

from coalition_cli.sanitize import for_screen

Tree: TypeAlias = "list[str | dict[str, str] | Tree]"
"""An element as JSON: its tag, its attributes, and its children behind them."""

_EMPTY: Final = frozenset(("meta", "link"))


class Element(NamedTuple):
    """One element; ``children`` are other elements, and text."""

    tag: str
    attributes: dict[str, str]
    children: "tuple[Element | str, ...]"


def element(tag: str, name: str = "", /, *children: Element | str, **attributes: str) -> Element:
    """An element of class ``name``; underscores in attributes stand for dashes."""
    named = {"class": name} if name else {}
    given = {key.replace("_", "-"): value for key, value in attributes.items()}
    return Element(tag, {**named, **given}, children)


def said(tag: str, name: str, words: str, /, **attributes: str) -> Element:
    """Words in an element of their own, which finds out by itself from where they are read."""
    return element(tag, name, for_screen(words), dir="auto", **attributes)


def html(node: Element | str) -> str:
    """``node`` written out."""
    if isinstance(node, str):
        return escape(node)
    tag = node.tag
    given = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if tag in _EMPTY:
        return f"<{tag}{given}>"
    return f"<{tag}{given}>{''.join(map(html, node.children))}</{tag}>"


def tree(node: Element) -> Tree:
    """``node`` for the script of the page."""
    children = (child if isinstance(child, str) else tree(child) for child in node.children)
    return [node.tag, node.attributes, *children]
