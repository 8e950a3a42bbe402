"""The choices of a person whose words are to be used: how, and who may read them."""

from coalition_cli.i18n import _
from coalition_cli.stage import Option


def consents() -> list[Option]:
    """Return what the speaker of a quote may allow."""
    return [
        Option("none", _("No: they stay here")),
        Option("anonymous", _("Yes, without a name")),
        Option("named", _("Yes, with her chosen name")),
    ]


def readers() -> list[Option]:
    """Return who may read a quote that may be used."""
    return [
        Option("organizer", _("The organizers")),
        Option("participants", _("Everyone who took part")),
        Option("donor", _("Also people outside")),
    ]
