"""What the figures of a text about blending are for: contents, prices, stocks, what is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.marked import MARK, Sentence, Told, number_at, told_in
from optimoot.agents.archetypes.surroundings import is_count
from optimoot.agents.archetypes.told_parts import Part, parts_of
from optimoot.agents.archetypes.wording import stem
from optimoot.agents.builtin.units import is_unit, unit_of_stem
from optimoot.problem import Number

_UPPER: Final = (
    r"(?:at most|no more than|not more than|up to|maximum of|max|not exceed|not exceeding|"
    r"never exceed|below|under|less than|only|limited to|may reach)"
)
_LOWER: Final = (
    r"(?:at least|no less than|not less than|no fewer than|minimum of|above|over|more than|"
    r"reach|min)"
)
_EXACT: Final = r"(?:exactly|precisely)"
LIMIT: Final = re.compile(
    r"(?:\b(?:must|should|may|can|has to|have to|needs? to|cannot|must not|may not) (?:[a-z]+ )?)?"
    r"(?:\b(?:be|have|contain|hold|reach|show|stay|lie|not|consist of) )*(?:\b(?:an?|the) )?"
    rf"(?:\b[a-z]+ (?:number |content |rating |index |level )?of )?"
    r"(?:\b(?:not|never) (?:[a-z]+ ){0,2})?"
    rf"\b(?P<limit>{_UPPER}|{_LOWER}|{_EXACT}) (?=(?P<mark>{MARK}))"
)
"""A comparison just before a mark, with the words that demand it."""
SPAN: Final = re.compile(
    r"(?:\b(?:must|should|may|can|has to|have to|needs? to) )?(?:\b(?:be|have|contain|hold|lie) )*"
    rf"\b(?:between|from|within) (?P<low>{MARK}) (?:and|to|-|–) (?P<high>{MARK})"
    rf"|(?P<one>{MARK}) (?:to|-|–) (?P<two>{MARK})"
)
_BEHIND: Final = (
    ("most", re.compile(r"(?:[a-z]+ ){0,3}?(?:at most|at the most|or less|maximum)\b")),
    ("least", re.compile(r"(?:[a-z]+ ){0,3}?(?:at least|or more|minimum)\b")),
)
_SELLS: Final = re.compile(r"\b(?:sell\w*|sold|fetch\w*|brings?|revenue|earns?|market|selling)\b")
_AT_HAND: Final = re.compile(
    r"\b(?:on hand|in hand|in stock|available|at hand|on the [a-z]+|"
    r"in (?:the )?(?:store|yard|tanks?|warehouse|depot)|"
    r"can be (?:bought|had|obtained|supplied|delivered|got)|limited|supply|"
    r"supplies|stocks?|there (?:is|are)|left|to be had|reserves?)\b"
)
_CONTENT: Final = re.compile(
    r"\b(?:by weight|by volume|by mass|pure|of|content|number|rating|index|level|the|a|an|its)\b"
)
_FIXED: Final = re.compile(
    r"\b(?:fixed|fee|rent|lump|once|set-?up|deliver\w*|transport\w*|ship\w*|process\w*|discount|"
    r"penalt\w+|fine|handling)\b"
)


@dataclass(frozen=True)
class Limit:
    """A bound on a share or property; `key` is an attribute or the name of a component."""

    key: str
    sign: str
    number: Number
    sentence: int


@dataclass
class Thing:
    """A component or a product, as far as it is told; contents in words are mere values."""

    name: str
    contents: dict[str, Number | float] = field(default_factory=dict)
    price: Number | None = None
    amounts: list[tuple[str, Number, int]] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    sold: bool = False
    sentence: int = 0


@dataclass
class Blend:
    """What a text about blending tells.

    Attributes:
        attributes: What contents are of: "protein", with whether they are per cents.
        names: Of the components.
        total: Bound and Number of what is to be made, where products tell none.
        said: Ids of Numbers that are no data, with the reason.
        taken: Marks that have a role, with whether they are bounds.
        stocked: Sentences that tell stocks.
    """

    components: list[Thing] = field(default_factory=list)
    products: list[Thing] = field(default_factory=list)
    attributes: dict[str, bool] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    total: tuple[str, Number] | None = None
    said: dict[str, str] = field(default_factory=dict)
    taken: dict[str, bool] = field(default_factory=dict)
    stocked: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Figure:
    """A mark with its part; `key` is the property that it tells, `bound` how it limits."""

    told: Told
    owner: str
    part: Part
    number: Number
    bound: str
    key: str


def read_blend(case: Case, sentences: Sequence[Sentence]) -> Blend | None:
    """What a text tells of a blend; None where a figure has no role."""
    parts = _named(parts_of([sentence.text for sentence in sentences]))
    figures = _with_keys(list(_figures(case, parts)))
    keys = _attributes(figures)
    blend = Blend(attributes=keys)
    things = {name: Thing(name) for name in _components(figures, keys)}
    sold = {f.owner: Thing(f.owner, sold=True) for f in figures if _is_sold(f) and f.owner}
    sold = {name: thing for name, thing in sold.items() if name not in things}
    only = Thing("blend") if len(sold) < 2 else None
    products = [only] if only is not None else list(sold.values())
    if len(things) < 2 or not keys:
        return None
    blend.names = tuple(things)
    for figure in figures:
        if not _place(case, figure, blend, things, sold, only):
            return None
    _contents_in_words(parts, things, keys)
    blend.components = list(things.values())
    blend.products = products
    return blend


def _named(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts about "it" or "they" are about what the part before them is about."""
    found: list[Part] = []
    for part in parts:
        name = part.name
        if not name and found and re.match(r"(?:it|its|this)\b", part.text):
            name = found[-1].name
        found.append(Part(name, part.text, part.sentence))
    return tuple(found)


def _figures(case: Case, parts: Sequence[Part]) -> Iterator[_Figure]:
    for part in parts:
        spans = {}
        for match in SPAN.finditer(part.text):
            spans[match["low"] or match["one"]] = "least"
            spans[match["high"] or match["two"]] = "most"
        pending: list[_Figure] = []
        last: _Figure | None = None
        for told in told_in(part.text, part.sentence):
            bound = spans.get(told.mark) or _bound(told)
            key = _property(told, part.name)
            figure = _Figure(told, part.name, part, number_at(case, told.mark), bound, key)
            if spans.get(told.mark) == "least":
                pending = [figure]
                continue
            for low in pending:
                own = low.key if low.key and not key else key
                yield _Figure(low.told, low.owner, part, low.number, low.bound, own)
                figure = _Figure(told, part.name, part, figure.number, bound, own)
            if last is not None and not bound and key and _goes_on(told, last):
                figure = _Figure(told, part.name, part, figure.number, last.bound, key)
            pending, last = [], figure
            yield figure


def _with_keys(figures: Sequence[_Figure]) -> list[_Figure]:
    """Figures of which the next one names the property: "at least @p1 but at most @p2 fat"."""
    found = []
    for place, figure in enumerate(figures):
        later = figures[place + 1] if place + 1 < len(figures) else None
        shared = (
            later is not None
            and figure.bound
            and not figure.key
            and later.bound
            and figure.part == later.part
            and re.match(r"(?:,|but|and)\b", figure.told.right)
            and figure.told.letter == later.told.letter
        )
        found.append(replace(figure, key=later.key) if shared and later is not None else figure)
    return found


def _goes_on(told: Told, before: _Figure) -> bool:
    """Whether a bound holds for the next figure too: "at least @p1 tin and @p2 lead"."""
    told_first = re.search(rf"\b(?:{_UPPER}|{_LOWER}|{_EXACT})$", before.told.left)
    listed = re.fullmatch(r"(?:[a-z]+ ){1,2}(?:,|and|, and)", told.left)
    same = told.letter == before.told.letter
    return bool(before.bound and before.key and same and told_first and listed)


_NOT: Final = r"(?:not|never|cannot|can't)(?: [a-z]+){0,4}"
_NEGATED: Final = (
    ("most", re.compile(rf"\b{_NOT} (?:more than|above|over|exceed|greater than)$")),
    ("least", re.compile(rf"\b{_NOT} (?:less than|below|under|fewer than)$")),
)


def _bound(told: Told) -> str:
    for name, negated in _NEGATED:
        if negated.search(told.left):
            return name
    for name, pattern in (("most", _UPPER), ("least", _LOWER), ("exact", _EXACT)):
        if re.search(rf"\b{pattern}$", told.left):
            return name
    for name, behind in _BEHIND:
        if behind.match(told.right):
            return name
    return ""


_STOPS: Final = re.compile(
    r"(?:^| )(?:[,;:().]|and|or|but|while|whereas|where|which|costs?|costing|at|per|for|in|with|to|"
    r"on|from|is|are|must|can|has|have|a|an|each|every|/|by|as|when|if|than|only|plus)(?= |$)"
)
_NOT_PROPERTY: Final = frozenset("reach least most than exceed be have contain hold".split())


def _property(told: Told, owner: str) -> str:
    """The property that a figure tells: "@p3 protein", "octane @n2", "a sulphur content of @p1"."""
    right = re.sub(r"^(?:of|pure|by weight|by volume) ", "", told.right)
    after = _STOPS.split(f"{right} ")[0]
    words = [word for word in _CONTENT.sub(" ", after).split() if word not in _NOT_PROPERTY]
    if words and words[0] in ("it", "them", "this", "that", "these", "those"):
        return ""
    if told.letter == "p" and words:
        return " ".join(stem(word) for word in words[:2])
    if words or told.letter not in "pn":
        return ""
    left = re.sub(rf"\b(?:{_UPPER}|{_LOWER}|{_EXACT}|between|from)$", "", told.left)
    words = re.findall(r"[a-z'-]+|[,;:()]", _CONTENT.sub(" ", left))
    while words and (words[-1] in _LEADING or words[-1] in _NOT_PROPERTY):
        words.pop()
    if not words or not words[-1][0].isalpha() or words[-1] in ("and", "but", "or"):
        return ""
    if owner.endswith(words[-1]):
        return ""
    return stem(words[-1])


_LEADING: Final = frozenset(
    "is are : must should may can has have not be with contain contains having".split()
)


def _attributes(figures: Sequence[_Figure]) -> dict[str, bool]:
    """Properties that are told of two things and more, with whether they are per cents."""
    owners: dict[str, set[str]] = {}
    letters: dict[str, set[str]] = {}
    for figure in figures:
        if figure.key:
            owners.setdefault(figure.key, set()).add(figure.owner)
            letters.setdefault(figure.key, set()).add(figure.told.letter)
    bounded = {f.key for f in figures if f.bound}
    free = {f.key for f in figures if not f.bound}
    return {
        key: letters[key] == {"p"}
        for key in owners
        if key in bounded & free and len(letters[key]) == 1
    }


def _components(figures: Sequence[_Figure], keys: dict[str, bool]) -> list[str]:
    names = [f.owner for f in figures if f.key in keys and not f.bound and f.owner]
    priced = [f.owner for f in figures if f.told.letter == "m" and f.owner and not _is_sold(f)]
    return list(dict.fromkeys([*names, *priced]))


def _is_sold(figure: _Figure) -> bool:
    return figure.told.letter == "m" and bool(_SELLS.search(figure.told.own))


def _place(
    case: Case,
    figure: _Figure,
    blend: Blend,
    things: dict[str, Thing],
    sold: dict[str, Thing],
    only: Thing | None,
) -> bool:
    """Give a figure its role; whether there is one for it."""
    told, number = figure.told, figure.number
    blend.taken[told.mark] = bool(figure.bound)
    owner = _mentioned(figure, {**things, **sold}) or figure.owner
    product = only or sold.get(owner)
    if told.letter == "m":
        return not figure.bound and _price(figure, things.get(owner), product)
    if told.letter == "f":
        return number.value < 1 and _share(figure, things, product)
    key = _key(figure, blend.attributes)
    if key in blend.attributes:
        if not figure.bound:
            return _content(things.get(figure.owner), key, number)
        if product is None or figure.owner in things:
            return False
        product.limits.append(Limit(key, figure.bound, number, told.sentence))
        return True
    if told.letter == "p":
        return _share(figure, things, product)
    return _amount(case, figure, blend, things.get(owner), product, len(sold))


def _key(figure: _Figure, attributes: dict[str, bool]) -> str:
    """The attribute of a figure; the only one where its words tell a bound and none."""
    if figure.key or figure.told.letter == "m" or not figure.bound:
        return figure.key
    bare = not _STOPS.split(f"{figure.told.right} ")[0].strip()
    own = [key for key, percent in attributes.items() if percent == (figure.told.letter == "p")]
    return own[0] if bare and len(own) == 1 and len(attributes) == 1 else ""


def _mentioned(figure: _Figure, things: dict[str, Thing]) -> str:
    """The one thing that the clause of a figure names; the longest name counts."""
    own = figure.told.own
    found = [name for name in things if re.search(_of(name), own)]
    found = [n for n in found if not any(n != other and n in other for other in found)]
    return found[0] if len(found) == 1 else ""


def _of(name: str) -> str:
    """Matches a clause whose figure is of a thing: "# kg of maize", "stocks of maize are #"."""
    own = re.escape(name)
    return (
        rf"# (?:[a-z]+ )?(?:of )?(?:the |pure |an? )?{own}(?![\w-])|"
        rf"(?<![\w-]){own} (?:[a-z]+ ){{0,6}}#"
    )


def _price(figure: _Figure, component: Thing | None, product: Thing | None) -> bool:
    if _FIXED.search(figure.told.own):
        return False
    thing = product if _is_sold(figure) else component
    if thing is None or thing.price is not None:
        return False
    thing.price = figure.number
    thing.sold = _is_sold(figure)
    return True


def _content(thing: Thing | None, key: str, number: Number) -> bool:
    if thing is None or key in thing.contents:
        return False
    thing.contents[key] = number
    return True


def _share(figure: _Figure, things: dict[str, Thing], product: Thing | None) -> bool:
    """A bound on the share of a component: "at most @p9 bran", "bran may be at most @p9 of it"."""
    if not figure.bound or product is None or _is_of_part(figure, things):
        return False
    named = [n for n in things if " ".join(stem(w) for w in n.split()) == figure.key]
    name = named[0] if named else _mentioned(figure, things) or _comes_from(figure, things)
    if not name and figure.owner in things:
        name = figure.owner
    if not name:
        return False
    product.limits.append(Limit(name, figure.bound, figure.number, figure.told.sentence))
    return True


def _is_of_part(figure: _Figure, things: dict[str, Thing]) -> bool:
    """Whether a share is one of a component or of a content, not of what is made."""
    found = re.match(r"of (?:the |its |this )?([a-z]+)", figure.told.right)
    if found is None:
        return False
    known = {stem(word) for name in things for word in name.split()}
    known |= {word for thing in things.values() for key in thing.contents for word in key.split()}
    return stem(found.group(1)) in known


def _comes_from(figure: _Figure, things: dict[str, Thing]) -> str:
    """The component of "at least # of it must be brazilian", named by a word of its own."""
    found = re.search(
        r"# of (?:it|them|this|the [a-z]+) (?:must|should|shall|has to|have to|may|can) "
        r"(?:be|come from|consist of)((?: [a-z0-9-]+){1,3})",
        figure.told.own,
    )
    if found is None:
        return ""
    words = set(found.group(1).split())
    named = [name for name in things if words & set(name.split())]
    return named[0] if len(named) == 1 else ""


def _amount(
    case: Case,
    figure: _Figure,
    blend: Blend,
    component: Thing | None,
    product: Thing | None,
    sold: int,
) -> bool:
    """A stock, a quantity wanted, or a figure that only counts."""
    number, bound = figure.number, figure.bound
    if component is not None:
        said = _AT_HAND.search(f"{figure.told.own} {figure.told.right}") is not None
        at_hand = bound == "most" or said or figure.told.sentence in blend.stocked
        if bound != "least" and not at_hand:
            return False
        blend.stocked.add(figure.told.sentence)
        component.amounts.append((bound or "most", number, figure.told.sentence))
        return bound != "exact"
    rate = re.match(r"(?:per|a|an|each|every|/)\b", figure.told.right)
    counted = (
        not bound and not rate and is_count(case, number, *_sizes(blend, sold, figure.told.right))
    )
    if counted and not is_unit(unit_of_stem(stem((figure.told.right.split() or [""])[0]))):
        blend.said[number.id] = "counts what is blended"
        return True
    again = re.search(r"\b(?:the|these|those|all|this)$", figure.told.left)
    if again and blend.total is not None and blend.total[1].value == number.value and not bound:
        blend.said[number.id] = "says a figure again"
        return True
    if product is None or product.amounts:
        return False
    if product.name == "blend":
        blend.total = (bound or "exact", number)
    product.amounts.append((bound or "exact", number, figure.told.sentence))
    return True


def _sizes(blend: Blend, sold: int, right: str) -> tuple[int, ...]:
    """What a figure may count: components, products, properties, components of one kind."""
    noun = stem((re.findall(r"[a-z]+", right) or [""])[0])
    alike = sum(noun in [stem(word) for word in name.split()] for name in blend.names)
    return (len(blend.names), max(1, sold), len(blend.attributes), alike)


def _contents_in_words(
    parts: Sequence[Part], things: dict[str, Thing], keys: dict[str, bool]
) -> None:
    """Contents that words tell: "and nothing else", "neither metal", "pure sand without silt"."""
    for part in parts:
        thing = things.get(part.name)
        if thing is None:
            continue
        pure = re.search(r"\b(?:is|are) pure ([a-z]+)|^(?:[a-z]+ )*?pure ([a-z]+)", part.text)
        every = re.search(r"\b(?:nothing else|nothing|neither|none|no other)\b", part.text)
        free = {
            stem(word) for word in re.findall(r"\b(?:no|without|free of) ([a-z]+)", part.text)
        } | {stem(word) for word in re.findall(r"\b([a-z]+)-free\b", part.text)}
        for key, is_percent in keys.items():
            if key in thing.contents:
                continue
            if pure is not None and is_percent:
                thing.contents[key] = (
                    _WHOLE if stem(pure.group(1) or pure.group(2)) == key.split()[-1] else 0.0
                )
            elif every is not None or key.split()[-1] in free:
                thing.contents[key] = 0.0


_WHOLE: Final = 100.0
"""Per cent of itself that pure stuff contains."""
