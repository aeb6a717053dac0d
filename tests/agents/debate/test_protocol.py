from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.debate.protocol import (
    AGREED,
    ALONE,
    REPEATED,
    SPENT,
    UNMOVED,
    next_speaker,
    positions_after,
    reason_to_end,
)
from optimoot.agents.debate.turns import Move, Stance, Turn
from optimoot.agents.team import Candidate
from optimoot.certificate import Certificate
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.program import Origin, Program


def position(team: str, objective: float) -> Candidate:
    return Candidate(
        team=team,
        program=Program(source=f"# {objective}", origin=Origin.COMPILED),
        outcome=Outcome(
            termination=Termination.CONVERGED,
            solution=SolutionStatus.OPTIMAL,
            objective=objective,
            bound=objective,
        ),
        certificate=Certificate(),
    )


OPENING = {name: position(name, value) for name, value in (("a", 1.0), ("b", 2.0), ("c", 3.0))}


def moves_of(values: list[float | None], speakers: tuple[str, ...]) -> list[Move]:
    """Moves of the speakers in their turns: to a position, or None for holding on."""
    moves: list[Move] = []
    for value in values:
        team, round_ = next_speaker(speakers, moves)
        stance = Stance.DEFEND if value is None else Stance.REVISE
        turn = Turn(number=len(moves) + 1, round=round_, team=team, stance=stance)
        moves.append(Move(turn=turn, position=None if value is None else position(team, value)))
    return moves


@given(
    values=st.lists(st.sampled_from([None, 1.0, 2.0, 3.0, 4.0, 5.0]), max_size=30),
    teams=st.integers(1, 3),
    rounds=st.integers(1, 4),
)
def test_every_debate_ends_and_each_team_moves_once_a_round(
    values: list[float | None], teams: int, rounds: int
) -> None:
    speakers = tuple(OPENING)[:teams]
    moves = moves_of((values + [None] * 40)[: teams * rounds], speakers)
    assert reason_to_end(OPENING, speakers, moves, rounds)
    for round_ in range(1, rounds + 1):
        spoke = [move.turn.team for move in moves if move.turn.round == round_]
        assert sorted(spoke) == sorted(speakers)


def test_who_moves_first_changes_from_round_to_round() -> None:
    moves = moves_of([None] * 6, ("a", "b", "c"))
    assert [move.turn.team for move in moves] == ["a", "b", "c", "b", "c", "a"]


def test_teams_that_agree_have_nothing_to_debate() -> None:
    assert reason_to_end({"a": OPENING["a"], "b": position("b", 1.0)}, ("a", "b"), [], 3) == AGREED
    moved = moves_of([2.0], ("a", "b"))
    two = {name: OPENING[name] for name in ("a", "b")}
    assert reason_to_end(two, ("a", "b"), moved, 3) == AGREED


def test_where_nobody_can_argue_there_is_no_debate() -> None:
    assert reason_to_end(OPENING, (), [], 3) == ALONE


def test_a_round_in_which_all_hold_on_ends_it() -> None:
    speakers = ("a", "b", "c")
    assert reason_to_end(OPENING, speakers, moves_of([None, None], speakers), 3) == ""
    assert reason_to_end(OPENING, speakers, moves_of([None] * 3, speakers), 3) == UNMOVED
    assert reason_to_end(OPENING, speakers, moves_of([4.0, None, None], speakers), 3) == ""


def test_a_position_that_comes_back_ends_it() -> None:
    speakers = ("a",)
    assert reason_to_end(OPENING, speakers, moves_of([9.0], speakers), 5) == ""
    assert reason_to_end(OPENING, speakers, moves_of([9.0, 1.0], speakers), 5) == REPEATED


def test_the_rounds_are_a_limit() -> None:
    speakers = ("a", "b")
    moves = moves_of([9.0, 8.0, 7.0, 6.0], speakers)
    assert reason_to_end(OPENING, speakers, moves, 2) == SPENT
    assert reason_to_end(OPENING, speakers, moves, 3) == ""
    assert reason_to_end(OPENING, speakers, [], 0) == SPENT


def test_teams_hold_what_they_moved_to_last() -> None:
    held = positions_after(OPENING, moves_of([9.0, None, 8.0, None, 7.0], ("a", "b", "c")))
    assert {name: one.outcome.objective for name, one in held.items()} == {
        "a": 9.0,
        "b": 2.0,
        "c": 7.0,
    }
