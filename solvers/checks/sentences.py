"""Does every constraint quote the problem?"""

from __future__ import annotations

import re

from optimoot.certificate import Check, CheckStatus
from optimoot.problem import Problem
from optimoot.solvers.checks.context import CheckContext

_SHOWN = 5
_LEAST_WORDS = 3
"""Fewer words say nothing by themselves, unless they are all that stands in their line."""
_WORD = re.compile(r"\w+|[<>=≤≥]+")
_EDGE = re.compile(r"(?<=[.!?;:])\s+|\n+")


def sentences_quoted(context: CheckContext) -> Check | None:
    """Every constraint's sentence is a clause of the problem's text."""
    if context.formulation is None or context.problem is None:
        return None
    quotes = _Quotes(context.problem)
    cited = [c for c in context.formulation.constraints if c.sentence]
    invented = tuple(c.name for c in cited if not quotes.holds(c.sentence))
    trivial = tuple(c.name for c in cited if not quotes.is_clause(c.sentence))
    unsaid = tuple(c.name for c in context.formulation.constraints if not c.sentence)
    if invented:
        status, evidence = CheckStatus.WARNED, f"Not in the text: sentence of {_listed(invented)}."
    elif trivial:
        status, evidence = CheckStatus.WARNED, f"No clause of the text: {_listed(trivial)}."
    elif unsaid:
        status, evidence = CheckStatus.WARNED, f"No sentence given for {_listed(unsaid)}."
    else:
        status, evidence = CheckStatus.PASSED, f"{len(cited)} constraints quote the text."
    return Check(
        name="sentences_quoted",
        title="Every constraint quotes the problem",
        status=status,
        evidence=evidence,
        elements=invented or trivial or unsaid,
    )


class _Quotes:
    """What counts as quoted from a problem's text, spaces and case aside."""

    def __init__(self, problem: Problem) -> None:
        self._text = _folded(problem.text)
        self._whole = {_bare(part) for part in _EDGE.split(problem.text)}

    def holds(self, sentence: str) -> bool:
        """Whether the words stand in the text, beginning and ending where words do."""
        folded = _folded(sentence)
        if not folded:
            return False
        start = r"(?<!\w)" if folded[0].isalnum() else ""
        end = r"(?!\w)" if folded[-1].isalnum() else ""
        return re.search(f"{start}{re.escape(folded)}{end}", self._text) is not None

    def is_clause(self, sentence: str) -> bool:
        """Whether the words are enough to say something, or a whole line or sentence."""
        return len(_WORD.findall(sentence)) >= _LEAST_WORDS or _bare(sentence) in self._whole


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _bare(text: str) -> str:
    return _folded(text).strip(" .!?;:-*•")


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
