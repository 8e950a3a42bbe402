from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = """\
id = "weighing"
title = "Weighing"
purpose = "An order."
language = "en"
minutes = { min = 5, usual = 9, max = 20 }
intensity = "low"
materials = ["stones"]

[[steps]]
id = "said"
kind = "notes"
title = "Said"
minutes = 2.5
prompt = "What shall we weigh?"
share = "participants"
share_when_adopted = "donor"

[[steps.buckets]]
id = "now"
title = "Now"

[[steps.buckets]]
id = "later"
title = "Later"

[[steps]]
id = "walk"
kind = "timer"
title = "Walk"
minutes = 1
lines = ["One.", "Two."]

[[steps]]
id = "weigh"
kind = "score"
title = "Weigh"
minutes = 4.5
from = "said"
weight = 0.5

[[steps.criteria]]
id = "urgency"
title = "Urgency"
prompt = "Does it press?"
low = "little"

[[steps]]
id = "agree"
kind = "decide"
title = "Agree"
minutes = 1
about = "weigh"
sentence = "First we take up: {item}."
"""

OVERLAY = """\
title = "Kupima"

[[steps]]
id = "weigh"
title = "Pima"

[[steps.criteria]]
id = "urgency"
title = "Uharaka"

[[steps]]
id = "walk"
lines = ["Moja.", "Mbili."]
"""


@pytest.fixture
def sample() -> str:
    return SAMPLE


@pytest.fixture
def overlay() -> str:
    return OVERLAY


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def put(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put
