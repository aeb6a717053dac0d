"""Blends told in prose: contents of what is mixed, and what the mixture must hold.

The blending model as textbooks give it, linear in the quantities: contents times quantities are
compared with the demanded share of the whole. One product, or several that are sold.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.asked import asked_sense
from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.told_blend_roles import (
    LIMIT,
    SPAN,
    Blend,
    Limit,
    Thing,
    read_blend,
)
from optimoot.agents.archetypes.marked import MARK, Sentence, doubt_left, read_marked
from optimoot.agents.archetypes.told_units import has_mixed_units
from optimoot.formulation import Sense
from optimoot.problem import Number, NumberKind

_SIGNS: Final = {"most": "<=", "least": ">=", "exact": "=="}
_OTHER: Final = re.compile(
    r"\b(?:ratio|twice|proportional|in equal|evaporat\w*|moisture loss|yield loss|shrink\w*|"
    r"weeks|months|quarters)\b"
)
_OF_ONE: Final = re.compile(
    r"\b(?:costs?|prices?) (?:(?:of|for) )?(?:per|a|an|one|each) [a-z]+\b|"
    r"\b(?:does|will|can|must) (?:a|an|one|each) [a-z]+ (?:of (?:[a-z]+ ){1,5})?costs?\b"
)
_ODD: Final = re.compile(
    r"\b(?:every|free|waived?|discount|reject\w*|incompatible|react\w*|whole|full|bags of|"
    r"multiples?|sacks of|fixed|switch\w*|decid\w+ between|choose)\b"
)
_MEANS: Final = (
    r"\b(?:(?:of|up) )?(?:it|them|the [a-z]+) (?:must|should|may|can|has to) (?:be|come from)\b",
    r"\bmust make up\b|\bmust (?=of it)|\bpure [a-z]+\b|\bwithout [a-z]+\b|\b[a-z]+-free\b",
    r"\bcosts? at least(?= ?\?)|\bwants? to mix\b",
    r"\b(?:must|has to|should) be (?:spent|paid)(?: at least(?= ?\?))?",
    r"\b(?:must|has to|have to|should) (?:all )?be used(?: up)?\b",
    r"\bas (?:much|many) as (?:wanted|needed|required|you like|one likes)\b",
    r"\b(?:no|none of the|without) (?:[a-z]+ )?(?:is |are |gets? )?(?:lost|loss|losses|wasted?)\b"
    r"(?: (?:in|during|by|of) [a-z]+)*",
    r"\bnothing is lost(?: (?:in|during|by) [a-z]+)?",
    r"\b(?:and |contains? |has |have |but )?(?:nothing else|no other [a-z]+|"
    r"none of (?:them|these|both)|neither(?: [a-z]+){0,2}(?: nor [a-z]+)?|"
    r"no [a-z]+ (?:and|or) no [a-z]+)\b",
    r"\b(?:the )?(?:others?|other [a-z]+|rest) (?:is|are|can be (?:had|bought)(?: at will)?) "
    r"(?:unlimited|not limited|available (?:in any quantity|without limit|at will)|plentiful)\b",
    r"\b(?:has|have|there is) no (?:upper )?limits?(?: (?:on|for|to) [a-z]+)?\b",
    r"\b(?:is|are) (?:unlimited|not limited|available in any (?:quantity|amount))\b",
    r"\b(?:without|no) (?:any )?limits?\b|\bin any (?:quantity|amount|proportions?|weight)\b",
    r"\bneed not be used(?: up)?\b|\bneed not all be used(?: up)?\b",
    r"\bunused (?:stocks?|components?|quantities|[a-z]+) costs? nothing\b|"
    r"\bwhat is (?:not used|left(?: over)?) (?:costs nothing|is worth nothing)\b",
    r"\b(?:may|can|could) be (?:split|divided|bought|mixed|blended|used|sold|had|melted|obtained)"
    r"(?: (?:in any (?:quantity|amount)|at will|freely|together))*",
    r"\b(?:blends?|mix(?:es)?|average|averages|adds? up|behaves?) (?:out )?"
    r"(?:linearly|in proportion|proportionally)"
    r"(?: (?:by|to|with) (?:volume|weight|mass|quantity))?",
    r"\b(?:must|should|shall|has to|have to|needs? to|is to|are to|wants? to|wishes to)(?: be)? "
    r"(?:pour|make|made|produce|mix|mixed|blend|blended|prepare|deliver|supply|contain|consist|"
    r"hold|have|cast|melt|fill|roast|brew|reach|show|satisfy|meet)(?:ed|d)?\b",
    r"\b(?:is|are) (?:required|needed|wanted|ordered|allowed)(?: to (?:contain|have|hold))?\b",
    r"\b(?:least|lowest|minimum|smallest|cheapest|minimal|most|greatest|maximum|highest|largest)"
    r"(?: possible)?(?: total)? (?:costs?|prices?|profit|money|sum|amount|outlay|expense|way|mix|"
    r"mixture|blend|recipe|composition|(?:the )?(?:[a-z]+ ){0,3}can cost)\b",
    r"\bminimi[sz]\w+\b|\bmaximi[sz]\w+\b|\bas (?:cheaply|cheap|low|high|little) as possible\b",
    r"\b(?:what|which) is the (?:least|most|minimum|maximum)\b|\bat (?:the )?(?:least|lowest|"
    r"minimum) (?:possible )?cost\b",
    r"\b(?:can|may) (?:melt|use|mix|blend|buy|draw on|choose from|make|be made)\b",
)


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or asked_sense(case) is None or _OTHER.search(case.lower):
        return None
    sentences = read_marked(case)
    texts = [sentence.text for sentence in sentences]
    if has_mixed_units(texts):
        return None
    blend = read_blend(case, sentences)
    if blend is None or not _is_whole(blend):
        return None
    per_unit = _per_unit(case)
    wanted = any(product.amounts for product in blend.products)
    if not (wanted or per_unit or _is_sold(blend)):
        return None
    draft = _Template(case, blend).draft
    draft.explain(blend.said)
    named = blend.products if len(blend.products) > 1 else []
    names = [thing.name for thing in (*blend.components, *named)]
    left = [_remove(text, blend, names) for text in texts]
    doubt_left(draft, sentences, left, _ODD)
    _doubt_named(draft, sentences, blend)
    return draft


def _is_sold(blend: Blend) -> bool:
    return all(product.price is not None for product in blend.products)


def _is_whole(blend: Blend) -> bool:
    """Whether each component has a price and all contents, and each product some limit."""
    for thing in blend.components:
        if thing.price is None or set(thing.contents) != set(blend.attributes):
            return False
    if any(product.price is not None for product in blend.products) and not _is_sold(blend):
        return False
    if not _is_sold(blend) and any(
        bound == "most" for product in blend.products for bound, _, _ in product.amounts
    ):
        return False
    limited = {limit.key for product in blend.products for limit in product.limits}
    return set(blend.attributes) <= limited and all(p.limits for p in blend.products)


def _per_unit(case: Case) -> bool:
    """Whether the question is for the cost of one unit: "the cheapest price of a tonne"."""
    lines = case.goal.lines if case.goal is not None else (len(case.lines) - 1,)
    return any(_OF_ONE.search(case.lines[index].lower) for index in lines)


def _remove(text: str, blend: Blend, names: list[str]) -> str:
    """What is left of a sentence without its limits, names and known phrases."""

    def limit(match: re.Match[str]) -> str:
        return " " if blend.taken.get(match["mark"]) else match.group()

    def span(match: re.Match[str]) -> str:
        marks = re.findall(MARK, match.group())
        return " " if all(blend.taken.get(mark) for mark in marks) else match.group()

    text = SPAN.sub(span, text)
    text = LIMIT.sub(limit, text)
    for mark in (mark for mark, bound in blend.taken.items() if bound):
        text = re.sub(
            rf"(?<={mark})((?: [a-z]+){{0,3}}?) (?:at (?:the )?(?:most|least)|or (?:more|less))\b",
            r"\1 ",
            text,
        )
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "~", text)
    for key in blend.attributes:
        text = re.sub(rf"\b(?:no|without|free of) {re.escape(key.split()[-1])}[a-z]*", " ", text)
    for phrase in _MEANS:
        text = re.sub(phrase, " ", text)
    return text


def _doubt_named(draft: Draft, sentences: tuple[Sentence, ...], blend: Blend) -> None:
    """Doubt a sentence about some of the components that gave no figure and no phrase."""
    for sentence in sentences:
        if re.search(MARK, sentence.text):
            continue
        told = [
            c for c in blend.components if re.search(rf"\b{re.escape(c.name)}\b", sentence.text)
        ]
        if told and len(told) < len(blend.components):
            quote = draft.case.quote(sentence.line)
            draft.doubt(0.3, "what is said of some of them was not understood", quote)


class _Template:
    """The model: how much of each component goes into each product."""

    def __init__(self, case: Case, blend: Blend) -> None:
        self.case, self.blend = case, blend
        self.draft = Draft(case, "blending told in prose")
        names = tuple(thing.name for thing in blend.components)
        self.parts = self.draft.set_with("components", names, "what is mixed")
        products = tuple(thing.name for thing in blend.products)
        self.goods = self.draft.set_with("products", products, "what is made")
        self.use = self.draft.variable(
            "used", (self.parts, self.goods), meaning="quantity of the component in the product"
        )
        self.draft.assumptions.append("Quantities are divisible, and contents add up linearly.")
        self.contents = {key: self._contents(key) for key in blend.attributes}
        for product in blend.products:
            self._product(product)
        for component in blend.components:
            for bound, number, line in component.amounts:
                self._bound(
                    f"{bound}_of_{component.name}",
                    f"sum({self.use}['{component.name}', p] for p in {self.goods})",
                    (bound, number),
                    line,
                )
        self._optimize()

    def _contents(self, key: str) -> str:
        entries: list[tuple[tuple[str, ...], Number]] = []
        known: list[tuple[tuple[str, ...], float]] = []
        for thing in self.blend.components:
            content = thing.contents[key]
            if isinstance(content, Number):
                entries.append(((thing.name,), content))
            else:
                known.append(((thing.name,), content))
        return self.draft.given(f"content_of_{key}", (self.parts,), entries, known=known)

    def _product(self, product: Thing) -> None:
        made = self._made(product.name)
        for limit in product.limits:
            self._limit(product.name, limit, made)
        for bound, number, line in product.amounts:
            self._bound(f"{bound}_made_of_{product.name}", made, (bound, number), line)
        if not product.amounts and product.price is None:
            self.draft.constrain(
                "one_unit", f"{made} == 1", meaning="the cost of one unit is asked"
            )

    def _made(self, name: str) -> str:
        return f"sum({self.use}[c, '{name}'] for c in {self.parts})"

    def _limit(self, product: str, limit: Limit, made: str) -> None:
        """Contents times quantities against the demanded share; per cents stand on both sides."""
        value = self.draft.given(f"{limit.sign}_share_of_{limit.key}", (), [((), limit.number)])
        if limit.key in self.contents:
            content = self.contents[limit.key]
            held = f"sum({content}[c] * {self.use}[c, '{product}'] for c in {self.parts})"
        else:
            scale = "100 * " if limit.number.kind is NumberKind.PERCENT else ""
            held = f"{scale}{self.use}['{limit.key}', '{product}']"
        self.draft.constrain(
            f"{limit.key}_{limit.sign}_in_{product}",
            f"{held} {_SIGNS[limit.sign]} {value} * ({made})",
            line=self._line(limit.sentence),
        )

    def _bound(self, name: str, what: str, bound: tuple[str, Number], sentence: int) -> None:
        value = self.draft.given(name, (), [((), bound[1])])
        line = self._line(sentence)
        self.draft.constrain(f"{name}_kept", f"{what} {_SIGNS[bound[0]]} {value}", line=line)

    def _line(self, sentence: int) -> int:
        return self.case.lines[sentence].index

    def _optimize(self) -> None:
        costs: list[tuple[tuple[str, ...], Number]] = []
        for thing in self.blend.components:
            if thing.price is not None:
                costs.append(((thing.name,), thing.price))
        cost = self.draft.given("cost", (self.parts,), costs)
        spent = f"sum({cost}[c] * {self.use}[c, p] for c in {self.parts} for p in {self.goods})"
        gains: list[tuple[tuple[str, ...], Number]] = []
        for thing in self.blend.products:
            if thing.price is not None:
                gains.append(((thing.name,), thing.price))
        if not gains:
            self.draft.optimize(Sense.MINIMIZE, spent, "cost")
            return
        price = self.draft.given("price", (self.goods,), gains)
        earned = f"sum({price}[p] * {self.use}[c, p] for c in {self.parts} for p in {self.goods})"
        self.draft.optimize(Sense.MAXIMIZE, f"{earned} - {spent}", "profit")


FAMILY: Final = Family(
    name="blending told in prose",
    roles={
        "components": "contents, price by the unit, stock or least use",
        "products": "limits of contents and shares; quantity wanted, or price and greatest sales",
    },
    fill=_fill,
    means=re.compile(""),
)
