"""The words in which people say a day: of the room's language, of English, and of its neighbours.

The words of the room and of English are those of the interface (gettext). French, Spanish,
Portuguese and Russian stand here, because rooms that speak them type days in them long before
anybody has translated the interface.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from coalition_cli.i18n import _, english
from coalition_cli.phrasing.dates import months, weekdays
from coalition_cli.phrasing.sentences import in_words

FEWEST_LETTERS: Final = 3
_WORDS: Final = re.compile(r"\d+|[^\W\d]+")


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words of one language, without accents and capitals.

    ``months`` and ``weekdays`` give numbers from 1, ``units`` one of ``day``, ``week`` and
    ``month``, ``counts`` a number. ``fillers`` may stand anywhere and mean nothing, such as "on";
    ``articles`` too, but make a number a day of a month: "the 15th".
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    counts: Mapping[str, int]
    days: Mapping[str, int]
    """Days by how many they are from today, such as "yesterday": -1."""
    following: frozenset[str]
    end: frozenset[str]
    linking: frozenset[str]
    articles: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    fillers: frozenset[str] = field(default=frozenset())


def words_of(text: str) -> list[str]:
    """The words and numbers of ``text``, without accents and capitals."""
    return _WORDS.findall(plain(text))


def plain(text: str) -> str:
    """``text`` without accents and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tongues() -> list[DayWords]:
    """The words in which a day may be said, those of the room first."""
    here = _of_interface()
    with english():
        source = _of_interface()
    return [here, source, *_NEIGHBOURS.values()]


def _of_interface() -> DayWords:
    """The words of the language that the interface speaks now."""
    units = ((_("day"), _("days")), (_("week"), _("weeks")), (_("month"), _("months")))
    counts = tuple(in_words(count) for count in range(1, 11))
    days = (_("today"), _("tomorrow"), _("yesterday"))
    return _from_texts(
        *(months(), weekdays(), units, counts, days), _("next"), _("end"), _("of"), _("in")
    )


@lru_cache(maxsize=4)
def _from_texts(
    months: Sequence[str],
    weekdays: Sequence[str],
    units: Sequence[Sequence[str]],
    counts: Sequence[str],
    days: Sequence[str],
    following: str,
    end: str,
    linking: str,
    filler: str,
) -> DayWords:
    """The words of an interface with these texts, made once for each language."""
    named = zip(("day", "week", "month"), units, strict=True)
    return DayWords(
        months=_beginnings([[name] for name in months]),
        weekdays=_beginnings([[name] for name in weekdays]),
        units={plain(word): unit for unit, words in named for word in words},
        counts={plain(word): count for count, word in enumerate(counts, 1)} | {"a": 1},
        days={plain(word): away for word, away in zip(days, (0, 1, -1), strict=True)},
        following=frozenset(words_of(following)),
        end=frozenset(words_of(end)),
        linking=frozenset(words_of(linking)),
        articles=frozenset(("the",)),
        ordinals=frozenset(("st", "nd", "rd", "th")),
        fillers=frozenset((*words_of(filler), "on", "by", "this")),
    )


def _beginnings(names: Sequence[Sequence[str]]) -> dict[str, int]:
    """Names, and their unambiguous beginnings of three letters or more, with numbers from 1."""
    found: dict[str, set[int]] = {}
    for number, spellings in enumerate(names, 1):
        for name in map(plain, spellings):
            for length in range(min(FEWEST_LETTERS, len(name)), len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return {beginning: min(numbers) for beginning, numbers in found.items() if len(numbers) == 1}


def _whole(names: str) -> dict[str, int]:
    """Names with numbers from 1; spellings of one name stand between bars."""
    return {
        plain(name): number
        for number, spellings in enumerate(names.split(), 1)
        for name in spellings.split("|")
    }


def _neighbour(
    *,
    months: str,
    weekdays: str,
    units: Mapping[str, str],
    counts: str,
    days: Mapping[str, int],
    following: str,
    end: str,
    linking: str,
    articles: str = "",
    ordinals: str = "",
    fillers: str = "",
) -> DayWords:
    return DayWords(
        months=_whole(months),
        weekdays=_whole(weekdays),
        units={plain(word): unit for unit, words in units.items() for word in words.split()},
        counts=_whole(counts),
        days={plain(word): count for word, count in days.items()},
        following=frozenset(plain(following).split()),
        end=frozenset(plain(end).split()),
        linking=frozenset(plain(linking).split()),
        articles=frozenset(plain(articles).split()),
        ordinals=frozenset(plain(ordinals).split()),
        fillers=frozenset(plain(fillers).split()),
    )


_NEIGHBOURS: Final = {
    "fr": _neighbour(
        months="janvier février mars avril mai juin juillet août septembre octobre novembre"
        " décembre",
        weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
        units={"day": "jour jours", "week": "semaine semaines", "month": "mois"},
        counts="un|une deux trois quatre cinq six sept huit neuf dix",
        days={"aujourd hui": 0, "aujourdhui": 0, "demain": 1, "hier": -1},
        following="prochain prochaine",
        end="fin",
        linking="de du d",
        articles="le la",
        ordinals="er ere",
        fillers="dans en au",
    ),
    "es": _neighbour(
        months="enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre"
        " noviembre diciembre",
        weekdays="lunes martes miércoles jueves viernes sábado domingo",
        units={"day": "día días", "week": "semana semanas", "month": "mes meses"},
        counts="un|una|uno dos tres cuatro cinco seis siete ocho nueve diez",
        days={"hoy": 0, "mañana": 1, "ayer": -1},
        following="próximo próxima",
        end="fin finales",
        linking="de del",
        articles="el la",
        ordinals="o",
        fillers="en dentro a",
    ),
    "pt": _neighbour(
        months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
        " dezembro",
        weekdays="segunda terça quarta quinta sexta sábado domingo",
        units={"day": "dia dias", "week": "semana semanas", "month": "mês meses"},
        counts="um|uma dois|duas três quatro cinco seis sete oito nove dez",
        days={"hoje": 0, "amanhã": 1, "ontem": -1},
        following="próximo próxima",
        end="fim final",
        linking="de do da",
        articles="o a",
        ordinals="o",
        fillers="em dentro daqui no feira",
    ),
    "ru": _neighbour(
        months="январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня июль|июля"
        " август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря",
        weekdays="понедельник вторник среда|среду четверг пятница|пятницу суббота|субботу"
        " воскресенье",
        units={
            "day": "день дня дней",
            "week": "неделя неделю недели недель неделе",
            "month": "месяц месяца месяцев месяце",
        },
        counts="один|одну два|две три четыре пять шесть семь восемь девять десять",
        days={"сегодня": 0, "завтра": 1, "вчера": -1},
        following="следующий следующая следующую следующей следующем",
        end="конец конце концу",
        linking="го",
        ordinals="го е",
        fillers="через в во на к",
    ),
}
"""Whole names alone: in so many languages short ones would mean too many days."""

LANGUAGES: Final = tuple(_NEIGHBOURS)
"""French, Spanish, Portuguese and Russian: no texts of ours are in them, but days can be typed."""
