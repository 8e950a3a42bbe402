"""The contents of a document as elements of a page; whatever was typed is text in them."""

from collections.abc import Iterable
from html import escape

from coalition_cli.blocks import (
    Actions,
    Bars,
    Bullet,
    Bullets,
    Heading,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
    sign_of,
)
from coalition_cli.charts import calendar_svg, face_svg, field_svg
from coalition_cli.exports.html.cells import bars, code, rows, said, table
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Calendar,
    Content,
    Facts,
    Pair,
    Pairs,
    Rows,
)
from coalition_cli.phrasing.captions import action_fields
from coalition_cli.phrasing.outline import Outline


def element(content: Content, outline: Outline) -> str:
    """One content of a section; ``outline`` tells the level of a heading."""
    match content:
        case Heading():
            level = outline.heading(content)
            text = f"<h{level}>{_sign(content.symbol)}{said(content.text)}</h{level}>"
        case Prompt():
            text = f'<p class="prompt">{_sign(content.symbol)}{said(content.text)}</p>'
        case Prose():
            text = _prose(content)
        case Bullets():
            text = _bullets(content.items)
        case Table() | Bars() | Rows():
            text = _tabular(content)
        case Quadrant():
            text = f"{_figure(field_svg(content))}\n{table(content.numbers)}"
        case Actions():
            text = _actions(content)
        case Quote():
            by = f'<p class="by">— {said(content.by)}</p>' if content.by else ""
            text = f"<blockquote><p>{said(content.text)}</p>{by}</blockquote>"
        case _:
            text = _of_paper(content)
    return text


def _tabular(content: Table | Bars | Rows) -> str:
    match content:
        case Table():
            return table(content)
        case Bars():
            return bars(content)
        case Rows():
            return rows(content)


def _of_paper(content: Pairs | Facts | Boxes | Blanks | Calendar) -> str:
    match content:
        case Pairs():
            return _inline(content.pairs) if content.is_inline else _pairs(content)
        case Facts():
            facts = "".join(
                f"<li><b>{said(fact.label)}</b> <span>{said(fact.value)}</span></li>"
                for fact in content.facts
            )
            return f'<ul class="facts">{facts}</ul>'
        case Boxes():
            return _boxes(content)
        case Blanks():
            labels = "".join(f"<span>{said(label)} <i></i></span>" for label in content.labels)
            return f'<p class="blanks">{labels}</p>'
        case Calendar():
            dues = "".join(f"<li>{code(due.code)} {said(due.words)}</li>" for due in content.dues)
            picture = _figure(calendar_svg(content), "calendar")
            return f'{picture}\n<ul class="dues">{dues}</ul>'


def _boxes(content: Boxes) -> str:
    """Lines to tick; a face stands above the words that name it."""
    smiles = content.smiles if len(content.smiles) == len(content.lines) else ()
    named = "boxes inline" if content.is_inline else "boxes"
    faces = [f'<i aria-hidden="true">{face_svg(smile, "")}</i>' for smile in smiles]
    lines = "".join(
        f"<li>{faces[at] if faces else ''}{said(line)}</li>"
        for at, line in enumerate(content.lines)
    )
    return f'<ul class="{named}{" faces" if faces else ""}">{lines}</ul>'


def _figure(picture: str, kind: str = "field") -> str:
    return f'<figure class="{kind}">{picture}</figure>' if picture else ""


def _prose(content: Prose) -> str:
    named = "" if content.tone == "plain" else f' class="{content.tone}"'
    return f"<p{named}>{said(content.text)}</p>"


def _inline(pairs: Iterable[Pair]) -> str:
    shown = " ".join(
        f"<span><b>{said(pair.label)}</b> <span>{said(pair.value)}</span></span>" for pair in pairs
    )
    return f'<p class="pairs">{shown}</p>'


def _pairs(content: Pairs) -> str:
    shown = "".join(
        f"<div><dt>{said(pair.label)}</dt><dd>{said(pair.value)}</dd></div>"
        for pair in content.pairs
    )
    named = "pairs told" if content.is_strong else "pairs"
    return f'<dl class="{named}">{shown}</dl>'


def _sign(symbol: str) -> str:
    sign = sign_of(symbol)
    return f'<span aria-hidden="true">{escape(sign)}</span> ' if sign else ""


def _bullets(items: Iterable[Bullet]) -> str:
    items = tuple(items)
    is_marked = any(item.mark for item in items)
    lines = []
    for item in items:
        mark = f'<span class="mark">{said(item.mark)}</span>' if is_marked else ""
        by = f' <span class="by">— {said(item.by)}</span>' if item.by else ""
        below = _bullets(item.below) if item.below else ""
        lines.append(f"<li>{mark}<div>{said(item.text)}{by}{below}</div></li>")
    named = ' class="marked"' if is_marked else ""
    return "\n".join((f"<ul{named}>", *lines, "</ul>"))


def _actions(content: Actions) -> str:
    lines = []
    for action in content.actions:
        fields = "".join(
            f"<div><dt>{escape(title)}</dt><dd>{said(value)}</dd></div>"
            for title, value in action_fields(action)
        )
        named = f"{code(action.code)} " if action.code else ""
        what = f'<p class="what">{named}{said(action.what)}</p>'
        lines.append(f'<li>{what}<dl class="pairs">{fields}</dl></li>')
    return "\n".join(('<ul class="actions">', *lines, "</ul>"))
