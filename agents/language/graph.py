"""The graph of the team's roles; nodes say in their signatures where they may go.

    formulate ── solve ──(sound)── END          the compiled Formulation is tried first
        ↑          │
        │       criticize ── plan ── pick ── code ──(agrees)── END
        └──────────┘  ↑               ↑________│
                      └────────────────────────┘

An easy problem costs one completion. The critic is asked only where a check raised something, the
planner and the coder only where the compiled Formulation does not do. Repairs are bounded by
`settings.repairs`; when they, or the budget, are spent, the best try so far is the result.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from langgraph.graph import START, StateGraph

from optimoot.agents.language.coding import code
from optimoot.agents.language.criticizing import criticize
from optimoot.agents.language.formulating import formulate, solve
from optimoot.agents.language.planning import pick, plan
from optimoot.agents.language.session import Session
from optimoot.agents.language.work import Work

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

STEPS_PER_REPAIR = 8
"""More than the nodes between two repairs: above any path that the bounded repairs allow."""


@cache
def team_graph() -> CompiledStateGraph[Work, Session, Work, Work]:
    """The graph, compiled."""
    graph = StateGraph(Work, context_schema=Session)
    graph.add_node("formulate", formulate)
    graph.add_node("solve", solve)
    graph.add_node("criticize", criticize)
    graph.add_node("plan", plan)
    graph.add_node("pick", pick)
    graph.add_node("code", code)
    graph.add_edge(START, "formulate")
    # what a node got from the model is on record in the run's folder: no checkpoints in here
    return graph.compile(checkpointer=False, name="language team")
