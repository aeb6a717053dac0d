"""Objectives: a sense with its expression, told together or apart."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.algebra.comparisons import ORDER, Run
from optimoot.agents.algebra.goals import goal_expressions
from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.runs import runs_of
from optimoot.agents.algebra.terms import NotAlgebra
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import HIGH, LIMITING, LOW
from optimoot.formulation import Sense, Variable


def goal(told: Told, sense: Sense, tokens: Sequence[Token], quote: str) -> None:
    """Note a sense and, where it stands there, what it is of; raises `NotAlgebra`."""
    runs, words = runs_of(goal_expressions(tokens), told.terms)
    long = [run for run in runs if len(run) > 1 or run[0].kind == "num"]
    if not long and len(runs) == 1:
        long = runs
    elif not long:
        long = runs[:1]
    if any(t.kind in ORDER for run in long for t in run) or len(long) > 1:
        raise NotAlgebra(quote)
    short = [run for run in runs if run not in long and run[0].kind not in ("name", "word")]
    if short or {w.text.lower() for w in words} & (LIMITING - {"all"}):
        raise NotAlgebra(quote)
    if not long:
        if told.wanted is not None or told.model.objective is not None:
            if told.model.sense is not sense:
                raise NotAlgebra(quote)
            return
        told.wanted = sense, quote
        return
    run = long[0]
    if run[0].kind == "best":
        _extreme(told, sense, run, quote)
        return
    told.model.aim(sense, told.terms.parse(run).alone, quote)


def labelled(
    told: Told, tokens: Sequence[Token], rest: list[Run], bare: list[Token], said: set[str]
) -> None:
    """Note an expression beside words: the objective, or a part of it that is only named there."""
    if len(rest) != 1 or bare or told.pending:
        raise NotAlgebra(told.quote(tokens))
    high, low = bool(said & HIGH), bool(said & LOW)
    if high != low and told.model.objective is None:
        goal(told, Sense.MAXIMIZE if high else Sense.MINIMIZE, rest[0], told.quote(tokens))
        return
    if said & (LIMITING - {"each", "every", "all", "need", "needs", "require", "requires"}):
        raise NotAlgebra(told.quote(tokens))
    told.labelled.append((rest[0], told.quote(tokens)))


def join_goal(told: Told) -> None:
    """Join an objective told apart from its expression; raises `NotAlgebra` where none fits."""
    told.wanted = told.wanted or told.hint
    if told.wanted is not None and told.model.objective is None:
        if len(told.labelled) != 1:
            raise NotAlgebra(told.wanted[1])
        run, quote = told.labelled.pop()
        told.model.aim(told.wanted[0], told.terms.parse(run).alone, quote)
    _drop_repeated(told)
    if told.labelled:
        raise NotAlgebra(told.labelled[0][1])


def _drop_repeated(told: Told) -> None:
    """Forget expressions that only tell what the parts of `min max(…)` stand for."""
    parts = {tuple(token.text for token in part) for part in told.parts}
    repeated = [(run, q) for run, q in told.labelled if tuple(t.text for t in run) in parts]
    for run, _ in repeated:
        told.terms.used |= {token.number.id for token in run if token.number is not None}
    if {tuple(t.text for t in run) for run, _ in repeated} == parts:
        told.labelled = [pair for pair in told.labelled if pair not in repeated]


def _extreme(told: Told, sense: Sense, run: Run, quote: str) -> None:
    """The least greatest of several expressions, or the greatest least."""
    greatest = run[0].text == "max"
    if greatest is not (sense is Sense.MINIMIZE) or run[-1].kind != "close":
        raise NotAlgebra(quote)
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in run[2:-1]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth < 0:
            raise NotAlgebra(quote)
        if token.kind == "comma" and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) < 2:
        raise NotAlgebra(quote)
    name = "extreme_value"
    for part in parts:
        sign = "<=" if greatest else ">="
        told.model.limit(f"{told.terms.parse(part).alone} {sign} {name}", quote)
    told.parts = [tuple(part) for part in parts]
    told.model.extra.append(Variable(name=name, lower=None, meaning="the extreme of all"))
    told.model.aim(sense, name, quote)
