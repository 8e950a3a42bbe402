"""Details of the day are offered where a list asks for them, and stand if the room keeps them."""

from dataclasses import replace

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.entry import DETAILS, PROGRAMME, Fact, Place
from coalition_cli.model.exercise import Step
from coalition_cli.model.withdrawal import apply
from coalition_cli.model.workshop import Workshop
from tests.support.playing import ENTER, Bench
from tests.support.slides import wall_words

BUCKETS = [
    {"id": "care", "title": "Who cares", "detail": "care_person"},
    {"id": "call", "title": "Whom to call", "detail": "phone", "share": "organizer"},
    {"id": "law", "title": "The law", "detail": "legal_limit"},
]
SIGNALS = Step("s", "notes", "Signals", share="donor", options={"buckets": BUCKETS})


def a_bench(**details: str) -> Bench:
    bench = Bench(SIGNALS)
    for name, words in details.items():
        bench.record(Fact({"name": name, "text": words}), DETAILS, "organizer")
    return bench


def lines(bench: Bench) -> list[tuple[str, str | None, str]]:
    return [(entry.text, entry.body.get("bucket"), entry.share) for entry in bench.view.said("s")]


KEPT = [("Mama Neema", "care", "participants"), ("0711 222", "call", "organizer")]


def test_enter_keeps_what_is_known_in_its_place_and_only_what_is_open_is_typed() -> None:
    bench = a_bench(care_person="Mama Neema", phone="0711 222")
    bench.type(SIGNALS, ENTER, "A child in danger #law\r", ENTER)
    assert lines(bench) == [*KEPT, ("A child in danger", "law", "donor")]
    assert [row["bucket"] for row in bench.result(SIGNALS)] == ["care", "law"]


def test_what_the_room_does_not_keep_is_not_there_and_what_nobody_knows_is_not_asked_about() -> (
    None
):
    bench = a_bench(care_person="Mama Neema", phone="0711 222")
    bench.type(SIGNALS, " " + ENTER, ENTER)  # the first is no longer marked
    assert lines(bench) == KEPT[1:]
    unknown = a_bench(lead="Mary")
    unknown.type(SIGNALS, "Mama Neema #care\r", ENTER)
    assert lines(unknown) == [("Mama Neema", "care", "donor")]


def test_killed_between_two_of_them_the_other_is_offered_again_and_none_stands_twice() -> None:
    bench = a_bench(care_person="Mama Neema", phone="0711 222")
    bench.type_until(1, SIGNALS, ENTER)
    assert lines(bench) == KEPT[:1]
    bench.type(SIGNALS, ENTER, ENTER)
    assert lines(bench) == KEPT
    bench.type(SIGNALS, ENTER)
    assert lines(bench) == KEPT


def test_an_answers_file_is_not_asked_and_may_say_the_same_itself() -> None:
    bench = a_bench(care_person="Mama Neema")
    bench.answer(SIGNALS, [{"text": "mama neema", "bucket": "care"}])
    (entry,) = bench.view.said("s")
    assert entry.body["from"] == [bench.workshop.standing(DETAILS)[0].id]


def test_what_only_the_programme_knows_is_offered_too() -> None:
    step = replace(
        SIGNALS, options={"buckets": [{"id": "end", "title": "Until", "detail": "until"}]}
    )
    bench = Bench(step)
    bench.view = replace(bench.view, announced={"until": "17:00"})
    bench.type_until(1, step, ENTER)
    bench.type(step, ENTER)
    assert [entry.body for entry in bench.view.said("s")] == [
        {"text": "17:00", "bucket": "end", "from": []}
    ]


def test_a_name_that_was_taken_over_goes_from_there_when_its_detail_is_withdrawn() -> None:
    bench = a_bench(care_person="Mama Neema Kileo")
    bench.type(SIGNALS, ENTER, ENTER)
    (detail,) = bench.workshop.standing(DETAILS)
    bench.record(Fact({}, op="withdraw", ref=detail.id), DETAILS, "organizer")
    left = Workshop(bench.workshop.head, apply(bench.workshop.entries))
    assert [entry.text for entry in left.standing(bench.view.place("s"))] == ["[…]"]


def test_ground_rules_offer_who_cares_where_it_is_quiet_whom_to_call_and_the_limit_of_the_law() -> (
    None
):
    ground_rules = Catalog([shipped()]).exercise("ground-rules")
    offered = {
        bucket["detail"]: f"{step.id}.{bucket['id']}"
        for step in ground_rules.steps
        for bucket in step.options.get("buckets", ())
        if "detail" in bucket
    }
    assert offered == {
        "care_person": "signals.care",
        "quiet_place": "signals.place",
        "phone": "signals.call",
        "legal_limit": "house.law",
    }


def test_a_rest_names_who_cares_and_a_quiet_place_as_the_room_wrote_else_as_details_say() -> None:
    bench = a_bench(care_person="Mama Neema", quiet_place="The garden", phone="0711 222")
    tea = {
        "slot": "tea",
        "did": "begin",
        "clock": "2024-11-12T10:30:00",
        "minutes": 15,
        "title": "Tea",
        "kind": "break",
    }
    bench.record(Fact(tea), PROGRAMME, "organizer")
    find = Catalog([shipped()]).find
    assert "Mama Neema The garden" in rested(bench, find)
    rules = Place("ground-rules", 1, "signals")
    bench.record(Fact({"text": "Salome, beside the door", "bucket": "care"}), rules, "participants")
    bench.record(Fact(tea | {"clock": "2024-11-12T10:31:00"}), PROGRAMME, "organizer")
    assert "Salome, beside the door The garden" in rested(bench, find)


def rested(bench: Bench, find) -> str:  # type: ignore[no-untyped-def]
    return " ".join(wall_words(bench.workshop, find).split())
