"""``keys``: another passphrase, other keys, the recovery sheet, a label, a laptop without a key."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from coalition_cli.app import console, key_ring, seal_setup, secret_prompt, unlock
from coalition_cli.app.arguments import App, Group
from coalition_cli.app.context import Call, DescriptorOption, FileOption, this_call
from coalition_cli.app.new_passphrase import new_passphrase
from coalition_cli.app.other_windows import none_open
from coalition_cli.app.seal_options import ProofOption
from coalition_cli.blocks import Heading, Prose
from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, INTERRUPTED, USAGE
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import for_screen
from coalition_cli.stage import Move, Option
from coalition_cli.store import errors, key_rotation
from coalition_cli.store import paths as machine
from coalition_cli.store.files import atomic, lock
from coalition_cli.store.formats.sealed import (
    appender,
    keys,
    label,
    paths,
    recovery_sheet,
    signing,
)
from coalition_cli.store.formats.sealed.format import SealedForm
from coalition_cli.store.formats.sealed.recovery_sheet import of_organisation_key

NewDescriptorOption = Annotated[
    int | None,
    typer.Option(
        "--new-passphrase-fd", help="Read the new passphrase as a line from this descriptor."
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = App(cls=Group, rich_markup_mode=None, no_args_is_help=True)
    group.command("change")(change)
    group.command("rotate")(rotate)
    group.command("sheet")(write_sheet)
    group.command("away")(take_away)
    group.command("accept")(accept)
    group.command("laptops")(list_laptops)
    group.command("label")(give_label)
    group.command("new-organisation-key")(make_organisation_key)
    app.add_typer(group, name="keys")


def change(
    context: typer.Context,
    passphrase_fd: DescriptorOption = None,
    new_passphrase_fd: NewDescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Change the passphrase. The words of the workshop stay as they are on the disk.

    Who has an old copy of the folder and the old passphrase can still open that copy: then rotate.
    """
    form = _unlocked(context, file, passphrase_fd)
    key_rotation.change_passphrase(form.path, form.key, new_passphrase(new_passphrase_fd))
    console.say(
        _("The passphrase is changed. Old copies of this folder still open with the old one.")
    )


def rotate(
    context: typer.Context,
    organisation_proof: ProofOption = None,
    forget_former: Annotated[
        bool,
        typer.Option(
            "--forget-former",
            help="Keep no former key: what was sealed for one, here or elsewhere, opens no more.",
        ),
    ] = False,
    yes: YesOption = False,
    passphrase_fd: DescriptorOption = None,
    new_passphrase_fd: NewDescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Give the workshop a new key and a new passphrase; the old ones open nothing of it any more.

    Where the passphrase is forgotten or the key was taken away, --organisation-proof opens it.
    What other laptops saved for the old key can still be merged, unless it is forgotten.
    """
    path = unlock.require_sealed(this_call(context).workshop_path(file))
    # Before anything is asked: nobody types a passphrase for what then cannot be done.
    with none_open(path, may_ask=not yes):
        if organisation_proof:
            unlock.hide_memory()
            form = SealedForm(path, keys.key_in(organisation_proof))
            key_rotation.resume(form)
        else:
            form = unlock.unlock(path, this_call(context).descriptor(passphrase_fd))
        _ask_about_others(form, yes, forgets=forget_former)
        words = new_passphrase(new_passphrase_fd)
        done = key_rotation.rotate(form, words, forgets_former=forget_former)
    key_ring.keep_unlocked(done.form)
    words = keys.fingerprint(done.form.seal.recipients)
    console.say(
        _("The keys are new. Their words: {words}. Print the sheet again.").format(words=words)
    )
    if done.unreadable:
        sentence = ngettext(
            "{count} old copy could not be opened and stays sealed for the old key.",
            "{count} old copies could not be opened and stay sealed for the old key.",
            done.unreadable,
        )
        console.say(sentence.format(count=done.unreadable))
    if not forget_former:
        console.say(_sentence_of_former(is_known=organisation_proof is None))
    console.say(
        _("Laptops that only capture ask once whether these words are right: coalition keys accept")
    )


def _sentence_of_former(*, is_known: bool) -> str:
    """Say how what was saved for the former key comes in; who forgot its passphrase has it not."""
    if is_known:
        return _("What was saved for the old key can still be brought in: coalition merge FILE")
    return _(
        "What was saved for the old key can still be brought in: coalition merge FILE"
        " --organisation-proof FILE"
    )


def write_sheet(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The HTML file to write; print it from a browser."),
    ],
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Write the recovery sheet: how the workshop is opened, for whom it is sealed, who keeps what.

    No secret is on it.
    """
    form = _unlocked(context, file, passphrase_fd)
    form.find()
    atomic.put_new(
        out,
        recovery_sheet.of_workshop(form.path.name, form.seal.recipients, date.today().isoformat()),
    )
    console.put(str(out))


def take_away(
    context: typer.Context,
    organisation_proof: ProofOption = None,
    yes: YesOption = False,
    file: FileOption = None,
) -> None:
    """Take the key off this laptop, before a border or an arrest.

    Nobody can make its carrier open the workshop then.

    The organisation's key must open it first. Lines can still be captured.
    """
    path = unlock.require_sealed(this_call(context).workshop_path(file))
    key_rotation.require_key_here(path)
    with none_open(path, may_ask=not yes):
        proof = seal_setup.proof_of(organisation_proof)
        question = _("Only the organisation's key will open {workshop} after this.").format(
            workshop=path.name
        )
        _require_word(question, _("away"), yes)
        key_rotation.away(path, proof)
        key_ring.lock(path)
    console.say(_("The organisation's key opens everything; the key on this laptop is removed."))
    console.say(_("Whoever asks you can be told the truth: “I cannot open it.”"))
    console.say(
        _(
            "Old blocks of this disk and other copies of the folder may still hold the key, under "
            "its passphrase."
        )
    )


def accept(
    context: typer.Context,
    yes: YesOption = False,
    capture_only: Annotated[
        bool,
        typer.Option(
            "--capture-only",
            help="Only the keys that lines are sealed for, on a laptop without a key.",
        ),
    ] = False,
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """Go on with an older copy, or with other keys, after coalition has refused them."""
    path = unlock.require_sealed(this_call(context).workshop_path(file))
    if capture_only or not paths.identity(path).exists():
        question = _("Lines will be sealed for the keys with the words: {words}")
        _require_word(question.format(words=appender.words_of_keys(path)), _("accept"), yes)
        appender.accept_keys(path)
    else:
        descriptor = this_call(context).descriptor(passphrase_fd)
        form = unlock.unlock(path, descriptor, is_older_accepted=True)
        if _is_newest(form):
            console.say(_("There is nothing to accept: this is what was saved here last."))
            return
        question = _("Lines that were saved after this copy was made are not in it.")
        _require_word(question, _("accept"), yes)
        form.find()
    console.say(_("Accepted. It can be used again."))


def list_laptops(
    context: typer.Context,
    lines: Annotated[
        bool, typer.Option("--lines", help="Also show what an unknown laptop wrote.")
    ] = False,
    refuse: Annotated[
        bool,
        typer.Option(
            "--refuse", help="Throw away what an unknown laptop wrote, instead of accepting it."
        ),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Accept, or refuse, every unknown laptop without being asked."),
    ] = False,
    passphrase_fd: DescriptorOption = None,
    file: FileOption = None,
) -> None:
    """List the laptops that write here by their four words, and accept one that is not known yet.

    Its lines stand apart until then, and are on no screen and in no export. With --refuse they are
    thrown away.
    """
    form = _unlocked(context, file, passphrase_fd)
    form.find()
    for laptop in sorted(form.seal.laptops or {}):
        console.put(_("known") + "\t" + _words_of_laptop(laptop))
    unknown = form.apart.laptops
    for laptop, count in unknown.items():
        counted = ngettext("{count} line", "{count} lines", count).format(count=count)
        console.put("\t".join((_("unknown"), _words_of_laptop(laptop), counted)))
        for entry in form.apart.entries_of(laptop) if lines else ():
            words = for_screen(entry.text).replace("\n", " ")
            console.put("\t".join(("", local_time(entry.at, with_day=True), words)))
    if not unknown:
        console.say(_("No line came from an unknown laptop."))
        return
    if not yes and not secret_prompt.has_terminal():
        console.say(_("To accept them all: coalition keys laptops --yes"))
        console.say(_("To throw them all away: coalition keys laptops --refuse --yes"))
        return
    (_refuse if refuse else _accept)(form, this_call(context), is_sure=yes)


def _accept(form: SealedForm, _call: Call, *, is_sure: bool) -> None:
    """Take the lines of the unknown laptops that are accepted; ends with 130 for none."""
    unknown = form.apart.laptops
    accepted = [laptop for laptop in unknown if is_sure or _is_accepted(laptop, unknown[laptop])]
    if not accepted:
        console.say(_("Nothing was changed."))
        console.say(_("To throw these lines away: coalition keys laptops --refuse"))
        raise SystemExit(INTERRUPTED)
    count = form.accept(accepted)
    sentence = ngettext("{count} line came in.", "{count} lines came in.", count)
    console.say(sentence.format(count=count))


def _is_accepted(laptop: str, count: int) -> bool:
    sentence = ngettext(
        "{count} line of the laptop with the words “{words}”. Let them be read aloud there.",
        "{count} lines of the laptop with the words “{words}”. Let them be read aloud there.",
        count,
    )
    if not laptop:
        sentence = ngettext(
            "{count} line that no laptop signed: anybody may have written it.",
            "{count} lines that no laptop signed: anybody may have written them.",
            count,
        )
    question = sentence.format(count=count, words=_words_of_laptop(laptop))
    return secret_prompt.ask_word(question, _("accept"))


def _refuse(form: SealedForm, call: Call, *, is_sure: bool) -> None:
    """Throw away the lines of the unknown laptops that are refused; ends with 130 for none."""
    unknown = form.apart.laptops
    refused = list(unknown) if is_sure else _asked_to_refuse(unknown, call)
    if not refused:
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)
    count = form.refuse(refused)
    sentence = ngettext(
        "{count} line was thrown away. It is gone from here for good.",
        "{count} lines were thrown away. They are gone from here for good.",
        count,
    )
    console.say(sentence.format(count=count))


def _asked_to_refuse(unknown: Mapping[str, int], call: Call) -> list[str]:
    """Return the laptops whose lines somebody says are to be thrown away; none is usual."""
    console.require_terminal(_("To throw them all away without being asked, add --yes."))
    # price: the prompt and all that it shows, 25 ms, and no other command of keys needs it
    from coalition_cli.app.prompt import bare_terminal

    options = [Option("keep", _("Keep")), Option("away", _("Throw away"))]
    refused = []
    try:
        with bare_terminal(call) as stage:
            for laptop, count in unknown.items():
                stage.open_page([Heading(_("Lines of an unknown laptop"), 2)])
                stage.show([Prose(_to_be_refused(laptop, count))])
                question = _("What is to become of them?")
                if stage.choose(None, question, options, "keep") == "away":
                    refused.append(laptop)
    except Move:
        return []
    return refused


def _to_be_refused(laptop: str, count: int) -> str:
    sentence = ngettext(
        "{count} line of the laptop with the words “{words}”. Thrown away, it is gone for good.",
        "{count} lines of the laptop with the words “{words}”. Thrown away, they are gone for"
        " good.",
        count,
    )
    if not laptop:
        sentence = ngettext(
            "{count} line that no laptop signed. Thrown away, it is gone for good.",
            "{count} lines that no laptop signed. Thrown away, they are gone for good.",
            count,
        )
    return sentence.format(count=count, words=_words_of_laptop(laptop))


def _words_of_laptop(laptop: str) -> str:
    return signing.words_of(bytes.fromhex(laptop)) if laptop else _("not signed")


def give_label(
    context: typer.Context,
    word: Annotated[
        str,
        typer.Argument(metavar="[WORD]", help="The label; asked for if not given."),
    ] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Let it have none.")] = False,
    file: FileOption = None,
) -> None:
    """Give a sealed workshop a label, by which "list" and "open" tell it from others.

    Anybody who has the folder can read it: take no name, no title and no place.
    """
    path = unlock.require_sealed(this_call(context).workshop_path(file))
    before = label.read(path)
    chosen = "" if remove else label.checked(word or _asked_label(before.word))
    with lock.held(paths.journal(path)):  # whoever sweeps must not take it for something left
        label.put(path, before._replace(word=chosen))
    if chosen:
        sentence = _(
            "The label of {workshop} is “{label}”. Anybody who has the folder can read it."
        )
    else:
        sentence = _("{workshop} has no label now.")
    console.say(sentence.format(workshop=path.name, label=chosen))


def _asked_label(before: str) -> str:
    """The label that is typed, after it was said who reads it. Raises ``Problem``."""
    if not secret_prompt.has_terminal():
        raise Problem(
            _("Which label? Nothing was changed. Give it: coalition keys label WORD"), USAGE
        )
    with secret_prompt.Page(is_kept=True) as page:
        page.show(
            _(
                "Anybody who has this laptop or the folder can read the label, without any"
                " passphrase. Take a word that tells no name, no title and no place."
            )
        )
        if before:
            page.show(_("The label now: {label}").format(label=before))
        typed = page.ask(_("The label; Enter alone changes nothing:"))
    if not typed.strip():
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)
    return typed


def make_organisation_key(
    out: Annotated[Path, typer.Option(help="The file for the secret key; only you can read it.")],
    sheet: Annotated[
        Path | None, typer.Option(help="Also an HTML page to print, with the secret key on it.")
    ] = None,
) -> None:
    """Make a key that opens workshops when a passphrase is lost.

    Prints its public key, which is no secret.
    """
    unlock.hide_memory()
    if sheet:  # first of all: no secret key is to lie where nobody was told of it
        atomic.refuse_taken(sheet)
        if sheet.absolute() == out.absolute():
            raise errors.taken(sheet)
    key = keys.Key.new()
    atomic.put_new(
        out, keys.identity_file(key, _("The organisation's key: it opens what is sealed for it."))
    )
    if sheet:
        atomic.put_new(sheet, of_organisation_key(key, date.today().isoformat()))
    console.put(key.public)
    console.say(
        _(
            "Keep {file} in two places away from the laptops, on paper too. The words of this "
            "key: {words}"
        ).format(file=out.name, words=keys.fingerprint([key.public]))
    )


def _ask_about_others(form: SealedForm, is_sure: bool, *, forgets: bool) -> None:
    """Name the laptops that wrote here too, and ask if all that they saved was brought in.

    Ends the program with 130 where it was not.
    """
    entries = form.find().entries
    own, newest = machine.device(), dict[str, str]()
    for entry in entries:
        newest[entry.device] = max(entry.at, newest.get(entry.device, ""))
    newest.pop(own, None)
    apart = sum(form.apart.laptops.values())
    if not newest and not (forgets and (apart or form.seal.former)):
        return
    words = {
        device: signing.words_of(bytes.fromhex(laptop))
        for laptop, device in (form.seal.laptops or {}).items()
    }
    heard = ", ".join(
        _("{laptop} ({time})").format(
            laptop=words.get(device, device), time=local_time(at, with_day=True)
        )
        for device, at in sorted(newest.items(), key=lambda each: each[1])
    )
    sentence = _(
        "Have all laptops been merged? These wrote here too, and were heard last: {laptops}. To"
        " bring in what they saved since: coalition merge FILE. That can be done afterwards too."
    )
    if forgets:
        sentence = _(
            "What other laptops saved and was not merged can never be brought in after this, nor"
            " old bundles and copies opened. Heard last: {laptops}"
        )
    _require_word(sentence.format(laptops=heard or _("no other laptop")), _("rotate"), is_sure)


def _is_newest(form: SealedForm) -> bool:
    """Tell if the copy is what was saved here last; say what is wrong with it if it is not."""
    try:
        SealedForm(form.path, form.key).find()
    except Problem as problem:
        if problem.status != DAMAGED:
            raise
        console.say(problem.sentence)
        form.look_again()  # what cannot be accepted is refused here, before anybody is asked
        return False
    return True


def _require_word(question: str, word: str, is_sure: bool) -> None:
    """End the program with 130 if ``word`` is not typed after ``question``; scripts are sure."""
    if not is_sure and not secret_prompt.ask_word(question, word):
        console.say(_("Nothing was changed."))
        raise SystemExit(INTERRUPTED)


def _unlocked(context: typer.Context, file: Path | None, passphrase_fd: int | None) -> SealedForm:
    call = this_call(context)
    return unlock.unlock(call.workshop_path(file), call.descriptor(passphrase_fd))
