"""Cutting stock told by a table: the fewest stock pieces from which the ordered pieces are cut.

One decision for each pattern that leaves no room for another piece (Gilmore and Gomory 1961).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.surroundings import after, before, left_over
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_CUT: Final = re.compile(r"\b(?:cut\w*|slit\w*|saw\w*|trim\w*|chop\w*|divided|unbroken|uncut)\b")
_SIZE: Final = re.compile(
    r"\b(?:lengths?|widths?|sizes?|long|wide|m|cm|mm|in|inch\w*|ft|feet|met(?:re|er)s?)\b"
)
_COUNT: Final = re.compile(
    r"\b(?:quantit\w+|pieces?|orders?|ordered|demands?|numbers?|needed|required|rolls?|reels?|"
    r"amount|count|units?|copies|qty|pcs|"
    r"requirements?)\b"
)
_FEW: Final = re.compile(
    r"\b(?:fewest|as few|how few)\b|\b(?:least|smallest|minimum|minimal|lowest) (?:possible "
    r")?number of\b|"
    r"\bminimi[sz]\w* the (?:total )?number of\b|\bhow many\b.{0,120}\b"
    r"(?:at (?:the very )?least|as a minimum|at (?:the |a )?minimum)\b"
)
_WASTE: Final = re.compile(r"\b(?:waste|trim loss|left ?-? ?over|leftovers?|scrap|cost\w*|price)\b")
MEANS: Final = (
    r"\b(?:must|has to|have to|needs? to|are to|is to|should|can|may) (?:all )?be (?:cut|slit|"
    r"sawn|filled|met|satisfied|delivered|made|produced)"
    r"(?: (?:from|out of|into|to)(?: (?:them|it|these|this|the))?)?(?: to fill[^.,;]*)?",
    r"\b(?:least|smallest|minimum|minimal|lowest)\b(?= (?:possible )?number)|\b(?:is|are) "
    r"(?:needed|required|enough|sufficient)\b",
    r"\b(?:needed|required|ordered)\b|\bas few \w+ as possible\b|\bhow few\b|"
    r"\bat (?:the very )?least\b(?= ?\?)",
    r"\b(?:must|has to|have to|needs? to|are to) (?:\w+ ){0,2}?be (?:slit|cut|sawn|bought|used|"
    r"ordered|opened|delivered)\b|"
    r"\bmust (?:he|she|they|it|the \w+) (?:buy|order|use|cut|open|get)\b",
    r"\ball (?:for \w+ )?of the same (?:length|width|material|"
    r"quality|cloth|thickness|grade)\b|"
    r"\bas a minimum\b|\b(?:nothing|no \w+) is lost (?:in|by|when|through) (?:the )?(?:cut\w*|"
    r"saw\w*|slit\w*)\b|\bfewest\b",
    r"\b(?:sold|supplied|delivered|available|stocked|comes?|to be had) only in (?:lengths?|widths?|"
    r"rolls?|bars|pieces|sheets)\b|\brequires?\b(?= \d)|"
    r"\b(?:has|have|must|needs?) (?:to )?be (?:in )?(?:one|"
    r"a single|an) (?:unbroken |uncut )?(?:piece|length)\b",
    r"\bmore (?:pieces )?than (?:ordered|needed) (?:may|can) be (?:cut|made)\b|\binto (?:narrower|"
    r"shorter|smaller) (?:ones|pieces|rolls|reels)\b",
    r"\b(?:narrower|shorter|smaller) (?:ones|pieces|rolls|reels|lengths|widths)\b|\benough to "
    r"fill all (?:the )?orders\b",
    r"\b(?:at least )?the (?:ordered|required|needed) (?:number|quantity|amount)s?(?: of \w+)?\b|"
    r"\bthe saw loses nothing\b",
)
MOST_PATTERNS: Final = 400
"""Patterns beyond which the model is too large to be solved in seconds."""


_NO_WASTE: Final = re.compile(
    r"\b(?:off ?-? ?cuts?|left ?-? ?overs?|waste|remnants?|trimmings)\b(?: \w+){0,2}? "
    r"(?:is|are|has|have) (?:scrapped|thrown away|discarded|of no \w+|ignored|worthless|"
    r"no value|not (?:kept|reused))|"
    r"\b(?:nothing|no \w+) is (?:lost|wasted) (?:in|by|when|through)\b"
)
"""Words that only say that nothing counts but the stock pieces."""


@dataclass(frozen=True)
class Cuts:
    """What is ordered of each size, and the size of what it is cut from, with their lines."""

    sizes: tuple[Number, ...]
    orders: tuple[Number, ...]
    stock: Number
    lines: tuple[int, ...]
    naming: frozenset[str] = frozenset()


def is_cut(case: Case) -> bool:
    """Whether a text is about cutting, and about nothing but how many stock pieces it takes."""
    text = _NO_WASTE.sub(" ", case.lower)
    return bool(_CUT.search(text)) and not _WASTE.search(text)


def asks_for_fewest(case: Case) -> list[Line]:
    """The lines that ask for as few stock pieces as possible."""
    return [line for line in case.lines if _FEW.search(line.lower)]


def _fill(case: Case) -> Draft | None:
    asks = asks_for_fewest(case)
    if case.problem.tables or not asks or not is_cut(case):
        return None
    roles = _roles(case)
    if roles is None:
        return None
    sizes = [number.value for number in roles.sizes]
    patterns = cutting_patterns(sizes, roles.stock.value)
    if len(patterns) > MOST_PATTERNS:
        return None
    draft = cut_template(case, roles, patterns)
    draft.covered.add(asks[0].index)
    draft.explain(dict.fromkeys(roles.naming - draft.used, "names a piece"))
    explain_sizes(draft, len(sizes))
    for number in left_over(case, draft.used):
        if number.value == roles.stock.value and not number.text.isalpha():
            draft.explained.setdefault(number.id, "tells the size of the stock again")
    doubt_remainder(draft, MEANS, (), data=roles.lines)
    return draft


def _roles(case: Case) -> Cuts | None:
    frames = find_frames(case)
    if len(frames) != 1:
        return None
    frame = frames[0]
    labels = _label_figures(case, frame)
    columns = [(head.lower(), frame.column(k)) for k, head in enumerate(frame.heads)]
    if labels:
        columns.insert(0, (frame.corner, labels))
    sizes = [c for c in columns if _SIZE.search(c[0]) and not _COUNT.search(c[0])]
    sizes = sizes or [c for c in columns if _SIZE.search(c[0])]
    orders = [c for c in columns if c not in sizes and _COUNT.search(c[0])]
    if len(sizes) != 1 or len(orders) != 1 or len(columns) != 2:
        return None
    size = tuple(n for n in sizes[0][1] if n is not None)
    order = tuple(n for n in orders[0][1] if n is not None)
    if len(size) != len(frame.labels) or len(order) != len(frame.labels):
        return None
    taken = {n.id for n in (*size, *order)} | frame.naming
    left = left_over(case, taken)
    left = [n for n in left if not (n.text.isalpha() and n.value == len(size))]
    near = [n for n in left if _SIZE.match(after(case, n)) or _SIZE.search(before(case, n))]
    if not left or len({n.value for n in left}) != 1 or not near:
        return None
    if near[0].value < max(n.value for n in size):
        return None
    return Cuts(size, order, near[0], frame.lines, frozenset(frame.naming))


def _label_figures(case: Case, frame: Frame) -> tuple[Number | None, ...]:
    """The figures that stand in the place of names in the first column; none where it has names."""
    if not all(re.fullmatch(r"[\d.]+(?: [a-z]{1,2})?", label) for label in frame.labels):
        return ()
    if len(frame.heads) > 1:
        return ()
    numbers = [n for n in case.problem.numbers if n.id in frame.naming]
    numbers = [n for n in numbers if any(label.startswith(n.text) for label in frame.labels)]
    return tuple(numbers) if len(numbers) == len(frame.labels) else ()


def cutting_patterns(sizes: Sequence[float], room: float) -> list[tuple[int, ...]]:
    """All ways of cutting one stock piece after which no further piece fits."""
    smallest = min(sizes)

    def extend(place: int, left: float, counts: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if place == len(sizes):
            if left < smallest - _TOLERANCE:
                yield counts
            return
        for count in range(int((left + _TOLERANCE) / sizes[place]), -1, -1):
            yield from extend(place + 1, left - count * sizes[place], (*counts, count))

    return list(itertools.islice(extend(0, room, ()), MOST_PATTERNS + 1))


_TOLERANCE: Final = 1e-9


def _too_full(patterns: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """A pattern with one piece more of each size: the sizes, and no list, say what fits."""
    full = patterns[0]
    return [
        tuple(count + (place == more) for place, count in enumerate(full))
        for more in range(len(full))
    ]


def cut_template(case: Case, roles: Cuts, patterns: Sequence[tuple[int, ...]]) -> Draft:
    """The model with one decision for each pattern."""
    draft = Draft(case, "cutting stock")
    draft.covered.update(roles.lines)
    names = tuple(range(1, len(roles.sizes) + 1))
    pieces = draft.set_with("pieces", names, "what is ordered, in the order of the table")
    listed = (*patterns, *_too_full(patterns))
    ways = draft.set_with("patterns", listed, "how often each piece is cut from one")
    size = draft.given(
        "size", (pieces,), [((i,), n) for i, n in zip(names, roles.sizes, strict=True)]
    )
    order = draft.given(
        "ordered", (pieces,), [((i,), n) for i, n in zip(names, roles.orders, strict=True)]
    )
    stock = draft.given("stock_size", (), [((), roles.stock)])
    use = draft.variable("use", (ways,), Domain.INTEGER, meaning="how many are cut by the pattern")
    counts = [f"n{place}" for place in names]
    way = ", ".join(counts)
    for place, count in zip(names, counts, strict=True):
        draft.constrain(
            "orders_filled",
            f"sum({count} * {use}[{way}] for {way} in {ways}) >= {order}[{place}]",
        )
    length = " + ".join(
        f"{size}[{place}] * {count}" for place, count in zip(names, counts, strict=True)
    )
    draft.constrain(
        "patterns_fit",
        f"({length}) * {use}[{way}] <= {stock} * {use}[{way}]",
        f"{way} in {ways}",
        meaning="the pieces of a pattern fit into one stock piece",
    )
    draft.optimize(
        Sense.MINIMIZE, f"sum({use}[{way}] for {way} in {ways})", "number of stock pieces"
    )
    return draft


FAMILY: Final = Family(
    name="cutting stock",
    roles={"size": "of each ordered piece", "ordered": "how many", "stock": "size of what is cut"},
    fill=_fill,
)
