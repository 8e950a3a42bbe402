"""A card that the room adds itself: what is asked of it, and who may read it."""

from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.cards.cards_options import OWN
from coalition_cli.model.entry import Entry, Fact, Share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.parsing.words_for_others import words_for_others
from coalition_cli.stage import Option, Question, Stage


def ask_own(number: int, entry: Entry, step: Step, stage: Stage) -> Play:
    """Ask for what a card of the room's own still lacks; each answer is handed over at once."""
    body = dict(entry.body)
    for field, prompt in _own_fields(step).items():
        if field in body:
            continue
        if field == "may_name":
            chosen = stage.choose((number, field), prompt, _consents(), "false")
            share = None if chosen == "true" else entry.share
            yield Fact({**body, field: chosen == "true"}, share=share, op="edit", ref=entry.id)
            return
        read = read_words if field == "text" else read_words_or_none
        key = (number, "title" if field == "text" else field)
        hint = "" if field == "text" else _("An empty line: nothing is written.")
        # The other two name somebody on purpose.
        others_read = words_for_others(step.share) if field == "words" else None
        question = Question(key, prompt, read, hint=hint, others_read=others_read)
        body = {**body, field: stage.ask(question)}
        yield Fact(body, share=entry.share, op="edit", ref=entry.id)


def _own_fields(step: Step) -> dict[str, str]:
    fields = {"text": _("Its title: who, and where"), "words": _("What shall be read aloud?")}
    if not step.options.get("ask_source"):
        return fields
    consent = _("May they be named outside this group?")
    return {**fields, "source": _("Who told us, or how do we know?"), "may_name": consent}


def _consents() -> list[Option]:
    return [
        Option("false", _("Nobody asked them yet: it stays with the organizers")),
        Option("true", _("They said so themselves: they may be named")),
    ]


def share_of_own(step: Step) -> Share | None:
    """A group is named to the organizers alone until it said yes."""
    is_wide = share_level(step.share) > share_level("organizer")
    return "organizer" if step.options.get("ask_source") and is_wide else None


def lacks_words(entry: Entry, step: Step) -> bool:
    """True if something of a card of the room's own was not asked yet."""
    return entry.body.get("card") == OWN and any(
        field not in entry.body for field in _own_fields(step)
    )
