"""Conflicts of infeasible models: that their members leave no plan, and that none is idle."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from model_programs import program, solve

from optimoot.conflict import ConflictMember, MemberKind
from optimoot.outcome import Termination
from optimoot.program import Program
from optimoot.solvers.infeasibility import find_conflict
from optimoot.solvers.options import SolveOptions

ROWS = """
    m.x = pyo.Var(range(3), bounds=(0, 10))
    m.rows = pyo.ConstraintList()
    for place, (a, b, c, least) in enumerate(data["rows"]):
        if place in data["kept"]:
            m.rows.add(a * m.x[0] + b * m.x[1] + c * m.x[2] >= least)
    m.goal = pyo.Objective(expr=m.x[0])
"""


def members_of(told: Program) -> list[ConflictMember] | None:
    found = find_conflict(told, SolveOptions())
    if found is None:
        return None
    assert found.irreducible
    return list(found.members)


def names_of(told: Program) -> list[tuple[str, str]]:
    members = members_of(told)
    assert members is not None
    return [(member.kind.value, member.name) for member in members]


def test_what_plays_no_part_is_left_out() -> None:
    told = program(
        """
        m.x = pyo.Var(bounds=(0, None))
        m.y = pyo.Var(bounds=(0, None))
        m.goal = pyo.Objective(expr=m.x + m.y)
        m.enough = pyo.Constraint(expr=m.x >= 8)
        m.other = pyo.Constraint(expr=m.x + 3 * m.y >= 1)
        m.room = pyo.Constraint(expr=m.x + m.y <= 7)
        """
    )
    assert names_of(told) == [("constraint", "enough"), ("constraint", "room")]


def test_bounds_take_part_and_are_told_apart() -> None:
    told = program(
        """
        m.x = pyo.Var(range(2), bounds=(3, 9))
        m.goal = pyo.Objective(expr=m.x[0])
        m.room = pyo.Constraint(expr=m.x[0] + m.x[1] <= 5)
        """
    )
    assert members_of(told) == [
        ConflictMember(kind=MemberKind.CONSTRAINT, name="room"),
        ConflictMember(kind=MemberKind.LOWER_BOUND, name="x", index=(0,)),
        ConflictMember(kind=MemberKind.LOWER_BOUND, name="x", index=(1,)),
    ]


def test_whole_numbers_alone_can_be_the_reason() -> None:
    told = program(
        """
        m.x = pyo.Var(domain=pyo.Integers, bounds=(0, 9))
        m.goal = pyo.Objective(expr=m.x)
        m.half = pyo.Constraint(expr=2 * m.x == 5)
        """
    )
    assert names_of(told) == [("constraint", "half")]


def test_a_sum_below_zero_needs_no_other_member() -> None:
    told = program(
        """
        m.x = pyo.Var(range(4), domain=pyo.NonNegativeReals)
        m.goal = pyo.Objective(expr=m.x[0])
        m.sum = pyo.Constraint(expr=sum(m.x[i] for i in range(4)) <= -1)
        """
    )
    assert names_of(told) == [("constraint", "sum")]


def test_curved_constraints_take_part() -> None:
    told = program(
        """
        m.x = pyo.Var(bounds=(-5, 5))
        m.y = pyo.Var(bounds=(-5, 5))
        m.goal = pyo.Objective(expr=m.x)
        m.circle = pyo.Constraint(expr=m.x**2 + m.y**2 <= 1)
        m.line = pyo.Constraint(expr=m.x + m.y >= 3)
        m.idle = pyo.Constraint(expr=m.x - m.y <= 4)
        """
    )
    assert names_of(told) == [("constraint", "circle"), ("constraint", "line")]


def test_a_model_with_a_plan_has_no_conflict() -> None:
    told = program("m.x = pyo.Var(bounds=(0, 1)); m.goal = pyo.Objective(expr=m.x)")
    assert find_conflict(told, SolveOptions()) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-4, 4)] * 3, st.integers(-10, 60)), min_size=2, max_size=7))
def test_a_conflict_is_infeasible_and_no_member_is_idle(rows: list[tuple[int, ...]]) -> None:
    def termination(kept: set[int], bounds: set[ConflictMember]) -> Any:
        relaxed = ROWS + "".join(
            f"    m.x[{place}].setub({'10' if member in bounds else 'None'})\n"
            for place in range(3)
            for member in [ConflictMember(kind=MemberKind.UPPER_BOUND, name="x", index=(place,))]
        )
        return solve(relaxed, {"rows": rows, "kept": sorted(kept)}).termination

    members = members_of(program(ROWS, rows=rows, kept=list(range(len(rows)))))
    everything = {
        ConflictMember(kind=MemberKind.UPPER_BOUND, name="x", index=(place,)) for place in range(3)
    }
    whole = termination(set(range(len(rows))), everything)
    assert (members is None) == (whole is not Termination.INFEASIBLE)
    if members is None:
        return
    kept = {int(m.index[0]) - 1 for m in members if m.kind is MemberKind.CONSTRAINT}
    bounds = {m for m in members if m.kind is MemberKind.UPPER_BOUND}
    assert termination(kept, bounds) is Termination.INFEASIBLE
    for row in kept:
        assert termination(kept - {row}, bounds) is not Termination.INFEASIBLE
    for bound in bounds:
        assert termination(kept, bounds - {bound}) is not Termination.INFEASIBLE
