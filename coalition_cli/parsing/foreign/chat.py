"""The export of a chat, as telephones write it: who said what, without what the chat says."""

import re
from typing import Final

from coalition_cli.i18n import _
from coalition_cli.parsing.foreign.sheet import Row, Sheet, Sieve
from coalition_cli.raw_text.table_signs import is_contact
from coalition_cli.sanitize import clean

_DATE: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[APap]\.?\s?[Mm]\.?)?"
_MESSAGE: Final = re.compile(
    rf"[\u200e\u200f]?(?:\[{_DATE},?\s+{_TIME}\]\s*|{_DATE},?\s+{_TIME}\s+[-–]\s+)(?P<rest>.*)",
    re.DOTALL,
)
_SAID: Final = re.compile(r"[\u200e\u200f~\s]*(?P<who>[^:\n]{1,80}):\s(?P<words>.*)", re.DOTALL)

_MEDIA: Final = re.compile(
    r"<[^<>\n]{1,60}>|.{0,60}\b(?:omitted|omis|omise|omitido|omitida|oculto|ocultado|weggelassen)"
    r"|.{0,120}\((?:file attached|fichier joint|archivo adjunto|arquivo anexado|файл добавлен)\)",
    re.IGNORECASE,
)
_DELETED: Final = re.compile(
    "|".join(
        (
            "this message was deleted",
            "you deleted this message",
            "ce message a été supprimé",
            "vous avez supprimé ce message",
            "se eliminó este mensaje",
            "eliminaste este mensaje",
            "esta mensagem foi apagada",
            "você apagou esta mensagem",
            "mensagem apagada",
            "данное сообщение удалено",
            "вы удалили данное сообщение",
            "сообщение удалено",
            "ujumbe huu ulifutwa",
            "umefuta ujumbe huu",
            "diese nachricht wurde gelöscht",
            "du hast diese nachricht gelöscht",
        )
    ),
    re.IGNORECASE,
)
_EDITED: Final = re.compile(r"\s*<[^<>\n]{0,40}(?:edited|modifi|edit|измен|bearbeitet)[^<>\n]*>$")

SPEAKER: Final = 0
WORDS: Final = 1


def read(text: str) -> Sheet | None:
    """The messages of a chat as rows of speaker and words; None where ``text`` is no chat.

    A telephone number in the place of a name is not kept.
    """
    messages = _messages(text)
    if messages is None:
        return None
    sieve, rows = Sieve(), []
    for number, message in messages:
        said = _SAID.fullmatch(message)
        words = _EDITED.sub("", clean(said["words"]).text) if said else message
        row = Row(number, ("", words))
        bare = words.strip("\u200e\u200f .!")
        if said is None:
            sieve.leave("system", row)
        elif _DELETED.fullmatch(bare):
            sieve.leave("deleted", row)
        elif _MEDIA.fullmatch(bare):
            sieve.leave("media", row)
        else:
            who = clean(said["who"].strip("\u200e\u200f\u202a\u202c~ \u00a0")).text
            speaker = "" if is_contact(who.replace("\u00a0", " ")) else who
            rows.append(Row(number, (speaker, words)))
    heading = Row(0, (_("Name"), _("Message")))
    return Sheet((heading, *rows), "chat", (), sieve.left_out())


def _messages(text: str) -> list[tuple[int, str]] | None:
    """Each message with the number of its first line; None where the first line begins none."""
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        begun = _MESSAGE.fullmatch(line)
        if begun:
            found.append((number, [begun["rest"]]))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            return None
    return [(number, "\n".join(lines)) for number, lines in found] or None
