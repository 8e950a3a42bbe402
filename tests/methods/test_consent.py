"""What a speaker is offered, from the narrowest: a no stands first, and every way has its words."""

from coalition_cli.methods.consent import consents, readers
from coalition_cli.model.entry import SHARES


def test_a_no_stands_before_every_yes() -> None:
    assert [(option.value, option.words) for option in consents()] == [
        ("none", "No: they stay here"),
        ("anonymous", "Yes, without a name"),
        ("named", "Yes, with her chosen name"),
    ]


def test_each_reader_is_a_share_from_the_narrowest() -> None:
    assert [(option.value, option.words) for option in readers()] == [
        ("organizer", "The organizers"),
        ("participants", "Everyone who took part"),
        ("donor", "Also people outside"),
    ]
    assert [option.value for option in readers()] == list(SHARES[1:])
