"""Turns of phrase that many archetypes share, each in several wordings of one meaning."""

from __future__ import annotations

from optimoot.benchmarks.synthesis.draft import Draft
from optimoot.benchmarks.synthesis.words import PEOPLE, TOWNS, with_article
from optimoot.formulation import Sense


def at_most(draft: Draft, amount: str) -> str:
    """`at most 12`."""
    words = draft.pick("at most", "no more than", "up to", "a maximum of", "not more than")
    return f"{words} {amount}"


def at_least(draft: Draft, amount: str) -> str:
    """`at least 12`."""
    return f"{draft.pick('at least', 'no fewer than', 'a minimum of', 'not less than')} {amount}"


def no_less(draft: Draft, amount: str) -> str:
    """`at least 12`, of what is not counted."""
    return f"{draft.pick('at least', 'no less than', 'a minimum of', 'not less than')} {amount}"


def who(draft: Draft, kind: str) -> tuple[str, str]:
    """A business at its first mention, and after."""
    name = draft.pick(*(one for one in PEOPLE if not draft.is_taken(one)))
    town = draft.pick(*(one for one in TOWNS if not draft.is_taken(one)))
    article = with_article(kind).split(" ")[0]
    first = draft.pick(
        f"{article} {kind} in {town}",
        f"{name}, {article} {kind},",
        f"{article} {kind} named {name}",
        f"{name} of {town}, {article} {kind},",
        f"the {kind} {name}",
        f"{article} {kind} near {town}",
        f"{article} {kind}",
    )
    return first, f"the {kind}"


def goal(draft: Draft, sense: Sense, quantity: str, doing: str, actor: str) -> None:
    """Say what is sought.

    Args:
        draft: Where it is told.
        sense: Direction.
        quantity: What counts, without an article: `"total profit"`.
        doing: What is decided, as a clause: `"how many pies of each kind to bake"`.
        actor: Who decides.
    """
    large = sense is Sense.MAXIMIZE
    verb, most = ("maximize", "highest") if large else ("minimize", "lowest")
    size = draft.pick("large", "high") if large else draft.pick("low", "small")
    best = (
        draft.pick("greatest", "highest", "largest") if large else draft.pick("lowest", "smallest")
    )
    draft.say(
        draft.pick(
            f"Determine {doing} so that the {quantity} is as {size} as possible.",
            f"{actor} wants to know {doing} in order to {verb} the {quantity}.",
            f"Decide {doing}; the aim is to {verb} the {quantity}.",
            f"{actor} has to decide {doing} and aims for the {most} possible {quantity}.",
            f"Find out {doing} if the {quantity} is to be {verb}d.",
            f"The task is to settle {doing} such that the {quantity} is as {size} as it can be.",
            f"With the goal to {verb} the {quantity}, plan {doing}.",
            f"What is the {best} {quantity} that {actor} can reach? Work out {doing}.",
            f"Help {actor} decide {doing}: the {quantity} should be as {size} as possible.",
            f"{actor} would like to {verb} the {quantity}. State {doing}.",
        ),
        "objective",
    )


def whole_people(draft: Draft, people: str) -> str:
    """Says that people are counted, as far as that needs to be said."""
    return draft.pick(
        f"the number of {people} has to be a whole number",
        f"{people} come in whole numbers only",
        f"only whole numbers of {people} make sense",
        f"nobody can be employed in part, so the {people} are counted in whole numbers",
    )


def whole(draft: Draft, things: str) -> str:
    """Says that only whole things are possible."""
    return draft.pick(
        f"only whole {things} are possible",
        f"{things} cannot be split",
        f"the number of {things} has to be a whole number",
        f"no partial {things} are allowed",
        f"{things} come in whole numbers only",
        f"it is not possible to have a fraction of any of the {things}",
    )


def divisible(draft: Draft, what: str = "amounts") -> str:
    """Says that amounts need not be whole."""
    return draft.pick(
        f"fractional {what} are allowed",
        f"{what} need not be whole numbers",
        f"{what} may take any value, whole or not",
        f"the {what} may be fractional",
        f"fractions are fine: {what} do not have to be whole",
        f"there is no need for {what} to be whole numbers",
    )
