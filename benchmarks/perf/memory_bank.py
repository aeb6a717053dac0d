"""How fast a large memory bank in a folder recalls, and what it takes.

    python -m optimoot.benchmarks.perf.memory_bank [--records 100000] [--random]
        [--folder DIR [--rebuild]]

The records are invented: each text is drawn from the words of one of 500 families and from common
words, and embedded as every text is. Half of the questions are new texts of the families, the other
half are texts of records with a fifth of their words replaced. With `--random` the vectors are
random instead: nothing is like anything, which no index of neighbours can make use of.
A folder that holds such a bank already is measured as it is, or with `--rebuild` once its index is
made anew.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from optimoot.certificate import Certificate
from optimoot.memory.bank import Bank, Query
from optimoot.memory.embedders.hashed import HashedEmbedder
from optimoot.memory.records import Kind, Provenance, Reached, Solution, Standing, Tags
from optimoot.memory.store import Entry, Vector
from optimoot.memory.stores.local import LocalStore
from optimoot.memory.structure import structural_similarity
from optimoot.outcome import Termination

QUESTIONS: Final = 1_000
WARM_UP: Final = 50
_FAMILIES: Final = 500
_FAMILY_WORDS: Final = 60
_WORDS: Final = 20_000
_TEXT_WORDS: Final = 90
_BATCH: Final = 500
_SYLLABLES: Final = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bre cli dro".split()
)


class Inventor:
    """Invents texts of families.

    Args:
        seed: Equal seeds give equal texts.
    """

    def __init__(self, seed: int) -> None:
        words = random.Random(1)  # noqa: S311 - no secret
        self._common = ["".join(words.choices(_SYLLABLES, k=3)) for _ in range(_WORDS)]
        self._families = [words.sample(self._common, _FAMILY_WORDS) for _ in range(_FAMILIES)]
        self._draw = random.Random(seed)  # noqa: S311

    def text(self) -> str:
        """A text of one of the families; frequent words are frequent as in any language."""
        family = self._draw.choice(self._families)
        return " ".join(
            self._draw.choice(family)
            if self._draw.random() < 0.5
            else self._common[int(_WORDS ** self._draw.random()) - 1]
            for _ in range(_TEXT_WORDS)
        )

    def variant(self, text: str) -> str:
        """A text with a fifth of its words replaced."""
        return " ".join(
            self._draw.choice(self._common) if self._draw.random() < 0.2 else word
            for word in text.split()
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--random", action="store_true")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--opened", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.opened:
        print(json.dumps(_opened(chosen.folder, chosen.random)))
        return
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.folder or Path(folder)
        made = _made(place, chosen.records, chosen.random, chosen.rebuild)
        for name, value in (made | _measured(place, chosen.random)).items():
            print(f"{name:44}{value}")


def _made(folder: Path, count: int, chance: bool, rebuild: bool) -> dict[str, str]:
    """Fill a folder that holds no bank yet, and make its index where that is wished or needed."""
    embedder = HashedEmbedder()
    store = LocalStore(folder, embedder.name)
    figures: dict[str, str] = {}
    try:
        empty = not store.state().counts
        if empty:
            start = time.perf_counter()
            for part in _parts(_entries(count, chance, embedder)):
                store.put(part)
            figures["embedding and keeping all"] = f"{time.perf_counter() - start:.0f} s"
        if empty or rebuild:
            start = time.perf_counter()
            store.rebuild()
            figures["building the index"] = f"{time.perf_counter() - start:.0f} s"
        kept = sum(store.state().counts.values())
    finally:
        store.close()
    return figures | {
        "records": str(kept),
        "on disk: records": f"{(folder / 'memory.sqlite3').stat().st_size / 1e6:.0f} MB",
        "on disk: index": f"{_taken(folder / 'index') / 1e6:.0f} MB",
    }


def _measured(folder: Path, chance: bool) -> dict[str, str]:
    """What a process of its own sees that opens the bank."""
    command = [sys.executable, "-m", __spec__.name, "--opened", "--folder", str(folder)]
    if chance:
        command.append("--random")
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    figures: dict[str, str] = json.loads(told.stdout)
    return figures


def _opened(folder: Path, chance: bool) -> dict[str, str]:
    embedder = HashedEmbedder()
    bare = _resident()
    start = time.perf_counter()
    store = LocalStore(folder, embedder.name)
    vector = embedder.embed(["warehouses ship goods"])[0]
    store.nearest(vector, kind=Kind.SOLUTION, limit=15)
    opened = time.perf_counter() - start
    taken = _resident() - bare
    bank = Bank(store, embedder, structural_similarity, lambda _text, _others: False)
    questions = list(_questions(store, QUESTIONS + WARM_UP))
    recalls, searches = [], []
    for text in questions:
        start = time.perf_counter()
        bank.recall(Query(Kind.SOLUTION, text), floor=0.0)
        recalls.append(time.perf_counter() - start)
    vectors = _random(len(questions), 2) if chance else embedder.embed(questions)
    for row in vectors:
        start = time.perf_counter()
        store.nearest(row, kind=Kind.SOLUTION, limit=15)
        searches.append(time.perf_counter() - start)
    warm = _resident() - bare
    found = [_names(store.nearest(row, kind=Kind.SOLUTION, limit=15)) for row in vectors]
    index = store.state().index
    store.close()
    exact, loaded, looked = _exact(folder, vectors)
    return {
        "index": index,
        "opening, up to the first answer": f"{opened:.2f} s",
        "memory after opening, above the process": f"{taken:.0f} MB",
        "memory after all questions": f"{warm:.0f} MB",
        "recall (embed, search, read, rank)": _quantiles(recalls),
        "search alone": _quantiles(searches),
        "exact search: opening": f"{loaded:.2f} s",
        "exact search": _quantiles(looked),
        "recall at 3 against exact search": f"{_share(found, exact, 3):.4f}",
        "recall at 15 against exact search": f"{_share(found, exact, 15):.4f}",
    }


def _exact(folder: Path, vectors: Vector) -> tuple[list[list[str]], float, list[float]]:
    """What looking at every vector finds, as a process does that does not have the index."""
    start = time.perf_counter()
    store = LocalStore(folder, "", index_from=10**12)
    store.nearest(vectors[0], kind=Kind.SOLUTION, limit=15)
    loaded = time.perf_counter() - start
    found, seconds = [], []
    for row in vectors:
        start = time.perf_counter()
        near = store.nearest(row, kind=Kind.SOLUTION, limit=15)
        seconds.append(time.perf_counter() - start)
        found.append(_names(near))
    store.close()
    return found, loaded, seconds


def _entries(count: int, chance: bool, embedder: HashedEmbedder) -> Iterator[Entry]:
    inventor = Inventor(1)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        texts = [inventor.text() for _ in range(size)]
        vectors = _random(size, start + 3) if chance else embedder.embed(texts)
        for number, (text, vector) in enumerate(zip(texts, vectors, strict=True), start=start):
            record = Solution(
                id=f"r{number}",
                text=text,
                tags=Tags(classes=("capacity", "demand")),
                provenance=Provenance(run_id=f"run{number}", at=at),
                program=f"# {text}\n" * 3,
                reached=Reached(termination=Termination.CONVERGED, objective=float(number)),
                certificate=Certificate(),
                verdict="consensus",
            )
            yield Entry(record, vector)


def _parts(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    for entry in entries:
        part.append(entry)
        if len(part) == _BATCH:
            yield part
            part = []
    if part:
        yield part


def _questions(store: LocalStore, count: int) -> Iterator[str]:
    """New texts and variants of kept ones in turn."""
    inventor = Inventor(2)
    total = store.state().counts[Kind.SOLUTION, Standing.ADMITTED]
    for number in range(count):
        if number % 2:
            yield inventor.text()
        else:
            yield inventor.variant(store.get([f"r{number * 97 % total}"])[0].text)


def _random(count: int, seed: int) -> Vector:
    rows = np.random.default_rng(seed).standard_normal((count, HashedEmbedder().dimensions))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _names(found: list[tuple[str, float]]) -> list[str]:
    return [name for name, _ in found]


def _share(found: list[list[str]], exact: list[list[str]], limit: int) -> float:
    """The share of the nearest that were found."""
    pairs = zip(found, exact, strict=True)
    return float(np.mean([len({*a[:limit]} & {*b[:limit]}) / limit for a, b in pairs]))


def _quantiles(seconds: list[float]) -> str:
    p50, p99 = np.percentile(np.array(seconds[WARM_UP:]) * 1000, [50, 99])
    return f"p50 {p50:.1f} ms, p99 {p99:.1f} ms"


def _resident() -> float:
    """What the process takes in memory, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def _taken(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
