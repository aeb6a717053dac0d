"""What is decided on beyond one amount of each item: amounts that are products of two decisions.

A text may decide on the vehicles of each service *and* on the trips per vehicle, or on the units of
each product *and* on what to invest so that a unit earns more. Terms then speak of activities: an
activity is a decision, or the product of two. The first activities are the items' own, so that what
is read of the items alone means the same with one decision or two.
"""

from __future__ import annotations

from dataclasses import dataclass

from optimoot.agents.builtin.items import Cast


@dataclass(frozen=True)
class Decision:
    """One decision: whose it is, what it counts, and whether it may be fractional.

    Attributes:
        item: Place of its item; None for one that all items share.
        what: What it decides on, beside the item's name: "trips"; empty for the item's amount.
        money: Whether it is a sum of money.
        divisible: True or False where that is known; None where the words about the item decide.
    """

    item: int | None
    what: str = ""
    divisible: bool | None = None
    money: bool = False


@dataclass(frozen=True)
class Activities:
    """The decisions of a text, and the activities that its terms speak of.

    Attributes:
        products: For each activity the decisions that it is the product of.
    """

    decisions: tuple[Decision, ...]
    products: tuple[tuple[int, ...], ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """The activities that are sums of money."""
        single = [(n, own[0]) for n, own in enumerate(self.products) if len(own) == 1]
        return tuple(n for n, own in single if self.decisions[own].money)

    @staticmethod
    def plain(cast: Cast) -> Activities:
        """One decision for each item."""
        places = range(len(cast.items))
        return Activities(tuple(Decision(p) for p in places), tuple((p,) for p in places))

    @staticmethod
    def factored(cast: Cast, outer: str, inner: str) -> Activities:
        """So many `outer` of each item with so many `inner` each.

        The activities are all inner ones of each item, its outer ones, and the inner ones of each.
        """
        size = len(cast.items)
        places = range(size)
        decisions = [Decision(p, outer, divisible=False) for p in places]
        decisions += [Decision(p, f"{inner} of each", divisible=False) for p in places]
        products = [(p, size + p) for p in places] + [(p,) for p in range(2 * size)]
        return Activities(tuple(decisions), tuple(products))

    @staticmethod
    def invested(cast: Cast, owners: tuple[int | None, ...], what: str) -> Activities:
        """Money put into what raises the items' rates: one sum for each owner, None for all.

        The activities are the items, the sums, and the product of each item with its owner's sum.
        """
        size = len(cast.items)
        decisions = [Decision(p) for p in range(size)]
        decisions += [Decision(owner, what, divisible=True, money=True) for owner in owners]
        products: list[tuple[int, ...]] = [(p,) for p in range(size + len(owners))]
        for place in range(size):
            sums = [size + n for n, owner in enumerate(owners) if owner in (None, place)]
            products.append((place, *sums[:1]))
        return Activities(tuple(decisions), tuple(products))

    def name(self, activity: int, cast: Cast) -> str:
        """What an activity is called: its item, and what is done with it."""
        decision = self.decisions[self.products[activity][-1]]
        item = cast.items[decision.item].name if decision.item is not None else ""
        return f"{item} {decision.what}".strip()
