"""A summary looked at before it is written: for whom, what is left out, who and what is named.

And its findings as a file, which somebody answers and hands over at the next export.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coalition_cli.app import console
from coalition_cli.app.gate_pages import marked
from coalition_cli.app.gated_summary import ASKED, Gated, gated, place_of
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model.audience import Audience
from coalition_cli.model.gate_decisions import DIDS, Did, Stretch
from coalition_cli.phrasing.naming import kinds_in_words
from coalition_cli.raw_text.identifying_words import is_named_in
from coalition_cli.store.files import atomic
from coalition_cli.summary import Wish
from coalition_cli.summary.consent_gate import Hit, hits
from coalition_cli.summary.left_out_by_share import left_out_by_share
from coalition_cli.summary.shown_texts import shown_texts

if TYPE_CHECKING:
    from coalition_cli.catalog.held import HeldExercises
    from coalition_cli.store import WorkshopFile

_FORMAT: Final = "coalition-findings"
_LONGEST_FILE: Final = 1 << 24


def review(
    file: "WorkshopFile",
    held: "HeldExercises",
    audience: Audience,
    wish: Wish,
    formats: Sequence[str],
    out: str,
) -> None:
    """Show what would be written for ``audience`` in these ``formats``, and write nothing of it.

    As text on standard output; where ``out`` names a file, or standard output as ``-``, the
    findings as data, to be answered there.
    """
    found = gated(file.workshop, held, audience, wish)
    if audience not in ASKED:
        found = found._replace(hits=tuple(hits(file.workshop, found.summary)))
    if not out:
        for line in _as_text(file, held, found, formats):
            console.put(line)
        return
    data = json.dumps(_as_data(file, found), ensure_ascii=False, indent=2) + "\n"
    if out == "-":
        console.put_bytes(data.encode("utf-8", "replace"))
        return
    path = Path(out)
    atomic.put_new(path, data.encode("utf-8", "replace"))
    console.put(str(path))


def accepted(path: Path, found: Gated) -> dict[Stretch, Did]:
    """Return what the reviewed list at ``path`` decides of the hits of ``found``.

    Its rows name a hit as a review wrote it, or by its words alone. What it does not hold stays
    open. Raises ``Problem`` for a list that cannot be read, and for a row that decides nothing.
    """
    decided: dict[Stretch, Did] = {}
    for number, row in enumerate(_rows(path, found.summary.audience), 1):
        if row.get("did") is None:
            continue
        did = next((each for each in DIDS if each == row["did"]), None)
        meant = [hit for hit in found.hits if _is_meant(row, hit)]
        if did is None or any(did not in hit.may for hit in meant):
            sentence = _(
                "{path}: row {number} says what cannot be done there ({known} can). Nothing was "
                "written."
            )
            known = ", ".join(meant[0].may if meant else DIDS)
            raise Problem(sentence.format(path=path, number=number, known=known))
        decided |= {hit.stretch: did for hit in meant}
    return decided


def _rows(path: Path, audience: Audience) -> list[Mapping[str, Any]]:
    sentence = _("{path} is no reviewed list of findings: coalition export --review --out FILE.")
    try:
        with path.open("rb") as content:
            data = json.loads(content.read(_LONGEST_FILE))
    except OSError as trouble:
        words = _("{path} could not be read ({reason}). Nothing was written.")
        raise Problem(words.format(path=path, reason=trouble.strerror)) from None
    except (ValueError, RecursionError):
        raise Problem(sentence.format(path=path)) from None
    readers = data.get("audience", audience) if isinstance(data, dict) else audience
    if readers != audience:
        words = _(
            "{path} was reviewed for {others}: what they may read is not for {audience} yet. "
            "Nothing was written."
        )
        raise Problem(words.format(path=path, others=readers, audience=audience))
    rows = data.get("findings") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Problem(sentence.format(path=path))
    return rows


def _is_meant(row: Mapping[str, Any], hit: Hit) -> bool:
    """True if ``row`` names ``hit``: by where it stands, or by its words where it says no more."""
    if "entry" in row:
        return all(row.get(key) == value for key, value in hit.stretch._asdict().items())
    return bool(row.get("words")) and row.get("words") == hit.words


def _as_data(file: "WorkshopFile", found: Gated) -> dict[str, Any]:
    rows = [
        {
            "line": place_of(hit, file.workshop),
            "kind": hit.kind,
            "text": hit.text,
            "words": hit.words,
            **hit.stretch._asdict(),
            "may": list(hit.may),
            "did": found.decided.get(hit.stretch),
        }
        for hit in found.hits
    ]
    audience = found.summary.audience
    return {"format": _FORMAT, "version": 1, "audience": audience, "findings": rows}


def _as_text(
    file: "WorkshopFile", held: "HeldExercises", found: Gated, formats: Sequence[str]
) -> Iterator[str]:
    summary, workshop = found.summary, file.workshop
    yield _("For {audience}: {title}").format(
        audience=summary.audience, title=summary.document.head.title
    )
    yield _("Formats: {formats}").format(formats=", ".join(formats))
    yield ""
    yield from _left_out(file, held, found)
    shown = "\n".join(shown_texts(summary))
    names = [name for name in workshop.all_names() if is_named_in(shown, [name])]
    yield _("People whose names stand in it: {names}").format(names=", ".join(names) or _("nobody"))
    yield ""
    yield _("Quotes: {count}").format(count=len(summary.data["quotes"]))
    for row in summary.data["quotes"]:
        speaker = row["by"] or _("a participant")
        yield "  " + _("“{words}”, {name}").format(words=row["text"], name=speaker)
    yield ""
    yield _("Words that may name somebody: {count}").format(count=len(found.hits))
    for number, hit in enumerate(found.hits, 1):
        yield f"  {number}. {_about(hit, found, file)}"
        yield f"     {marked(hit)}"
    if summary.audience in ASKED and found.open:
        yield ""
        yield _("{count} of them are not decided. Nothing is written before they are.").format(
            count=len(found.open)
        )


def _about(hit: Hit, found: Gated, file: "WorkshopFile") -> str:
    words = {
        "keep": _("kept"),
        "out": _("the line is left out"),
        "replace": _("other words stand there"),
        "office": _("other words stand there"),
    }
    parts = [place_of(hit, file.workshop), kinds_in_words([hit.kind])]
    if found.summary.audience in ASKED:
        did = found.decided.get(hit.stretch)
        parts.append(words[did] if did else _("not decided"))
    return " · ".join(parts)


def _left_out(file: "WorkshopFile", held: "HeldExercises", found: Gated) -> Iterator[str]:
    left = found.summary.data["left_out"]
    yield ngettext(
        "{count} line is left out.", "{count} lines are left out.", left["entries"]
    ).format(count=left["entries"])
    readers = {
        "private": _("nobody else may read them, or their speaker was not asked yet"),
        "organizer": _("they are for the organizers"),
        "participants": _("they are for those who took part"),
    }
    counts = left_out_by_share(file.workshop, held, found.summary.audience)
    for share, words in readers.items():
        number = next((count for each, count in counts.items() if each == share), 0)
        if number:
            yield f"  {number}: {words}"
    gone = {hit.stretch.entry for hit in found.hits if found.decided.get(hit.stretch) == "out"}
    if gone:
        yield f"  {len(gone)}: " + _("somebody decided so here")
    if left.get("odd"):
        yield f"  {left['odd']}: " + _("this program cannot read them; see coalition check")
    if found.summary.audience in ASKED:
        yield _("Numbers under five, days and places are left out too.")
