"""The memory bank: what is recalled, in which order, and what becomes of a record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import solution
from made_stores import record

from optimoot.errors import InputError
from optimoot.memory.bank import FLOOR, Bank, Query, embed_again, search_text
from optimoot.memory.embedders.hashed import HashedEmbedder
from optimoot.memory.likeness import is_near_duplicate
from optimoot.memory.records import Kind, Record, Standing, Tags
from optimoot.memory.stores.held import HeldStore
from optimoot.memory.structure import structural_similarity

SHIP = "A ship carries grain and coal; its hold takes 900 tonnes and each tonne earns freight."
SHIP_TWICE = "A ship carries grain and coal; its hold takes 40 tonnes and each tonne earns freight."
SHIPS = "Grain and coal go by ship. The hold of the ship is small, and freight is paid a tonne."
BAKER = "A baker bakes rye bread and rolls; the oven is hot for nine hours."


def a_bank(*records: Record) -> Bank:
    embedder = HashedEmbedder()
    bank = Bank(HeldStore(embedder.name), embedder, structural_similarity, is_near_duplicate)
    bank.admit(records)
    return bank


def ids(bank: Bank, text: str = SHIP, **options: object) -> list[str]:
    found = bank.recall(Query(Kind.SOLUTION, text), **options).found  # type: ignore[arg-type]
    return [one.record.id for one in found]


def test_what_is_like_the_question_comes_first_and_noise_does_not_come():
    bank = a_bank(record("b", text=BAKER), record("s", text=SHIPS), record("t", text=SHIP_TWICE))
    assert ids(bank) == ["t", "s"]
    assert ids(bank, limit=1) == ["t"]
    assert set(ids(bank, floor=-1.0)) == {"b", "s", "t"}
    assert ids(bank, "Zebras gallop.") == []
    assert ids(a_bank()) == []


def test_only_admitted_records_of_the_kind_are_recalled():
    bank = a_bank(
        record("s", text=SHIP),
        record("old", standing=Standing.DEMOTED, text=SHIP),
        record("d", Kind.DEBUG, text=SHIP),
    )
    assert ids(bank) == ["s"]
    bank.demote("s", refuted_by="new", because="A later run found a better plan.")
    assert ids(bank) == []
    kept = bank.find("s")
    assert (kept.standing, kept.refuted_by) == (Standing.DEMOTED, "new")
    assert kept.because == "A later run found a better plan."


def test_structure_decides_between_texts_that_are_equally_like():
    tags = Tags(classes=("capacity", "demand"), sizes={"variables": 2})
    bank = a_bank(
        solution(id="far", text=SHIP, tags=Tags(classes=("ordering",))),
        solution(id="near", text=SHIP, tags=tags),
    )
    found = bank.recall(Query(Kind.SOLUTION, SHIP, tags)).found
    assert [one.record.id for one in found] == ["near", "far"]
    assert found[0].structure == 1.0
    assert found[0].score > found[1].score
    assert bank.recall(Query(Kind.SOLUTION, SHIP)).found[0].structure is None


def test_near_duplicates_of_what_is_evaluated_are_left_out_and_listed():
    bank = a_bank(record("same", text=SHIP_TWICE), record("like", text=SHIPS))
    recall = bank.recall(Query(Kind.SOLUTION, SHIP), exclude=(SHIP,))
    assert [one.record.id for one in recall.found] == ["like"]
    assert recall.excluded == ("same",)
    assert bank.recall(Query(Kind.SOLUTION, SHIP)).excluded == ()


def test_what_does_not_fit_into_the_budget_gives_way_to_what_does():
    small, large = record("small", text=SHIPS), record("large", text=f"{SHIP} " * 40)
    bank = a_bank(small, large)
    assert ids(bank) == ["large", "small"]
    room = len(small.model_dump_json()) / 4
    assert ids(bank, tokens=int(room) + 1) == ["small"]
    assert ids(bank, tokens=int(room) - 1) == []


@given(tokens=st.integers(0, 3_000), limit=st.integers(1, 6))
def test_a_recall_never_exceeds_its_budget_or_its_limit(tokens, limit):
    texts = [f"{SHIP} " * times for times in (1, 2, 5, 9)]
    bank = a_bank(*(record(f"s{n}", text=text) for n, text in enumerate(texts)))
    found = bank.recall(Query(Kind.SOLUTION, SHIP), limit=limit, tokens=tokens).found
    assert len(found) <= limit
    assert sum(len(one.record.model_dump_json()) for one in found) <= 4 * tokens
    assert all(one.similarity >= FLOOR for one in found)


def test_a_failure_is_found_by_what_was_found_and_a_debate_by_what_differed():
    assert "line 3: a name is not known" in search_text(record("d", Kind.DEBUG))
    bank = a_bank(record("d", Kind.DEBUG, text=BAKER))
    found = bank.recall(Query(Kind.DEBUG, "did not run\nline 3: a name is not known")).found
    assert [one.record.id for one in found] == ["d"]


def test_ids_may_be_shortened_as_far_as_they_are_clear():
    bank = a_bank(record("abc1"), record("abd2"), record("ab"))
    assert bank.find("abc").id == "abc1"
    assert bank.find("ab").id == "ab"  # whole, though others begin so
    with pytest.raises(InputError, match=r"more than one record.s id: .*abc1"):
        bank.find("a")
    for unknown in ("", "x", "abc11", "*", "%"):
        with pytest.raises(InputError, match="no record"):
            bank.find(unknown)


def test_what_is_not_there_cannot_be_changed():
    bank = a_bank(record("s"))
    with pytest.raises(InputError, match="no record 'gone'"):
        bank.change(record("gone"))
    with pytest.raises(InputError, match="no record 'gone'"):
        bank.demote("gone", refuted_by="s", because="It is wrong.")
    assert [one.id for one in bank.records()] == ["s"]
    assert bank.delete(["gone", "s"]) == 1
    assert not bank.holds("s")


def test_a_bank_of_another_embedder_is_refused_until_it_is_embedded_again():
    small, store = HashedEmbedder(dimensions=64), HeldStore(HashedEmbedder().name)
    a_whole = Bank(store, HashedEmbedder(), structural_similarity, is_near_duplicate)
    a_whole.admit([record("s", text=SHIP)])
    with pytest.raises(InputError, match="memory rebuild --embedder") as refusal:
        Bank(store, small, structural_similarity, is_near_duplicate)
    assert small.name in str(refusal.value)
    assert HashedEmbedder().name in str(refusal.value)
    assert embed_again(store, small) == 1
    again = Bank(store, small, structural_similarity, is_near_duplicate)
    assert ids(again) == ["s"]
