"""The real program, in a process in which the sealed workshop was unlocked already.

A passphrase costs half a second.

python -m tests.faults.unlocked WORDS ...
"""

import os
from pathlib import Path

from coalition_cli.__main__ import main
from coalition_cli.app import key_ring
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.sealed.keys import key_in
from tests.faults.writer import KEY_FILE

if __name__ == "__main__":
    key_ring.keep_unlocked(
        SealedForm(Path(os.environ["COALITION_FILE"]).resolve(), key_in(Path(os.environ[KEY_FILE])))
    )
    main()
