"""Things told in prose with the same few figures, of which the best are chosen.

Each is taken once or not at all, or up to as often as it is there; what they use may not be more
than there is of it; some exclude or need one another (knapsack with several resources).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.magnitudes import asked_magnitude
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.series import line_at
from optimoot.agents.archetypes.side_rules import Bond, SideRule, find_side_rules
from optimoot.agents.archetypes.surroundings import after, before, left_over
from optimoot.agents.archetypes.told_records import (
    Records,
    canonical,
    find_records,
    is_title,
    magnitude,
)
from optimoot.agents.archetypes.wording import STOP, stem
from optimoot.agents.builtin.units import dimension
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_ASKS: Final = re.compile(
    r"\b(?:maximi[sz]\w*|greatest|highest|largest|(?<!at )most|"
    r"maximum(?! of \d)|maximal|at best|biggest|best|"
    r"as (?:high|large|great|much|big|many|valuable) (?:\w+ ){0,2}?as possible)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:per (?:\w+ )?(?:unit|day|week|month|kilogram|hour)|fractions?|partly|partially|"
    r"unlimited\w*|any number of times|as often as|repeatedly|average|ratio|smallest|"
    r"minimi[sz]\w*|fewest|cheapest|lowest|shortest)\b"
)
_HAD: Final = re.compile(
    r"\b(?:budget|spend\w*|capacit\w*|carr\w+|hold\w*|limit\w*|available|room|at most|up to|"
    r"no more than|not more than|not exceed|have|has|having|there (?:is|are)|supply|afford|"
    r"employs?|offers?|only|within|maximum|total of|takes?|with|of|weigh|disposal|can|bear\w*|"
    r"and)\b"
)
_LEAST: Final = re.compile(
    r"\b(?:at least|no less than|not less than|no fewer than|minimum|exactly)\b"
)
_MEANS: Final = (
    r"\b(?:a|an|each|every|no) \w+(?: \w+)? is (?:either )?(?:\w+ )?(?:in full|fully|completely|"
    r"entirely|wholly|finished|whole) or (?:not at all|left out|not|dropped|skipped)\b",
    r"\b(?:either )?(?:\w+ )?(?:in full|fully|completely|entirely|wholly|finished|all) or "
    r"(?:not at all|left out|nothing|not|none)\b",
    r"\b(?:there is |there are |only )?(?:just |exactly |only )?one of each\b(?: kind)?"
    r"(?: is (?:at hand|available|there))?",
    r"\bany number of each(?: kind)? (?:may|can) be left (?:behind|out)\b",
    r"\b(?:may|must|can|should)? ?(?:not )?(?:weigh|hold|take|carry|exceed|spend|use|cost|"
    r"exceed) ?(?:no|not)? ?(?:more than|at most|up to)\b",
    r"\b(?:at most|no more than|not more than|up to)\b(?= \S?\d)",
    r"\b(?:has|have) to (?:pick|choose|hand|decide)\b|\bto hand out\b|\bmust not exceed\b|"
    r"\bmay not exceed\b|\bcannot exceed\b|\bnot exceed\b",
    r"\bshould (?:earn|return|bring|yield|draw|attract|make|give|sell)\b|\bis expected to \w+\b",
    r"\brequires?\b(?= [^.;]{0,3}\d)|\bneeds to\b(?= \w+ [^.;]{0,3}\d)",
    r"\bwhen everything (?:on board )?is switched on\b|\bin total\b|\baltogether\b",
    r"\b(?:most|maximum|at most)\b(?= ?\?)|\bfor (?:a|the) (?:single|next|coming|one) \w+\b",
    r"\bthe (?:most|maximum)\b(?= \w+)|\bfor the (?:next|first) (?:release|version|edition)\b",
    r"\b(?:no|none of the|not a single) \w+ (?:is|are|can be|may be|will be|gets?)(?: \w+ed)?"
    r" (?:in part|partly|partially|half|by halves)(?: \w+ed)?\b",
    r"\b(?:as|how) (?:many|much) (?:extra|additional|more|further)\b|\bis (?:a|at its) maximum\b",
    r"\b(?:an?|each|every|any|no) \w+ (?:can|may|must|is) (?:only )?(?:be )?\w+ (?:at most|no more "
    r"than|only|just) once\b",
    r"\b(?:goes|go|comes|is taken|is bought|is done|travels) (?:as a whole|whole|entire|"
    r"complete)(?:ly)? or (?:stays? (?:behind|ashore|home)|not at all|is left \w+|not)\b",
    r"\beach of which \w+ either \w+[^,;.]{0,40} or \w+\b",
    r"\bmaximum\b(?= (?:total|overall|possible))|\bmaximal\b",
    r"\bonly (?=\W?\d)|\b(?:limited|restricted|limit) (?:to|is|of)\b|\bmaximum of\b|"
    r"\bcan (?:take|bear|carry|hold) (?:at most|up to|no more than)\b",
)
_KNOWN: Final = re.compile("|".join(_MEANS))
_LARGEST: Final = 40
_PARTLY: Final = 0.3


@dataclass(frozen=True)
class _Roles:
    records: Records
    worth: int
    limits: dict[int, Number]


def _fill(case: Case) -> Draft | None:
    if case.goal is not None and case.goal.sense is not Sense.MAXIMIZE:
        return None
    if _OTHER.search(_KNOWN.sub(" ", case.lower)):
        return None
    asks = [line for line in case.lines if _ASKS.search(line.lower) or _asks_most(line.lower)]
    records = find_records(case)
    if records is None or not asks or len(records.records) > _LARGEST:
        return None
    asks = [line for line in asks if line.index not in records.lines]
    worth = _worth(records, " ".join(line.lower for line in asks))
    if worth is None:
        return None
    rules, ruled = find_side_rules(
        case, records.names, records.lines, frozenset(s for own in records.words for s in own)
    )
    counts = {rule.number.id for rule in rules if rule.number is not None}
    limits = _limits(case, records, worth, counts, ruled)
    if limits is None:
        return None
    if rules and records.records[0].copies is not None:
        return None
    draft = _template(case, _Roles(records, worth, limits))
    for rule in rules:
        _apply(draft, rule)
    draft.settled.update(ruled)
    draft.covered.update(line.index for line in asks)
    explain_sizes(draft, len(records.records))
    draft.explain({n.id: "names a thing" for n in case.problem.numbers if is_title(case, n)})
    for number in left_over(case, draft.used):
        if line_at(case, number.start) in ruled and number.text == "two":
            draft.explained.setdefault(number.id, "counts the things that a rule is about")
    draft.covered.update({*records.lines, *ruled})
    words = sorted(records.words[worth])
    known = (*_MEANS, *(rf"\b{re.escape(word)}\w{{0,3}}\b" for word in words))
    doubt_remainder(draft, known, records.names, data=ruled)
    _doubt_partly_named(draft, records, {*records.lines, *ruled})
    return draft


def _doubt_partly_named(draft: Draft, records: Records, read: set[int]) -> None:
    """Doubt lines that speak of things by a part of their names: "the laser needs the camera"."""
    told = {s for words in records.words for s in words}
    parts = {stem(w) for name in records.names for w in re.findall(r"[^\W\d_]{3,}", name.lower())}
    for line in draft.case.lines:
        own = {token.stem for token in line.tokens if token.is_word and token.lower not in STOP}
        if line.index and line.index not in read and own & (parts - told):
            draft.doubt(_PARTLY, "what is said of some of them was not understood", line.quote)


def _asks_most(text: str) -> bool:
    return bool(re.search(r"\bhow (?:many|much)\b.{0,200}\bat (?:the )?(?:most|best)\b", text))


def _worth(records: Records, asked: str) -> int | None:
    """The column that the goal speaks of; None where that is not clear."""
    words = {canonical(word) for word in re.findall(r"[^\W\d_]+", asked) if word not in STOP}
    fits = [len(words & own) for own in records.own]
    best = max(fits)
    return fits.index(best) if best and fits.count(best) == 1 else None


def _limits(
    case: Case, records: Records, worth: int, counts: set[str], ruled: Sequence[int]
) -> dict[int, Number] | None:
    """The figure that limits each other column: by its unit, the last one by elimination."""
    columns = [k for k in range(len(records.words)) if k != worth]
    left = [
        n
        for n in left_over(case, records.taken | counts)
        if line_at(case, n.start) not in ruled
        and not is_title(case, n)
        and not (n.value == len(records.records) and n.text.isalpha())
    ]
    if any(_LEAST.search(before(case, n)) for n in left):
        return None
    if len(left) != len(columns):
        return None
    found: dict[int, Number] = {}
    for number in left:
        near = _near(case, number)
        fits = [k for k in columns if near & records.own[k]]
        if len(fits) > 1 or (fits and fits[0] in found):
            return None
        said = _HAD.search(before(case, number)) is not None
        if not said and not (fits and _is_in_reach(records, fits[0], number)):
            return None
        if fits:
            found[fits[0]] = number
    free = [n for n in left if n not in found.values()]
    open_columns = [k for k in columns if k not in found]
    if len(free) == 1 and _may_limit(case, records, worth, open_columns[0], free[0]):
        found[open_columns[0]] = free[0]
    return found if len(found) == len(columns) else None


def _is_in_reach(records: Records, column: int, number: Number) -> bool:
    """Whether a figure is no less than the greatest use of one thing, and less than all uses."""
    uses = [
        n.value * records.scales.get(n.id, 1.0) * (r.copies.value if r.copies else 1.0)
        for n, r in zip(records.column(column), records.records, strict=True)
    ]
    return max(n.value for n in records.column(column)) <= number.value < sum(uses)


def _near(case: Case, number: Number) -> set[str]:
    """The unit of a limit, and what it is a limit of."""
    words = re.findall(r"[^\W\d_]+", after(case, number))[:3]
    near = {canonical(word) for word in words if word not in STOP}
    return near | ({"money"} if number.kind is NumberKind.MONEY else set())


def _may_limit(case: Case, records: Records, worth: int, column: int, number: Number) -> bool:
    """Whether the last figure can be the limit of the last column: of the same magnitude."""
    own = records.magnitude(column)
    told = magnitude(number)
    near = _near(case, number)
    if near & (records.own[worth] - {"money"}):
        return False
    units = {word for word in near if dimension(word)}
    used = {word for word in records.words[column] if dimension(word)}
    if units and used and not units & used:
        return False
    alike = told == own or 1.0 in (told, own)
    return alike and number.value >= min(
        n.value * records.scales.get(n.id, 1.0) for n in records.column(column)
    )


def _template(case: Case, roles: _Roles) -> Draft:
    draft = Draft(case, "selection of things")
    records = roles.records
    things = draft.set_with("things", records.names, "what may be chosen")
    several = records.records[0].copies is not None
    take = draft.variable(
        "take",
        (things,),
        Domain.INTEGER if several else Domain.BINARY,
        meaning="how many are taken" if several else "1 if it is chosen",
    )
    if several:
        entries = [((r.name,), r.copies) for r in records.records if r.copies is not None]
        there = draft.given("there", (things,), entries)
        draft.constrain("no_more_than_there", f"{take}[i] <= {there}[i]", f"i in {things}")
    for place, number in sorted(roles.limits.items()):
        use = _column(draft, records, place, "use", things)
        limit = draft.given("limit", (), [((), number)])
        draft.constrain(
            "limit",
            f"sum({use}[i] * {take}[i] for i in {things}) <= {limit}",
            line=line_at(case, number.start),
        )
    unit = asked_magnitude(case)
    told = records.magnitude(roles.worth)
    worth = _column(draft, records, roles.worth, "worth", things, unit if told != 1.0 else 1.0)
    draft.optimize(Sense.MAXIMIZE, f"sum({worth}[i] * {take}[i] for i in {things})", "worth")
    if unit != 1.0 and told == 1.0:
        draft.doubt(0.5, "the question asks for another unit than the figures have")
    return draft


def _column(
    draft: Draft, records: Records, place: int, name: str, things: str, unit: float = 1.0
) -> str:
    numbers = records.column(place)
    scales = {n.id: records.scales.get(n.id, 1.0) / unit for n in numbers}
    entries = [((own,), n) for own, n in zip(records.names, numbers, strict=True)]
    return draft.given(name, (things,), entries, factors=scales)


def _apply(draft: Draft, rule: SideRule) -> None:
    take, things = draft.variables[0].name, next(iter(draft.sets))
    chosen = [f"{take}[{name!r}]" for name in rule.names]
    if rule.number is not None:
        sign = {Bond.AT_LEAST: ">=", Bond.AT_MOST: "<=", Bond.EXACTLY: "=="}[rule.bond]
        count = draft.given("how_many", (), [((), rule.number)])
        draft.constrain(
            "number_chosen", f"sum({take}[i] for i in {things}) {sign} {count}", line=rule.line
        )
    elif rule.bond is Bond.NEEDS:
        draft.constrain("needs_the_other", f"{chosen[0]} <= {chosen[1]}", line=rule.line)
    else:
        sign = "==" if rule.bond is Bond.ONE_OF else "<="
        draft.constrain("not_together", f"{' + '.join(chosen)} {sign} 1", line=rule.line)


FAMILY: Final = Family(
    name="selection of listed things",
    roles={"things": "with the same figures each", "worth": "by the goal", "limits": "of the rest"},
    fill=_fill,
)
