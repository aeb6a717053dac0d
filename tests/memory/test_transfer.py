"""Records as JSON lines: out of one bank and into another, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_stores import record

from optimoot.errors import InputError
from optimoot.memory.bank import Bank, Query
from optimoot.memory.embedders.hashed import HashedEmbedder
from optimoot.memory.likeness import is_near_duplicate
from optimoot.memory.records import Kind, Record, Standing
from optimoot.memory.store import Entry, MemoryUnavailable
from optimoot.memory.stores.held import HeldStore
from optimoot.memory.structure import structural_similarity
from optimoot.memory.transfer import Imported, export_records, import_records

RECORDS: tuple[Record, ...] = (
    record("s", text="A ship carries grain — and “coal”.\nIt is 30 % full.\u2028End\x85."),
    record("d", Kind.DEBUG, Standing.DEMOTED),
    record("t", Kind.DEBATE),
)


class FailingStore(HeldStore):
    """Keeps the first record of what it is given, and goes away."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Keep one of them.

        Raises:
            MemoryUnavailable: Always.
        """
        super().put(entries[:1])
        raise MemoryUnavailable("The server went away.")


class UnreadableStore(HeldStore):
    """Gives one record, and then no more."""

    def records(self, **_of: object):
        """The first record.

        Raises:
            MemoryUnavailable: At the second one.
        """
        yield RECORDS[0]
        raise MemoryUnavailable("The disk is broken.")


def a_bank(*records: Record, dimensions: int = 256, store: type[HeldStore] = HeldStore) -> Bank:
    embedder = HashedEmbedder(dimensions=dimensions)
    bank = Bank(store(embedder.name), embedder, structural_similarity, is_near_duplicate)
    bank.admit(records)
    return bank


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in RECORDS), encoding="utf-8")
    return path


def test_a_bank_moves_whole_into_one_with_another_embedder(tmp_path):
    path, other = tmp_path / "out.jsonl", a_bank(dimensions=64)
    assert export_records(a_bank(*RECORDS), path) == 3
    assert import_records(other, path) == Imported(new=3, known=0)
    assert tuple(other.records()) == RECORDS
    found = other.recall(Query(Kind.SOLUTION, "grain and coal on a ship")).found
    assert [one.record.id for one in found] == ["s"]
    assert import_records(other, path) == Imported(new=0, known=3)


def test_records_that_are_there_stay_as_they_were(file):
    noted = RECORDS[0].model_copy(update={"note": "Mine."})
    bank = a_bank(noted)
    assert import_records(bank, file) == Imported(new=2, known=1)
    assert bank.find("s").note == "Mine."


def test_a_mark_at_the_beginning_blank_lines_and_other_line_ends_do_no_harm(file):
    text = file.read_text(encoding="utf-8").replace("\n", "\r\n\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    line = f"{RECORDS[1].model_dump_json()}\n"
    file.write_bytes(file.read_bytes() + line.encode())  # the same record twice
    assert import_records(a_bank(), file).new == 3


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("9" * 100_000, "it is no JSON"),
        ("null", "line 4"),
        ("[]", "line 4"),
        ('{"kind": "solution", "schema_version": 2}', "schema 2; this version reads up to 1"),
        (record("s", text="Another.").model_dump_json(), "another record of the id 's'"),
        (record("x").model_dump_json().replace('"x"', '"../x"'), "solution.id"),
        (record("x").model_dump_json().replace('"id"', '"odd":1,"id"'), "solution.odd"),
        (record("x", text="X.").model_dump_json().replace("X.", "\\ud800"), "hex escape"),
    ],
)
def test_a_line_at_fault_is_named_and_nothing_is_taken_in(file, line, told):
    with file.open("a", encoding="utf-8") as end:
        end.write(f"{line}\n{record('after').model_dump_json()}\n")
    bank = a_bank()
    with pytest.raises(InputError) as error:
        import_records(bank, file)
    assert told in str(error.value)
    assert "line 4" in str(error.value)
    assert "nothing was taken in" in str(error.value)
    assert list(bank.records()) == []


def test_files_that_cannot_be_read_are_refused(tmp_path):
    odd = tmp_path / "odd.jsonl"
    odd.write_bytes(b"\xff\xfe")
    for path in (tmp_path, tmp_path / "none.jsonl", odd):
        with pytest.raises(InputError, match="cannot be read"):
            import_records(a_bank(), path)


def test_a_store_that_goes_away_keeps_no_part_of_a_file(file):
    bank = a_bank(store=FailingStore)
    with pytest.raises(MemoryUnavailable):
        import_records(bank, file)
    assert list(bank.records()) == []


def test_a_file_that_exists_is_not_written_over(file):
    before = file.read_bytes()
    with pytest.raises(InputError, match="exists already"):
        export_records(a_bank(), file)
    assert file.read_bytes() == before
    with pytest.raises(InputError, match="cannot be written"):
        export_records(a_bank(), file.parent / "no" / "such.jsonl")


def test_an_export_that_fails_leaves_no_file(tmp_path):
    path = tmp_path / "out.jsonl"
    with pytest.raises(MemoryUnavailable):
        export_records(a_bank(store=UnreadableStore), path)
    assert list(tmp_path.iterdir()) == []


def test_every_line_is_one_record_whatever_its_text_holds(tmp_path):
    path = tmp_path / "out.jsonl"
    export_records(a_bank(*RECORDS), path)
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert [json.loads(line)["id"] for line in lines] == ["s", "d", "t"]
