"""Misleading twists: words put into a problem that change what it means, whatever the problem.

A reader that gives the result of the untwisted problem has passed over them. The words speak of
figures alone, so that they fit behind any of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.text import Sentence, read_text
from optimoot.problem import Problem

SENTENCES: Final = (
    "A fee of $2 is charged on each.",
    "All of these figures are for two of them.",
    "The amounts above double on weekends, and it is Sunday.",
    "Another 40 are on the way.",
    "Half of what is available is already spoken for.",
    "There are two shifts.",
    "This is for one worker; there are three.",
    "The last two figures should be swapped.",
    "Tax takes a quarter of it.",
    "The same amount again is lost on the way.",
    "All limits are tightened by 10%.",
    "Cleaning up takes an hour for any of them.",
    "Everyone needs as much again for practice.",
)
"""Sentences for the place before the question."""
ASIDES: Final = (
    ", 3 of which are broken,",
    ", half of them reserved,",
    " plus 6 more",
    " (2 of them unusable)",
    ", less the 4 already used,",
    " apiece",
    " per team",
    " in each of two places",
    ", not counting 5 spare ones,",
    " and half as many again",
    " to begin with, and 5 more later",
    ", twice that in summer,",
    " after 5 are set aside",
    " every other week",
    ", to which 10 are added,",
    " before a $1 discount",
    " for the first 10 only",
    " per pair",
    " less 5%",
    " for two",
    ", a fifth of which is lost,",
    " instead of 2 as before",
    " minus a tenth",
    " with a dollar taken off",
)
"""Words for the place behind a figure and its noun."""


def twists(problem: Problem, times: int) -> Iterator[str]:
    """Twisted texts of a Problem, the same ones in every run."""
    chance = random.Random(problem.text)  # noqa: S311 - the same for everyone, not secret
    sentences = read_text(problem)
    ends = [end for sentence in sentences for end in _ends(sentence)]
    asking = [sentence for sentence in sentences if sentence.question]
    for _ in range(times if ends else 0):
        if asking and chance.random() < 1 / 3:
            place, words = asking[0].tokens[0].start, chance.choice(SENTENCES) + " "
        else:
            place, words = chance.choice(ends), chance.choice(ASIDES)
            if problem.text[place : place + 1] in tuple(".,;"):
                words = words.rstrip(",")
        yield problem.text[:place] + words + problem.text[place:]


def _ends(sentence: Sentence) -> Iterator[int]:
    """Where each figure of a sentence ends, its noun included."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.number is None:
            continue
        end = place + 1
        while end < len(tokens) and is_content(tokens, end):
            end += 1
        yield tokens[end - 1].end
