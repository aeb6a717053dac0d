"""The assembly with one of its parts switched off, or changed for a control."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.presets.choosing import every_team, one_language_team
from optimoot.benchmarks.running.preset import Preset, preset_of_teams
from optimoot.team_spec import Scheduling

PRESETS: Final = (
    Preset(
        name="assembly",
        meaning="Every team of the settings, with all that they have.",
        teams=every_team,
    ),
    Preset(
        name="builtin",
        meaning="The built-in teams alone, with no language model.",
        teams=preset_of_teams("builtin").teams,
    ),
    Preset(
        name="single-team",
        meaning="One team on a language model: no other voice, no debate, no checker.",
        teams=one_language_team,
        changes={"rounds": 0, "verifier": False},
    ),
    Preset(
        name="no-planner",
        meaning="The compiled formulation is the only plan: no planner, and no coder.",
        teams=every_team,
        changes={"plans": 1},
    ),
    Preset(
        name="no-critic",
        meaning="No critic is asked: what the checks raise goes on as it is.",
        teams=every_team,
        changes={"critic": False},
    ),
    Preset(
        name="no-debate",
        meaning="Teams that differ do not debate.",
        teams=every_team,
        changes={"rounds": 0},
    ),
    Preset(
        name="no-checker",
        meaning="No language model writes a checker for the chosen plan.",
        teams=every_team,
        changes={"verifier": False},
    ),
    Preset(
        name="no-memory",
        meaning="Nothing is recalled and nothing is kept.",
        teams=every_team,
        changes={"memory": "off"},
    ),
    *(
        Preset(
            name=name,
            meaning=meaning,
            teams=every_team,
            changes={"scheduling": scheduling},
        )
        for name, meaning, scheduling in (
            ("round-robin", "Plans are worked on in turn, not by UCB.", Scheduling.ROUND_ROBIN),
            ("random-plans", "Plans are worked on at random, not by UCB.", Scheduling.RANDOM),
            ("greedy-plans", "The most promising plan is worked on, not UCB's.", Scheduling.GREEDY),
        )
    ),
)
