"""How various a collection is: its words, its models, its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import mean, median

from pydantic import BaseModel, ConfigDict

from optimoot.benchmarks.synthesis.making import Made
from optimoot.memory.likeness import LikenessIndex
from optimoot.memory.wording import words_of

_LENGTHS = (1, 2, 3)


class Diversity(BaseModel):
    """Figures of a collection.

    Attributes:
        distinct: By length, the share of runs of words that are different ones (Li et al., 2016,
            "A diversity-promoting objective function for neural conversation models": distinct-n).
        vocabulary: Different words.
        words: Least, median and greatest number of words in a question.
        sizes: The same of single decisions.
        constraints: The same of constraints, families counted once.
        answers: The same of optima, by absolute value.
        kinds: Items by kind of model.
        styles: Items by style.
        scenes: Different scenes.
        mean_nearest: Mean likeness of a question to the one most like it, 0 to 1.
    """

    model_config = ConfigDict(frozen=True)

    items: int
    distinct: dict[int, float]
    vocabulary: int
    words: tuple[float, float, float]
    sizes: tuple[float, float, float]
    constraints: tuple[float, float, float]
    answers: tuple[float, float, float]
    kinds: dict[str, int]
    styles: dict[str, int]
    scenes: int
    mean_nearest: float


def diversity_of(items: Sequence[Made]) -> Diversity | None:
    """The figures; None of no items."""
    if not items:
        return None
    texts = [made.question.problem.text for made in items]
    words = [words_of(text) for text in texts]
    index = LikenessIndex()
    for text in texts:
        index.add(text)
    nearest = [index.nearest(text, but=place) for place, text in enumerate(texts)]
    demonstrations = [made.demonstration for made in items]
    return Diversity(
        items=len(items),
        distinct={length: _distinct(words, length) for length in _LENGTHS},
        vocabulary=len({word for told in words for word in told}),
        words=_spread([len(told) for told in words]),
        sizes=_spread([one.size for one in demonstrations]),
        constraints=_spread([len(one.formulation.constraints) for one in demonstrations]),
        answers=_spread([abs(made.checked.objective) for made in items]),
        kinds=dict(sorted(Counter(one.kind.value for one in demonstrations).items())),
        styles=dict(sorted(Counter(one.style.value for one in demonstrations).items())),
        scenes=len({(one.archetype, one.scene) for one in demonstrations}),
        mean_nearest=round(mean(nearest), 3),
    )


def _distinct(words: Sequence[Sequence[str]], length: int) -> float:
    """The share of different runs among all runs of a length."""
    runs = [
        tuple(told[start : start + length])
        for told in words
        for start in range(len(told) - length + 1)
    ]
    return round(len(set(runs)) / len(runs), 4) if runs else 0.0


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return tuple(float(f"{f(values):.6g}") for f in (min, median, max))  # type: ignore[return-value] # three
