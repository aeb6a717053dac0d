"""A memory bank that teams share: a Chroma server holds the records and their vectors.

    optimoot-bank              no records; says who embeds, and the generation of the collections
    optimoot-GENERATION-KIND   the records of a kind: JSON as document, standing and age beside it

A new generation is made where all vectors are made anew. Nothing is acknowledged meanwhile: a
writer looks before it writes, and again before it returns, whether it writes into the generation
that counts.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
from pydantic import ValidationError

from optimoot.errors import InputError
from optimoot.memory.records import Kind, Record, Standing, record_adapter
from optimoot.memory.store import Entry, MemoryUnavailable, StoreState, Vector
from optimoot.memory.stores.chroma import (
    SEARCH,
    ChromaFailed,
    chroma_failures,
    no_embedder,
    quiet_settings,
)

LAYOUT: Final = 1
"""The version of the collections; a bank of a higher one is left alone."""
_BANK: Final = "optimoot-bank"
_TIMEOUT: Final = 10.0
"""Seconds that a request may take."""
_BATCH: Final = 200
_REFUSED: Final = frozenset({401, 403})


class ServerStore:
    """The records that a Chroma server holds.

    Args:
        url: `http://HOST:PORT` or `https://…`, with a path where it stands behind one.
        embedder: Recorded as the one that makes the vectors, if the server holds no bank yet.
        token: Sent with every request, as a bearer token and as `X-Chroma-Token`.

    Raises:
        InputError: The address is none.
        MemoryUnavailable: The server does not answer, refuses the token, or holds a bank that a
            newer version wrote.
    """

    def __init__(self, url: str, embedder: str, *, token: str = "") -> None:
        self._url = url.rstrip("/")
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise InputError(
                f"{url!r} is not the address of a memory server.",
                remedy="Write it as http://HOST:PORT.",
            )
        headers = {"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else {}
        with self._refusals():
            self._look_for_server(headers)
            self._client = _client(self._url, headers)
        try:
            with self._refusals():
                told = self._client.get_or_create_collection(
                    _BANK,
                    embedding_function=no_embedder(),
                    metadata={"layout": LAYOUT, "embedder": embedder, "generation": _name()},
                ).metadata
            if told["layout"] > LAYOUT:
                raise MemoryUnavailable(
                    f"The memory bank of {self._url!r} was written by a newer version of OptiMoot "
                    f"(layout {told['layout']}; this one knows {LAYOUT}). Update OptiMoot."
                )
            self._use(told)
        except BaseException:
            self.close()
            raise

    @property
    def embedder(self) -> str:
        """Name of the embedder that made its vectors; recorded when the bank was made."""
        return self._embedder

    def put(self, entries: Sequence[Entry]) -> None:
        """Insert records, or replace those of the same ids.

        Raises:
            MemoryUnavailable: The server does not take them. Of several records some may have been
                kept; putting all again is harmless.
        """
        if entries:
            self._confirm()
            for start in range(0, len(entries), _BATCH):
                with self._refusals():
                    self._upsert(entries[start : start + _BATCH])
            self._confirm()

    def get(self, ids: Sequence[str]) -> list[Record]:
        """The records of these ids, in their order; unknown ids are passed over."""
        texts: dict[str, str] = {}
        for start in range(0, len(ids), _BATCH):
            part = list(dict.fromkeys(ids[start : start + _BATCH]))
            with self._refusals():
                for collection in self._collections.values():
                    found = collection.get(ids=part, include=["documents"])
                    texts.update(zip(found["ids"], found["documents"], strict=True))
        return [self._read(name, texts[name]) for name in ids if name in texts]

    def delete(self, ids: Sequence[str]) -> int:
        """Remove records with their vectors; how many there were."""
        names = list(dict.fromkeys(ids))
        gone = 0
        self._confirm()
        with self._refusals():
            for start in range(0, len(names), _BATCH):
                part = names[start : start + _BATCH]
                for collection in self._collections.values():
                    if there := collection.get(ids=part, include=[])["ids"]:
                        collection.delete(ids=there)
                        gone += len(there)
        self._confirm()
        return gone

    def records(
        self, *, kind: Kind | None = None, standing: Standing | None = None
    ) -> Iterator[Record]:
        """All records of a kind and standing, oldest first."""
        for place in self._places(kind, standing):
            yield from self.get(place)

    def ids_with_prefix(self, prefix: str) -> list[str]:
        """Ids that begin so, at most ten."""
        with self._refusals():
            names = [
                name
                for collection in self._collections.values()
                for name in collection.get(include=[])["ids"]
                if name.startswith(prefix)
            ]
        return sorted(names)[:10]

    def nearest(self, vector: Vector, *, kind: Kind, limit: int) -> list[tuple[str, float]]:
        """Ids of admitted records with their cosine similarity, most alike first."""
        if limit < 1:
            return []
        wanted = limit
        while True:
            with self._refusals():
                answer = self._collections[kind].query(
                    query_embeddings=[vector],
                    n_results=wanted,
                    include=["distances", "metadatas"],
                )
            rows = zip(
                answer["ids"][0], answer["distances"][0], answer["metadatas"][0], strict=True
            )
            found = [
                (name, 1.0 - float(far))
                for name, far, told in rows
                if told["standing"] == Standing.ADMITTED
            ]
            if len(found) >= limit or len(answer["ids"][0]) < wanted:
                return found[:limit]
            wanted *= 2  # demoted records were in the way; a filter on the server takes far longer

    def rebuild(self, entries: Iterator[Entry] | None = None, *, embedder: str = "") -> int:
        """Make all collections anew; how many records there are.

        Args:
            entries: All records with new vectors, where another embedder made them.
            embedder: Its name.

        Raises:
            MemoryUnavailable: The server does not answer. Nothing is lost; until a rebuild comes to
                its end the bank can be read, but takes no records.
        """
        old = {"layout": LAYOUT, "embedder": self._embedder, "generation": self._generation}
        self._announce(old | {"rebuilding": True})
        told = old | {"embedder": embedder or self._embedder, "generation": _name()}
        fresh = self._made(str(told["generation"]))
        count = 0
        batch: list[Entry] = []
        for entry in self._entries() if entries is None else entries:
            batch.append(entry)
            count += 1
            if len(batch) == _BATCH:
                self._fill(fresh, batch)
                batch = []
        self._fill(fresh, batch)
        self._announce(told)
        self._use(told)
        with self._refusals():
            for collection in self._client.list_collections():
                if self._is_old(collection.name):
                    self._client.delete_collection(collection.name)
        return count

    def state(self) -> StoreState:
        """What it holds."""
        counts: dict[tuple[Kind, Standing], int] = {}
        with self._refusals():
            for kind, collection in self._collections.items():
                demoted = collection.get(where={"standing": Standing.DEMOTED.value}, include=[])
                counts[kind, Standing.DEMOTED] = len(demoted["ids"])
                counts[kind, Standing.ADMITTED] = collection.count() - len(demoted["ids"])
        return StoreState(
            counts={key: count for key, count in counts.items() if count},
            index="chroma",
            embedder=self._embedder,
            place=self._url,
        )

    def close(self) -> None:
        """Close the connections."""
        with self._refusals():
            close_client(self._client)

    def _look_for_server(self, headers: dict[str, str]) -> None:
        """Ask with a time limit; Chroma's client would wait for ever for a silent server."""
        import httpx

        answer = httpx.get(f"{self._url}/api/v2/heartbeat", headers=headers, timeout=_TIMEOUT)
        if answer.status_code in _REFUSED:
            raise MemoryUnavailable(
                f"The memory server {self._url!r} refuses the token ({answer.status_code}). "
                "Set it by OPTIMOOT_MEMORY_TOKEN."
            )
        if answer.status_code != httpx.codes.OK:
            raise MemoryUnavailable(
                f"{self._url!r} answers with {answer.status_code}: it is no Chroma server."
            )

    def _use(self, told: Any) -> None:
        self._embedder, self._generation = str(told["embedder"]), str(told["generation"])
        self._collections = self._made(self._generation)

    def _made(self, generation: str) -> dict[Kind, Any]:
        with self._refusals():
            return {
                kind: self._client.get_or_create_collection(
                    f"optimoot-{generation}-{kind.value}",
                    embedding_function=no_embedder(),
                    configuration=SEARCH,
                )
                for kind in Kind
            }

    def _is_old(self, name: str) -> bool:
        """Whether a collection is one of ours that counts no more."""
        ours = name.startswith("optimoot-") and name.endswith(tuple(f"-{kind}" for kind in Kind))
        return ours and not name.startswith(f"optimoot-{self._generation}-")

    def _upsert(self, entries: Sequence[Entry]) -> None:
        names = [entry.record.id for entry in entries]
        since: dict[str, int] = {}
        elsewhere: list[tuple[Any, list[str]]] = []
        kinds = {entry.record.id: entry.record.kind for entry in entries}
        for kind, collection in self._collections.items():
            known = collection.get(ids=list(dict.fromkeys(names)), include=["metadatas"])
            for name, told in zip(known["ids"], known["metadatas"], strict=True):
                since[name] = told["since"]
            elsewhere.append((collection, [name for name in known["ids"] if kinds[name] != kind]))
        self._write(self._collections, entries, since)
        for collection, left in elsewhere:
            if left:
                collection.delete(ids=left)

    def _fill(self, collections: dict[Kind, Any], entries: Sequence[Entry]) -> None:
        """Write records into a new generation; they keep their age."""
        since: dict[str, int] = {}
        names = [entry.record.id for entry in entries]
        with self._refusals():
            for collection in self._collections.values() if names else ():
                known = collection.get(ids=names, include=["metadatas"])
                since |= {
                    name: told["since"]
                    for name, told in zip(known["ids"], known["metadatas"], strict=True)
                }
            self._write(collections, entries, since)

    def _write(
        self, collections: dict[Kind, Any], entries: Sequence[Entry], since: dict[str, int]
    ) -> None:
        now = time.time_ns()
        aged = {  # the last of equal ids counts; one that is known keeps its age
            entry.record.id: (entry, since.get(entry.record.id, now + number))
            for number, entry in enumerate(entries)
        }
        for kind, collection in collections.items():
            part = [(entry, age) for entry, age in aged.values() if entry.record.kind is kind]
            if part:
                collection.upsert(
                    ids=[entry.record.id for entry, _ in part],
                    embeddings=np.stack([entry.vector for entry, _ in part]),
                    documents=[entry.record.model_dump_json() for entry, _ in part],
                    metadatas=[
                        {"standing": entry.record.standing.value, "since": age}
                        for entry, age in part
                    ],
                )

    def _confirm(self) -> None:
        """See that what is written counts: nobody has begun to make the bank anew."""
        with self._refusals():
            told = self._client.get_collection(_BANK, embedding_function=no_embedder()).metadata
        if told["generation"] != self._generation:
            raise MemoryUnavailable(
                f"The memory bank of {self._url!r} was made anew meanwhile, embedded by "
                f"{told['embedder']!r}. Open it again."
            )
        if told.get("rebuilding"):
            raise MemoryUnavailable(
                f"The memory bank of {self._url!r} is being made anew and takes no records. "
                "If that was interrupted, run `optimoot memory rebuild`."
            )

    def _announce(self, told: dict[str, Any]) -> None:
        """Say for all clients which generation counts."""
        with self._refusals():
            self._client.get_collection(_BANK, embedding_function=no_embedder()).modify(
                metadata=told
            )

    def _places(self, kind: Kind | None, standing: Standing | None) -> Iterator[list[str]]:
        """Ids of a kind and standing, oldest first, some at a time."""
        where = {"where": {"standing": standing.value}} if standing else {}
        aged: list[tuple[int, str]] = []
        with self._refusals():
            for one, collection in self._collections.items():
                if kind in (None, one):
                    found = collection.get(include=["metadatas"], **where)
                    ages = [told["since"] for told in found["metadatas"]]
                    aged += zip(ages, found["ids"], strict=True)
        names = [name for _, name in sorted(aged)]
        for start in range(0, len(names), _BATCH):
            yield names[start : start + _BATCH]

    def _entries(self) -> Iterator[Entry]:
        """All records with the vectors that they have."""
        for names in self._places(None, None):
            with self._refusals():
                vectors: dict[str, Vector] = {}
                for collection in self._collections.values():
                    found = collection.get(ids=names, include=["embeddings"])
                    vectors |= dict(zip(found["ids"], found["embeddings"], strict=True))
            for record in self.get(names):
                if record.id in vectors:
                    yield Entry(record, np.asarray(vectors[record.id], dtype=np.float32))

    def _read(self, name: str, text: str) -> Record:
        try:
            return record_adapter.validate_json(text)
        except ValidationError as error:
            raise MemoryUnavailable(
                f"The record {name!r} of {self._url!r} cannot be read: it is damaged, or a newer "
                "version of OptiMoot wrote it."
            ) from error

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Say which server cannot be used, and why."""
        try:
            with chroma_failures():
                yield
        except ChromaFailed as error:
            raise MemoryUnavailable(
                f"The memory server {self._url!r} cannot be used: {error}."
            ) from error


def _client(url: str, headers: dict[str, str]) -> Any:
    import chromadb

    client: Any = chromadb.HttpClient(host=url, headers=headers, settings=quiet_settings())
    # there is no setting for it: without a limit a server that hangs would hang the run
    for part in (client, client._admin_client):
        part._server._session.timeout = _TIMEOUT
    return client


def close_client(client: Any) -> None:
    """Close a client with its connections, which it leaves open by itself."""
    for part in (client, client._admin_client):
        part._server._session.close()
    client.close()


def _name() -> str:
    return uuid.uuid4().hex[:12]
