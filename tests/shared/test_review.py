"""What a review finds, each time with the name of the element at fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from made_formulations import wild_formulations

from optimoot.binding import bind
from optimoot.errors import InputError
from optimoot.finding import FindingCode, Severity
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    TableSource,
    Variable,
)
from optimoot.review import review
from optimoot.soundness import require_sound

Code = FindingCode


TABLE = TableSource(table="t", keys=("k",))


def values(name: str, index=(), unit: str = "", **by_member: float) -> Parameter:
    entries = tuple(Entry(index=(m,) if index else (), value=v) for m, v in by_member.items())
    return Parameter(name=name, index=index, entries=entries, unit=unit)


BAKERY = Formulation(
    sets=(IndexSet(name="P", members=("rye", "wheat")),),
    parameters=(
        values("profit", ("P",), "dollars per loaf", rye=4.2, wheat=3.5),
        values("minutes", ("P",), "minutes per loaf", rye=18, wheat=12),
        values("oven", (), "minutes", all=2100),
    ),
    variables=(Variable(name="bake", index=("P",), domain=Domain.INTEGER, unit="loaves"),),
    objective=Objective(
        sense=Sense.MAXIMIZE, expression="sum(profit[p] * bake[p] for p in P)", unit="dollars"
    ),
    constraints=(
        Constraint(name="time", expression="sum(minutes[p] * bake[p] for p in P) <= oven"),
    ),
)


def changed(formulation: Formulation = BAKERY, **parts) -> Formulation:
    return formulation.model_copy(update=parts)


def with_constraint(expression: str, for_each: str = "", name: str = "extra") -> Formulation:
    extra = Constraint(name=name, expression=expression, for_each=for_each)
    return changed(constraints=(*BAKERY.constraints, extra))


def found(formulation: Formulation) -> set[tuple[str, FindingCode, Severity]]:
    return {(f.element, f.code, f.severity) for f in review(formulation)}


def errors(formulation: Formulation) -> list[tuple[str, FindingCode]]:
    return [(f.element, f.code) for f in review(formulation) if f.severity is Severity.ERROR]


def warnings(formulation: Formulation) -> list[tuple[str, FindingCode]]:
    findings = review(formulation)
    assert not [f for f in findings if f.severity is Severity.ERROR]
    return [(f.element, f.code) for f in findings]


def test_a_good_formulation_has_no_findings():
    assert review(BAKERY) == ()
    require_sound(BAKERY)


@pytest.mark.parametrize(
    ("expression", "for_each", "code", "says"),
    [
        ("sum(bke[p] for p in P) <= oven", "", Code.UNDEFINED_NAME, "did you mean 'bake'?"),
        ("bake['rye'] <= owen", "", Code.UNDEFINED_NAME, "did you mean 'oven'?"),
        ("bake[q] <= oven", "p in P", Code.UNDEFINED_NAME, "'q' is not defined"),
        ("sum(bake[p] for p in P) + minutes[p] <= 3", "", Code.UNDEFINED_NAME, "'p'"),
        ("bake[p] <= oven", "p in Q", Code.UNKNOWN_SET, "'Q', which is no set"),
        ("sum(bake[p] for p in Ps) <= 9", "", Code.UNKNOWN_SET, "did you mean 'P'?"),
        ("bake <= oven", "", Code.WRONG_INDEX, "'bake' stands without a subscript"),
        ("bake[p, p] <= oven", "p in P", Code.WRONG_INDEX, "has 2 places in its subscript"),
        ("bake['rye'] <= oven['rye']", "", Code.WRONG_INDEX, "'oven' has 0"),
        ("bake[p] <= oven", "p, q in P", Code.WRONG_INDEX, "they have 1 part"),
        ("bake['rice'] <= oven", "", Code.UNKNOWN_MEMBER, "no member of the set 'P'"),
        ("bake[1] <= oven", "", Code.UNKNOWN_MEMBER, "no member of the set 'P'"),
        ("P['rye'] <= oven", "", Code.WRONG_KIND, "only parameters and variables"),
        ("bake[p] <= p", "p in P", Code.WRONG_KIND, "'p' is a member and no number"),
        ("bake[p - 1] <= oven", "p in P", Code.WRONG_KIND, "is a member and no number"),
        ("bake['rye'] <= 'rye'", "", Code.WRONG_KIND, "is a member, where a number is needed"),
        ("bake['rye'] + P <= oven", "", Code.WRONG_KIND, "'P' is a set"),
        ("bake['rye'] * (oven > 3) <= 5", "", Code.WRONG_KIND, "is a condition, where a number"),
        ("sum(bake['rye']) <= 5", "", Code.WRONG_KIND, "runs over nothing"),
        ("max(P) * bake['rye'] <= 5", "", Code.WRONG_KIND, "members that are no numbers"),
        ("len(oven) <= bake['rye']", "", Code.WRONG_KIND, "size of a set"),
        ("bake[p] <= oven", "p in P if oven", Code.WRONG_KIND, "is no condition"),
        ("bake[p] <= oven", "p in P if p in oven", Code.WRONG_KIND, "is no set"),
        ("bake[p] <= oven", "p in P if (p, p) in P", Code.WRONG_INDEX, "a member of 2 parts"),
        ("bake['rye']", "", Code.NO_COMPARISON, "is no comparison"),
        ("bake['rye'] < oven", "", Code.BAD_COMPARISON, "'<' cannot make a constraint"),
        ("bake['rye'] != oven", "", Code.BAD_COMPARISON, "'!='"),
        ("'rye' in P", "", Code.BAD_COMPARISON, "'in'"),
        ("0 <= bake['rye'] >= 5", "", Code.BAD_COMPARISON, "low <= body <= high"),
        ("0 == bake['rye'] == 5", "", Code.BAD_COMPARISON, "low <= body <= high"),
        ("0 <= oven <= bake['rye']", "", Code.BAD_COMPARISON, "must be data"),
        ("max(bake[p] for p in P) <= 9", "", Code.VARIABLE_NOT_ALLOWED, "auxiliary variable"),
        ("min(bake['rye'], 3) >= 1", "", Code.VARIABLE_NOT_ALLOWED, "auxiliary variable"),
        ("floor(bake['rye']) <= 9", "", Code.VARIABLE_NOT_ALLOWED, "works on data only"),
        ("bake['rye'] % 2 == 0", "", Code.VARIABLE_NOT_ALLOWED, "works on data only"),
        ("minutes[bake['rye']] <= 9", "", Code.VARIABLE_NOT_ALLOWED, "a subscript"),
        ("bake[p] <= 9", "p in P if bake[p] > 3", Code.VARIABLE_NOT_ALLOWED, "a condition"),
        ("(1 if bake['rye'] > 3 else 2) <= oven", "", Code.VARIABLE_NOT_ALLOWED, "a condition"),
        ("bake[oven] <= 5", "oven in P", Code.NAME_COLLISION, "'oven' has a name that is already"),
        ("sum(bake[p] for p in P) <= 5", "p in P", Code.NAME_COLLISION, "'p' has a name"),
        ("bake[data] <= 5", "data in P", Code.BAD_NAME, "kept for Python"),
        ("bake['rye'] = 5", "", Code.SYNTAX, "Write == for equality"),
        ("", "", Code.SYNTAX, "empty"),
        ("bake[p] <= 5", "p of P", Code.SYNTAX, "for_each"),
    ],
)
def test_faults_of_a_constraint(expression, for_each, code, says):
    formulation = with_constraint(expression, for_each)
    hits = [f for f in review(formulation) if f.code is code]
    assert hits
    assert hits[0].element == "extra"
    assert hits[0].severity is Severity.ERROR
    assert says in hits[0].message
    with pytest.raises(InputError, match="extra: "):
        require_sound(formulation)


def test_faults_of_the_objective():
    goal = Objective(sense=Sense.MAXIMIZE, expression="bake['rye'] <= 5")
    assert errors(changed(objective=goal)) == [("objective", Code.WRONG_KIND)]


def test_one_loop_name_over_members_of_different_shape():
    sets = (*BAKERY.sets, IndexSet(name="A", members=(("rye", "wheat"), ("wheat", "rye"))))
    extra = with_constraint("sum(bake[a] for a in P) + sum(1 for a in A) <= 9")
    assert ("extra", Code.NAME_COLLISION) in errors(changed(extra, sets=sets))


def test_a_pair_takes_two_places():
    sets = (
        IndexSet(name="A", members=(("a", "b"), ("b", "c"))),
        IndexSet(name="T", members=(1, 2)),
    )
    flow = Variable(name="flow", index=("A", "T"), upper=3)
    good = ["flow[a, t] <= 2", "flow['a', 'b', t] <= sum(flow[i, j, t] for i, j in A)"]
    bad = ["flow[a] <= 2", "flow[a, a] <= 2", "flow['a', 'c', t] <= 2"]

    def model(expression):
        c = Constraint(name="c", expression=expression, for_each="a in A, t in T")
        return Formulation(sets=sets, variables=(flow,), constraints=(c,))

    assert [errors(model(text)) for text in good] == [[], []]
    assert [errors(model(text)) for text in bad] == [
        [("c", Code.WRONG_INDEX)],
        [("c", Code.WRONG_INDEX)],
        [("c", Code.UNKNOWN_MEMBER)],
    ]


@pytest.mark.parametrize(
    ("parts", "element", "code"),
    [
        ({"sets": (IndexSet(name="P"),)}, "P", Code.BAD_SET),
        ({"sets": (IndexSet(name="P", members=("rye", "rye")),)}, "P", Code.BAD_SET),
        ({"sets": (IndexSet(name="P", members=(1, "1")),)}, "P", Code.BAD_SET),
        ({"sets": (IndexSet(name="P", members=("rye", ("a", "b"))),)}, "P", Code.BAD_SET),
        ({"sets": (IndexSet(name="P", members=("rye", "")),)}, "P", Code.BAD_SET),
        ({"sets": (IndexSet(name="P", members=("rye", " wheat")),)}, "P", Code.BAD_SET),
        ({"sets": (IndexSet(name="P", members=((), ())),)}, "P", Code.BAD_SET),
        (
            {
                "sets": (
                    IndexSet(name="P", members=("a",), table=TableSource(table="t", keys=("k",))),
                )
            },
            "P",
            Code.BAD_SET,
        ),
        ({"sets": (IndexSet(name="P", table=TableSource(table="t")),)}, "P", Code.BAD_SET),
        ({"sets": ()}, "bake", Code.UNKNOWN_SET),
        ({"sets": BAKERY.sets * 2}, "P", Code.DUPLICATE),
        ({"parameters": (*BAKERY.parameters, values("P", all=1))}, "P", Code.NAME_COLLISION),
        ({"parameters": (*BAKERY.parameters, values("time", all=1))}, "time", Code.NAME_COLLISION),
        ({"parameters": (*BAKERY.parameters, values("a b", all=1))}, "a b", Code.BAD_NAME),
        ({"parameters": (*BAKERY.parameters, values("lambda", all=1))}, "lambda", Code.BAD_NAME),
        ({"parameters": (*BAKERY.parameters, values("sum", all=1))}, "sum", Code.BAD_NAME),
        ({"parameters": (*BAKERY.parameters, values("pi", all=1))}, "pi", Code.BAD_NAME),
        ({"parameters": (*BAKERY.parameters, values("ﬁ", all=1))}, "ﬁ", Code.BAD_NAME),
        ({"parameters": (*BAKERY.parameters, values("spare"))}, "spare", Code.BAD_VALUE),
        ({"parameters": (*BAKERY.parameters, values("s", ("P",), rye=1))}, "s", Code.BAD_VALUE),
        ({"parameters": (*BAKERY.parameters, values("s", all=float("nan")))}, "s", Code.BAD_VALUE),
        (
            {"parameters": (*BAKERY.parameters, Parameter(name="s", default=float("inf")))},
            "s",
            Code.BAD_VALUE,
        ),
        (
            {"parameters": (*BAKERY.parameters, Parameter(name="s", index=("Q",), default=1))},
            "s",
            Code.UNKNOWN_SET,
        ),
    ],
)
def test_faults_of_sets_and_parameters(parts, element, code):
    assert (element, code, Severity.ERROR) in found(changed(**parts))


@pytest.mark.parametrize(
    ("variable", "code", "severity"),
    [
        ({"name": "values"}, Code.BAD_NAME, Severity.ERROR),
        ({"name": "_x"}, Code.BAD_NAME, Severity.ERROR),
        ({"name": "2x"}, Code.BAD_NAME, Severity.ERROR),
        ({"upper": "profits"}, Code.BAD_BOUND, Severity.ERROR),
        ({"upper": "minutes"}, Code.BAD_BOUND, Severity.ERROR),
        ({"lower": float("nan")}, Code.BAD_BOUND, Severity.ERROR),
        ({"lower": float("inf")}, Code.BAD_BOUND, Severity.ERROR),
        ({"lower": 5, "upper": 3}, Code.BAD_BOUND, Severity.WARNING),
        ({"domain": Domain.BINARY, "upper": 5}, Code.BAD_DOMAIN, Severity.ERROR),
        (
            {"domain": Domain.INTEGER, "lower": 2.5, "upper": 2.5},
            Code.BAD_DOMAIN,
            Severity.WARNING,
        ),
        ({"domain": Domain.BINARY, "lower": -1}, Code.BAD_DOMAIN, Severity.ERROR),
        ({"index": ("P", "Q")}, Code.UNKNOWN_SET, Severity.ERROR),
    ],
)
def test_faults_of_variables(variable, code, severity):
    extra = Variable(**{"name": "extra", **variable})
    formulation = changed(variables=(*BAKERY.variables, extra))
    assert (extra.name, code, severity) in found(formulation)


def test_names_that_python_has_but_programs_do_not_use_are_free():
    variables = tuple(Variable(name=n, domain=Domain.BINARY) for n in ("open", "range", "input"))
    formulation = changed(variables=(*BAKERY.variables, *variables))
    assert errors(formulation) == []


def test_what_is_never_used():
    formulation = changed(
        sets=(*BAKERY.sets, IndexSet(name="Q", members=(1,))),
        parameters=(*BAKERY.parameters, values("spare", all=1)),
        variables=(*BAKERY.variables, Variable(name="idle")),
    )
    assert set(warnings(formulation)) == {
        ("Q", Code.UNUSED),
        ("spare", Code.UNUSED),
        ("idle", Code.UNUSED),
    }


def test_a_parameter_that_bounds_a_variable_is_used():
    bake = BAKERY.variables[0].model_copy(update={"upper": "room"})
    room = values("room", ("P",), "loaves", rye=3, wheat=4)
    assert review(changed(variables=(bake,), parameters=(*BAKERY.parameters, room))) == ()


def test_a_loop_that_repeats_a_constraint_unchanged():
    formulation = with_constraint("sum(bake[q] for q in P) >= 1", "p in P")
    assert warnings(formulation) == [("extra", Code.UNUSED)]


def test_the_same_constraint_twice():
    text = BAKERY.constraints[0].expression.replace(" ", "")
    assert warnings(with_constraint(text.replace("forpinP", " for p in P"))) == [
        ("extra", Code.DUPLICATE)
    ]


def test_constraints_and_objectives_without_a_variable():
    goal = Objective(sense=Sense.MAXIMIZE, expression="oven")
    formulation = changed(with_constraint("oven <= 5000 * oven"), objective=goal)
    assert ("extra", Code.NO_VARIABLE) in warnings(formulation)
    assert ("objective", Code.NO_VARIABLE) in warnings(formulation)


class TestUnbounded:
    def check(self, expression: str, sense=Sense.MAXIMIZE, variable=None, constraints=()):
        x = Variable(**{"name": "x", **(variable or {})})
        y = Variable(name="y", upper=5)
        formulation = Formulation(
            variables=(x, y),
            parameters=(values("gain", all=3), values("loss", all=-3), values("cap", all=9)),
            objective=Objective(sense=sense, expression=expression),
            constraints=tuple(
                Constraint(name=f"c{n}", expression=text) for n, text in enumerate(constraints)
            ),
        )
        return [f.element for f in review(formulation) if f.code is Code.UNBOUNDED]

    @pytest.mark.parametrize(
        ("expression", "constraints"),
        [
            ("gain * x + y", ()),
            ("gain * x - y", ("x >= cap", "y - x <= cap", "x + y >= 0 * cap")),
            ("x / gain", ()),
            ("-loss * x", ()),
            ("exp(x)", ()),
            ("gain * x", ("y <= x",)),
            ("-(loss * x)", ("abs(y) + sqrt(y) >= x * loss",)),
            ("(gain if cap > 3 else 2) * x * y", ()),
            ("x * gain ** 2", ()),
        ],
    )
    def test_growing_without_limit(self, expression, constraints):
        assert self.check(expression, constraints=constraints) == ["x"]

    @pytest.mark.parametrize(
        ("expression", "constraints"),
        [
            ("gain * x", ("x <= cap",)),
            ("gain * x", ("x + y == cap",)),
            ("gain * x", ("loss * x >= loss",)),
            ("loss * x", ()),
            ("y", ()),
            ("gain * x - x ** 2", ()),
            ("sin(x)", ()),
            ("gain * x", ("0 <= x <= cap",)),
            ("gain * x", ("y / (1 + x) >= 2",)),
            ("gain * x", ("min(gain, loss) * x >= -cap",)),
            ("(gain + loss) * x", ()),
        ],
    )
    def test_what_is_limited_or_unknown(self, expression, constraints):
        assert self.check(expression, constraints=constraints) == []

    def test_falling_without_limit(self):
        free = {"lower": None}
        assert self.check("x + y", Sense.MINIMIZE, free) == ["x"]
        assert self.check("x + y", Sense.MINIMIZE) == []
        assert self.check("y - x", Sense.MAXIMIZE, free) == ["x"]
        assert self.check("x", Sense.MINIMIZE, free, ["x + y >= cap"]) == []

    def test_bounds_stop_it(self):
        assert self.check("x", variable={"upper": 9}) == []
        assert self.check("x", variable={"upper": "cap"}) == []
        assert self.check("x", variable={"domain": Domain.BINARY}) == []


class TestUnits:
    def clashes(self, formulation: Formulation) -> list[tuple[str, str]]:
        return [(f.element, f.message) for f in review(formulation) if f.code is Code.UNIT_CLASH]

    def test_a_comparison_of_different_units(self):
        ((element, message),) = self.clashes(with_constraint("sum(bake[p] for p in P) <= oven"))
        assert element == "extra"
        assert "in loaf" in message
        assert "'oven' in minute" in message

    def test_a_sum_of_different_units(self):
        text = "sum(minutes[p] * bake[p] + profit[p] * bake[p] for p in P) <= oven"
        assert [name for name, _ in self.clashes(with_constraint(text))] == ["extra"]

    def test_hours_are_not_minutes_but_sixty_may_convert(self):
        hours = values("night", (), "hours", all=10)
        parameters = (*BAKERY.parameters, hours)
        minutes = "sum(minutes[p] * bake[p] for p in P)"
        wrong = changed(with_constraint(f"{minutes} <= night"), parameters=parameters)
        right = changed(with_constraint(f"{minutes} <= 60 * night"), parameters=parameters)
        assert [name for name, _ in self.clashes(wrong)] == ["extra"]
        assert self.clashes(right) == []

    def test_the_objective_is_in_another_unit_than_stated(self):
        goal = BAKERY.objective.model_copy(update={"unit": "hours"})
        assert self.clashes(changed(objective=goal)) == [
            ("objective", "it is stated in hour but comes out in dollar.")
        ]

    def test_a_bound_in_another_unit(self):
        bake = BAKERY.variables[0].model_copy(update={"upper": "oven"})
        assert [n for n, _ in self.clashes(changed(variables=(bake,)))] == ["bake"]

    def test_unknown_units_clash_with_nothing(self):
        bake = BAKERY.variables[0].model_copy(update={"unit": ""})
        assert (
            self.clashes(changed(with_constraint("bake['rye'] <= oven"), variables=(bake,))) == []
        )


def test_division_by_a_variable_names_the_element():
    formulation = with_constraint("bake['rye'] / (1 + sum(bake[p] for p in P)) <= oven / oven")
    assert warnings(formulation) == [("extra", Code.DIVISION_BY_VARIABLE)]


def test_numbers_without_a_source():
    formulation = with_constraint(
        "0.3 * bake['rye'] ** 3 <= sum(bake[p] for p in P if oven > 7) / 2"
    )
    literals = [f for f in review(formulation) if f.code is Code.UNGROUNDED_LITERAL]
    assert [f.element for f in literals] == ["extra"]
    assert "the number 0.3" in literals[0].message


class TestTrial:
    STOCK = Formulation(
        sets=(IndexSet(name="T", members=(1, 2, 3)),),
        variables=(Variable(name="stock", index=("T",), upper=9),),
        constraints=(
            Constraint(name="keep", expression="stock[t] <= stock[t - 1]", for_each="t in T"),
        ),
    )

    def test_a_subscript_that_runs_out_of_its_set(self):
        assert errors(self.STOCK) == [("keep", Code.UNKNOWN_MEMBER)]
        mended = self.STOCK.constraints[0].model_copy(update={"for_each": "t in T if t > 1"})
        assert errors(changed(self.STOCK, constraints=(mended,))) == []

    def test_data_can_be_given(self):
        months = IndexSet(name="T", table=TableSource(table="months", keys=("month",)))
        formulation = changed(self.STOCK, sets=(months,))
        assert errors(formulation) == []
        assert [f.element for f in review(formulation, {"T": [1, 2]})] == ["keep"]
        assert [f.code for f in review(formulation, {"T": "?"})] == [Code.BAD_VALUE]

    def test_arithmetic_that_has_no_value(self):
        formulation = with_constraint("bake['rye'] / (oven - oven) <= 1")
        assert ("extra", Code.ARITHMETIC) in warnings(formulation)

    @pytest.mark.parametrize(("days", "codes"), [(40, [Code.UNKNOWN_MEMBER]), (100, [])])
    def test_what_would_take_long_is_not_tried(self, days, codes):
        text = "sum(stock[s] for s in T for u in T) <= stock[t - 1]"
        c = Constraint(name="keep", expression=text, for_each="t in T")
        sets = (IndexSet(name="T", members=tuple(range(days))),)
        formulation = changed(self.STOCK, sets=sets, constraints=(c,))
        assert [f.code for f in review(formulation)] == codes

    def test_what_would_take_for_ever(self):
        text = "sum(stock[s] for s in T for u in T) <= stock[t]"
        c = Constraint(name="keep", expression=text, for_each="t in T")
        sets = (IndexSet(name="T", members=tuple(range(2000))),)
        formulation = changed(self.STOCK, sets=sets, constraints=(c,))
        assert warnings(formulation) == [("model", Code.TOO_LARGE)]


def test_errors_come_first_and_nothing_twice():
    formulation = with_constraint("bak['rye'] + bak['rye'] <= 5", name="values")
    findings = review(formulation)
    assert len(findings) == len(set(findings))
    severities = [f.severity for f in findings]
    assert severities == sorted(severities, key=lambda s: s is Severity.WARNING)


@settings(max_examples=200, deadline=None)
@given(wild_formulations)
def test_review_never_raises_and_its_errors_are_what_is_refused(formulation):
    structural = [f for f in review(formulation) if f.severity is Severity.ERROR]
    if structural:
        return
    require_sound(formulation)
    if not any(part.table for part in (*formulation.sets, *formulation.parameters)):
        bind(formulation)
