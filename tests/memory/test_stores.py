"""What holds for every store of the memory bank."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_records import solution
from made_stores import (
    EMBEDDER,
    STORES,
    empty_server,
    entry,
    opened,
    record,
    vector,
)

from optimoot.memory.records import Kind, Standing
from optimoot.memory.store import Entry, Store
from optimoot.memory.stores import local

LASTING = ("exact", "indexed", "server")


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The server's address, for the store that needs one."""
    which = request.node.callspec.params["which"]
    return request.getfixturevalue("server") if which == "server" else ""


@pytest.fixture
def store(which: str, address: str, tmp_path: Path) -> Iterator[Store]:
    made = opened(which, tmp_path / "bank", address)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _indexed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_BEHIND", 2)


def _ids(store: Store, **chosen: Any) -> list[str]:
    return [one.id for one in store.records(**chosen)]


def _near(store: Store, seed: int, limit: int = 9, kind: Kind = Kind.SOLUTION) -> list[str]:
    return [name for name, _ in store.nearest(vector(seed), kind=kind, limit=limit)]


@pytest.mark.parametrize("which", STORES)
class TestOneStore:
    def test_every_kind_comes_back_as_it_was(self, store: Store) -> None:
        kept = [record("r-s"), record("r-d", Kind.DEBUG), record("r-c", Kind.DEBATE), solution()]
        store.put([Entry(one, vector(place)) for place, one in enumerate(kept)])
        assert store.get([one.id for one in kept]) == kept
        assert list(store.records()) == kept

    def test_unknown_ids_are_passed_over(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 2)])
        assert [one.id for one in store.get(["b", "none", "a"])] == ["b", "a"]
        assert store.get([]) == []
        assert store.delete(["none"]) == 0

    def test_an_empty_store(self, store: Store) -> None:
        store.put([])
        assert _ids(store) == []
        assert _near(store, 1) == []
        assert store.state().counts == {}
        assert store.rebuild() == 0

    def test_a_known_id_is_replaced_where_it_stands(self, store: Store) -> None:
        store.put([entry("a", 1)])
        store.put([entry("b", 2)])
        changed = record("a", text="Another text.")
        store.put([Entry(changed, vector(3))])
        assert list(store.records()) == [changed, record("b")]
        assert store.nearest(vector(3), kind=Kind.SOLUTION, limit=1)[0] == (
            "a",
            pytest.approx(1, abs=1e-5),
        )

    def test_of_equal_ids_the_last_counts(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 2), Entry(record("a", text="Last."), vector(3))])
        assert [one.text for one in store.get(["a"])] == ["Last."]
        assert sum(store.state().counts.values()) == 2

    def test_a_record_may_change_its_kind(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 2)])
        store.put([entry("a", 1, Kind.DEBUG)])
        assert _near(store, 1) == ["b"]
        assert _near(store, 1, kind=Kind.DEBUG) == ["a"]
        assert sum(store.state().counts.values()) == 2

    def test_records_of_a_kind_and_standing(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 2, Kind.DEBUG), entry("c", 3)])
        store.put([entry("d", 4, standing=Standing.DEMOTED)])
        assert _ids(store, kind=Kind.SOLUTION) == ["a", "c", "d"]
        assert _ids(store, standing=Standing.ADMITTED) == ["a", "b", "c"]
        assert _ids(store, kind=Kind.SOLUTION, standing=Standing.DEMOTED) == ["d"]
        assert store.state().counts == {
            (Kind.SOLUTION, Standing.ADMITTED): 2,
            (Kind.SOLUTION, Standing.DEMOTED): 1,
            (Kind.DEBUG, Standing.ADMITTED): 1,
        }

    def test_the_most_alike_come_first(self, store: Store) -> None:
        store.put([entry(f"r{seed}", seed) for seed in range(40)])
        asked = vector(100)
        expected = sorted(range(40), key=lambda seed: -float(vector(seed) @ asked))[:5]
        found = store.nearest(asked, kind=Kind.SOLUTION, limit=5)
        assert [name for name, _ in found] == [f"r{seed}" for seed in expected]
        assert [value for _, value in found] == pytest.approx(
            [float(vector(seed) @ asked) for seed in expected], abs=1e-5
        )

    def test_none_are_asked_for(self, store: Store) -> None:
        store.put([entry("a", 1)])
        assert _near(store, 1, limit=0) == []
        assert _near(store, 1, limit=1) == ["a"]

    def test_kinds_are_searched_apart(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 1, Kind.DEBUG), entry("c", 1, Kind.DEBATE)])
        for kind, name in zip(Kind, "abc", strict=True):
            assert _near(store, 1, kind=kind) == [name]

    def test_a_demoted_record_is_found_no_more_until_admitted_again(self, store: Store) -> None:
        store.put([entry(f"r{seed}", seed) for seed in range(12)])
        assert _near(store, 3, limit=1) == ["r3"]
        store.put([entry("r3", 3, standing=Standing.DEMOTED)])
        assert "r3" not in _near(store, 3, limit=12)
        assert len(_near(store, 3, limit=12)) == 11
        assert _ids(store)[3] == "r3"
        store.put([entry("r3", 3)])
        assert _near(store, 3, limit=1) == ["r3"]

    def test_many_demoted_records_do_not_hide_the_others(self, store: Store) -> None:
        store.put([entry("far", 1)])
        store.put([entry(f"r{n}", 2, standing=Standing.DEMOTED) for n in range(30)])
        assert _near(store, 2, limit=1) == ["far"]

    def test_a_deleted_record_is_gone(self, store: Store) -> None:
        store.put([entry(f"r{seed}", seed) for seed in range(9)])
        assert _near(store, 4, limit=1) == ["r4"]
        assert store.delete(["r4", "r4", "none", "r5"]) == 2
        assert store.get(["r4"]) == []
        assert {"r4", "r5"} & set(_near(store, 4)) == set()
        assert len(_near(store, 4)) == 7
        store.put([entry("r4", 4)])
        assert _near(store, 4, limit=1) == ["r4"]
        assert _ids(store)[-1] == "r4"

    def test_ids_by_their_beginning(self, store: Store) -> None:
        store.put([entry(name, 1) for name in ("ab1", "ab2", "a_c", "b", "AB3")])
        assert store.ids_with_prefix("ab") == ["ab1", "ab2"]
        assert store.ids_with_prefix("a_") == ["a_c"]
        assert store.ids_with_prefix("%") == []
        store.put([entry(f"m{n:02}", 1) for n in range(12)])
        assert store.ids_with_prefix("m") == [f"m{n:02}" for n in range(10)]

    def test_a_rebuilt_store_holds_the_same(self, store: Store) -> None:
        store.put([entry(f"r{seed}", seed) for seed in range(20)])
        store.put([entry("r7", 7, standing=Standing.DEMOTED)])
        before = _near(store, 7), _ids(store)
        assert store.rebuild() == 20
        assert (_near(store, 7), _ids(store)) == before

    def test_another_embedder_makes_all_vectors_anew(self, store: Store) -> None:
        store.put([entry(f"r{seed}", seed) for seed in range(9)])
        fresh = (
            Entry(one, vector(50 + place, 5)) for place, one in enumerate(list(store.records()))
        )
        assert store.rebuild(fresh, embedder="other-1-5") == 9
        assert store.embedder == store.state().embedder == "other-1-5"
        found = store.nearest(vector(52, 5), kind=Kind.SOLUTION, limit=1)
        assert found == [("r2", pytest.approx(1, abs=1e-5))]
        store.put([Entry(record("new"), vector(80, 5))])
        assert _ids(store) == [*(f"r{seed}" for seed in range(9)), "new"]

    def test_an_embedder_that_fails_changes_nothing(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 2)])

        def failing() -> Iterator[Entry]:
            yield Entry(record("a"), vector(50, 5))
            raise ConnectionError("the embedder is gone")

        with pytest.raises(ConnectionError):
            store.rebuild(failing(), embedder="other-1-5")
        assert store.embedder == EMBEDDER
        assert _near(store, 1) == ["a", "b"]

    def test_threads_write_and_search_at_once(self, store: Store) -> None:
        def write(part: int) -> None:
            for number in range(6):
                store.put([entry(f"t{part}-{number}", 10 * part + number)])
                assert _near(store, 10 * part + number, limit=1) == [f"t{part}-{number}"]

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(4)))
        assert sorted(_ids(store)) == [
            f"t{part}-{number}" for part in range(4) for number in range(6)
        ]


@pytest.mark.parametrize("which", LASTING)
class TestOpenedAgain:
    def test_what_was_put_is_there(self, which: str, address: str, tmp_path: Path) -> None:
        first = opened(which, tmp_path / "bank", address)
        first.put([entry(f"r{seed}", seed) for seed in range(9)])
        near = _near(first, 5)
        first.close()
        second = opened(which, tmp_path / "bank", address)
        assert _ids(second) == [f"r{seed}" for seed in range(9)]
        assert _near(second, 5) == near
        second.close()

    def test_the_embedder_stays_the_one_of_the_first_time(
        self, which: str, address: str, tmp_path: Path
    ) -> None:
        opened(which, tmp_path / "bank", address).close()
        again = opened(which, tmp_path / "bank", address, embedder="other")
        assert again.embedder == EMBEDDER
        again.close()

    def test_two_see_what_the_other_does(self, which: str, address: str, tmp_path: Path) -> None:
        one = opened(which, tmp_path / "bank", address)
        other = opened(which, tmp_path / "bank", address)
        one.put([entry(f"r{seed}", seed) for seed in range(9)])
        assert _near(one, 2)[0] == _near(other, 2)[0] == "r2"
        other.put([entry("r2", 2, standing=Standing.DEMOTED)])
        assert "r2" not in _near(one, 2)
        one.delete(["r3"])
        assert "r3" not in _near(other, 3)
        other.put([entry("r9", 9)])
        assert _near(one, 9) == _near(other, 9)
        assert _ids(one) == _ids(other)
        other.close()
        one.close()


_STEP = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 7), st.integers(0, 30), st.sampled_from(Standing)),
    st.tuples(st.just("delete"), st.integers(0, 7)),
    st.tuples(st.just("search"), st.integers(0, 30), st.integers(1, 9)),
    st.tuples(st.just("rebuild")),
    st.tuples(st.just("open again")),
)


@pytest.mark.parametrize("which", LASTING)
@given(steps=st.lists(_STEP, max_size=14))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_store_does_what_the_one_in_memory_does(
    which: str, address: str, steps: list[tuple[Any, ...]]
) -> None:
    if which == "server":
        empty_server(address)
    held = opened("held", Path(), "")
    with tempfile.TemporaryDirectory() as folder:
        kept = opened(which, Path(folder), address)
        for step in steps:
            match step:
                case ("put", name, seed, standing):
                    for one in (held, kept):
                        one.put([entry(f"r{name}", seed, standing=standing)])
                case ("delete", name):
                    assert kept.delete([f"r{name}"]) == held.delete([f"r{name}"])
                case ("search", seed, limit):
                    found = kept.nearest(vector(seed), kind=Kind.SOLUTION, limit=limit)
                    expected = held.nearest(vector(seed), kind=Kind.SOLUTION, limit=limit)
                    assert [value for _, value in found] == pytest.approx(
                        [value for _, value in expected], abs=1e-5
                    )
                case ("rebuild",):
                    assert kept.rebuild() == held.rebuild()
                case _:
                    kept.close()
                    kept = opened(which, Path(folder), address)
            assert list(kept.records()) == list(held.records())
        assert kept.state().counts == held.state().counts
        kept.close()
