"""The share of small, deliberate mistakes that no test notices.

mutmut (the extra ``mutants``) makes one mistake after the other in the files that
``[tool.mutmut]`` of ``pyproject.toml`` names, and runs the tests that reach it. This command
chooses a sample of them that a seed repeats, and tells by file and line which survived.

    python benchmarks/mutants.py [PATTERN ...] [--sample N] [--seed S] [--children N] [--report]

A PATTERN is a module or a function, ``coalition_cli.methods.*``; without one all are meant. Run it
from the root of the checkout. What was tried is kept in ``mutants/``: an interrupted run goes on,
and ``--report`` only counts. A survivor that changes nothing anybody could see stands, with the
reason, in ``mutants_equal.toml`` beside this file. One that changes a sentence for people is
noticed by the template of the translations, which must hold exactly the texts of the source
(``tests/test_i18n.py``, which mutmut does not run). Ends with 1 if more than 5 % survive.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

MADE = Path("mutants")
EXPLAINED = Path(__file__).with_name("mutants_equal.toml")
TEMPLATE = Path("coalition_cli/locale/coalition.pot")
MOST_SURVIVORS = 0.05
SURVIVED, UNREACHED = (0,), (5, 33)
"""Status of the tests of a mutant: they passed; there were none. Any other noticed it."""

Change = tuple[str, str]
"""The line as it was and as it became, without the space around it."""

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Mutant(NamedTuple):
    """One mistake: its name, its file, and the status of its tests, None before the run."""

    name: str
    file: str
    status: int | None


def mutants() -> Iterator[Mutant]:
    """Every mutant that was made, in the order of files and functions."""
    for meta in sorted(MADE.rglob("*.py.meta")):
        file = meta.relative_to(MADE).as_posix().removesuffix(".meta")
        tried = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        yield from (Mutant(name, file, status) for name, status in tried.items())


def mutmut(*words: str) -> subprocess.CompletedProcess[str]:
    """Run mutmut; its progress goes to the screen, and its end is judged by what it kept."""
    return subprocess.run(
        [sys.executable, "-m", "mutmut", *words], text=True, check=False, stdout=sys.stderr
    )


def chosen(patterns: list[str], sample: int, seed: int) -> list[Mutant]:
    """The mutants that are meant: a sample if one is asked for, the same for the same seed."""
    meant = [
        each
        for each in mutants()
        if not patterns or any(fnmatch(each.name, f"{pattern}*") for pattern in patterns)
    ]
    if not sample or sample >= len(meant):
        return meant
    return random.Random(seed).sample(meant, sample)


def change_of(mutant: Mutant) -> tuple[int, Change]:
    """The line of the file that was changed, counted from 1, and the change."""
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", mutant.name],
        text=True,
        capture_output=True,
        check=False,
    ).stdout.splitlines()
    rows = [row for row in shown if not row.startswith(("---", "+++"))]
    before = next((row[1:] for row in rows if row.startswith("-")), "")
    after = next((row[1:] for row in rows if row.startswith("+")), "")
    lines = [row.strip() for row in Path(mutant.file).read_text(encoding="utf-8").splitlines()]
    function = re.split(r"__mutmut_", mutant.name)[0].rpartition("ǁ")[2].rpartition(".x_")[2]
    begins = [number for number, row in enumerate(lines) if row.startswith(f"def {function}(")]
    places = [
        number
        for number, row in enumerate(lines, 1)
        if row == before.strip() and (not begins or number > begins[0])
    ]
    return (places[0] if places else 0), (before.strip(), after.strip())


def sentences() -> frozenset[str]:
    """Every text of the template of the translations, whole and as the pieces of its source."""
    with TEMPLATE.open("rb") as file:
        forms = [
            form
            for message in read_po(file)
            for form in (message.id if isinstance(message.id, tuple) else (message.id,))
        ]
    return frozenset(forms)


def is_noticed_by_template(change: Change, texts: frozenset[str]) -> bool:
    """True if nothing but sentences for people differs, and no translation knows the new ones."""
    before, after = change
    if _LITERAL.sub('""', before) != _LITERAL.sub('""', after):
        return False
    differing = [
        (old, new)
        for old, new in zip(_LITERAL.findall(before), _LITERAL.findall(after), strict=True)
        if old != new
    ]
    return bool(differing) and all(
        _is_of(old, texts) and not _is_of(new, texts) for old, new in differing
    )


def _is_of(literal: str, texts: frozenset[str]) -> bool:
    """True if it is a whole text, or a piece of one of more than two words."""
    text = literal.replace('\\"', '"').replace("\\n", "\n")
    return text in texts or (text.count(" ") > 1 and any(text in whole for whole in texts))


def explained() -> dict[tuple[str, Change], str]:
    """Why a change is none that anybody could see, by the file and the change."""
    rows = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("equal", [])
    return {(row["file"], (row["before"], row["after"])): row["why"] for row in rows}


def report(tried: list[Mutant]) -> float:
    """Print the survivors and the figures; return the share that nobody noticed or explained."""
    reasons, texts = explained(), sentences()
    unnoticed = [each for each in tried if each.status in (*SURVIVED, *UNREACHED)]
    counts: Counter[str] = Counter()
    for mutant in sorted(unnoticed, key=lambda each: each.file):
        line, change = change_of(mutant)
        if is_noticed_by_template(change, texts):
            counts["template"] += 1
            continue
        if (mutant.file, change) in reasons:
            counts["explained"] += 1
            continue
        kind = "no test" if mutant.status in UNREACHED else "survived"
        counts[kind] += 1
        print(f"{mutant.file}:{line}  {kind}\n    - {change[0]}\n    + {change[1]}")
    missed = counts["survived"] + counts["no test"]
    share = missed / len(tried) if tried else 0.0
    print(
        f"{len(tried)} mutants, {len(tried) - len(unnoticed)} noticed, "
        f"{counts['template']} noticed by the template, "
        f"{counts['survived']} survived, {counts['no test']} reached by no test, "
        f"{counts['explained']} explained: {share:.1%} unnoticed"
    )
    return share


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("patterns", nargs="*", metavar="PATTERN")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--children", type=int, default=1)
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    if not MADE.is_dir():
        # A name that no mutant has: they are made, and the tests that reach each are listed.
        mutmut("run", "--max-children", str(given.children), "none")
    asked = [each.name for each in chosen(given.patterns, given.sample, given.seed)]
    if asked and not given.report:
        mutmut("run", "--max-children", str(given.children), *asked)
    names = set(asked)
    tried = [each for each in mutants() if each.name in names and each.status is not None]
    return int(report(tried) > MOST_SURVIVORS)


if __name__ == "__main__":
    raise SystemExit(main())
