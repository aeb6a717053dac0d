"""`optimoot memory`: what the memory bank holds, for people to read, correct and move."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimoot.app.configuration import load_settings
from optimoot.app.exit_codes import ExitCode
from optimoot.errors import InputError
from optimoot.terminal_text import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from optimoot.memory.bank import Bank
    from optimoot.memory.records import Record
    from optimoot.settings import Settings

_WORDS = 60
_SHORT = 3
"""Letters of a word's root that tells nothing about what a text is about."""
_NEWEST = 50
"""Records that a list shows unasked."""
_COMMON = 6
"""Words in common that are shown."""


@dataclass(frozen=True)
class Asked:
    """What the options of every memory command say.

    Attributes:
        memory: Folder or address of the bank; None: that of the settings.
    """

    memory: str | None = None
    as_json: bool = False

    @property
    def changes(self) -> Mapping[str, Any]:
        """The settings that were given."""
        return {"memory": self.memory}


def list_records(asked: Asked, *, kind: str, standing: str, limit: int | None) -> int:
    """Print one line for each of the newest records; all of them as JSON.

    Raises:
        InputError: Memory is off, or the kind or standing is not known.
        MemoryUnavailable: The bank cannot be read.
    """
    from optimoot.memory.records import Kind, Standing

    of_kind = _one_of(Kind, kind, "kind")
    with_standing = _one_of(Standing, standing, "standing")
    most = limit or (None if asked.as_json else _NEWEST)
    with opened_to_read(asked) as bank:
        newest = deque(bank.records(kind=of_kind, standing=with_standing), maxlen=most)
        count = sum(
            n
            for (k, s), n in bank.state.counts.items()
            if of_kind in (None, k) and with_standing in (None, s)
        )
    records = list(newest)[::-1]
    if asked.as_json:
        _print_lines(record.model_dump_json() for record in records)
        return ExitCode.SOLVED
    if not records:
        _console().print("The memory bank holds no such record.")
        return ExitCode.SOLVED
    rows = [
        (r.id, r.kind, r.standing, f"{r.provenance.at:%Y-%m-%d}", result_of(r), first_words(r.text))
        for r in records
    ]
    _table(("id", "kind", "standing", "kept", "result", "problem"), rows)
    if count > len(records):
        _console().print(f"These are the newest {len(records)} of {count:,}; --limit shows more.")
    return ExitCode.SOLVED


def show(asked: Asked, name: str) -> int:
    """Print a record whole.

    Raises:
        InputError: Memory is off, or there is no such record.
        MemoryUnavailable: The bank cannot be read.
    """
    from optimoot.app.terminal.records import record_page

    with opened_to_read(asked) as bank:
        record = bank.find(name)
    if asked.as_json:
        _print_lines([record.model_dump_json(indent=1)])
    else:
        console = _console()
        for part in record_page(record):
            console.print(part)
    return ExitCode.SOLVED


def search(asked: Asked, text: str, *, kind: str, limit: int) -> int:
    """Print the records that are most like a text, with how much and by which words they are.

    Raises:
        InputError: Memory is off, or the kind is not known.
        MemoryUnavailable: The bank cannot be read.
    """
    from optimoot.memory.bank import FLOOR, Query, search_text
    from optimoot.memory.records import Kind

    kinds = [_one_of(Kind, kind, "kind")] if kind else list(Kind)
    with opened(asked) as bank:
        found = [
            one
            for each in kinds
            for one in bank.recall(Query(each, text), limit=limit, floor=0.0).found
        ]
    found = sorted(found, key=lambda one: -one.similarity)[:limit]
    if asked.as_json:
        _print_lines(
            f'{{"similarity": {one.similarity:.4f}, "record": {one.record.model_dump_json()}}}'
            for one in found
        )
        return ExitCode.SOLVED
    if not found:
        _console().print("The memory bank holds nothing to compare with.")
        return ExitCode.SOLVED
    rows = [
        (
            f"{one.similarity:.2f}",
            "recalled" if one.similarity >= FLOOR else f"no, below {FLOOR:g}",
            ", ".join(_in_common(text, search_text(one.record))) or "none",
            one.record.id,
            one.record.kind,
            first_words(one.record.text),
        )
        for one in found
    ]
    _table(("similarity", "in a run", "words in common", "id", "kind", "problem"), rows)
    return ExitCode.SOLVED


def edit(asked: Asked, name: str, *, note: str | None, standing: str) -> int:
    """Put a note on a record, or change whether it is recalled.

    Raises:
        InputError: Memory is off, there is no such record, or nothing is to be changed.
        MemoryUnavailable: The bank cannot be written.
    """
    from optimoot.memory.records import Standing

    changes: dict[str, Any] = {} if note is None else {"note": _as_text(note)}
    if standing:
        chosen = _one_of(Standing, standing, "standing")
        because = "" if chosen is Standing.ADMITTED else "By hand."
        changes |= {"standing": chosen, "because": because, "refuted_by": ""}
    if not changes:
        raise InputError("Nothing is to be changed.", remedy="Give --note or --standing.")
    with opened(asked) as bank:
        record = bank.find(name)
        bank.change(record.model_copy(update=changes))
    _console().print(f"Changed {record.id}.")
    return ExitCode.SOLVED


def delete(asked: Asked, names: tuple[str, ...], *, sure: Callable[[str], bool]) -> int:
    """Remove records for good, after asking.

    Raises:
        InputError: Memory is off, or there is no such record.
        MemoryUnavailable: The bank cannot be written.
    """
    with opened_to_read(asked) as bank:
        records = list({record.id: record for record in map(bank.find, names)}.values())
        told = ", ".join(record.id for record in records)
        if not sure(f"Delete {told} for good?"):
            _console().print("Nothing was deleted.")
            return ExitCode.SOLVED
        count = bank.delete([record.id for record in records])
    _console().print(f"Deleted {count} of {len(records)}.")
    return ExitCode.SOLVED


def export(asked: Asked, path: Path) -> int:
    """Write all records into a file.

    Raises:
        InputError: Memory is off, or the file exists or cannot be written.
        MemoryUnavailable: The bank cannot be read.
    """
    from optimoot.memory.transfer import export_records

    with opened_to_read(asked) as bank:
        count = export_records(bank, path)
    _console().print(f"Wrote {count} records into {one_line(str(path))}.")
    return ExitCode.SOLVED


def import_file(asked: Asked, path: Path) -> int:
    """Take the records of a file in.

    Raises:
        InputError: Memory is off, or the file cannot be used; names the line.
        MemoryUnavailable: The bank cannot be written.
    """
    from optimoot.memory.transfer import import_records

    with opened(asked, make=True) as bank:
        done = import_records(bank, path)
    _console().print(f"Took in {done.new} records; {done.known} were known.")
    return ExitCode.SOLVED


def stats(asked: Asked) -> int:
    """Print what the bank holds, where, and how it is searched.

    Raises:
        InputError: Memory is off.
        MemoryUnavailable: The bank cannot be read.
    """
    with opened_to_read(asked) as bank:
        state = bank.state
    counts = {f"{kind}, {standing}": n for (kind, standing), n in sorted(state.counts.items())}
    if asked.as_json:
        import json

        told = {"place": state.place, "embedder": state.embedder, "index": state.index,
                "behind": state.behind, "bytes": state.bytes, "records": counts}  # fmt: skip
        _print_lines([json.dumps(told)])
        return ExitCode.SOLVED
    rows = [("place", state.place), ("embedder", state.embedder), ("searched", state.index)]
    rows += [("not yet in the index", str(state.behind))] if state.behind else []
    rows += [("on disk", f"{state.bytes / 1e6:,.1f} MB")] if state.bytes else []
    rows += [(name, f"{count:,}") for name, count in counts.items()]
    _table(("", ""), rows)
    return ExitCode.SOLVED


def rebuild(asked: Asked, embedder: str) -> int:
    """Make the index anew, with the vectors of another embedder if one is named.

    Raises:
        InputError: Memory is off, or there is no such embedder.
        MemoryUnavailable: The bank cannot be written.
    """
    from optimoot.memory.bank import embed_again
    from optimoot.memory.embedding import embedder_named
    from optimoot.memory.opening import new_store

    settings = _settings(asked)
    chosen = embedder_named(embedder or settings.embedder, base_url=settings.base_url)
    store = new_store(settings, chosen.name)
    try:
        again = store.embedder != chosen.name
        count = embed_again(store, chosen) if again else store.rebuild()
    finally:
        store.close()
    _console().print(f"The index holds {count} records, embedded by {chosen.name}.")
    if embedder and embedder != settings.embedder:
        _console().print(f'Now set embedder = "{embedder}" in config.toml (or OPTIMOOT_EMBEDDER).')
    return ExitCode.SOLVED


def switch(on: bool) -> int:
    """Write into the settings file whether there is a memory.

    Raises:
        InputError: The file cannot be read or written.
    """
    from optimoot.app.configuration import change_settings_file

    path = change_settings_file("memory", None if on else "off")
    state = "on" if on else "off: nothing is recalled and nothing is kept"
    _console().print(f"Memory is {state} ({one_line(str(path))}).")
    return ExitCode.SOLVED


@contextmanager
def opened(asked: Asked, *, make: bool = False) -> Iterator[Bank]:
    """The bank that is meant, let go of at the end; made where it is not there if so wished."""
    from optimoot.memory.opening import bank_on, embedder_of, new_store

    settings = _settings(asked, make=make)
    embedder = embedder_of(settings)
    store = new_store(settings, embedder.name)
    try:
        yield bank_on(store, embedder)
    finally:
        store.close()


@contextmanager
def opened_to_read(asked: Asked) -> Iterator[Bank]:
    """The bank that is meant, whoever embedded it: to look at records, or to delete them."""
    from optimoot.memory.embedders.absent import AbsentEmbedder
    from optimoot.memory.opening import bank_on, embedder_of, is_there, new_store

    settings = _settings(asked)
    store = new_store(settings, "" if is_there(settings) else embedder_of(settings).name)
    try:
        yield bank_on(store, AbsentEmbedder(store.embedder))
    finally:
        store.close()


def result_of(record: Record) -> str:
    """What a record comes to, in a word or two."""
    from optimoot.memory.records import Debated, Solution

    if isinstance(record, Solution):
        value = record.reached.objective
        return "no plan" if value is None else f"{value:.8g}"
    return record.supported if isinstance(record, Debated) else record.lesson.failure


def first_words(text: str) -> str:
    """The beginning of a text, in one line."""
    line = one_line(text)
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1].rstrip()}…"


def _in_common(text: str, other: str) -> list[str]:
    """Words that two texts share, the longest first; those that stand in any text are left out."""
    from optimoot.memory.wording import root_of, words_of

    theirs = {root_of(word) for word in words_of(other)}
    shared = {root_of(word): word for word in words_of(text) if root_of(word) in theirs}
    telling = [word for root, word in shared.items() if len(root) > _SHORT]
    return sorted(telling, key=lambda word: (-len(word), word))[:_COMMON]


def _as_text(note: str) -> str:
    """What was typed, as text that can be kept.

    Raises:
        InputError: It is not UTF-8.
    """
    try:
        note.encode()
    except UnicodeEncodeError as error:
        raise InputError("The note is not UTF-8 text.", remedy="Type it anew.") from error
    return note


def _settings(asked: Asked, *, make: bool = False) -> Settings:
    from optimoot.memory.opening import OFF, folder_of, is_server

    settings = load_settings(asked.changes)
    if settings.memory == OFF:
        raise InputError(
            "Memory is off.",
            remedy="Turn it on by `optimoot memory on`, or name a bank with --memory.",
        )
    named = asked.memory and not is_server(asked.memory)
    if named and not make and not folder_of(settings).exists():
        raise InputError(
            f"There is no memory bank {asked.memory!r}.",
            remedy="Correct the name, or make one there by `optimoot memory import FILE --memory`.",
        )
    return settings


def _one_of(values: Any, name: str, what: str) -> Any:
    if not name:
        return None
    try:
        return values(name)
    except ValueError as error:
        known = ", ".join(values)
        raise InputError(f"There is no {what} {name!r}.", remedy=f"Known: {known}.") from error


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def _print_lines(lines: Any) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="dim", show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(str(cell))) for cell in row))
    _console().print(table)
