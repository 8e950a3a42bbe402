"""The wall in a real Chromium: its size, what it follows, and what it shows once it is lost."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.calling import House

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
A_MOMENT = 0.5
"""Seconds: the clock of a page can only be stopped ahead."""
LOST = 2_500
"""Milliseconds after that moment: a wall that was lost is shown for three seconds at most."""

SIZES = ((1920, 1080), (800, 600))
MEASURE = """() => ({
    over: Math.max(document.documentElement.scrollHeight - innerHeight,
                   document.documentElement.scrollWidth - innerWidth,
                   document.querySelector("main").scrollHeight - innerHeight),
    body: parseFloat(getComputedStyle(document.querySelector("li p")).fontSize) / innerHeight,
})"""


class Opened(NamedTuple):
    """A wall in a browser: its page, its server, and what the page asked for."""

    page: Any
    server: subprocess.Popen[str]
    address: str
    asked: list[str]


@pytest.fixture
def opened(house: House) -> Iterator[Opened]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="no playwright on this machine")
    house.call("new", "Umoja")
    house.call("note", "--stdin", typed="A house for every woman\n")
    server = subprocess.Popen(
        [sys.executable, "-m", "coalition_cli", "wall", "--browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path.cwd(),
        env=house.environment,
    )
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found is not None
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.clock.install()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(found[0])
        yield Opened(page, server, found[0], asked)
        browser.close()
    server.kill()
    server.wait(20)


def test_the_wall_in_a_browser(house: House, opened: Opened) -> None:
    page = opened.page
    assert page.title() == "Wall"
    house.call("note", "--stdin", typed="".join(f"Line {at} <b>of us</b>\n" for at in range(30)))
    page.get_by_text("Line 29 <b>of us</b>").wait_for(timeout=20_000)
    assert page.locator("b").count() == 0
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        measured = page.evaluate(MEASURE)
        assert measured["over"] <= 0, (width, height)
        assert measured["body"] >= 1 / 25, (width, height)
    # From here on the clock of the page stands but for what is told: no machine is too slow.
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + A_MOMENT)
    opened.server.send_signal(signal.SIGKILL)
    opened.server.wait(20)
    assert page.get_by_role("heading", name="Break").count() == 0
    page.clock.run_for(LOST)
    assert page.get_by_role("heading", name="Break").count() == 1
    assert "Line" not in page.inner_text("body")
    origin = opened.address.rsplit("/", 2)[0]
    assert len(opened.asked) >= 4
    assert all(url.startswith(origin) for url in opened.asked)
