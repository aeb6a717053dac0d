"""Benchmark problems: a text with its tables, and the answer that is held to be right."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from optimoot.problem import Table


class Item(BaseModel):
    """A problem with the answer that is held to be right.

    Attributes:
        answer: The optimal objective, or a word: "infeasible", "unbounded", "missing" (a value
            is missing that only the user can tell).
        tables: Data tables that come with the text.
        set: Name of the data set; empty for items that belong to none.
        family: Kind of problem, where the set tells one; empty where not.
        tags: What else the set tells of the item, by name.
        results: Labelled values of single variables, by their free-text names (OptiBench).
    """

    model_config = ConfigDict(frozen=True)

    id: str
    description: str
    answer: float | str
    tables: tuple[Table, ...] = ()
    set: str = ""
    family: str = ""
    tags: dict[str, str] = {}
    results: dict[str, float | str] = {}
