"""Without its two libraries the wall in a browser says how they come."""

import subprocess
import sys

from tests.support.calling import House

WITHOUT = """
import sys
sys.modules["uvicorn"] = None
sys.argv = ["coalition", "wall", "--browser"]
from coalition_cli.__main__ import main
main()
"""


def test_a_missing_library_is_a_sentence_with_the_command_that_brings_it(house: House) -> None:
    house.call("new", "Umoja")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        capture_output=True,
        text=True,
        env=house.environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "pip install 'coalition[room]'" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
