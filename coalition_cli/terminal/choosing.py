"""The prompts that choose, by questionary, on the same screen as everything else."""

from collections.abc import Callable, Sequence
from typing import Any

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output
from questionary.prompts.common import InquirerControl

from coalition_cli.terminal.clock import Clock
from coalition_cli.terminal.framing import (
    LOOK,
    PageControl,
    application,
    key_bar,
    leaving_keys,
    stacked,
    words_window,
)
from coalition_cli.terminal.leaving import Leaving, Left, Picking
from coalition_cli.terminal.page import Page
from coalition_cli.typed import for_screen
from coalition_cli.words import _, ngettext


def choose(page: Page, picking: Picking, output: Output, clock: Callable[[], Clock]) -> Left:
    """Show the options under ``page`` until one is chosen, or the prompt is left another way."""
    question = _question(picking)
    above = PageControl(page)
    theirs = question.application
    options = next(control for control in theirs.layout.find_all_controls() if isinstance(control, InquirerControl))
    left: list[Leaving] = []

    def leave(event: KeyPressEvent, leaving: Leaving) -> None:
        left.append(leaving)
        event.app.exit(result=_marked(options, picking))

    keys = leaving_keys(leave, above)
    keys.add("c-d", eager=True)(lambda event: leave(event, "pause"))
    _add_digits(keys, options, picking)
    body = stacked(
        above,
        theirs.layout.container,
        words_window(lambda: picking.notice, "class:notice"),
        bar=key_bar(lambda: _parts(options, picking), lambda: clock().words(), above),
    )
    bindings = merge_key_bindings([binding for binding in (theirs.key_bindings, keys) if binding])
    question.application = application(body, bindings, output, style=LOOK)
    try:
        chosen = question.unsafe_ask()
    except EOFError:
        return Left("pause")
    values = tuple(chosen) if isinstance(chosen, (list, tuple)) else (chosen,)
    return Left(left[0] if left else "answered", values=values)


def _question(picking: Picking) -> Any:
    width = len(str(len(picking.options)))
    choices = [
        questionary.Choice(
            title=_("{number}. {option}").format(number=f"{number:>{width}}", option=for_screen(option.words)),
            value=option.value,
            checked=picking.is_many and option.value in picking.chosen,
        )
        for number, option in enumerate(picking.options, 1)
    ]
    if picking.is_many:
        return questionary.checkbox(
            for_screen(picking.prompt), choices, qmark="", pointer="»", instruction=" ", use_jk_keys=False
        )
    first = next((option.value for option in picking.options if option.value in picking.chosen), None)
    return questionary.select(
        for_screen(picking.prompt),
        choices,
        default=first,
        qmark="",
        pointer="»",
        instruction=" ",
        use_jk_keys=False,
        show_selected=False,
    )


def _add_digits(keys: KeyBindings, options: InquirerControl, picking: Picking) -> None:
    for number in range(1, min(len(picking.options), 9) + 1):
        keys.add(str(number), eager=True)(_toggler(options, number) if picking.is_many else _picker(options, number))
    for letter in ("a", "i"):  # questionary's own letters for all and none would have no twin that everybody can read
        keys.add(letter, eager=True)(lambda _event: None)


def _picker(options: InquirerControl, number: int) -> Callable[[KeyPressEvent], None]:
    def pick(event: KeyPressEvent) -> None:
        options.pointed_at = number - 1
        options.is_answered = True
        event.app.exit(result=options.get_pointed_at().value)

    return pick


def _toggler(options: InquirerControl, number: int) -> Callable[[KeyPressEvent], None]:
    def toggle(_event: KeyPressEvent) -> None:
        options.pointed_at = number - 1
        value = options.get_pointed_at().value
        if value in options.selected_options:
            options.selected_options.remove(value)
        else:
            options.selected_options.append(value)

    return toggle


def _marked(options: InquirerControl, picking: Picking) -> Sequence[str]:
    if picking.is_many:
        return [str(choice.value) for choice in options.get_selected_values()]
    return [str(options.get_pointed_at().value)]


def _parts(options: InquirerControl, picking: Picking) -> list[str]:
    others = [_("Esc menu"), _("F9 hide")]
    if picking.is_many:
        count = len(options.selected_options)
        words = ngettext("Enter: go on with {count} chosen", "Enter: go on with {count} chosen", count)
        return [words.format(count=count), *others, _("Space or a digit chooses")]
    pointed = next(o for o in picking.options if o.value == options.get_pointed_at().value)
    words = for_screen(pointed.words)
    most = max(10, get_app().output.get_size().columns // 2)
    enter = _("Enter: {option}").format(option=words if len(words) <= most else words[: most - 1] + "…")
    return [enter, *others, _("↑↓ or a digit chooses")]
