"""The counting of one vote: hands by level, or one voice a group, then every concern."""

from collections.abc import Generator
from contextlib import suppress
from itertools import count

from coalition_cli.blocks import Bullet, Bullets
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods.vote_blocks import (
    voices_shown,
)
from coalition_cli.methods.vote_scales import levels
from coalition_cli.methods.voting import groups_here, worried
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.view import View
from coalition_cli.parsing import read_count, read_words
from coalition_cli.parsing.votes import read_voice
from coalition_cli.stage import Finished, Key, Option, Question, Stage


def hold_vote(at: Key, entry: Entry, view: View, stage: Stage, is_counted: bool = False) -> Play:
    """Count and hear; ``at`` is where a file holds this vote."""
    if not is_counted:
        counting = _hear_voices if "voices" in entry.body else _count
        entry = yield from counting(at, entry, view, stage)
    yield from _hear_concerns(at, entry, stage)


def _count(at: Key, entry: Entry, view: View, stage: Stage) -> Generator[Fact, Entry, Entry]:
    """Ask for the levels that were not counted yet.

    More hands than people are asked about, once.
    """
    body = dict(entry.body)
    while True:
        for level, words in levels(body["scale"]).items():
            if level not in body["counts"]:
                question = Question(
                    (*at, level), words, read_count, default="0", hint=_("How many? Enter: none.")
                )
                body = {**body, "counts": {**body["counts"], level: stage.ask(question)}}
                yield Fact(body, op="edit", ref=entry.id)
        counted = sum(body["counts"].values())
        if not body["present"] or counted <= body["present"]:
            break
        sentence = _("{counted} were counted, but {present} people are here.")
        options = [
            Option("keep", _("Keep it; the summary shows both numbers")),
            Option("again", _("Count again")),
        ]
        stage.say(sentence.format(counted=counted, present=body["present"]), "warning")
        if stage.choose(None, _("What now?"), options, "keep") == "keep":
            break
        body = {**body, "counts": {}, "present": len(view.voters())}
    return entry._replace(body=body)


def _hear_voices(at: Key, entry: Entry, view: View, stage: Stage) -> Generator[Fact, Entry, Entry]:
    """One level for each group, small or large.

    A group that nobody here stands for may be named too.
    """
    body = dict(entry.body)
    words = levels(body["scale"])
    with suppress(Finished):
        for number in count(len(body["voices"])) if "concerns" not in body else ():
            waiting = [group for group in groups_here(view) if group not in body["voices"]]
            stage.show(
                [Bullets(tuple(map(Bullet, words.values()))), *voices_shown(body["voices"], words)]
            )
            prompt = _("One more group, and its level? Enter: all were heard.")
            if waiting:
                prompt = _("{group}: which level?").format(group=waiting[0])
            group, level = stage.ask(
                Question(
                    (*at, "levels", number),
                    prompt,
                    lambda given, waiting=waiting: read_voice(given, words, waiting),  # type: ignore[misc]
                    repeats=True,
                    completions=tuple(waiting),
                    hint=_(
                        "{levels}. Another group: its name, then its level. An empty line: all "
                        "were heard."
                    ).format(levels=", ".join(words)),
                )
            )
            body = {**body, "voices": {**body["voices"], group: level}}
            yield Fact(body, op="edit", ref=entry.id)
    return entry._replace(body=body)


def _hear_concerns(at: Key, entry: Entry, stage: Stage) -> Play:
    """Write down one concern after the other.

    Hands that show one are told how many are still unheard.
    """
    body = dict(entry.body)
    concerned = worried(body)
    concerns = list(body.get("concerns") or ())
    with suppress(Finished):
        for number in count(len(concerns)) if concerned else ():
            concerns.append(stage.ask(_concern(at, number, concerned - number)))
            body = {**body, "concerns": list(concerns)}
            yield Fact(body, op="edit", ref=entry.id)
    if not body.get("closed"):
        yield Fact({**body, "closed": True}, op="edit", ref=entry.id)


def _concern(at: Key, number: int, unheard: int) -> Question[str]:
    prompt = _("Another concern? Enter: all were heard.")
    if unheard > 0:
        prompt = ngettext(
            "{count} has a concern. What is it?", "{count} have concerns. One of them", unheard
        )
    return Question(
        key=(*at, "concerns", number),
        prompt=prompt.format(count=unheard),
        read=read_words,
        repeats=True,
        hint=_("Role and reason, no name. An empty line: all were heard."),
        others_read=str,
    )
