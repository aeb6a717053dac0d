"""The graph of a run: the Problem goes to every team at once, those that differ debate.

    intake ──Send──▶ attempt (one for each team) ──▶ debate ──▶ verify ──▶ assemble ──▶ ask
                        ↑                            ↑____│ (one move at a time)         │ │
                        └───────────── what the user replied ───────────────────────────┘ ▼
                                                                                       remember

An independent checker looks at the plan that was chosen before the Answer is assembled. Where
something is to be asked, the run waits with the Answer that it has, and with a reply it goes on, in
this process or in another. What is worth keeping goes into the memory bank at the end.

Checkpoints hold plain names only: the Problem, the attempts and the Answer can be large, and stand
in files of the run's folder, each written once and whole before the checkpoint that speaks of it.
"""

from __future__ import annotations

from functools import cache

from langgraph.graph import START, StateGraph

from optimoot.agents.run_nodes import (
    ask,
    assemble_attempts,
    attempt,
    debate,
    intake,
    remember,
    to_teams,
    verify_chosen,
)
from optimoot.agents.run_state import RunContext, RunState, TeamTask


@cache
def run_graph() -> StateGraph[RunState, RunContext, RunState, RunState]:
    """The graph, to be compiled with a checkpointer."""
    graph = StateGraph(RunState, context_schema=RunContext)
    graph.add_node("intake", intake)
    graph.add_node("attempt", attempt, input_schema=TeamTask)
    graph.add_node("debate", debate)
    graph.add_node("verify", verify_chosen)
    graph.add_node("assemble", assemble_attempts)
    graph.add_node("ask", ask)
    graph.add_node("remember", remember)
    graph.add_edge(START, "intake")
    graph.add_conditional_edges("intake", to_teams, path_map=["attempt"])
    graph.add_edge("attempt", "debate")
    graph.add_edge("verify", "assemble")
    graph.add_edge("assemble", "ask")
    return graph
