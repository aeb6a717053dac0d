"""The memory bank: records, found by what they are about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from optimoot.errors import InputError
from optimoot.memory.embedding import Embedder
from optimoot.memory.records import (
    Debated,
    Debugged,
    Kind,
    Record,
    Solution,
    Standing,
    Tags,
)
from optimoot.memory.store import Entry, Store, StoreState

FLOOR: Final = 0.45
"""Similarity of texts below which a record is noise, and not recalled; docs/memory.md has why."""
_STRUCTURE: Final = 0.5
"""What likeness of structure counts beside that of texts; docs/memory.md has why."""
_INDIFFERENT: Final = 0.6
"""Likeness of structure that speaks neither for a record nor against it: midway between problems
of two families and of one. A record whose structure is not known loses nothing by that."""
_WIDER: Final = 5
"""How many times as many records are looked at as are recalled: structure may rank them anew."""
_BATCH: Final = 500
_CHARACTERS_A_TOKEN: Final = 4
"""About, in English and in programs."""

Alike = Callable[[Tags, Tags], float]
"""How alike two problems are in structure, between 0 and 1."""
NearDuplicate = Callable[[str, Sequence[str]], bool]
"""Whether a text is, up to its figures, one of some others or nearly so."""


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        text: As `search_text` makes it of a record.
        tags: What the problem at hand is like, as far as it is known.
    """

    kind: Kind
    text: str
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True)
class Recalled:
    """A record that was found.

    Attributes:
        similarity: Of the texts, at most 1.
        structure: Of the models, between 0 and 1; None where one of them is not known.
    """

    record: Record
    similarity: float
    structure: float | None = None

    @property
    def score(self) -> float:
        """What records are ranked by."""
        return score(self.similarity, self.structure)


def score(similarity: float, structure: float | None) -> float:
    """What a record is worth, by likeness of texts and, where it is known, of models."""
    if structure is None:
        return similarity
    return similarity + _STRUCTURE * (structure - _INDIFFERENT)


@dataclass(frozen=True)
class Recall:
    """What was found, best first, and the ids of what was left out on purpose."""

    found: tuple[Recalled, ...] = ()
    excluded: tuple[str, ...] = ()


def search_text(record: Solution | Debugged | Debated) -> str:
    """What a record is found by: its problem, and before it what failed or what differed."""
    if isinstance(record, Debugged):
        return failure_text(record.lesson.failure, record.lesson.findings, record.text)
    if isinstance(record, Debated):
        return debate_text(record.differences, record.text)
    return record.text


def failure_text(failure: str, findings: Sequence[str], text: str) -> str:
    """What a failure is found by: what was found counts more than the problem."""
    return "\n".join([failure, *findings, *findings, text])


def debate_text(differences: Sequence[str], text: str) -> str:
    """What a disagreement is found by."""
    return "\n".join([*differences, text])


class Bank:
    """The records of a store, embedded by an embedder.

    Args:
        store: Where they are kept.
        embedder: Has to be the one that made the store's vectors.
        alike: How alike two problems are in structure.
        near_duplicate: Tells texts that are too close to one under evaluation.

    Raises:
        InputError: The store's vectors were made by another embedder.
    """

    def __init__(
        self, store: Store, embedder: Embedder, alike: Alike, near_duplicate: NearDuplicate
    ) -> None:
        if store.embedder != embedder.name:
            raise InputError(
                f"The memory bank was embedded by {store.embedder!r}, not by {embedder.name!r}.",
                remedy=f"Use that embedder, or run `optimoot memory rebuild --embedder "
                f"{embedder.name}`.",
            )
        self._store, self._embedder = store, embedder
        self._alike, self._near_duplicate = alike, near_duplicate

    def admit(self, records: Sequence[Record]) -> None:
        """Keep records, all or none; one of a known id is replaced.

        Raises:
            MemoryUnavailable: The store cannot be written; nothing was kept (but see
                `Store.put` for what a server that goes away between batches leaves).
        """
        entries = [
            entry
            for start in range(0, len(records), _BATCH)
            for entry in self._entries(records[start : start + _BATCH])
        ]
        if entries:
            self._store.put(entries)

    def recall(
        self,
        query: Query,
        *,
        limit: int = 3,
        floor: float = FLOOR,
        exclude: Sequence[str] = (),
        tokens: int | None = None,
    ) -> Recall:
        """Admitted records that are like what is asked, best first; none below the floor.

        Args:
            query: What is looked for.
            limit: How many at most.
            floor: Least similarity of texts.
            exclude: Texts under evaluation: records that are nearly the same are left out.
            tokens: What they may take together, a token counted as four characters of a record's
                JSON; one that does not fit is passed over for the next. None: any.

        Raises:
            MemoryUnavailable: The store cannot be read.
        """
        vector = self._embedder.embed([query.text])[0]
        near = self._store.nearest(vector, kind=query.kind, limit=_WIDER * limit)
        similar = {name: value for name, value in near if value >= floor}
        ranked = sorted(
            (
                Recalled(record, similar[record.id], self._structure(query.tags, record.tags))
                for record in self._store.get(list(similar))
            ),
            key=lambda recalled: recalled.score,
            reverse=True,
        )
        excluded = [
            one.record.id
            for one in ranked
            if exclude and self._near_duplicate(one.record.text, exclude)
        ]
        kept = [one for one in ranked if one.record.id not in excluded]
        return Recall(tuple(islice(_within(kept, tokens), limit)), tuple(excluded))

    def records(
        self, *, kind: Kind | None = None, standing: Standing | None = None
    ) -> Iterator[Record]:
        """All records of a kind and standing, oldest first."""
        return self._store.records(kind=kind, standing=standing)

    def holds(self, name: str) -> bool:
        """Whether there is a record of this id."""
        return bool(self._store.get([name]))

    def find(self, name: str) -> Record:
        """The record of an id, or of the beginning of one.

        Raises:
            InputError: There is none, or more than one.
        """
        if exact := self._store.get([name]):
            return exact[0]
        names = self._store.ids_with_prefix(name) if name else []
        if len(names) == 1:
            return self._store.get(names)[0]
        if names:
            raise InputError(
                f"{name!r} is the beginning of more than one record's id: {', '.join(names)}.",
                remedy="Write more of it.",
            )
        raise InputError(
            f"The memory bank has no record {name!r}.",
            remedy="`optimoot memory list` shows the ids.",
        )

    def change(self, record: Record) -> None:
        """Put a changed record in the place of the one of its id.

        Raises:
            InputError: There is none.
            MemoryUnavailable: The store cannot be written.
        """
        if not self._store.get([record.id]):
            raise InputError(
                f"The memory bank has no record {record.id!r}.",
                remedy="`optimoot memory list` shows the ids.",
            )
        self.admit([record])

    def demote(self, name: str, *, refuted_by: str, because: str) -> None:
        """Keep a record, but recall it no more.

        Raises:
            InputError: There is no such record.
            MemoryUnavailable: The store cannot be written.
        """
        changes = {"standing": Standing.DEMOTED, "refuted_by": refuted_by, "because": because}
        self.change(self.find(name).model_copy(update=changes))

    def delete(self, names: Sequence[str]) -> int:
        """Remove records for good; how many there were.

        Raises:
            MemoryUnavailable: The store cannot be written.
        """
        return self._store.delete(names)

    def rebuild(self) -> int:
        """Make the index anew from the records; how many it holds."""
        return self._store.rebuild()

    @property
    def state(self) -> StoreState:
        """What it holds and where."""
        return self._store.state()

    def close(self) -> None:
        """Let go of files, locks and connections."""
        self._store.close()

    def _structure(self, one: Tags, other: Tags) -> float | None:
        if not one.classes or not other.classes:
            return None
        return self._alike(one, other)

    def _entries(self, records: Sequence[Record]) -> Iterator[Entry]:
        return _embedded(records, self._embedder)


def embed_again(store: Store, embedder: Embedder) -> int:
    """Make all vectors of a store anew with another embedder; how many records it holds.

    Raises:
        MemoryUnavailable: The store, or a server that embeds, cannot be used; nothing was changed.
    """
    return store.rebuild(_all_entries(store, embedder), embedder=embedder.name)


def _all_entries(store: Store, embedder: Embedder) -> Iterator[Entry]:
    batch: list[Record] = []
    for record in store.records():
        batch.append(record)
        if len(batch) == _BATCH:
            yield from _embedded(batch, embedder)
            batch = []
    yield from _embedded(batch, embedder)


def _embedded(records: Sequence[Record], embedder: Embedder) -> Iterator[Entry]:
    if not records:
        return
    vectors = embedder.embed([search_text(record) for record in records])
    for record, vector in zip(records, vectors, strict=True):
        yield Entry(record, vector)


def _within(found: Sequence[Recalled], tokens: int | None) -> Iterator[Recalled]:
    """The first ones that fit into so many tokens together."""
    left = math.inf if tokens is None else tokens * _CHARACTERS_A_TOKEN
    for one in found:
        size = len(one.record.model_dump_json())
        if size <= left:
            left -= size
            yield one
