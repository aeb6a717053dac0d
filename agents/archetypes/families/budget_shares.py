"""Shares of a budget: what part of the whole each choice gets, within limits of its own.

Linear portfolios: the shares add up to the whole; scores weighted by the shares are optimized and
bounded; some choices together get at least so much.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case, Goal
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Datum, Slot
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import similarity, stems

_SHARE: Final = stems("share shares fraction fractions proportion proportions weight weights")
_FEW: Final = 20
_TOGETHER: Final = stems("together collectively combined")


def _fill(case: Case) -> Draft | None:
    lows = [c for c in case.columns_of(1) if c.slot is Slot.LOW]
    highs = [c for c in case.columns_of(1) if c.slot is Slot.HIGH]
    if len(lows) != 1 or len(highs) != 1 or case.goal is None or case.columns_of(2):
        return None
    kind = lows[0].kinds[0]
    scores = [c for c in case.columns_of(1) if c.slot is Slot.ALONE]
    if any(c.kinds[0] is not kind or not c.is_full for c in (*scores, *highs)):
        return None
    if not (_SHARE & case.stems) and not case.mentions("total budget", "entire budget"):
        return None
    gained = best_column(case.goal, scores)
    if gained is None:
        return None
    draft = Draft(case, "shares of a budget")
    choices = draft.set_of(kind, "choices")
    low, high = draft.values(lows[0], "least_share"), draft.values(highs[0], "greatest_share")
    share = draft.variable("share", (choices,), lower=low, upper=high, meaning="share of the whole")
    names = {id(column): draft.values(column, "_".join(column.words[:3])) for column in scores}
    _whole(draft, case, choices, share)
    _rounding(draft, [*lows, *highs, *scores])
    for datum in case.loose:
        if datum.number.id not in draft.used:
            _limit(draft, case, datum, scores, names, choices, share)
    draft.optimize(
        case.goal.sense,
        f"sum({names[id(gained)]}[i] * {share}[i] for i in {choices})",
        " ".join(gained.words[:3]),
    )
    return draft


def _rounding(draft: Draft, columns: list[Column]) -> None:
    """Shares given to a fixed number of decimals leave the optimum open beyond those."""
    texts = [datum.number.text for column in columns for datum in column.cells.values()]
    decimals = {len(text.partition(".")[2]) for text in texts}
    printed = len(decimals) == 1 and decimals != {0} and any(text.endswith("0") for text in texts)
    if printed and len(texts) > _FEW:
        rounded = next(text for text in texts if text.endswith("0"))
        draft.doubt(
            0.3,
            f"the figures are rounded to {decimals.pop()} decimals, which leaves open how much the "
            "shares can gain; give them in full",
            rounded,
        )


def best_column(goal: Goal, columns: list[Column]) -> Column | None:
    """The column that the goal's words speak of; None where none is ahead of the others."""
    ranked = sorted(
        ((similarity(goal.words, column.words), at) for at, column in enumerate(columns)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked or ranked[0][0] == 0.0:
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return columns[ranked[0][1]]


def _whole(draft: Draft, case: Case, choices: str, share: str) -> None:
    """The shares add up to one, which the text may or may not give as a figure."""
    for line in case.lines:
        own = {token.stem for token in line.tokens if token.is_word}
        adds = own & stems("sum equal") and own & stems("total entire all sum whole")
        if not adds or not own & (_SHARE | stems("budget allocation allocations")):
            continue
        ones = [
            token.number
            for token in line.tokens
            if token.number is not None and token.number.value == 1.0
        ]
        percents = [
            token.number
            for token in line.tokens
            if token.number is not None and token.text.startswith("100")
        ]
        for number in (*ones, *percents):
            draft.explained[number.id] = "is the whole"
        draft.constrain(
            "shares_add_up", f"sum({share}[i] for i in {choices}) == 1", line=line.index
        )
        return
    draft.doubt(0.5, "nothing says that the shares add up to the whole")


def _limit(
    draft: Draft,
    case: Case,
    datum: Datum,
    scores: list[Column],
    names: dict[int, str],
    choices: str,
    share: str,
) -> None:
    """A bound on a score weighted by the shares, or on what some choices get together."""
    if datum.bound is None or datum.number.id in draft.explained:
        return
    sets = [subset for subset in case.subsets if subset.line == datum.line]
    if sets and _TOGETHER & set(datum.nearby):
        members = tuple(thing.name for thing in sets[0].things)
        chosen = draft.set_with("chosen", members, "choices that get a share together")
        least = draft.scalar(datum, "share_together")
        draft.constrain(
            "share_of_chosen",
            f"sum({share}[i] for i in {chosen}) {datum.bound.value} {least}",
            line=datum.line,
        )
        return
    fits = sorted(((similarity(datum.words, c.words), at) for at, c in enumerate(scores)))
    best, at = fits[-1]
    if best == 0.0 or (len(fits) > 1 and fits[-2][0] == best):
        untold = [c for c in scores if not any(id(c) == key for key in _limited(draft, names))]
        untold = [c for c in untold if c is not best_column(case.goal, scores)] if case.goal else []
        if best > 0.0 or len(untold) != 1:
            return
        at = scores.index(untold[0])
        draft.doubt(0.1, f"{datum.number.text!r} was taken to bound the {scores[at].words[0]}")
    limit = draft.scalar(datum, f"{'_'.join(scores[at].words[:2])}_limit")
    draft.constrain(
        f"{'_'.join(scores[at].words[:2])}_bound",
        f"sum({names[id(scores[at])]}[i] * {share}[i] for i in {choices}) "
        f"{datum.bound.value} {limit}",
        line=datum.line,
    )


def _limited(draft: Draft, names: dict[int, str]) -> list[int]:
    """The columns that a constraint bounds already."""
    text = " ".join(constraint.expression for constraint in draft.constraints)
    return [key for key, name in names.items() if f"{name}[" in text]


FAMILY: Final = Family(
    name="shares of a budget",
    roles={
        "choices": "one kind",
        "least and greatest share": "an interval for each choice",
        "scores": "one or more figures for each choice; the goal speaks of one",
        "bounds": "on scores weighted by the shares",
        "share together": "optional, for a named set of choices",
    },
    fill=_fill,
    understood=rules(
        "share limits",
        "fraction limits",
        "proportion limits",
        "proportion bounds",
        "bounds sum",
        "within limits",
        "within bounds",
    ),
)
