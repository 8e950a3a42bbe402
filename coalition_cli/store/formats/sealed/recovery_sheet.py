"""The recovery sheet: a printed page that tells, in ten years too, how to open a workshop."""

from collections.abc import Sequence
from html import escape
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.store.formats.sealed import keys

_STYLE: Final = """
@page { size: A4; margin: 18mm }
* { box-sizing: border-box }
body { font: 11pt/1.45 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #000;
  max-width: 174mm; margin: 8mm auto }
h1 { font-size: 20pt; margin: 0 0 1mm }
h2 { font-size: 12.5pt; margin: 7mm 0 1.5mm; border-bottom: 0.4mm solid #000 }
p { margin: 1.5mm 0 } .quiet { color: #444 }
code, pre { font: 10pt/1.5 "Noto Sans Mono", "DejaVu Sans Mono", "Courier New", monospace }
pre { border: 0.3mm solid #777; border-radius: 1.5mm; padding: 2.5mm 3mm; margin: 2mm 0;
  white-space: pre-wrap; overflow-wrap: anywhere }
.four { font-size: 17pt; font-weight: bold; letter-spacing: 0.3mm; margin: 1mm 0 2mm }
.secret { border: 0.8mm solid #000; padding: 4mm }
.secret code { font-size: 14pt; line-height: 1.9 }
.secret span { display: inline-block; margin-right: 3mm }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin-top: 2mm }
th:first-child { width: 26% }
th { text-align: left; font-size: 9.5pt; font-weight: normal; color: #444; padding: 0 2mm }
td { border-bottom: 0.3mm solid #000; height: 9.5mm }
td + td, th + th { border-left: 3mm solid #fff }
@media print { body { margin: 0; max-width: none } }
"""
_GROUP: Final = 6


def of_workshop(name: str, recipients: Sequence[str], day: str) -> bytes:
    """The sheet of the sealed workshop ``name``, as HTML that loads nothing; it holds no secret."""
    command = "age -d -i identity.age -o workshop.json store.age"
    with_organisation = "age -d -i organisation-key.txt -o workshop.json store.age"
    log = (
        "age -d identity.age > key.txt\n"
        'while read -r line; do printf %s "$line" | base64 -d | age -d -i key.txt; echo; done'
        " < capture.log\n"
        "rm key.txt"
    )
    parts = [
        f"<h1>{_text(name)}</h1>",
        _p(_("A sealed workshop. Sheet of {day}.").format(day=day), "quiet"),
        _h(_("The four words of its keys")),
        f'<p class="four">{_text(keys.fingerprint(recipients))}</p>',
        _p(_("Read them aloud when somebody asks whether the keys are still the right ones.")),
        _h(_("How to open it")),
        _p(
            _("With coalition: {command}. It asks for the passphrase.").format(
                command=f"coalition --file {name} show"
            )
        ),
        _p(
            _(
                "Without coalition, in the folder {folder}, with the program age"
                " (age-encryption.org):"
            ).format(folder=name)
        ),
        _pre(command),
        _p(_("If the passphrase is lost, with the key file of the organisation:"))
        if len(recipients) > 1
        else "",
        _pre(with_organisation) if len(recipients) > 1 else "",
        _p(_("With coalition, that key gives it a new passphrase:")) if len(recipients) > 1 else "",
        _pre(f"coalition keys rotate --file {name} --organisation-proof organisation-key.txt")
        if len(recipients) > 1
        else "",
        _p(_("The newest lines may still lie in capture.log, one line each:")),
        _pre(log),
        _h(_("For whom it is sealed")),
        _pre("\n".join(recipients)),
        ""
        if len(recipients) > 1
        else _p(_("No organisation can open it: without the passphrase it is lost.")),
        _h(_("Who keeps what")),
        _keepers(
            [
                _("This sheet"),
                _("The passphrase"),
                _("The organisation's key"),
                _("A copy of the folder"),
            ]
        ),
        _p(_("Keep the passphrase away from the laptop, and never on this sheet."), "quiet"),
    ]
    return _page(name, parts)


def of_organisation_key(key: keys.Key, day: str) -> bytes:
    """The sheet of an organisation's key, with its secret: to be printed once and locked away."""
    rest = key.text.removeprefix(keys.KEY_BEGINS)
    groups = [
        keys.KEY_BEGINS,
        *(rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP)),
    ]
    secret = "".join(f"<span>{_text(group)}</span>" for group in groups)
    title = _("The organisation's key")
    parts = [
        f"<h1>{_text(title)}</h1>",
        _p(
            _(
                "Made on {day}. Whoever has this page opens every workshop that is sealed for it."
            ).format(day=day)
        ),
        _h(_("The secret key")),
        f'<div class="secret"><code>{secret}</code></div>',
        _p(_("Type it without the gaps. A wrong letter is noticed.")),
        _h(_("The public key")),
        _pre(key.public),
        _p(_("This one is no secret. Workshops are sealed for it with:")),
        _pre(f'coalition new "…" --seal --organisation {key.public}'),
        _h(_("The four words of this key")),
        f'<p class="four">{_text(keys.fingerprint([key.public]))}</p>',
        _h(_("How to open a workshop with it")),
        _p(_("Write the secret key into a file, then, in the folder of the workshop:")),
        _pre("age -d -i organisation-key.txt -o workshop.json store.age"),
        _h(_("Where the copies are kept")),
        _keepers([_("First copy"), _("Second copy")]),
        _p(
            _("Two copies in two places. Remove the file that this page was printed from."), "quiet"
        ),
    ]
    return _page(title, parts)


def _page(title: str, parts: Sequence[str]) -> bytes:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{_text(title)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    ).encode()


def _keepers(rows: Sequence[str]) -> str:
    head = "".join(f"<th>{_text(word)}</th>" for word in ("", _("Who"), _("Where"), _("Since")))
    body = "".join(f"<tr><td>{_text(row)}</td><td></td><td></td><td></td></tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _h(words: str) -> str:
    return f"<h2>{_text(words)}</h2>"


def _p(words: str, name: str = "") -> str:
    return f'<p class="{name}">{_text(words)}</p>' if name else f"<p>{_text(words)}</p>"


def _pre(words: str) -> str:
    return f"<pre>{_text(words)}</pre>"


def _text(words: str) -> str:
    return escape(words)
