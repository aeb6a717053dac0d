"""How far a built-in reader's confidence can be believed, and the weights that make it so.

    python -m optimoot.benchmarks.calibration FILE.jsonl … [--twists 4] [--all]

Every reader of prose reads every problem, and what it read is solved. Each problem that it reads
right is then twisted (`optimoot.benchmarks.twists`): a reading of the twisted text that gives the
old result is wrong. The counts of `optimoot.agents.builtin.confidence` are fitted to whether a
reading is right, by logistic regression with a quadratic penalty and no weight below zero, so that
no evidence can raise a confidence. The reliability is told of folds that were left out of the fit.

Items whose hash marks them as held back are passed over, unless `--all` is given.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optimoot.agents.builtin.account import take_account
from optimoot.agents.builtin.confidence import count
from optimoot.agents.builtin.reading import Reader, Reading
from optimoot.agents.builtin.remainders import Evidence
from optimoot.agents.builtin.team import builtin_readers
from optimoot.agents.ledger import Ledger
from optimoot.agents.trial import try_formulation
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.scoring import ABSOLUTE, RELATIVE
from optimoot.benchmarks.sets.files import load_items
from optimoot.benchmarks.twists import twists
from optimoot.errors import InputError
from optimoot.intake import make_problem
from optimoot.problem import Problem
from optimoot.settings import Settings

FOLDS: Final = 5
_THIRD: Final = 3
_PENALTY: Final = 1.0
_STEPS: Final = 6_000
_STEP: Final = 0.3
_BINS: Final = 10

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One reading: how much of each kind of evidence there is against it, and whether it is right.

    Attributes:
        item: Id of the problem, by which samples go into the same fold.
    """

    item: str
    counts: tuple[float, ...]
    right: bool


@dataclass(frozen=True)
class Fit:
    """A logistic model: the logit where there is no evidence, and what each kind takes from it."""

    base: float
    weights: Matrix

    def confidence(self, counts: Matrix) -> Matrix:
        """The chance that each reading is right."""
        chances: Matrix = 1.0 / (1.0 + np.exp(counts @ self.weights - self.base))
        return chances


def fit(samples: Sequence[Sample]) -> Fit:
    """The weights, none below zero, that explain best which of the samples are right."""
    counts, right = _arrays(samples)
    base, weights = 0.0, np.zeros(counts.shape[1])
    for _ in range(_STEPS):
        miss = Fit(base, weights).confidence(counts) - right
        base -= _STEP * float(miss.mean())
        slope = (_PENALTY * weights - counts.T @ miss) / len(samples)
        weights = np.maximum(0.0, weights - _STEP * slope)
    return Fit(base, weights)


def cross_validated(samples: Sequence[Sample]) -> Matrix:
    """The confidence of each sample by a fit that has not seen its problem."""
    counts, _ = _arrays(samples)
    folds = np.array([_hash(sample.item) % FOLDS for sample in samples])
    chances = np.zeros(len(samples))
    for fold in range(FOLDS):
        others = [s for s, f in zip(samples, folds, strict=True) if f != fold]
        if others and (folds == fold).any():
            chances[folds == fold] = fit(others).confidence(counts[folds == fold])
    return chances


def reliability(samples: Sequence[Sample], chances: Matrix) -> Iterator[tuple[float, float, int]]:
    """For each tenth of confidence: the mean confidence, the share that is right, how many."""
    _, right = _arrays(samples)
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    for place in range(_BINS):
        chosen = bins == place
        if chosen.any():
            yield float(chances[chosen].mean()), float(right[chosen].mean()), int(chosen.sum())


def collect(items: Sequence[Item], times: int) -> Iterator[Sample]:
    """Samples of the readings of items, and of their twists."""
    settings, ledger = Settings(), Ledger()
    for item in items:
        if isinstance(item.answer, str):
            continue
        problem = make_problem(item.description, item.tables)
        for reader in builtin_readers():
            plain = _sample(item, reader, problem, settings, ledger, twisted=False)
            if plain is None:
                continue
            yield plain
            for text in twists(problem, times) if plain.right else ():
                twisted = make_problem(text, item.tables)
                sample = _sample(item, reader, twisted, settings, ledger, twisted=True)
                if sample is not None:
                    yield sample


def _sample(
    item: Item,
    reader: Reader,
    problem: Problem,
    settings: Settings,
    ledger: Ledger,
    *,
    twisted: bool,
) -> Sample | None:
    """The sample of a reading; None where there is none, or where it cannot be told right."""
    found = reader.read(problem)
    if not isinstance(found, Reading) or found.formal:
        return None
    try:
        trial = try_formulation(
            problem, found.formulation, settings, ledger, found.explained, ask_again=False
        )
    except InputError:
        return None
    objective = trial.outcome.objective
    if objective is None:
        return None
    same = math.isclose(objective, float(item.answer), rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    if twisted and not same:
        return None
    explained = found.explained - found.counted
    counts = count(take_account(problem, found.formulation, explained), found.score)
    return Sample(item.id, tuple(counts[kind] for kind in Evidence), same and not twisted)


def _arrays(samples: Sequence[Sample]) -> tuple[Matrix, Matrix]:
    counts = np.array([sample.counts for sample in samples], dtype=np.float64)
    right = np.array([sample.right for sample in samples], dtype=np.float64)
    return counts, right


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def main() -> None:
    """Fit, and print the weights and the reliability."""
    parser = argparse.ArgumentParser(description="Calibrate the built-in readers' confidence.")
    parser.add_argument("files", nargs="+", type=Path, help="items: id, description, answer")
    parser.add_argument("--twists", type=int, default=4, help="twisted texts of each problem")
    parser.add_argument("--all", action="store_true", help="use held-back items, too")
    given = parser.parse_args()
    items = [item for path in given.files for item in load_items(path)]
    chosen = [item for item in items if given.all or _hash(item.id) % _THIRD]
    samples = list(collect(chosen, given.twists))
    found = fit(samples)
    print(f"{len(samples)} readings, {sum(s.right for s in samples)} right")
    print(f"base {found.base:.1f}")
    for kind, weight in zip(Evidence, found.weights, strict=True):
        print(f"{kind} {weight:.1f}")
    for mean, share, times in reliability(samples, cross_validated(samples)):
        print(f"confidence {mean:.2f}: right {share:.2f} of {times}")


if __name__ == "__main__":
    main()
