"""Shares of a capital by the mean and the variance of their return, after Markowitz (1952)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.clauses import Figure, find_figures
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.formulation import Sense

_NAME: Final = r"[^\W\d_]+(?: (?!and\b|is\b|are\b|was\b|in\b|of\b)[^\W\d_]+){0,2}?"
_PAIR: Final = re.compile(
    rf"\b(?:between|of|for|with) (?:the |returns on )?(?P<one>{_NAME})(?: returns)? and (?:the )?"
    rf"(?P<two>{_NAME})(?= (?:is|are|was|returns|it|at)\b| -?\d|[ ]?(?:[,.;:=)]|$))"
)
_MEASURES: Final = (
    ("covariance", re.compile(r"\bcovarian\w+")),
    ("correlation", re.compile(r"\bcorrelat\w+")),
    ("variance", re.compile(r"\bvarian\w+")),
    ("deviation", re.compile(r"\b(?:standard deviations?|volatilit\w+)")),
    ("return", re.compile(r"\b(?:returns?|yields?|earns?)\b")),
)
_OF_RETURNS: Final = re.compile(
    r"\b(?P<what>varian\w+|covarian\w+|correlations?|standard deviations?|volatilit\w+)"
    r" (?:of|between)(?: (?:the|its|their|all|yearly|annual|monthly|expected))*(?P<of> returns?)"
)
_ALONE: Final = re.compile(r"\b(?:uncorrelated|independent(?:ly)?)\b")
_LEAST: Final = re.compile(
    r"\b(?:at least|no less than|not less than|not below|minimum(?: \w+){0,3} of|target of)$"
)
_MOST: Final = re.compile(
    r"\b(?:at most|no more than|not more than|not exceed|up to|maximum(?: \w+){0,3} of|above)$"
)
_SAME: Final = re.compile(r"\b(?:any|each|every|a|one|any one|each one)(?: single)?\b(?! year)")
_WHOLE: Final = re.compile(
    r"\b(?:add up|sum|sums|total|adds up|adding up|summing) (?:up )?to$|\btotal(?:ling|ing)? $"
)
_OTHER: Final = re.compile(
    r"\b(?:risk[- ]free|borrow\w*|short(?:[- ]sell\w*| sales| positions)|transaction\w*|"
    r"fees?|tax\w*|sharpe|aversion|beta|index|covariance matrix)\b"
)
_MEANS: Final = (
    r"\b(?:no|not|at) (?:less|more|least|most)(?: than)? [\d.,]+",
    r"\b(?:not|never) (?:be )?(?:below|above|exceed)\b",
    r"\b(?:not|no[nt]) ?-? ?negative\b|\bnegative\b",
    r"\b(?:must|has to|have to|should|shall|needs? to|required to)(?: all)? "
    r"(?:be|reach|add|sum|yield|earn|invest)\b",
    r"\brequire[sd]?\b",
    r"\b(?:between|both)\b(?= \w)",
    r"\b(?:least|minimum|lowest|smallest|most|maximum|highest)\b"
    r"(?= (?:\w+ ){0,4}(?:variance|risk|return))",
    r"\bequals?(?: to)?\b",
    r"\badds? up to (?:1|one|100)\b",
    r"\b(?:is|are|be) split (?=among|between|over)",
    r"\bsplits? (?=(?:its|her|his|their|the) )",
    r"\b(?:must |has to |should |needs to |to )?returns?\b",
    r"\bper ?cent\b",
    r"\bnone (?:of them )?(?:may|can|must|is|are) (?:be )?(?=negative)",
    r"\bno short ?-? ?sell\w*",
    r"\bmin(?:imum)? (?=variance)",
    r"\b(?:all|entire|whole) of (?:it|its|the)\b",
)


@dataclass
class _Market:
    """What is told of the assets; places follow the order in which the text names them."""

    names: tuple[str, ...]
    means: dict[int, Figure] = field(default_factory=dict)
    spreads: dict[int, Figure] = field(default_factory=dict)
    pairs: dict[tuple[int, int], Figure] = field(default_factory=dict)
    spread: str = ""
    pair: str = ""
    bounds: list[tuple[str, str, Figure]] = field(default_factory=list)
    """What is bounded, the sign, the figure."""
    whole: list[Figure] = field(default_factory=list)


def _fill(case: Case) -> Draft | None:
    text = case.lower
    if case.goal is None or case.problem.tables or _OTHER.search(text):
        return None
    if not re.search(r"\b(?:varian|covarian|standard deviation|volatil)", text):
        return None
    names = _names(case)
    if not 2 <= len(names) <= _MOST_ASSETS:
        return None
    market = _market(case, names)
    if market is None or not _is_complete(market, text):
        return None
    return _template(case, market)


_MOST_ASSETS: Final = 8


def _names(case: Case) -> tuple[str, ...]:
    """The assets: those that a covariance or a correlation is told of, or a list with "and"."""
    found: dict[str, int] = {}
    for line in case.lines:
        if re.search(r"\b(?:covarian|correlat)", line.lower):
            for match in _PAIR.finditer(line.lower):
                for name in match.group("one", "two"):
                    found.setdefault(name, case.lower.find(name))
    if not found:
        for match in _LIST.finditer(case.lower):
            for name in re.split(r" ?, and | ?, | and ", match.group("names")):
                found.setdefault(name.removeprefix("the "), case.lower.find(name))
            break
    return tuple(sorted(found, key=lambda name: found[name]))


_LIST: Final = re.compile(
    rf"\b(?:among|between|in|into|on|over) "
    rf"(?P<names>{_NAME}(?: , {_NAME}){{0,6}}(?: ,)? and {_NAME})"
    r"(?= ?[.;:,]|$)"
)


def _market(case: Case, names: tuple[str, ...]) -> _Market | None:
    """Every figure with what it tells; None where one tells nothing that is known."""
    market = _Market(names)
    figures = find_figures(case)
    told: dict[tuple[int, str], list[Figure]] = {}
    for figure in figures:
        if _WHOLE.search(figure.left) and figure.number.value in (1, 100):
            market.whole.append(figure)
        elif _LEAST.search(figure.left) or _MOST.search(figure.left):
            if not _bound(market, figure, case):
                return None
        elif measure := _measure(case, figure):
            told.setdefault((figure.line, measure), []).append(figure)
        elif not (figure.number.text.isalpha() and figure.number.value == len(names)):
            return None
    return market if all(_place(market, case, *key, group) for key, group in told.items()) else None


def _measure(case: Case, figure: Figure) -> str:
    """What a figure measures: the nearest of the words before it in its sentence, or behind it."""
    line = case.lines[figure.line]
    before = case.problem.text[line.start : figure.number.start].lower()
    before = _OF_RETURNS.sub(
        lambda m: m.group()[: -len(m.group("of"))] + " " * len(m.group("of")), before
    )
    last = [
        (match.start(), name)
        for name, pattern in _MEASURES
        for match in pattern.finditer(before)
        if name != "variance" or before[max(0, match.start() - 2) : match.start()] != "co"
    ]
    ahead = [name for name, pattern in _MEASURES if pattern.match(figure.right)]
    if ahead and figure.is_percent:
        return ahead[0]
    return max(last)[1] if last else ""


def _bound(market: _Market, figure: Figure, case: Case) -> bool:
    sign = ">=" if _LEAST.search(figure.left) else "<="
    line = case.lines[figure.line].lower
    clause = f"{figure.left} {figure.right}"
    owners = [place for place, name in enumerate(market.names) if re.search(rf"\b{name}\b", clause)]
    if re.search(r"\bvarian", figure.left):
        market.bounds.append(("variance", sign, figure))
    elif re.search(r"\b(?:returns?|yields?|earns?)\b", clause) and not owners:
        market.bounds.append(("return", sign, figure))
    elif len(owners) == 1 and figure.is_percent:
        market.bounds.append((str(owners[0]), sign, figure))
    elif not owners and figure.is_percent and _SAME.search(figure.right) and "return" not in clause:
        market.bounds.append(("each", sign, figure))
    else:
        return False
    return bool(line)


def _place(market: _Market, case: Case, line: int, measure: str, figures: Sequence[Figure]) -> bool:
    """Give the figures of one sentence to their assets, or to their pairs."""
    if measure in ("covariance", "correlation"):
        market.pair = market.pair or measure
        text = case.lines[line].lower
        pairs = [
            tuple(sorted(market.names.index(name) for name in match.group("one", "two")))
            for match in _PAIR.finditer(text)
            if all(name in market.names for name in match.group("one", "two"))
        ]
        if len(pairs) != len(figures) or market.pair != measure:
            return False
        for pair, figure in zip(pairs, figures, strict=True):
            if len(set(pair)) != 2 or (pair[0], pair[1]) in market.pairs:
                return False
            market.pairs[pair[0], pair[1]] = figure
        return True
    owned = market.means if measure == "return" else market.spreads
    if measure != "return":
        if market.spread not in ("", measure):
            return False
        market.spread = measure
    owners = _owners(market, case, line, figures)
    if owners is None or set(owners) & owned.keys():
        return False
    owned.update(zip(owners, figures, strict=True))
    return True


def _owners(market: _Market, case: Case, line: int, figures: Sequence[Figure]) -> list[int] | None:
    """Whose the figures of a sentence are: the asset named beside each, or all in their order."""
    count = len(market.names)
    text = _stretch(case, line, figures)
    named = [
        (match.start(), place)
        for place, name in enumerate(market.names)
        for match in re.finditer(rf"\b{name}\b", text)
    ]
    order = [place for _, place in sorted(named)]
    once = list(dict.fromkeys(order))
    if not order:
        return list(range(count)) if len(figures) == count else None
    if len(once) == len(figures):
        return once
    return None


def _stretch(case: Case, line: int, figures: Sequence[Figure]) -> str:
    """The words about these figures: between the sentence's other figures and "and the …"."""
    text = case.problem.text
    own = case.lines[line]
    ids = {figure.number.id for figure in figures}
    others = [n for n in case.problem.numbers if n.id not in ids]
    first, last = figures[0].number.start, figures[-1].number.end
    start = max([own.start, *(n.end for n in others if n.end <= first)])
    stop = min([own.start + len(own.quote), *(n.start for n in others if n.start >= last)])
    tail = re.split(r"(?:,|;|\band\b|\bwith\b|\bwhile\b)", text[last:stop], maxsplit=1)[0]
    lead = re.split(r"[,;]", text[start:first])[-1] if start > own.start else text[start:first]
    return (lead + text[first:last] + tail).lower()


def _is_complete(market: _Market, text: str) -> bool:
    places = set(range(len(market.names)))
    pairs = set(combinations(sorted(places), 2))
    told = market.pairs.keys() == pairs or (not market.pairs and _ALONE.search(text) is not None)
    kinds = market.pair != "correlation" or market.spread == "deviation"
    kinds = kinds and not (market.pair == "covariance" and market.spread == "deviation")
    means = market.means.keys() == places or (
        not market.means and not any(what == "return" for what, _, _ in market.bounds)
    )
    return told and kinds and means and market.spreads.keys() == places


def _template(case: Case, market: _Market) -> Draft | None:
    goal = case.goal
    if goal is None:
        return None
    draft = Draft(case, "mean and variance of a portfolio")
    shares = [draft.variable(f"share_of_{name}", upper=1.0) for name in market.names]
    draft.constrain("all_is_invested", f"{' + '.join(shares)} == 1")
    for figure in market.whole:
        draft.explained[figure.number.id] = "the shares add up to the whole"
    spreads = [
        _given(draft, market.spreads[n], f"{market.spread}_{n + 1}") for n in range(len(shares))
    ]
    square = market.spread == "deviation"
    terms = [
        f"{spread} * {spread} * {share} * {share}" if square else f"{spread} * {share} * {share}"
        for spread, share in zip(spreads, shares, strict=True)
    ]
    for (one, two), figure in market.pairs.items():
        both = _given(draft, figure, f"{market.pair}_{one + 1}_{two + 1}")
        term = f"{both} * {shares[one]} * {shares[two]}"
        if market.pair == "correlation":
            term = f"{spreads[one]} * {spreads[two]} * {term}"
        terms += [term, term]
    variance = " + ".join(terms)
    earned = ""
    if market.means:
        means = [_given(draft, market.means[n], f"return_{n + 1}") for n in range(len(shares))]
        earned = " + ".join(f"{mean} * {share}" for mean, share in zip(means, shares, strict=True))
    _limits(draft, market, shares, variance, earned)
    asked = case.lines[goal.line].lower
    if goal.sense is Sense.MINIMIZE and re.search(r"\b(?:varian|risk)", asked):
        if re.search(r"\b(?:standard deviation|volatil)", asked):
            return None
        draft.optimize(Sense.MINIMIZE, variance, "variance of the return")
    elif goal.sense is Sense.MAXIMIZE and re.search(r"\breturn", asked) and earned:
        if not any(what == "variance" for what, _, _ in market.bounds):
            return None
        draft.optimize(Sense.MAXIMIZE, earned, "expected return")
    else:
        return None
    explain_sizes(draft, len(shares))
    doubt_remainder(draft, _MEANS)
    return draft


def _limits(
    draft: Draft, market: _Market, shares: Sequence[str], variance: str, earned: str
) -> None:
    """The bounds on the return, the variance, and the shares."""
    for place, (what, sign, figure) in enumerate(market.bounds):
        share = figure.is_percent and what not in ("return", "variance")
        value = _given(draft, figure, f"bound_{place + 1}", per_cent=share)
        if what in ("return", "variance"):
            left = [earned if what == "return" else variance]
        else:
            left = list(shares) if what == "each" else [shares[int(what)]]
        for term in left:
            draft.constrain(f"{what}_kept", f"{term} {sign} {value}", line=figure.line)


def _given(draft: Draft, figure: Figure, name: str, *, per_cent: bool = False) -> str:
    draft.covered.add(figure.line)
    if per_cent:
        datum = next((d for d in draft.case.loose if d.number.id == figure.number.id), None)
        if datum is not None:
            return draft.scalar(datum, name)
        draft.doubt(_UNSURE, f"{figure.number.text!r} was not understood", figure.words)
    return draft.given(name, (), [((), figure.number)])


_UNSURE: Final = 0.6


FAMILY: Final = Family(
    name="mean and variance of a portfolio",
    roles={
        "assets": "names",
        "spread": "variance or standard deviation of each",
        "together": "covariance or correlation of each pair, or none",
        "return": "expected return of each; least return",
        "bounds": "on shares; optional",
    },
    fill=_fill,
    means=re.compile(r"\bsquared (?:percentage |per ?cent )?(?:points?|per ?cent)", re.IGNORECASE),
)
