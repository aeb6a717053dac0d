"""Limits jotted down: "Resources: wood 200 h, cloth 90 h", "min 6 papers", "budget 6000"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.wording import Token, similarity, stems
from optimoot.agents.builtin.units import dimension, unit_of_stem
from optimoot.agents.sheets.columns import Column
from optimoot.agents.sheets.figures import (
    PARTS,
    Figure,
    bound_in,
    phrases,
    read_figure,
    told_by_time,
)
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.sheet import Limit, OwnBound, Sheet
from optimoot.agents.sheets.words import (
    COST,
    EACH,
    GAIN,
    HAVE,
    NEED,
    OWNED,
    PROMISED,
    REQUIRED,
    SALES,
    SOFT,
    SPANS,
    STOCKED,
    TOTAL,
)
from optimoot.formulation import Sense

_MONEY: Final = stems("capital budget invest investing funds money savings cash")


class Limits:
    """Reads the lines with figures that no layout took."""

    def __init__(self, sheet: Sheet, sense: Sense | None) -> None:
        self.sheet = sheet
        self.sense = sense
        self.lead: frozenset[str] = frozenset()
        self.open: list[tuple[Figure, Bound | None, frozenset[str], Line]] = []
        figures = [f for thing in sheet.layout.things for f in thing.figures]
        units = {unit_of_stem(word) for f in figures for word in f.base} - {""}
        timed = [c for c in sheet.columns if all(told_by_time(f) for f in c.cells.values())]
        self.bases = {u for u in units if dimension(u) != "time" or len(timed) > 1}
        self.shared = all(c.kind == "percent" for c in sheet.columns)
        """Whether money is shared out: only yields in per cent are told."""

    def line(self, line: Line) -> None:
        """Read every figure of a line; what is not understood becomes a doubt."""
        tokens = line.tokens
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
        head: tuple[Token, ...] = ()
        if colon is not None and not any(t.number for t in tokens[:colon]):
            head, tokens = tokens[:colon], tokens[colon + 1 :]
        numbers = [t.number for t in line.tokens if t.number is not None]
        soft = SOFT & {t.lower for t in line.tokens if not _in_comparison(line.tokens, t)}
        text = " ".join(t.lower for t in line.tokens)
        soft = soft or frozenset(
            cue for cue in ("at a time", "at once", "at any time") if cue in text
        )
        if soft or any(n.kind in PARTS and not _digits(n.text) for n in numbers):
            self._doubt(line)
            return
        own = frozenset(
            t.stem
            for at, t in enumerate(line.tokens)
            if not (t.lower == "min" and at and line.tokens[at - 1].number is not None)
        )
        parts = list(phrases(tokens))
        carried: Bound | None = bound_in(head) or _trailing(parts)
        for part in parts:
            if not any(token.number is not None for token in part):
                if bound_in(part) is not None:
                    self._doubt(line)
                    return
                continue
            figure = read_figure(part, head if len(parts) == 1 else ())
            if figure is None or (figure.bound is None and _is_strict(part)):
                self._doubt(line)
                return
            carried = figure.bound or carried
            if not self._figure(figure, carried, own | self.lead, head, line):
                self._doubt(line)
                return

    def _doubt(self, line: Line) -> None:
        self.sheet.doubts.append(f"what is limited in {line.quote!r} was not understood")

    def _figure(
        self,
        figure: Figure,
        bound: Bound | None,
        spoken: frozenset[str],
        head: Sequence[Token],
        line: Line,
    ) -> bool:
        things = self.sheet.mentioned([*head, *figure.tokens])
        if things and self._own(figure, bound, spoken, things, line):
            return True
        if not things and bound is not None and _of_each(figure):
            everything = tuple(range(len(self.sheet.layout.things)))
            return self._own(figure, bound, spoken, everything, line)
        if things:
            return False
        told = any(similarity(figure.words, c.words) for c in self.sheet.columns)
        if figure.unit in self.bases and not told:
            return self._total(figure, bound, spoken, line)
        column = self._column(figure, spoken)
        if figure.kind == "percent" and (column is None or column.kind != "percent"):
            return False
        if column is None:
            if self._total(figure, bound, spoken, line):
                return True
            self.open.append((figure, bound, spoken, line))
            return True
        bound = bound or self._usual(spoken)
        factor = column.factor(figure)
        if bound is None or factor is None or self._is_limited(column, bound):
            return False
        self.sheet.limits.append(Limit(figure, bound, column, factor, line.quote))
        return True

    def total(self, figure: Figure, words: Sequence[str]) -> None:
        """A figure of a row or an object of totals."""
        spoken = frozenset(words)
        own = [
            c for c in self.sheet.columns if c.words == set(figure.words) and c.kind == figure.kind
        ]
        column = own[0] if len(own) == 1 else self._column(figure, spoken)
        bound = figure.bound or bound_of_label(words)
        factor = column.factor(figure) if column is not None else None
        if column is None or factor is None:
            self.sheet.doubts.append(f"what {figure.number.text!r} limits was not understood")
            return
        bound = bound or self._usual(spoken | HAVE)
        if bound is not None:
            self.sheet.limits.append(Limit(figure, bound, column, factor, " ".join(words)))

    def _own(
        self,
        figure: Figure,
        bound: Bound | None,
        spoken: frozenset[str],
        things: tuple[int, ...],
        line: Line,
    ) -> bool:
        named = {word for at in things for word in self.sheet.layout.things[at].stems}
        letter = any(len(word) == 1 and dimension(unit_of_stem(word.lower())) for word in named)
        shared = self.shared and figure.kind == "money"
        if figure.kind and figure.unit not in self.bases and not letter and not shared:
            return False
        if bound is None and len(things) == 1:
            promised, owned = spoken & PROMISED, spoken & OWNED
            if bool(promised) is not bool(owned):
                bound = Bound.AT_LEAST if promised else Bound.AT_MOST
        timed = _by_hour(figure.tokens)
        if bound is None or timed or (len(things) > 1 and not _of_each(figure)):
            return False
        named = {s for at in things for s in self.sheet.layout.things[at].stems}
        if any(
            set(figure.words) - named & c.words
            for c in self.sheet.columns
            if c.words - named <= set(figure.words) - named and c.words - named
        ):
            return False
        self.sheet.bounds.append(OwnBound(figure, bound, things, line.quote))
        return True

    def _column(self, figure: Figure, spoken: frozenset[str]) -> Column | None:
        """The column that a figure limits: by its words, else by its kind."""
        columns = [c for c in self.sheet.columns if self._comparable(c, figure)]
        columns = [c for c in columns if all(f.bound is None for f in c.cells.values())]
        scores = sorted(
            ((similarity(figure.words, c.words), -at) for at, c in enumerate(columns)), reverse=True
        )
        best = [at for score, at in scores if score > 0 and score == scores[0][0]]
        if len(best) == 1:
            return columns[-best[0]]
        if best:
            exact = [columns[-at] for at in best if columns[-at].words == set(figure.words)]
            return exact[0] if len(exact) == 1 else None
        if figure.kind == "money" or "budget" in spoken:
            money = [c for c in self.sheet.columns if c.kind == "money" or c.words & COST]
            spent = [c for c in money if c.words & (COST - SALES)] or money
            spent = [c for c in spent if not c.words & (GAIN - COST)]
            return spent[0] if len(spent) == 1 else None
        alike = [c for c in columns if c.kind and c.kind == figure.kind]
        return alike[0] if len(alike) == 1 else None

    def _comparable(self, column: Column, figure: Figure) -> bool:
        """Whether a figure can limit a column; shares of stuff make amounts of it."""
        if column.kind == "percent":
            return figure.kind == "percent" or figure.unit in self.bases
        return not column.kind or column.kind == figure.kind

    def _total(
        self, figure: Figure, bound: Bound | None, spoken: frozenset[str], line: Line
    ) -> bool:
        words = {t.stem for t in figure.tokens}
        names = [set(thing.stems) for thing in self.sheet.layout.things]
        told = figure.unit in self.bases if figure.kind else bool(words & TOTAL)
        told = told or (self.shared and (figure.kind == "money" or bool(words & _MONEY)))
        told = told or (not figure.kind and bool(set.intersection(*names) & words))
        if not told:
            return False
        bound = bound or self._usual(spoken)
        if bound is None or self._is_limited(None, bound):
            return False
        self.sheet.limits.append(Limit(figure, bound, None, 1.0, line.quote))
        return True

    def _is_limited(self, column: Column | None, bound: Bound) -> bool:
        """Whether the same side of a column is limited already."""
        return any(own.column is column and own.bound is bound for own in self.sheet.limits)

    def settle(self) -> None:
        """A figure that fits no column by its words limits the one that nothing else limits."""
        limited = [limit.column for limit in self.sheet.limits]
        goal = self.sheet.goal
        wanted = [column for _, column in goal.terms] if goal is not None else []
        left = [
            c
            for c in self.sheet.columns
            if not any(c is own for own in (*limited, *wanted))
            and all(f.bound is None for f in c.cells.values())
        ]
        for figure, bound, spoken, line in self.open:
            fitting = [c for c in left if c.kind in ("", figure.kind)]
            bound = bound or self._usual(spoken)
            if bound is None and self.sense is Sense.MINIMIZE:
                bound = Bound.AT_LEAST
            factor = fitting[0].factor(figure) if len(fitting) == 1 else None
            if len(self.open) > 1 or len(left) != 1 or factor is None or bound is None:
                self._doubt(line)
                continue
            self.sheet.limits.append(Limit(figure, bound, fitting[0], factor, line.quote))
            self.sheet.assumptions.append(
                f"{' '.join(t.text for t in figure.tokens)!r} limits the {fitting[0].name}."
            )

    def _usual(self, spoken: frozenset[str]) -> Bound | None:
        """What a figure without a comparison bounds: what there is, or what is needed."""
        have, need = bool(spoken & HAVE), bool(spoken & NEED)
        if self.sense is Sense.MINIMIZE and not spoken & STOCKED:
            have = False
        if self.sense is Sense.MAXIMIZE and need and not spoken & REQUIRED:
            return None
        if have and not need:
            return Bound.AT_MOST
        if need and not have:
            return Bound.AT_LEAST
        if self.sense is Sense.MAXIMIZE and not need:
            return Bound.AT_MOST
        return None


def bound_of_label(words: Sequence[str]) -> Bound | None:
    """What the label of a row of totals says."""
    own = set(words)
    if own & {"min", "minimum", "least", "need", "requir", "demand", "target"}:
        return Bound.AT_LEAST
    if own & {
        "max",
        "maximum",
        "most",
        "avail",
        "capac",
        "limit",
        "budget",
        "stock",
        "suppli",
        "resourc",
    }:
        return Bound.AT_MOST
    return None


def _of_each(figure: Figure) -> bool:
    """Whether a figure holds for each thing, and not for each day: "at least 5 of each"."""
    words = [t.lower for t in figure.tokens]
    for at, word in enumerate(words):
        if word in EACH:
            return not set(words[at + 1 : at + 2]) & SPANS
    return False


def _digits(text: str) -> bool:
    return any(sign.isdigit() or sign.isnumeric() for sign in text)


def _in_comparison(tokens: Sequence[Token], token: Token) -> bool:
    """Whether "than" only ends a comparison with the figure that follows: "no more than 5"."""
    if token.lower != "than":
        return False
    at = tokens.index(token)
    return any(t.number is not None for t in tokens[at + 1 : at + 4])


def _is_strict(part: Sequence[Token]) -> bool:
    """Whether a comparison was told that is none of those that are read: "more than 5"."""
    words = {t.lower for t in part}
    return "than" in words or bool(words & {"<", ">", "over", "beyond"})


def _trailing(parts: Sequence[Sequence[Token]]) -> Bound | None:
    """The comparison at the end of a list: "60 panels and 3 turbines at most"."""
    told = [part for part in parts if any(t.number is not None for t in part)]
    if len(told) < 2 or any(bound_in(part) for part in told[:-1]):
        return None
    last = told[-1]
    at = next(i for i, t in enumerate(last) if t.number is not None)
    return bound_in(last[at + 1 :])


def _by_hour(tokens: Sequence[Token]) -> bool:
    """Whether a figure holds for each hour or minute: "20 coffees an hour"."""
    spans = {("an", "hour"), ("per", "hour"), ("a", "minute"), ("per", "minute"), ("each", "hour")}
    words = [t.lower for t in tokens]
    return bool(spans & set(itertools.pairwise(words)))
