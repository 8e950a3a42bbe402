"""The real program, in a process in which the sealed workshop was unlocked already: a passphrase costs half a second.

python fault_unlocked.py WORDS ...
"""

import os
from pathlib import Path

from fault_writer import KEY_FILE

from coalition_cli.__main__ import main
from coalition_cli.cli import sealing
from coalition_cli.store.sealed.form import SealedForm
from coalition_cli.store.sealed.keys import key_in

if __name__ == "__main__":
    sealing.keep_unlocked(SealedForm(Path(os.environ["COALITION_FILE"]).resolve(), key_in(Path(os.environ[KEY_FILE]))))
    main()
