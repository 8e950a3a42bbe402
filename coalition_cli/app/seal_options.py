"""The options of commands that seal a workshop; the sealing itself is dear to load."""

from pathlib import Path
from typing import Annotated

import typer

OrganisationOption = Annotated[
    str,
    typer.Option(
        metavar="KEY", help="The organisation's public key (age1...), or the file it stands in."
    ),
]
ProofOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The organisation's secret key file, to prove that it opens. Asked if not given.",
    ),
]
LabelOption = Annotated[
    str,
    typer.Option(
        "--label",
        metavar="WORD",
        help="A word to tell it from others. Anybody can read it: no name, no title, no place.",
    ),
]
NoOrganisationOption = Annotated[
    bool,
    typer.Option(
        "--no-organisation-key", help="Nobody else opens it: without the passphrase it is lost."
    ),
]
