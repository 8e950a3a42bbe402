"""The summary on a phone of 360 px: no ordinary word is broken, and nothing stands sideways."""

import json
import re
import shutil
import subprocess
from html import escape, unescape
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.blocks import (
    Action,
    Actions,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Column,
    Heading,
    Quote,
    Table,
)
from coalition_cli.exports import export
from coalition_cli.exports.html import STYLE
from coalition_cli.model.summary import Summary
from tests.support.calling import House

SHORT = "Beds"
NAME = "Chausiku"
LONG = "What helps you to take part, and who could stay beside you in the afternoon?"
NUMBERS = "7 of 12 women, more than half of all who were asked"
PHONE, SCREEN = 360, 1200

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
ON_A_PHONE = "@media screen and (max-width: 38rem) {"

LOOK = """
const frame = document.querySelector("iframe");
frame.onload = () => {
  const inner = frame.contentDocument, broken = [], range = inner.createRange();
  const isSeen = (each) => !(each.closest("thead")?.getBoundingClientRect().width <= 1);
  const walker = inner.createTreeWalker(inner.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("svg") || !isSeen(node.parentElement)) continue;
    for (const word of node.data.matchAll(/\\S+/g)) {
      const lines = new Set();
      for (let at = word.index; at < word.index + word[0].length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        for (const box of range.getClientRects()) if (box.width) lines.add(Math.round(box.top));
      }
      if (lines.size > 1) broken.push([word[0], lines.size]);
    }
  }
  const edge = inner.documentElement.clientWidth;
  const outside = [...inner.querySelectorAll("table, li, td, th, p")]
    .filter((each) => isSeen(each) && each.getBoundingClientRect().right > edge)
    .map((each) => [each.tagName, each.textContent]);
  const found = document.createElement("pre");
  found.textContent = JSON.stringify({broken, outside, words: inner.body.innerText.length});
  document.body.append(found);
};
"""
"""The words in more than one line, and what stands out on the right, as a browser sees it."""


def crowded() -> list[Block]:
    """Every block with much and with little in each of its places."""
    found: list[Block] = [Heading("Umoja", 1)]
    for one, other in product((SHORT, NAME, LONG), repeat=2):
        below = (Bullet(other, one, by=NAME, below=(Bullet(one, other),)),)
        found += [
            Bullets((Bullet(other, one, by=NAME, below=below), Bullet(LONG, "3"))),
            Quote(one, other),
            Actions((Action(one, other, one, other, one, other),)),
        ]
    for words, number in product((NAME, LONG), ("7", NUMBERS)):
        found.append(Bars((Bar(words, 3, number), Bar(SHORT, 9, number)), 9, caption=LONG))
    for width in range(1, 6):
        for first, rest in product((NAME, LONG), repeat=2):
            columns = (
                Column("Who", first == NAME),
                *(Column(title) for title in ("Takes home", SHORT, LONG, NAME)[: width - 1]),
            )
            row = (first, *(rest for _place in range(width - 1)))
            found.append(Table(columns, (row, ("7", *row[1:])), caption="Five faces: the best."))
    for width in range(2, 6):
        counted = (Column("Line"), *(Column(LONG, True) for _place in range(width - 1)))
        found.append(Table(counted, ((NAME, *("12.5" for _place in range(width - 1))),)))
    return found


def laid_out(page: str, width: int, folder: Path) -> dict[str, Any]:
    """What a browser makes of ``page``: the words it had to break, and how far it stands out."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium on this machine")
    bare = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    frame = f'<iframe style="width: {width}px; height: 900px" srcdoc="{escape(bare)}"></iframe>'
    (folder / "page.html").write_text(f"<!DOCTYPE html><body>{frame}<script>{LOOK}</script>")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000")
    profile = f"--user-data-dir={folder / 'profile'}"
    ended = subprocess.run(
        [browser, *options, profile, "--dump-dom", (folder / "page.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    told = re.search("<pre>(.*?)</pre>", ended.stdout, re.DOTALL)
    assert told, ended.stderr
    found: dict[str, Any] = json.loads(unescape(told[1]))
    return found


def on_a_phone() -> dict[str, dict[str, str]]:
    """What the stylesheet says of each selector on a narrow screen; the later rule stands."""
    style = STYLE.read_text()
    start = style.index(ON_A_PHONE)
    narrow = style[start + len(ON_A_PHONE) : style.index("\n}\n", start)]
    found: dict[str, dict[str, str]] = {}
    for rules in (style[: style.index("@media")], narrow):
        for selectors, body in RULE.findall(rules):
            pairs = (each.split(":", 1) for each in body.split(";") if ":" in each)
            said = {name.strip(): value.strip() for name, value in pairs}
            for selector in selectors.split(","):
                found.setdefault(selector.strip(), {}).update(said)
    return found


def test_on_a_phone_nothing_takes_all_the_width_that_its_words_want() -> None:
    rules = on_a_phone()
    assert rules["h1"]["font-size"] == "1.75rem"
    greedy = [
        (selector, name, value)
        for selector, said in rules.items()
        for name, value in said.items()
        if re.search("max-content|min-content|nowrap", value)
    ]
    assert greedy == []


def test_a_word_is_broken_only_where_it_is_too_long_for_a_cell() -> None:
    rules = on_a_phone()
    assert rules["td"]["overflow-wrap"] == rules["th"]["overflow-wrap"] == "break-word"
    assert rules[".long"] == {"min-width": "6em", "overflow-wrap": "anywhere"}


@pytest.mark.parametrize(
    ("cell", "is_number", "classes"),
    [
        ("Chausiku", False, ""),
        ("one or two words", False, ""),
        ("x" * 12, False, ""),
        ("x" * 13, False, ' class="long"'),
        ("short " + "x" * 13, False, ' class="long"'),
        ("7", True, ' class="number"'),
        ("x" * 13, True, ' class="number long"'),
        ("", False, ""),
    ],
)
def test_a_cell_says_if_a_word_of_it_may_be_broken(
    cell: str, is_number: bool, classes: str
) -> None:
    table = Table((Column("Who"), Column("What", is_number)), ((NAME, cell),))
    words = f"<bdi>{cell}</bdi>" if cell else ""
    assert f'<td data-title="What"{classes}>{words}</td>' in of_blocks(table)


@pytest.mark.parametrize(
    ("kinds", "is_wide"),
    [("w", 0), ("ww", 0), ("wnn", 0), ("wwn", 0), ("www", 1), ("wnnn", 1), ("wwww", 1)],
)
def test_a_phone_shows_a_row_as_a_list_where_it_has_no_room_for_its_columns(
    kinds: str, is_wide: bool
) -> None:
    table = Table(tuple(Column(kind, kind == "n") for kind in kinds), (tuple(kinds),))
    assert ('<table class="wide">' in of_blocks(table)) == bool(is_wide)


def test_in_a_table_of_many_columns_shorter_words_may_be_broken_too() -> None:
    many = Table(tuple(Column(str(place)) for place in range(8)), (("x" * 8,) * 8,))
    assert of_blocks(many).count('class="long"') == 8
    few_long = Table(many.columns, (("x" * 8, *("x",) * 7),))
    assert 'class="long"' not in of_blocks(few_long)


def of_blocks(*blocks: Block, language: str = "en") -> str:
    """The page that holds ``blocks``."""
    return export("html").render(Summary("T", language, "organizer", False, blocks, {})).decode()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_browser_breaks_no_word_and_nothing_stands_out_sideways(
    width: int, language: str, tmp_path: Path
) -> None:
    found = laid_out(of_blocks(*crowded(), language=language), width, tmp_path)
    assert found.pop("words") > 10_000
    assert found == {"broken": [], "outside": []}


@pytest.mark.slow
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_browser_breaks_no_word_of_the_sample(house: House, width: int, tmp_path: Path) -> None:
    assert house.call("demo", "--out", house.desk / "sample").status == 0
    pages = sorted((house.desk / "sample").glob("*.html"))
    assert len(pages) == 4
    for page in pages:
        found = laid_out(page.read_text(), width, tmp_path)
        assert found["broken"] == found["outside"] == [], page.name


@pytest.mark.slow
def test_the_look_would_see_one_letter_a_line(tmp_path: Path) -> None:
    greedy = of_blocks(Bullets((Bullet(LONG, LONG),))).replace(
        "flex-wrap: wrap", "flex-wrap: nowrap"
    )
    squeezed = greedy.replace(".mark {", ".mark { flex: none; max-width: 95%;")
    assert laid_out(squeezed, PHONE, tmp_path)["broken"]
