"""Wrong usage as a sentence: what is missing or not known here, and what can be typed instead.

Typer finds it; its own words are English, and say nothing of what there is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from coalition_cli.app.context import refuse_words
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.phrasing.nearest import nearest
from coalition_cli.sanitize import for_screen, in_short

_LOOKS_LIKE_A_COMMAND: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
"""What is anything else may be what somebody said, and is not repeated."""
_DIGITS: Final = 9
"""A longer number is larger than any that an option takes."""


def parsed(context: Any, words: Sequence[str], parse: Callable[[], list[str]]) -> list[str]:
    """What ``parse`` makes of ``words``. Raises the ``Problem`` of wrong usage in our own words."""
    given = list(words)  # the parser takes them off as it reads them
    try:
        return parse()
    except Exception as error:
        tell = _TOLD.get(type(error).__name__)
        if tell is None:
            raise  # the ends that Typer asks for itself, and what nobody foresaw
        raise Problem(tell(error, context, given), USAGE) from None


def refuse_command(context: Any, name: str, known: Sequence[str]) -> None:
    """Raise the ``Problem`` of a word that is no command here; a short list of them is told."""
    near = nearest(name, known)
    if not (near or _LOOKS_LIKE_A_COMMAND.fullmatch(name)):
        refuse_words([name], _see_help(context))
    if context.parent is not None:
        raise Problem(_cannot_stand(name, context.command_path, known), USAGE)
    sentence = _("There is no command {name}.").format(name=_shown(name))
    raise Problem(_with_nearest(sentence, near or "", _see_help(context)), USAGE)


def _told_of_option(error: Any, context: Any, words: Sequence[str]) -> str:
    name = str(error.option_name)
    if of_all := _of_whole_program(name, context, words):
        return of_all
    sentence = _("There is no {option} here.").format(option=_shown(name))
    every = [each for known in context.command.get_params(context) for each in known.opts]
    known = [each[2:] for each in every if each.startswith("--")]
    near = nearest(name.lstrip("-"), known)  # the dashes, which all have, would make all alike
    return _with_nearest(sentence, f"--{near}" if near else "", _see_help(context))


def _of_whole_program(name: str, context: Any, words: Sequence[str]) -> str:
    """The sentence on an option that all commands have, typed after one; else empty.

    Of the other ``words`` none is repeated: somebody may have said them.
    """
    root = context.find_root()
    if root is context or (option := _parameter_called(name, root)) is None:
        return ""
    program, _space, rest = context.command_path.partition(" ")
    value = [] if getattr(option, "is_flag", False) else [_metavar(option, root)]
    more = ["..."] if len([word for word in words if word != name]) > len(value) else []
    typed = " ".join([program, name, *value, rest, *more])
    return _("{option} stands before the command: {typed}").format(option=name, typed=typed)


def _told_of_value(error: Any, context: Any, _words: Sequence[str]) -> str:
    """The sentence of an option without its value, or of a value where there can be none."""
    parameter = _parameter_called(error.option_name, context)
    if parameter is not None and getattr(parameter, "is_flag", False):
        sentence = _("{option} stands alone.").format(option=error.option_name)
    elif parameter is not None and (known := _choices(parameter)):
        sentence = _("After {option} comes one of: {known}.")
        sentence = sentence.format(option=error.option_name, known=", ".join(known))
    else:
        sentence = _("Nothing stands after {option}.").format(option=error.option_name)
    return f"{sentence} {_see_help(context)}"


def _told_of_missing(error: Any, context: Any, words: Sequence[str]) -> str:
    command = _whole_command(context, words)
    if known := _choices(error.param):
        sentence = _("One of these is missing: {known}. Type: {command}")
        return sentence.format(known=", ".join(known), command=command)
    missing = _name_of(error.param, context)
    return _("{missing} is missing. Type: {command}").format(missing=missing, command=command)


def _told_of_bad_value(error: Any, context: Any, words: Sequence[str]) -> str:
    given = str(_as_given(context, words).get(error.param.name, ""))
    after = _name_of(error.param, context)
    if known := _choices(error.param):
        is_option = after.startswith("-")
        return _cannot_stand(given, after if is_option else context.command_path, known)
    if hasattr(error.param.type, "min") and given.removeprefix("-").isdecimal():
        most = getattr(error.param.type, "max", None)
        if most is not None and (len(given) > _DIGITS or int(given) > most):
            sentence = _("{given} is too large for {option}: the most is {most}.")
            return sentence.format(given=_shown(given), option=after, most=most)
        sentence = _("{given} is too small for {option}: the least is {least}.")
        return sentence.format(given=_shown(given), option=after, least=error.param.type.min)
    sentence = _('After {option} comes a number, and "{given}" is none.')
    return sentence.format(option=after, given=_shown(given))


def _told_of_anything(_error: Any, context: Any, _words: Sequence[str]) -> str:
    return _("This cannot be read as a command. {see}").format(see=_see_help(context))


_TOLD: Final[Mapping[str, Callable[[Any, Any, Sequence[str]], str]]] = {
    "NoSuchOption": _told_of_option,
    "BadOptionUsage": _told_of_value,
    "MissingParameter": _told_of_missing,
    "BadParameter": _told_of_bad_value,
    "BadArgumentUsage": _told_of_anything,
    "UsageError": _told_of_anything,
}
"""What is said of each, by the name of Typer's class, most of which it does not publish."""


def _cannot_stand(given: str, after: str, known: Sequence[str]) -> str:
    sentence = _('"{given}" cannot stand after {place}: {known}.')
    told = sentence.format(given=_shown(given), place=after, known=", ".join(known))
    return _with_nearest(told, nearest(given, known), "")


def _with_nearest(sentence: str, near: str, otherwise: str) -> str:
    """``sentence`` with the name that may have been meant, else with where to look."""
    meant = _("Did you mean {near}?").format(near=near) if near else otherwise
    return f"{sentence} {meant}".strip()


def _see_help(context: Any) -> str:
    if context.parent is None:
        return _("All there is: coalition help all")
    return _("What it takes: {command} --help").format(command=context.command_path)


def _whole_command(context: Any, words: Sequence[str]) -> str:
    """The command with all that it cannot do without, as it may be typed."""
    given = _as_given(context, words)
    parts = [context.command_path]
    for each in context.command.params:
        if each.required:
            typed, known = str(given.get(each.name)), _choices(each)
            option = _option_of(each)
            what = typed if typed in known else (known or [_metavar(each, context)])[0]
            parts += [option, what] if option else [what]
    return " ".join(parts)


def _as_given(context: Any, words: Sequence[str]) -> Mapping[str, Any]:
    """The value of each option and argument as it was typed."""
    values: Mapping[str, Any] = context.command.make_parser(context).parse_args(list(words))[0]
    return values


def _parameter_called(option: str, context: Any) -> Any:
    return next((each for each in context.command.params if option in each.opts), None)


def _name_of(parameter: Any, context: Any) -> str:
    """An option as it is typed, or what stands for an argument in the line of usage."""
    return _option_of(parameter) or _metavar(parameter, context)


def _option_of(parameter: Any) -> str:
    return next((each for each in parameter.opts if each.startswith("--")), "")


def _metavar(parameter: Any, context: Any) -> str:
    found: str = parameter.make_metavar(context)
    return found.strip("{}") if not found.startswith("<") else found.strip("<>").upper()


def _choices(parameter: Any) -> list[str]:
    """The words that an option or argument takes, where Typer knows them."""
    return [str(getattr(each, "value", each)) for each in getattr(parameter.type, "choices", ())]


def _shown(given: str) -> str:
    return for_screen(in_short(given))
