"""How well an embedder finds problems of one family, beside TF-IDF, and with structure.

    python -m optimoot.benchmarks.retrieval FILE.jsonl … [--embedder hashed-2-512 …] [--structure]

A file has one JSON object a line with `description` and `family`; `house:development` and
`house:validation` are the house problems. Every text of a family with others is looked for among
all texts of its file but itself. Precision at 3 is the share of the three nearest that are of its
family, of as many as the family can fill. With `--structure`, the fifteen nearest are ranked anew
as the memory bank does it, by the models that the built-in readers make of the texts.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimoot.benchmarks.house.problems import Third, house_problems
from optimoot.errors import InputError
from optimoot.memory.bank import score
from optimoot.memory.embedding import embedder_named
from optimoot.memory.records import Tags
from optimoot.memory.structure import structural_similarity, tags_of
from optimoot.memory.wording import words_of

NEAREST: Final = 3
_LOOKED_AT: Final = 15
_HOUSE: Final = {f"house:{third}": third for third in Third}
_FLOORS: Final = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """A text with the family that it is of."""

    text: str
    family: str


@dataclass(frozen=True)
class Found:
    """What an embedder finds on one file.

    Attributes:
        precision: Precision at 3, of as many as the families can fill.
        structured: The same after ranking anew by structure; None where it was not asked for.
        milliseconds: To embed one text.
        similarities: Of every two texts.
    """

    way: str
    precision: float
    structured: float | None
    milliseconds: float
    similarities: Matrix


def load_told(name: str) -> tuple[Told, ...]:
    """The texts of a file, or house problems.

    Raises:
        InputError: The file cannot be read, or a line of it is no text with a family.
    """
    if name in _HOUSE:
        return tuple(Told(one.text, one.family) for one in house_problems(_HOUSE[name]))
    told = []
    try:
        lines = Path(name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read {name!r}: {error}.") from error
    for number, line in enumerate(lines, start=1):
        try:
            given = json.loads(line)
            told.append(Told(str(given["description"]), str(given["family"])))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"Line {number} of {name!r} is no text with a family.",
                remedy='Give one JSON object a line: {"description": "…", "family": "…"}.',
            ) from error
    return tuple(told)


def similarities_by(way: str, texts: Sequence[str], base_url: str = "") -> Matrix:
    """Cosine similarities of every two texts, by TF-IDF or an embedder of that name.

    Raises:
        InputError: There is no such embedder.
    """
    if way == "tf-idf":
        rows = tf_idf(texts)
    elif way.startswith("tf-idf-svd-"):
        rows = reduced(tf_idf(texts), int(way.rsplit("-", 1)[1]))
    else:
        rows = embedder_named(way, base_url=base_url).embed(texts).astype(np.float64)
    return rows @ rows.T


def tf_idf(texts: Sequence[str]) -> Matrix:
    """Unit rows of TF-IDF weights with logarithmic counts (Salton & Buckley, 1988)."""
    counts = [Counter(words_of(text)) for text in texts]
    held = Counter(word for count in counts for word in count)
    places = {word: place for place, word in enumerate(sorted(held))}
    rows = np.zeros((len(texts), len(places)))
    for row, count in zip(rows, counts, strict=True):
        for word, times in count.items():
            rarity = 1 + math.log((1 + len(texts)) / (1 + held[word]))
            row[places[word]] = (1 + math.log(times)) * rarity
    return _unit(rows)


def reduced(rows: Matrix, dimensions: int) -> Matrix:
    """Rows brought to fewer dimensions by singular values (latent semantic analysis)."""
    left, values, _ = np.linalg.svd(rows, full_matrices=False)
    return _unit(left[:, :dimensions] * values[:dimensions])


def precision(similar: Matrix, families: Sequence[str]) -> float:
    """Mean over the texts of families of more than one: same family among the nearest."""
    sizes = Counter(families)
    shares = []
    for place, family in enumerate(families):
        others = sizes[family] - 1
        if others:
            hits = sum(families[one] == family for one in _nearest(similar[place], place, NEAREST))
            shares.append(hits / min(NEAREST, others))
    return math.fsum(shares) / len(shares) if shares else math.nan


def ranked_by_structure(similar: Matrix, tags: Sequence[Tags]) -> Matrix:
    """Scores of the memory bank for the nearest of each text; all others score less."""
    scores = np.full_like(similar, -2.0)
    for place, row in enumerate(similar):
        for other in _nearest(row, place, _LOOKED_AT):
            known = tags[place].classes and tags[other].classes
            structure = structural_similarity(tags[place], tags[other]) if known else None
            scores[place, other] = score(float(row[other]), structure)
    return scores


def read_tags(told: Sequence[Told]) -> list[Tags]:
    """Tags of what the first built-in reader that reads a text makes of it; empty for none."""
    from optimoot.agents.builtin.reading import Reading
    from optimoot.agents.builtin.team import builtin_readers
    from optimoot.intake import make_problem

    readers = builtin_readers()
    found = []
    for one in told:
        problem = make_problem(one.text)
        readings = (reader.read(problem) for reader in readers)
        reading = next((r for r in readings if isinstance(r, Reading)), None)
        found.append(Tags() if reading is None else tags_of(reading.formulation))
    return found


def measure(
    told: Sequence[Told], ways: Sequence[str], tags: Sequence[Tags] | None, base_url: str = ""
) -> Iterator[Found]:
    """What each way finds."""
    texts, families = [one.text for one in told], [one.family for one in told]
    for way in ways:
        similarities_by(way, texts[:2], base_url)  # what is loaded at first use
        start = time.perf_counter()
        similar = similarities_by(way, texts, base_url)
        taken = time.perf_counter() - start
        yield Found(
            way=way,
            precision=precision(similar, families),
            structured=None
            if tags is None
            else precision(ranked_by_structure(similar, tags), families),
            milliseconds=1000 * taken / len(texts),
            similarities=similar,
        )


def floor_table(similar: Matrix, families: Sequence[str]) -> Iterator[str]:
    """For each floor: how often anything is recalled, and how much of it is of the family."""
    sizes = Counter(families)
    yield "| floor | family with others: recalled, right | family of one: recalled |"
    yield "|---|---|---|"
    for floor in _FLOORS:
        shown, right, met, strays, loners = 0, 0, 0, 0, 0
        for place, family in enumerate(families):
            found = [
                o for o in _nearest(similar[place], place, NEAREST) if similar[place, o] >= floor
            ]
            if sizes[family] > 1:
                met += bool(found)
                shown += len(found)
                right += sum(families[one] == family for one in found)
            else:
                loners += 1
                strays += bool(found)
        asked = len(families) - loners
        yield (
            f"| {floor} | {_share(met, asked)}, {_share(right, shown)} | {_share(strays, loners)} |"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def _nearest(row: Matrix, place: int, count: int) -> list[int]:
    order = (int(one) for one in np.argsort(-row, kind="stable") if one != place)
    return [one for one, _ in zip(order, range(count), strict=False)]


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths == 0, 1.0, lengths)


def main() -> None:
    """Print a Markdown table for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--embedder", action="append", default=[])
    parser.add_argument("--base-url", default="")
    parser.add_argument("--structure", action="store_true")
    parser.add_argument("--floors", action="store_true")
    given = parser.parse_args()
    ways = given.embedder or ["hashed", "tf-idf", "tf-idf-svd-50"]
    for name in given.files:
        told = load_told(name)
        tags = read_tags(told) if given.structure else None
        read = "" if tags is None else f", {sum(bool(one.classes) for one in tags)} of them read"
        lines = [f"\n{name}: {len(told)} texts{read}\n"]
        lines += ["| embedder | precision at 3 | with structure | ms a text |", "|---|---|---|---|"]
        for found in measure(told, ways, tags, given.base_url):
            structured = "" if found.structured is None else f"{found.structured:.2f}"
            lines.append(
                f"| {found.way} | {found.precision:.2f} | {structured} | {found.milliseconds:.2f} |"
            )
            if given.floors:
                lines += ["", *floor_table(found.similarities, [one.family for one in told]), ""]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
