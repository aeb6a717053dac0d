"""Sentences as plain words in which marks stand for figures: "costs @m3 per kg".

A mark is `@`, the kind of the figure (`m` money, `p` per cent, `f` a fraction or multiple, `n` any
other) and the place of its Number in the Problem. Patterns can then bind figures to their words,
and what no pattern has taken can be read once more as what is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.evidence import MERE_TASK
from optimoot.agents.archetypes.remainder import RULE
from optimoot.problem import Number, NumberKind

MARK: Final = r"@[mpfn]\d+"
"""Matches a mark."""
_LETTERS: Final = {
    NumberKind.MONEY: "m",
    NumberKind.PERCENT: "p",
    NumberKind.FRACTION: "f",
    NumberKind.MULTIPLE: "f",
}
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_PERIOD: Final = (
    "a quarter",
    "one quarter",
    "the quarter",
    "two quarters",
    "three quarters",
    "four quarters",
)
"""What names or counts periods unless it is so many quarters of something."""
_ASKS: Final = re.compile(
    r"\b(?:what|which|how(?: many| much| little)?)(?: \w+){0,7}? "
    r"(?:should|must|shall|can|could|has to|have to|needs? to)\b"
)
_TOLD_RULE: Final = re.compile(
    r"\b(?:full|fully|truckloads?|wagonloads?|lots of|batches of|multiples?|maintenance|repairs?|"
    r"every other|alternat\w*|restart\w*|rebates?|"
    r"(?:takes?|lasts?) (?:an?|one|@n\d+) (?:hour|day|week|month|quarter|period|season)s?)\b"
)
"""Words of rules beside those of every family, which prose told figure by figure may hold."""
_RULE_COST: Final = 0.45
_BREAK: Final = re.compile(r"(?:^|\s)(?:[,;:().]|and|but|while|whereas|where|which)(?=\s|$)")
_FIGURE: Final = re.compile(r"@[a-z]\d+")


@dataclass(frozen=True)
class Told:
    """A mark with the words around it, up to the figures beside it.

    Attributes:
        left: Words between the figure before and this one.
        right: Words between this figure and the next.
        own: Words of its own clause; "#" stands for the figure.
        sentence: Index of its sentence.
    """

    mark: str
    left: str
    right: str
    own: str
    sentence: int

    @property
    def letter(self) -> str:
        """The kind of the figure: "m" for money, "p" for per cent, "f", "n" or "r" for a run."""
        return self.mark[1]


@dataclass(frozen=True)
class Sentence:
    """A sentence in lower case, its tokens separated by single blanks.

    Attributes:
        text: With marks for figures.
        cased: The same with capitals kept.
        line: Index of its line.
    """

    text: str
    cased: str
    line: int


def read_marked(case: Case) -> tuple[Sentence, ...]:
    """The sentences of a Case with marks; "one" and ordinals stay words."""
    return tuple(_sentence(case, line.index) for line in case.lines)


def number_at(case: Case, mark: str) -> Number:
    """The Number that a mark stands for."""
    return case.problem.numbers[int(mark[2:])]


def marks_in(text: str) -> list[str]:
    """The marks in a text, in order."""
    return re.findall(MARK, text)


def told_in(text: str, sentence: int) -> Iterator[Told]:
    """The marks of a sentence with the words around them."""
    found = list(_FIGURE.finditer(text))
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    for place, match in enumerate(found):
        left = text[ends[place] : match.start()].strip()
        right = text[match.end() : starts[place + 1]].strip()
        near = _BREAK.split(left)[-1].strip()
        behind = _BREAK.split(right)[0].strip()
        yield Told(match.group(), left, right, f"{near} # {behind}".strip(), sentence)


def words_not_figures(case: Case) -> dict[str, str]:
    """Ids of the Numbers that name quarters of a year, or one of what is counted, with why."""
    numbers = case.problem.numbers
    named = {number.id: "names a period" for number in numbers if _is_period(case, number)}
    paired = {number.id: "is one unit" for number in numbers if _is_one_pair(case, number)}
    return named | paired


def doubt_left(
    draft: Draft,
    sentences: Sequence[Sentence],
    left: Sequence[str],
    odd: re.Pattern[str] | None = None,
) -> None:
    """Doubt each sentence whose remaining words still tell a rule or hold a figure.

    Args:
        draft: Finished but for this; counts as held against the whole text from here on.
        sentences: What the text says.
        left: What no pattern has taken of each of them, in the same order.
        odd: Words that would be a rule here besides those of every family.
    """
    case, draft.accounted = draft.case, True
    for sentence, rest in zip(sentences, left, strict=True):
        quote = case.quote(sentence.line)
        asked = _ASKS.sub(" ", rest) if quote.rstrip().endswith("?") else rest
        asked = MERE_TASK.sub(" ", asked)
        rule = RULE.search(asked) or _TOLD_RULE.search(asked)
        rule = rule or (odd.search(asked) if odd is not None else None)
        open_marks = [mark for mark in marks_in(rest) if not _is_known(draft, mark)]
        if open_marks:
            text = number_at(case, open_marks[0]).text
            draft.doubt(_RULE_COST, f"{text!r} was not understood", quote)
        elif rule is not None:
            draft.doubt(_RULE_COST, f"{rule.group()!r} was not understood", quote)
        draft.covered.add(sentence.line)


def _is_known(draft: Draft, mark: str) -> bool:
    known = number_at(draft.case, mark).id
    return known in draft.used or known in draft.explained


def _is_one_pair(case: Case, number: Number) -> bool:
    """Whether "a pair" is one of the things counted, where the text counts in pairs."""
    return number.text.lower() == "a pair" and re.search(r"\bpairs\b", case.lower) is not None


def _is_period(case: Case, number: Number) -> bool:
    """Whether "a quarter" is one of the year, not of something."""
    following = case.problem.text[number.end : number.end + 4].lstrip()
    return number.text.lower() in _PERIOD and not following.startswith("of ")


def _sentence(case: Case, index: int) -> Sentence:
    tokens = list(_tokens(case, index))
    cased = " ".join(tokens)
    return Sentence(cased.lower(), cased, index)


def _tokens(case: Case, index: int) -> Iterator[str]:
    line = case.lines[index]
    text = case.problem.text
    place = text.index(line.quote, line.start)
    end = place + len(line.quote)
    for position, number in enumerate(case.problem.numbers):
        if not place <= number.start < end:
            continue
        if number.kind is NumberKind.ORDINAL or number.text.lower() == "one":
            continue
        if _is_period(case, number) or _is_one_pair(case, number):
            continue
        yield from _TOKEN.findall(text[place : number.start])
        yield f"@{_LETTERS.get(number.kind, 'n')}{position}"
        place = number.end
    yield from _TOKEN.findall(text[place:end])
