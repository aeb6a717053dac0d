"""Questions: figures that a sheet needs and does not tell."""

from __future__ import annotations

from optimoot.agents.sheets.sheet import Ask, Goal, Sheet


def find_asks(sheet: Sheet, goal: Goal) -> list[Ask]:
    """What is missing for the goal, and what nothing limits."""
    asks: list[Ask] = []
    if len(sheet.columns) < 2:
        return asks
    wanted = [column for _, column in goal.terms]
    for column in wanted:
        for at, thing in enumerate(sheet.layout.things):
            if at not in column.cells:
                asks.append(
                    Ask(
                        f"the {column.name} of {thing.name} is not told",
                        f"What is the {column.name} of {thing.name}?",
                        thing.quote,
                    )
                )
    limited = [limit.column for limit in sheet.limits]
    for column in sheet.columns:
        bounds = any(figure.bound is not None for figure in column.cells.values())
        if bounds or any(column is own for own in (*wanted, *limited)):
            continue
        quote = sheet.layout.things[min(column.cells)].quote
        asks.append(
            Ask(
                f"nothing limits the {column.name}",
                f"How much {column.name} is available or needed in all?",
                quote,
            )
        )
    return asks
