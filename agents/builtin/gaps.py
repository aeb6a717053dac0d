"""Gaps: figures that a problem needs and does not tell, and the question that would fill them.

Two kinds are seen: an amount that is only hinted at ("some oven time", where others have so many
minutes of oven time), and a goal in money where no money is told. A reader that passed them over
would solve another problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.builtin.text import Kind, Sentence, Token, read_text
from optimoot.agents.team import Question
from optimoot.problem import Problem

_VAGUE: Final = re.compile(
    r"\b(?:some|(?:a|an) (?:certain|unknown|unspecified|undisclosed|fixed|given) "
    r"(?:amount|number|quantity) of|an unknown|an unspecified|a certain)$"
)
"""What stands before a measure in place of its figure."""
_REACH: Final = 3
"""Words of a measure's name."""
_BEFORE: Final = 6
_JOINING: Final = frozenset("and or but per each for to in on at with is are was were".split())
_MONEY_GOAL: Final = re.compile(
    r"\b(?:maximi[sz]\w*|minimi[sz]\w*|highest|greatest|largest|lowest|least|cheapest|smallest|most)"
    r"\b[^.?!;]{0,40}?\b(profits?|revenues?|incomes?|earnings|costs?|expenses?)\b"
)
_MONEY: Final = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|cents?|pence|usd|eur|gbp|pounds?|profits?|costs?|costing|price\w*"
    r"|sell\w*|sold|sale|sales|earn\w*|worth|charge\w*|pay\w*|paid|value\w*|revenue\w*|income\w*"
    r"|returns?|rent\w*|fee|fees|wage\w*|salar\w*|bring\w*|yield\w*|budget\w*|spend\w*|margin\w*"
    r"|gains?|makes? \d|nets?|netted|netting|clears?|contribut\w*|loss|loses?|saves?|savings?"
    r"|tax\w*|credits?|rewards?|points?|coins?|buy\w*|bought|purchas\w*|expen\w*"
    r"|rates?|tariff\w*|invest\w*|benefit\w*)\b"
)
"""Words by which money is told."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that is not told.

    Attributes:
        text: What is missing, for people.
        question: What to ask.
        quote: The words that need it.
    """

    text: str
    question: str
    quote: str


def missing(gaps: Sequence[Gap]) -> str:
    """Why a reader abstains, for people."""
    told = "; ".join(f"{gap.text} in {gap.quote!r}" for gap in gaps[:3])
    return f"A figure is missing: {told}."


def questions(gaps: Sequence[Gap]) -> tuple[Question, ...]:
    """What to ask the user."""
    return tuple(Question(text=gap.question, quote=gap.quote) for gap in gaps)


def find_gaps(problem: Problem) -> tuple[Gap, ...]:
    """The gaps of a problem, in the order of its text."""
    sentences = read_text(problem)
    return (*_vague_amounts(sentences), *_untold_money(problem, sentences))


def _vague_amounts(sentences: Sequence[Sentence]) -> Iterator[Gap]:
    measured = _measured(sentences)
    for sentence in sentences:
        tokens = sentence.tokens
        if sentence.question or not any(token.number is not None for token in tokens):
            continue
        for place in range(2, len(tokens)):
            before = " ".join(token.text for token in tokens[max(0, place - _BEFORE) : place])
            if not _VAGUE.search(before):
                continue
            words = _words(tokens[place:])
            name = next((n for n in _names(words) if _stems(n) in measured), ())
            if name and _stems(name) not in _measured([_after(sentence, place)]):
                what = " ".join(token.text for token in name)
                yield Gap(
                    f"how much {what} is meant is not told",
                    f"How much {what} is meant, as a figure?",
                    sentence.quote,
                )


def _after(sentence: Sentence, place: int) -> Sentence:
    return replace(sentence, tokens=sentence.tokens[place:])


def _measured(sentences: Sequence[Sentence]) -> frozenset[tuple[str, ...]]:
    """Names that follow a figure, at once or behind a unit and "of"."""
    found: set[tuple[str, ...]] = set()
    for sentence in sentences:
        for place, token in enumerate(sentence.tokens):
            if token.number is None:
                continue
            words = _words(sentence.tokens[place + 1 :])
            found.update(_stems(name) for name in _names(words))
            for offset, word in enumerate(words):
                if word.text == "of":
                    found.update(_stems(name) for name in _names(words[offset + 1 :]))
    return frozenset(found)


def _words(tokens: Sequence[Token]) -> list[Token]:
    words: list[Token] = []
    for token in tokens[: _REACH + 2]:
        if token.kind is not Kind.WORD or token.text in _JOINING:
            break
        words.append(token)
    return words


def _names(words: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The beginnings of these words, the longest first."""
    for length in range(min(_REACH, len(words)), 0, -1):
        yield tuple(words[:length])


def _stems(name: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.stem for token in name)


def _untold_money(problem: Problem, sentences: Sequence[Sentence]) -> Iterator[Gap]:
    """A goal in money, where neither the text nor a table tells any."""
    heads = " ".join(column for table in problem.tables for column in table.columns).lower()
    if not problem.numbers or _MONEY.search(heads):
        return
    quotes = [sentence.quote.lower().replace("_", " ") for sentence in sentences]
    telling = [index for index, quote in enumerate(quotes) if _MONEY.search(quote)]
    for index in telling:
        goal = _MONEY_GOAL.search(quotes[index])
        if goal is None or telling != [index]:
            continue
        if not _MONEY.search(quotes[index].replace(goal.group(), " ", 1)):
            what = goal.group(1)
            yield Gap(
                f"the text asks about the {what} and tells no figure of it",
                f"What is the {what} of each thing that is decided on?",
                sentences[index].quote,
            )
