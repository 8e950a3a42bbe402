"""Details by which strangers know somebody: her family by name, her birth, a case, a street.

More than is pointed at while people type, for there each false sign costs a room its patience; here
somebody reads once, before a text goes to readers outside. Patterns in six languages, each within
bounds, so that a text of any length takes a time in proportion to it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Final

from coalition_cli.raw_text.identifying_words import WORD, Mark, is_like_name, marks
from coalition_cli.raw_text.words_about_names import ORDINARY, TITLES


def marks_outside(text: str, people: Collection[str] = ()) -> list[Mark]:
    """Every stretch of ``text`` that may name somebody, or by which strangers may know her.

    In order, none over another. ``people`` are the names of those who are there.
    """
    details = chain(_relatives(text), _births(text), _numbers(text), _addresses(text))
    return _joined(chain(details, marks(text, people)))


def _joined(found: Iterable[Mark]) -> list[Mark]:
    """``found`` in order; what overlaps is one, of the kind of the one that begins first."""
    joined: list[Mark] = []
    for mark in sorted(found, key=lambda each: (each.start, -each.end)):
        if joined and mark.start < joined[-1].end:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, mark.end))
        else:
            joined.append(mark)
    return joined


_RELATIVE: Final = re.compile(
    r"(?<!\w)(?:"
    # English
    r"(?:my|our|your|his|her|their|[^\W\d_]{2,30}['’]s) (?:late |own |first |eldest |youngest |"
    r"elder |older |younger |little |big |step|grand|ex-){0,2}(?:sons?|daughters?|child(?:ren)?|"
    r"bab(?:y|ies)|boys?|girls?|husband|wife|partner|fianc[ée]e?|brothers?|sisters?|twins?|mother|"
    r"father|mum|mom|dad|uncle|aunt|auntie|cousins?|nephew|niece|in-law|friend|neighbou?r|"
    r"boyfriend|girlfriend)(?:-in-law)?"
    # Swahili
    r"|mwana(?:ngu|o|we|e|wake|wetu)|mume(?:we|o)|mke(?:we|o)|nduguye|babake|mamake|dadake|kakake"
    r"|(?:mtoto|watoto|mwana|binti|mume|mke|kaka|dada|mama|baba|babu|bibi|nyanya|mjomba|shangazi|"
    r"ndugu|mdogo|mjukuu|rafiki|jirani|mchumba|mpenzi) [wylz](?:angu|ako|ake|etu|enu|ao|a)"
    # French
    r"|(?:mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|leurs?) (?:petite? |grande? )?(?:fils|"
    r"filles?|enfants?|bébé|mari|femme|épou(?:x|se)|frères?|s(?:œ|oe)urs?|mère|père|maman|papa|"
    r"oncle|tante|cousine?s?|neveu|nièce|grand-mère|grand-père|amie?|voisine?)"
    # Spanish, Portuguese
    r"|(?:mis?|tus?|sus?|nuestr[oa]s?|meus?|minhas?|seus?|suas?|noss[oa]s?) (?:hij[oa]s?|espos[oa]|"
    r"marido|mujer|herman[oa]s?|madre|padre|mamá|papá|tí[oa]|prim[oa]s?|sobrin[oa]|abuel[oa]|"
    r"niet[oa]|filh[oa]s?|irmão|irmãos|irmãs?|mãe|pai|amig[oa]|vizinh[oa])"
    # Russian
    r"|сын(?:а|у|ом|е)?|доч(?:ь|ери|ерью|к[аиеу]|кой)|муж(?:а|у|ем)?|жен(?:а|ы|е|у|ой)"
    r"|брат(?:а|у|ом|е)?|сестр(?:а|ы|е|у|ой)|мат(?:ь|ери|ерью)|от(?:ец|ца|цу|цом)|мам(?:а|ы|е|у|ой)"
    r"|пап(?:а|ы|е|у|ой)|бабушк(?:а|и|е|у|ой)|дедушк(?:а|и|е|у|ой)|дяд(?:я|и|е|ю|ей)|т[её]т(?:я|и|е|ю|ей)"
    r")(?: мо(?:й|я|его|ей|ему|ю|им))?(?:,? | \()(?:who is |is )?"
    r"(?:called |named |(?:ana|wana|ali)yeitwa |"
    r"(?:ai|a)itwaye |jina lake (?:ni )?|appelée? |nommée? |qui s['’]appelle |llamad[oa] |"
    r"que se llama |chamad[oa] |по имени )?(?=[^\W\d_])",
    re.IGNORECASE,
)
_AND: Final = frozenset((" ", " and ", " na ", " et ", " y ", " e ", " и ", " & "))
_MOST_NAMES: Final = 5
_LONGEST_LETTERS: Final = 3
"""So many capitals may be letters for a body or an illness."""


def _relatives(text: str) -> Iterator[Mark]:
    """Somebody's relative and the name behind it: "my son Peter"."""
    for found in _RELATIVE.finditer(text):
        end = _end_of_names(text, found.end(), may_shout=not found[0].strip().isupper())
        if end > found.end():
            yield Mark("relative", found.start(), end)


def _end_of_names(text: str, start: int, *, may_shout: bool = False) -> int:
    """The end of the names that begin at ``start``; ``start`` where none does."""
    at = end = start
    for _number in range(_MOST_NAMES):
        word = WORD.match(text, at)
        if word is None or not _is_name(word[0], may_shout=may_shout):
            break
        end = word.end()
        is_title = word[0].casefold() in TITLES and text.startswith(". ", end)
        at = end + len(". ") if is_title else _behind_and(text, end)
    return end


def _behind_and(text: str, end: int) -> int:
    """The place behind a space, or an "and" that joins two names, at ``end``; else the text's."""
    joins = (each for each in _AND if text.startswith(each, end))
    length = max(map(len, joins), default=0)
    return end + length if length else len(text)


def _is_name(word: str, *, may_shout: bool) -> bool:
    if word.isupper():
        return may_shout and len(word) > _LONGEST_LETTERS and word.casefold() not in ORDINARY
    return is_like_name(word)


_DATE: Final = (
    r"(?:\d{1,4} ?[./-] ?\d{1,2} ?[./-] ?\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|-го)?,? (?:of |de |ya )?[^\W\d_]{3,12}\.?,? "
    r"(?:of |de |del )?\d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|19\d\d)"
)
_BIRTH: Final = re.compile(
    r"(?<!\w)(?:born|birthda(?:y|te)|birth date|date of birth|d\.? ?o\.? ?b\.?|"
    r"(?:ali|ame|nili|nime|ku|wali|tuli)zaliwa|mzaliwa|née?s?|naissance|nac(?:ió|í|ido|ida|imiento|eu)|"
    r"nasc(?:id[oa]|eu|imento|i)|роди(?:лся|лась|лись)|рожд(?:ения|[её]н|ена))"
    r"(?P<date>(?:[:,;(–-]? ?(?:on|in|is|was|the|of|le|en|el|em|day|tarehe|mwaka|mnamo|siku|ya|"
    r"в|est|es)"
    rf"(?=\W)){{0,3}}[ :,;(–-]{{0,3}}{_DATE})(?![\w/])",
    re.IGNORECASE,
)
_RUSSIAN_YEAR: Final = re.compile(rf"(?<![\w.]){_DATE}(?= ?г\. ?р\.)")


def _births(text: str) -> Iterator[Mark]:
    """A day of birth, and the little words before it."""
    for found in _BIRTH.finditer(text):
        start, end = found.span("date")
        start += len(found["date"]) - len(found["date"].lstrip(" :,;(–-"))
        yield Mark("birth", start, end)
    for found in _RUSSIAN_YEAR.finditer(text):
        yield Mark("birth", *found.span())


_NUMBER: Final = (
    r"(?P<number>(?:[A-Z]{1,6}[-/. ]{0,2}){0,2}\d[\dA-Z]{0,30}(?:[/.–-][\dA-Z]{1,30}){0,6}"
    r"(?: (?:of|ya|de) (?:19|20)\d\d)?)"
)
_MARKED: Final = re.compile(
    r"(?<!\w)(?:case|cause|file|docket|charge|warrant|inmate|prisoner|prison|registration|reg\.?|"
    r"ref(?:erence|\.)?|id|nida|identity|passport|permit|licen[cs]e|account|badge|card|police|"
    r"kesi|jalada|shauri|mashtaka|mfungwa|kitambulisho|kadi|pasipoti|akaunti|usajili|"
    r"affaire|dossier|procès|matricule|écrou|carte|passeport|compte|"
    r"causa|caso|expediente|proceso|processo|cédula|carnet|pasaporte|passaporte|cuenta|conta|"
    r"дел[оауе]|паспорт\w?|сч[её]т\w?)"
    r"(?: (?:ya|wa|la|d['’]|de|do|del) ?[^\W\d_]{1,15}| file| card| book| register| jinai| madai)?"
    r",? ?(?:no(?:s?\.|:|(?= ?[\w./-]{0,9}\d[/-]))|nr\.?|n[uú]m(?:ber|éro|ero|\.)|#|№|n[°º.]|"
    rf"nambari|namba|номер|na\.)[ :]{{0,2}}{_NUMBER}(?!\w)",
    re.IGNORECASE,
)
_UNMARKED: Final = re.compile(
    r"(?<!\w)(?:(?:case|file|docket|kesi|jalada|shauri|affaire|dossier|causa|caso|expediente|дел[оауе])"
    r" (?P<case>\d{1,6}/(?:19|20)\d\d)"
    r"|(?:id|nida|inmate|prisoner|mfungwa|badge|matricule|kitambulisho|паспорт|cédula)(?: card)?:? "
    r"(?P<id>(?:[A-Z]{1,4}[-/ ]?)?\d{3,30}(?:[ /-]\d{2,30}){0,6})"
    r"|(?:passports?|pasipoti|passeport|pasaporte|passaporte|permit|licen[cs]e|account|akaunti):? "
    r"(?P<book>(?:[A-Z]{1,4}[-/ ]?)?\d{5,30}(?:[ /-]\d{2,30}){0,6})"
    r"|(?P<long>\d{6,20}-\d{3,20}))(?![\w-])",
    re.IGNORECASE,
)
_FEWEST_FIGURES: Final = 2


def _numbers(text: str) -> Iterator[Mark]:
    """The numbers of cases, cards and people who are held."""
    for found in _MARKED.finditer(text):
        if sum(map(str.isdigit, found["number"])) >= _FEWEST_FIGURES:
            yield Mark("id", *found.span("number"))
    for found in _UNMARKED.finditer(text):
        if found.lastgroup:
            yield Mark("id", *found.span(found.lastgroup))


_PLOT: Final = re.compile(
    r"(?<!\w)(?:plot|house|flat|apartment|stand|erf|kiwanja|kitalu|nyumba)"
    r"(?P<marker> (?:no\.?|number|nr\.?|nambari|namba|na\.)| ?#)? ?"
    r"\d{1,5}(?:/\d{1,5})?[A-Za-z]?(?!\w)",
    re.IGNORECASE,
)
_STREET_BEHIND: Final = frozenset(
    ("street", "road", "avenue", "lane", "Close", "Drive", "Crescent", "Estate")
)
"""Words behind the name of a street; those with a capital are other words without one."""
_NUMBER_BEFORE: Final = re.compile(r"(?<!\w)\d{1,5}[A-Za-z]?,? $")
_STREET_BEFORE: Final = re.compile(
    r"(?<!\w)(?:mtaa wa|barabara ya|(?:\d{1,5}(?: bis)?,? )?(?:rue|avenue|boulevard|impasse|"
    r"quartier|calle|avenida|barrio|rua|bairro)(?: (?:de (?:la|los|las)|des|du|de|del|da|do|dos))?|"
    r"улиц[аыеу]|ул\.|проспект[ае]?|переул(?:ок|ке)|пер\.) ?(?=[^\W\d_])",
    re.IGNORECASE,
)
_HOUSE_BEHIND: Final = re.compile(
    r",? (?:д\.|дом|n[°º]|no\.?|№|namba|nyumba)? ?\d{1,5}[A-Za-z]?(?!\w)"
)
_BOX: Final = re.compile(
    r"(?<!\w)(?:[Pp]\.? ?[Oo]\.? ?[Bb]ox|S\. ?L\. ?P\.?|B\. ?P\.)[ :]{1,2}\d{1,6}"
)
_MOST_BEFORE: Final = 12


def _addresses(text: str) -> Iterator[Mark]:
    """Plots, streets and letter boxes: "plot 14, Uhuru street"."""
    for found in _PLOT.finditer(text):
        behind = re.compile(r",? ").match(text, found.end())
        end = _end_of_names(text, behind.end()) if behind else found.end()
        if behind and end > behind.end():
            yield Mark("address", found.start(), _with_street(text, end))
        elif found["marker"]:
            yield Mark("address", *found.span())
    for found in _STREET_BEFORE.finditer(text):
        end = _end_of_names(text, found.end())
        if end > found.end():
            house = _HOUSE_BEHIND.match(text, end)
            yield Mark("address", found.start(), house.end() if house else end)
    for found in _BOX.finditer(text):
        yield Mark("address", *found.span())
    yield from _streets(text)


def _with_street(text: str, end: int) -> int:
    """``end``, or that of the word for a street behind it."""
    word = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return word.end() if word and _is_street(word[0]) else end


def _is_street(word: str) -> bool:
    return word in _STREET_BEHIND or word.casefold() in _STREET_BEHIND


def _streets(text: str) -> Iterator[Mark]:
    """A name and a word for a street: "Uhuru street", but no "Good road" at a beginning."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if run and text[run[-1].end() : word.start()] != " ":
            run = []
        if run and _is_street(word[0]):
            start = run[0].start()
            number = _NUMBER_BEFORE.search(text[max(0, start - _MOST_BEFORE) : start])
            if number or word[0][0].isupper() or not _begins_sentence(text, start):
                yield Mark("address", start - (len(number[0]) if number else 0), word.end())
        run = [*run, word] if is_like_name(word[0]) else []


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip()
    return not before or before[-1] in ".!?:;…"
