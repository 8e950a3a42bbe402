"""The page on a phone of 360 px: no ordinary word is broken, and nothing stands sideways."""

import re

import pytest

from coalition_cli.blocks import Block, Bullet, Bullets, Column, Table
from coalition_cli.exports.html.paper_style import STYLE
from coalition_cli.model.document import document_of
from tests.exports.hard_summary import HARD
from tests.exports.in_a_browser import LONG, NAME, chromium, crowded, page_of, restyled, shown
from tests.exports.sample_files import sample_files
from tests.support.calling import House

PHONE, TABLET, SCREEN = 360, 700, 1200
NARROWEST = 120
"""In px: words that take more than one line in a cell have as much."""

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")

LOOK = """() => {
  const broken = [], squeezed = [], range = document.createRange();
  const isSeen = (each) => !each.closest(".unseen, svg, thead") && each.getClientRects().length;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!isSeen(node.parentElement)) continue;
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
  for (const cell of document.querySelectorAll("td, th")) {
    const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const width = cell.getBoundingClientRect().width;
    if (!isSeen(cell) || width >= narrowest) continue;
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      range.selectNodeContents(node);
      const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (tops.size > 1) squeezed.push([cell.textContent, width]);
    }
  }
  const edge = document.documentElement.clientWidth;
  const outside = [...document.querySelectorAll("table, li, td, th, p, dd, section")]
    .filter((each) => isSeen(each))
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.right > edge + 0.5 || box.left < -0.5;
    })
    .map((each) => [each.tagName, each.textContent.slice(0, 60)]);
  return {broken, squeezed, outside, wide: document.documentElement.scrollWidth,
          words: document.body.innerText.length};
}""".replace("narrowest", str(NARROWEST))
"""The words in more than one line, what stands out, and cells with hardly any width."""


def on_a_phone() -> dict[str, dict[str, str]]:
    """What the stylesheet says of each selector on a narrow screen; the later rule stands."""
    style = STYLE.read_text()
    found: dict[str, dict[str, str]] = {}
    base = style[: style.index("@media")]
    narrow = re.findall(r"@media screen and \(max-width: \d+rem\) \{\n(.*?)\n\}", style, re.DOTALL)
    assert len(narrow) == 2
    for rules in (base, *narrow):
        for selectors, body in RULE.findall(rules):
            pairs = (each.split(":", 1) for each in body.split(";") if ":" in each)
            said = {name.strip(): value.strip() for name, value in pairs}
            for selector in selectors.split(","):
                found.setdefault(selector.strip(), {}).update(said)
    return found


def of_blocks(*blocks: Block) -> str:
    return page_of(document_of("T", "en", blocks))


def test_on_a_phone_no_words_take_all_the_width_that_they_want() -> None:
    rules = on_a_phone()
    greedy = {
        selector
        for selector, said in rules.items()
        for value in said.values()
        if re.search("max-content|min-content|nowrap", value)
    }
    assert greedy == {".code", ".unseen", ".rows .coding"}


def test_letters_are_as_large_and_edges_as_wide_as_the_design_says() -> None:
    rules = on_a_phone()
    assert rules["html"]["font-size"] == "106.25%"  # 17 px, or more where a reader wants more
    assert rules["main"]["padding"] == "0 16px"


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
    ("kinds", "is_wide"), [("w", 0), ("ww", 0), ("wn", 0), ("wnn", 1), ("www", 1), ("wwww", 1)]
)
def test_a_phone_shows_a_row_as_a_card_where_it_has_no_room_for_its_columns(
    kinds: str, is_wide: int
) -> None:
    table = Table(tuple(Column(kind, kind == "n") for kind in kinds), (tuple(kinds),))
    assert ('<table class="wide">' in of_blocks(table)) == bool(is_wide)


def test_in_a_table_of_many_columns_shorter_words_may_be_broken_too() -> None:
    many = Table(tuple(Column(str(place)) for place in range(8)), (("x" * 8,) * 8,))
    assert of_blocks(many).count('class="long"') == 8
    few_long = Table(many.columns, (("x" * 8, *("x",) * 7),))
    assert 'class="long"' not in of_blocks(few_long)


@pytest.mark.slow
def test_a_browser_breaks_no_word_and_squeezes_no_cell_and_nothing_stands_out_sideways() -> None:
    with chromium() as browser:
        for language in ("en", "ar"):
            for width in (PHONE, TABLET, SCREEN):
                found = shown(browser, page_of(crowded(language)), width).evaluate(LOOK)
                assert found.pop("words") > 10_000
                squeezed = found.pop("squeezed")
                assert found == {"broken": [], "outside": [], "wide": width}
                assert squeezed == [] or width > PHONE


@pytest.mark.slow
def test_whatever_was_typed_stays_within_the_width_of_a_phone() -> None:
    with chromium() as browser:
        found = shown(browser, page_of(HARD.document), PHONE).evaluate(LOOK)
        assert (found["wide"], found["outside"], found["squeezed"]) == (PHONE, [], [])


@pytest.mark.slow
@pytest.mark.parametrize("sample", ["one-day", "regional-exchange"])
def test_a_browser_breaks_no_word_of_a_sample_for_anybody(sample: str, house: House) -> None:
    pages = sample_files(house, sample, "html")
    with chromium() as browser:
        for audience, page in pages.items():
            for width in (PHONE, SCREEN):
                found = shown(browser, page.read_text(encoding="utf-8"), width).evaluate(LOOK)
                assert found["broken"] == found["outside"] == [], audience
                assert found["squeezed"] == [] or width > PHONE, audience
                assert found["wide"] == width, audience


@pytest.mark.slow
def test_the_look_would_see_one_letter_a_line_and_a_cell_without_width() -> None:
    marks = of_blocks(Bullets((Bullet(LONG, LONG),)))
    squeezed = restyled(marks, ".mark {", ".mark { flex: none; max-width: 95%;")
    greedy = restyled(squeezed, "flex-wrap: wrap", "flex-wrap: nowrap")
    table = Table(tuple(Column(title) for title in "abcd"), ((LONG,) * 4,))
    narrow = restyled(of_blocks(table), '<table class="wide">', "<table>")
    with chromium() as browser:
        assert shown(browser, greedy, PHONE).evaluate(LOOK)["broken"]
        assert shown(browser, restyled(narrow, "min-width: 120px", "color: red"), PHONE).evaluate(
            LOOK
        )["squeezed"]
        assert shown(browser, narrow, PHONE).evaluate(LOOK)["wide"] > PHONE
