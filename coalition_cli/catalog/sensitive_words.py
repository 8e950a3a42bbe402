"""Words that carry the weight of prison or police for people who have been there, by language."""

from typing import Final

HEAVY_WORDS: Final = {
    "en": r"sentence[sd]?|cells?|trials?|charge[sd]?|releas\w*|execut\w*|kill\w*|abort\w*"
    r"|terminat\w*|lock(?:s|ed|ing)?|guard(?:s|ed|ing)?|escap\w*|convict\w*|parole",
    "es": r"sentencias?|celdas?|antecedentes",
    "fr": r"sentences?|cellules?|peines?",
    "ru": r"протокол\w*|камер\w*|(?<!общая )(?<!общей )(?<!общую )повестк\w*(?! дня)",
    "sw": r"hukumu|kesi|mfungwa|wafungwa|gereza\w*|kuokoa",
}
"""A pattern for each language; between word boundaries, whatever the case of letters."""
