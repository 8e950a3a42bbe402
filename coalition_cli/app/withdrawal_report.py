"""The sentences after a withdrawal: what is gone, to be worded again, to be called back."""

from coalition_cli.app import console
from coalition_cli.clock import local_time
from coalition_cli.i18n import _
from coalition_cli.model import export_log
from coalition_cli.model.entry import DETAILS
from coalition_cli.model.withdrawn_mark import WITHDRAWN_MARK
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import line_name
from coalition_cli.store.withdraw import Withdrawn


def tell_withdrawn(done: Withdrawn, workshop: Workshop) -> None:
    """Say what is gone, what must be worded again, and which exports must be called back."""
    console.put(done.entry.id)
    console.say(
        _("Withdrawn: the words are out of the file and its backups. Counts and decisions stand.")
    )
    for words in _told_of_details(done, workshop):
        console.say(words)
    for entry in done.reworded:
        if entry.place == DETAILS:
            continue
        sentence = _(
            "{line} quoted them and now says […]. Give it other words: coalition fix {line}"
        )
        console.say(sentence.format(line=line_name(entry, workshop)))
    for path in done.removed:
        console.say(
            _(
                "A copy that could not be read was removed, since it may have held them: {file}"
            ).format(file=path)
        )
    for entry in done.echoes:
        sentence = _("{line} says the like in words of her own, and stays. Look at it.")
        console.say(sentence.format(line=line_name(entry, workshop)))
    for each in export_log.holding(workshop, done.reached):
        sentence = _(
            "May still hold them, and must be called back: the export of {time} for {audience}: "
            "{files}"
        )
        when, names = local_time(each.at, with_day=True), ", ".join(each.files)
        console.say(sentence.format(time=when, audience=each.audience, files=names))
    console.say(_("Paper, sent messages and copies on other machines cannot be reached from here."))


def _told_of_details(done: Withdrawn, workshop: Workshop) -> list[str]:
    """Return the sentences about details of the day that told the name of who withdrew."""
    reworded = {entry.id for entry in done.reworded} | {entry.ref for entry in done.reworded}
    known, told = workshop.details(), []
    for entry in workshop.standing(DETAILS):
        name = str(entry.body.get("name") or "")
        if entry.id not in reworded or WITHDRAWN_MARK not in entry.text:
            continue
        if known.get(name):
            sentence = _(
                "The detail {name} held the name and now says […] there. Give it other words: "
                "{command}"
            )
        else:
            sentence = _(
                "The detail {name} was that name: it is withdrawn, and open again. To tell it: "
                "{command}"
            )
        told.append(sentence.format(name=name, command="coalition details"))
        if name == "care_person" and known.get("phone"):
            told.append(
                _("The number to call stays in the details. If it is hers, change it there too.")
            )
    return told
