"""A memory bank in a folder: its index, its faults, its crashes."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made_stores import EMBEDDER, entry, record, vector

from optimoot.benchmarks.perf.memory_crashes import one_round
from optimoot.memory.records import Kind, Standing
from optimoot.memory.store import Entry, MemoryUnavailable
from optimoot.memory.stores import ledger_file, local
from optimoot.memory.stores.chroma import ChromaFailed
from optimoot.memory.stores.chroma_index import ChromaIndex
from optimoot.memory.stores.ledger import FILE
from optimoot.memory.stores.local import LocalStore

AT_WORK = Path(__file__).parents[1] / "support" / "memory_bank_at_work.py"


@pytest.fixture(autouse=True)
def _indexed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_BEHIND", 0)
    monkeypatch.setattr(local, "_TRY_EVERY", 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bank"


def _opened(folder: Path) -> LocalStore:
    return LocalStore(folder, EMBEDDER, index_from=1)


def _filled(folder: Path, count: int = 60) -> LocalStore:
    """A store whose index has followed."""
    store = _opened(folder)
    store.put([entry(f"r{seed}", seed) for seed in range(count)])
    return _followed(store)


def _followed(store: LocalStore) -> LocalStore:
    deadline = time.monotonic() + 60
    while store.state().behind or _following():
        assert time.monotonic() < deadline, "the index does not follow"
        time.sleep(0.005)
    return store


def _following() -> bool:
    """Whether an index of this process is on its way."""
    return any(thread.name == "optimoot-memory" for thread in threading.enumerate())


def _near(store: LocalStore, seed: int, limit: int = 3) -> list[str]:
    return [name for name, _ in store.nearest(vector(seed), kind=Kind.SOLUTION, limit=limit)]


def _begun(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Notes each time that an index is begun anew."""
    noted: list[Path] = []
    begin = ChromaIndex.begun

    def noting(folder: Path, clock: Any) -> ChromaIndex:
        noted.append(folder)
        return begin(folder, clock)

    monkeypatch.setattr(ChromaIndex, "begun", noting)
    return noted


class TestIndex:
    def test_it_is_used_once_it_has_followed(self, folder: Path) -> None:
        store = _filled(folder)
        assert (store.state().index, store.state().behind) == ("chroma", 0)
        assert _near(store, 7)[0] == "r7"
        store.close()

    def test_a_small_bank_has_none(self, folder: Path) -> None:
        store = LocalStore(folder, EMBEDDER)
        store.put([entry("a", 1)])
        assert _near(store, 1) == ["a"]
        assert store.state().index == "exact"
        store.close()
        assert not (folder / "index").exists()

    def test_it_goes_on_where_it_was_left(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _filled(folder).close()
        begun = _begun(monkeypatch)
        store = _opened(folder)
        store.put([entry("new", 99)])
        assert _near(store, 7)[0] == "r7"
        assert _near(store, 99)[0] == "new"
        _followed(store)
        assert store.state().index == "chroma"
        store.close()
        assert begun == []

    def test_it_goes_on_after_a_kill_while_nothing_was_written(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = _filled(folder)
        copy = shutil.copytree(folder, folder.with_name("copy"))  # as a kill leaves it
        store.close()
        begun = _begun(monkeypatch)
        again = _opened(copy)
        assert _near(again, 7)[0] == "r7"
        assert again.state().index == "chroma"
        again.close()
        assert begun == []

    def test_one_store_uses_it_and_the_other_finds_the_same(self, folder: Path) -> None:
        first = _filled(folder)
        second = _opened(folder)
        assert _near(first, 7, 9) == _near(second, 7, 9)
        assert (first.state().index, second.state().index) == ("chroma", "exact")
        with pytest.raises(MemoryUnavailable, match="Another process uses the index"):
            second.rebuild()
        first.close()
        assert _near(second, 8, 1) == ["r8"]
        assert second.state().index == "chroma"
        second.close()

    def test_an_index_of_another_bank_is_begun_anew(self, folder: Path) -> None:
        _filled(folder).close()
        other = folder.with_name("other")
        store = _opened(other)
        store.put([entry(f"x{seed}", seed) for seed in range(60)])
        store.close()
        shutil.copytree(folder / "index", other / "index", dirs_exist_ok=True)
        store = _opened(other)
        assert _near(store, 7)[0] == "x7"
        store.close()

    def test_an_older_copy_of_the_records_is_believed(self, folder: Path, tmp_path: Path) -> None:
        _filled(folder, 40).close()
        shutil.copy(folder / FILE, tmp_path / "copy")
        store = _opened(folder)
        store.put([entry("later", 99)])
        _followed(store).close()
        shutil.copy(tmp_path / "copy", folder / FILE)
        store = _opened(folder)
        assert "later" not in _near(store, 99, 40)
        assert len(_near(store, 99, 40)) == 40
        store.close()

    def test_what_is_embedded_anew_elsewhere_is_refused(self, folder: Path) -> None:
        store, other = _filled(folder, 5), _opened(folder)
        store.rebuild(
            (Entry(one, vector(place, 4)) for place, one in enumerate(list(store.records()))),
            embedder="other",
        )
        with pytest.raises(MemoryUnavailable, match="embedded anew by 'other'"):
            other.put([entry("a", 1)])
        with pytest.raises(MemoryUnavailable, match="Open it again"):
            _near(other, 1)
        assert [one.id for one in other.records()] == [f"r{seed}" for seed in range(5)]
        other.close()
        store.close()

    def test_records_put_while_vectors_are_made_anew_stop_it(self, folder: Path) -> None:
        store, other = _filled(folder, 5), _opened(folder)

        def disturbed() -> Iterator[Entry]:
            for place, one in enumerate(list(store.records())):
                yield Entry(one, vector(place, 4))
            other.put([entry("late", 1)])

        with pytest.raises(MemoryUnavailable, match="Do it again"):
            store.rebuild(disturbed(), embedder="other")
        assert store.embedder == EMBEDDER
        assert "late" in _near(store, 1, 9)
        other.close()
        store.close()

    def test_a_vector_of_another_length_is_an_error(self, folder: Path) -> None:
        store = _opened(folder)
        store.put([entry("a", 1)])
        with pytest.raises(ValueError, match="'b' has the shape"):
            store.put([entry("c", 3), Entry(record("b"), vector(1, 5))])
        assert [one.id for one in store.records()] == ["a"]
        with pytest.raises(ValueError, match="The vector has the shape"):
            store.nearest(vector(1, 5), kind=Kind.SOLUTION, limit=1)
        assert _near(store, 1) == ["a"]
        assert store.state().index == "chroma"
        store.close()


def _scribble(index: Path) -> None:
    """Overwrite the middle of every file that Chroma keeps."""
    for path in index.rglob("*"):
        if (
            path.is_file()
            and path.suffix in {".bin", ".sqlite3", ".pickle"}
            and path.stat().st_size
        ):
            with path.open("r+b") as file:
                file.seek(path.stat().st_size // 3)
                file.write(os.urandom(2000))


def _scribble_on_vectors(index: Path) -> None:
    path = next(index.rglob("data_level0.bin"))
    path.write_bytes(os.urandom(path.stat().st_size))


def _scribble_on_sqlite(index: Path) -> None:
    next(index.rglob("chroma.sqlite3")).write_bytes(os.urandom(9000))


def _empty_files(index: Path) -> None:
    for path in index.glob("*/**/*"):
        if path.is_file():
            path.write_bytes(b"")


def _remove_half(index: Path) -> None:
    next(index.rglob("chroma.sqlite3")).unlink()


def _replace_stamp(index: Path) -> None:
    (index / "index.json").write_text('{"layout": 1, "what": ["is", "this"]}')


@pytest.mark.parametrize(
    "damage",
    [
        _scribble,
        _scribble_on_vectors,
        _scribble_on_sqlite,
        _empty_files,
        _remove_half,
        _replace_stamp,
        shutil.rmtree,
    ],
)
def test_a_damaged_index_is_begun_anew(folder: Path, damage: Callable[[Path], None]) -> None:
    _filled(folder, 300).close()
    damage(folder / "index")
    store = _opened(folder)
    assert [_near(store, seed, 1) for seed in (0, 150, 299)] == [["r0"], ["r150"], ["r299"]]
    _followed(store)
    assert store.state().index == "chroma"
    assert _near(store, 150, 1) == ["r150"]
    store.close()


def test_an_index_that_fails_at_work_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = _filled(folder)
    monkeypatch.setattr(store._index._collections[Kind.SOLUTION], "query", None)  # type: ignore[union-attr]
    assert _near(store, 7)[0] == "r7"
    assert store.state().index == "exact"
    assert "The index of the memory bank is not used" in caplog.text
    store.close()
    again = _opened(folder)
    assert _near(again, 7)[0] == "r7"
    assert again.state().index == "chroma"
    again.close()


def test_a_rebuild_says_why_there_is_no_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_index: ChromaIndex, _changes: object) -> None:
        raise ChromaFailed("OSError: No space left on device")

    store = _filled(folder)
    with monkeypatch.context() as patch:
        patch.setattr(ChromaIndex, "follow", full)
        with pytest.raises(MemoryUnavailable, match="cannot be made: OSError: No space left"):
            store.rebuild()
    assert _near(store, 7)[0] == "r7"
    assert store.rebuild() == 60
    assert store.state().index == "chroma"
    store.close()


class TestDeletion:
    def test_nothing_is_left_on_the_disk(self, folder: Path) -> None:
        store = _filled(folder)
        for number in range(300):
            text = f"secret-{number} " * random.Random(number).randrange(1, 400)
            store.put([Entry(record(f"gone-{number}", text=text), vector(1000 + number))])
        _near(store, 1000)
        _followed(store)
        store.put([entry("gone-7", 1007, standing=Standing.DEMOTED)])
        assert store.delete([f"gone-{number}" for number in range(300)]) == 300
        self._assert_gone(folder)
        assert _near(store, 7)[0] == "r7"
        store.close()
        self._assert_gone(folder)

    def test_whoever_uses_the_index_clears_it_at_its_next_search(self, folder: Path) -> None:
        user = _filled(folder)
        user.put([entry("gone-1", 1000)])
        _near(user, 1000)
        _followed(user)
        other = _opened(folder)
        other.delete(["gone-1"])
        other.close()
        assert "gone-1" not in _near(user, 1000, 70)
        self._assert_gone(folder, 1)
        user.close()

    def test_or_at_its_end(self, folder: Path) -> None:
        user = _filled(folder)
        user.put([entry("gone-1", 1000)])
        _near(user, 1000)
        _followed(user)
        other = _opened(folder)
        other.delete(["gone-1"])
        other.close()
        user.close()
        self._assert_gone(folder, 1)

    def _assert_gone(self, folder: Path, count: int = 300) -> None:
        held = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert held
        for path, content in held.items():
            assert b"secret-" not in content, path
            assert b"gone-" not in content, path
            for number in range(count):
                seed = 1000 if count == 1 else 1000 + number
                assert vector(seed).tobytes() not in content, path


class TestFaults:
    def test_a_file_that_is_no_database(self, folder: Path) -> None:
        folder.mkdir()
        (folder / FILE).write_bytes(os.urandom(20_000))
        with pytest.raises(MemoryUnavailable, match="cannot be opened: file is not a database"):
            _opened(folder)

    def test_a_damaged_database(self, folder: Path) -> None:
        _filled(folder, 300).close()
        path = folder / FILE
        with path.open("r+b") as file:
            file.seek(8192)
            file.write(os.urandom(path.stat().st_size - 8192))

        def use() -> None:
            with closing(_opened(folder)) as store:
                list(store.records())

        with pytest.raises(MemoryUnavailable, match=FILE):
            use()

    def test_a_damaged_record_is_named(self, folder: Path) -> None:
        store = _filled(folder, 3)
        with closing(sqlite3.connect(folder / FILE)) as connection, connection:
            connection.execute("UPDATE records SET record = '{' WHERE id = 'r1'")
        with pytest.raises(MemoryUnavailable, match=r"The record 'r1' .* damaged"):
            list(store.records())
        assert [one.id for one in store.get(["r0", "r2"])] == ["r0", "r2"]
        store.close()

    def test_a_newer_layout_is_left_alone(self, folder: Path) -> None:
        _filled(folder, 3).close()
        with closing(sqlite3.connect(folder / FILE)) as connection, connection:
            connection.execute("PRAGMA user_version = 7")
        before = (folder / FILE).read_bytes()
        with pytest.raises(MemoryUnavailable, match=r"newer version of OptiMoot \(layout 7"):
            _opened(folder)
        assert (folder / FILE).read_bytes() == before

    def test_a_newer_record_is_not_guessed_at(self, folder: Path) -> None:
        store = _filled(folder, 3)
        with closing(sqlite3.connect(folder / FILE)) as connection, connection:
            connection.execute(
                "UPDATE records SET record = json_set(record, '$.schema_version', 9) "
                "WHERE id = 'r1'"
            )
        with pytest.raises(MemoryUnavailable, match=r"'r1'.*schema_version.*newer version"):
            store.get(["r1"])
        store.close()

    def test_another_database_is_left_alone(self, folder: Path) -> None:
        folder.mkdir()
        with closing(sqlite3.connect(folder / FILE)) as connection, connection:
            connection.execute("CREATE TABLE runs (id)")
        before = (folder / FILE).read_bytes()
        with pytest.raises(MemoryUnavailable, match="a database of something else"):
            _opened(folder)
        assert (folder / FILE).read_bytes() == before

    def test_a_folder_that_is_a_file(self, folder: Path) -> None:
        folder.write_text("not a folder")
        with pytest.raises(MemoryUnavailable, match="cannot be opened"):
            _opened(folder)

    def test_a_full_disk_keeps_what_was_acknowledged(self, folder: Path) -> None:
        folder.mkdir()
        told = _at_work(folder, "fill", "3000000")
        assert len(told["acknowledged"]) > 20
        assert "cannot be written" in told["refusals"][0]
        assert told["found"] == ["r3"]
        with closing(_opened(folder)) as store:
            assert {one.id for one in store.records()} >= {*told["acknowledged"]}
            store.put([entry("after", 5)])
            assert _near(store, 3, 1) == ["r3"]

    def test_a_folder_that_cannot_be_written_can_be_read(self) -> None:
        folder = _public() / "bank"
        _filled(folder).close()
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        told = _at_work(folder, "unprivileged")
        assert told["kept"] == [f"r{seed}" for seed in range(60)]
        assert told["found"] == ["r3"]
        assert told["index"] == "exact"
        assert "cannot be written" in told["refusal"]
        shutil.rmtree(folder.parent)

    def test_a_place_where_no_folder_can_be_made(self) -> None:
        above = _public()
        above.chmod(0o555)
        told = _at_work(above / "bank", "unprivileged")
        assert "cannot be opened" in told["opening"]
        above.rmdir()


def _public() -> Path:
    """A folder that a user without rights can get to; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="optimoot-test-"))
    folder.chmod(0o755)
    return folder


def _at_work(folder: Path, *what: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(AT_WORK), str(folder), *what],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_writers_of_which_one_is_killed_lose_nothing(folder: Path) -> None:
    acknowledged: set[str] = set()
    draw = random.Random(7)
    for number in range(2):
        told = one_round(folder, acknowledged, number, writers=4, records=120, draw=draw)
        assert (told.lost, told.doubled, told.unsought) == (0, 0, 0)
        assert told.kept >= told.acknowledged >= (number + 1) * 360


def test_a_store_that_is_closed_while_its_index_follows(folder: Path) -> None:
    store = _opened(folder)
    store.put([entry(f"r{seed}", seed) for seed in range(400)])
    _near(store, 1)
    store.close()
    assert not _following()
    again = _opened(folder)
    assert _near(again, 399, 1) == ["r399"]
    again.close()


def test_a_bank_that_another_process_makes_at_the_same_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = ledger_file._check
    others: list[LocalStore] = []

    def while_the_other_makes_it(connection: sqlite3.Connection, path: Path) -> bool:
        monkeypatch.setattr(ledger_file, "_check", check)

        class Between:
            """Lets another store make its tables between two statements of the check."""

            def execute(self, statement: str) -> Between:
                self.answer = connection.execute(statement).fetchone()
                if not others:
                    others.append(_opened(folder))
                return self

            def fetchone(self) -> Any:
                return self.answer

        return check(Between(), path)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger_file, "_check", while_the_other_makes_it)
    store = _opened(folder)
    others[0].put([entry("a", 1)])
    assert _near(store, 1) == ["a"]
    store.close()
    others[0].close()
