"""Pages for people and makers: links lead somewhere, generated pages are fresh."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def test_the_reference_of_exercise_files_says_what_the_declaration_says():
    written = (ROOT / "docs" / "exercise-format.md").read_text(encoding="utf-8")
    program = ROOT / "docs" / "write_exercise_format.py"
    said = subprocess.run(
        [sys.executable, program], capture_output=True, text=True, encoding="utf-8", check=True
    )
    again = "python docs/write_exercise_format.py > docs/exercise-format.md"
    assert written == said.stdout, f"write it again: {again}"


@pytest.mark.parametrize("machine", [{}, {"LANG": "sw_TZ.UTF-8", "COLUMNS": "40"}])
def test_the_reference_of_commands_says_what_the_table_of_commands_says(machine):
    again = "python docs/write_commands.py"
    done = subprocess.run(
        [sys.executable, *again.split()[1:], "--check"],
        cwd=ROOT,
        env=os.environ | machine,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), f"write it again: {again}"


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_the_manual_page_is_read_without_a_warning():
    groff = ["groff", "-man", "-Tascii", "-ww", "-z", "docs/coalition.1"]
    done = subprocess.run(groff, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_to_a_heading_of_it(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        name, _hash, heading = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name}: {target}"
        if heading:
            assert heading in slugs(file), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_the_project_that_a_page_names_is_there(page):
    prose = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    named = re.findall(r"\b((?:coalition_cli|tests|benchmarks|docs)/[\w/.-]*\w)", prose)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_of_the_site_is_in_its_menu():
    menu = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f'"{page.name}"' in menu, page.name


def test_the_readme_is_read_in_one_sitting():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def slugs(page):
    """The anchors of a page's headings, as Markdown renderers make them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
