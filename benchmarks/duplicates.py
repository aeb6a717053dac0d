"""How many changed copies of a problem are told for what they are, and how many other problems.

    python -m optimoot.benchmarks.duplicates house:development [FILE.jsonl …] [--least 0.4]

Copies have other figures, and most have another order, fewer sentences, one more, or other words.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from optimoot.benchmarks.retrieval import Told, load_told
from optimoot.memory.likeness import LEAST, containment, same_up_to_numbers

Change = Callable[[str, random.Random], str]

_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE_END: Final = re.compile(r"(?<=[.?!])\s+")
_MORE: Final = "Nobody works on public holidays, whatever the weather may be."
_OTHER_WORDS: Final = "good thing blue city make".split()
_COPIES: Final = 3


def other_figures(text: str, chance: random.Random) -> str:
    """Every figure in digits is another one, of any length."""

    def another(_: re.Match[str]) -> str:
        return str(chance.choice((chance.randint(1, 9), chance.randint(10, 9999), 2.75)))

    return _DIGITS.sub(another, text)


def shuffled(text: str, chance: random.Random) -> str:
    """Its sentences in another order."""
    sentences = _SENTENCE_END.split(text)
    chance.shuffle(sentences)
    return " ".join(sentences)


def halved(text: str, _: random.Random) -> str:
    """The first half of its sentences."""
    sentences = _SENTENCE_END.split(text)
    return " ".join(sentences[: (len(sentences) + 1) // 2])


def with_more(text: str, _: random.Random) -> str:
    """A sentence in its middle that belongs to no problem."""
    sentences = _SENTENCE_END.split(text)
    middle = len(sentences) // 2
    return " ".join([*sentences[:middle], _MORE, *sentences[middle:]])


def with_other_words(share: float) -> Change:
    """A change that puts other words in the place of a share of them."""

    def changed(text: str, chance: random.Random) -> str:
        return " ".join(
            chance.choice(_OTHER_WORDS) if chance.random() < share else word
            for word in text.split(" ")
        )

    return changed


CHANGES: Final[dict[str, Change]] = {
    "other figures": lambda text, _: text,
    "… and sentences in another order": shuffled,
    "… and a sentence more": with_more,
    "… and the first half only": halved,
    "… and 1 word in 20 replaced": with_other_words(0.05),
    "… and 1 word in 10 replaced": with_other_words(0.1),
    "… and 1 word in 5 replaced": with_other_words(0.2),
}


def rows_of_copies(told: Sequence[Told], least: float, seed: int = 1) -> Iterator[str]:
    """For each change, how many copies are found, and the likeness of the one in a hundred."""
    yield "| copy with | found | the same up to numbers | likeness, least of 100 |"
    yield "|---|---|---|---|"
    for name, change in CHANGES.items():
        chance = random.Random(seed)  # noqa: S311 - the same copies every time
        pairs = [
            (one.text, change(other_figures(one.text, chance), chance))
            for one in told
            for _ in range(_COPIES)
        ]
        likeness = [containment(*pair) for pair in pairs]
        found = sum(value >= least for value in likeness)
        same = sum(same_up_to_numbers(*pair) for pair in pairs)
        low = np.percentile(likeness, 1)
        yield f"| {name} | {found} of {len(pairs)} | {same} | {low:.2f} |"


def rows_of_others(told: Sequence[Told], least: float) -> Iterator[str]:
    """How many pairs of texts are taken for near-duplicates, in a family and across families."""
    yield "| pairs | taken for near-duplicates | of | greatest likeness |"
    yield "|---|---|---|---|"
    pairs = list(itertools.combinations(told, 2))
    for name, alike in (("of one family", True), ("of two families", False)):
        likeness = [
            containment(one.text, other.text)
            for one, other in pairs
            if (one.family == other.family) is alike
        ]
        taken = sum(value >= least for value in likeness)
        yield f"| {name} | {taken} | {len(likeness)} | {max(likeness, default=0):.2f} |"


def main() -> None:
    """Print Markdown tables for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--least", type=float, default=LEAST)
    given = parser.parse_args()
    for name in given.files:
        told = load_told(name)
        lines = [f"\n{name}: {len(told)} texts\n", *rows_of_copies(told, given.least), ""]
        lines += rows_of_others(told, given.least)
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
