"""Binding sets and parameters to entries and tables, and the errors that name the place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.binding import bind
from optimoot.bound import read_data
from optimoot.errors import InputError
from optimoot.formulation import Entry, Formulation, IndexSet, Parameter, TableSource, Variable
from optimoot.problem import Table
from optimoot.symbols import Symbols

X = (Variable(name="x"),)
P = IndexSet(name="P", members=("rye", "wheat"))
T = IndexSet(name="T", members=(1, 2, 3))
ARCS = IndexSet(name="A", members=(("a", "b"), ("b", "c")))


def formulation(*sets: IndexSet, parameters=()) -> Formulation:
    return Formulation(sets=sets, parameters=tuple(parameters), variables=X)


def refusal(*args, **kwargs) -> str:
    with pytest.raises(InputError) as caught:
        bind(*args, **kwargs)
    assert caught.value.remedy
    return str(caught.value)


def long_table(*rows, columns=("crop", "month", "price")) -> Table:
    return Table(name="prices", columns=columns, rows=rows)


def price(**source) -> Parameter:
    given = {"table": "prices", "keys": ("crop", "month"), "column": "price", **source}
    return Parameter(name="price", index=("P", "T"), table=TableSource(**given))


COMPLETE = tuple((crop, month, 10.0 * month) for crop in ("rye", "wheat") for month in (1, 2, 3))


class TestEntries:
    def test_sets_scalars_and_nested_objects(self):
        yields = Parameter(
            name="yields",
            index=("P", "T"),
            default=0.5,
            entries=(Entry(index=("rye", 2), value=3), Entry(index=("wheat", 1), value=4)),
        )
        toll = Parameter(
            name="toll",
            index=("A",),
            entries=(Entry(index=(("a", "b"),), value=1), Entry(index=(("b", "c"),), value=2)),
        )
        land = Parameter(name="land", entries=(Entry(value=40),))
        data = bind(formulation(P, T, ARCS, parameters=[yields, toll, land]))
        assert data == {
            "P": ["rye", "wheat"],
            "T": [1, 2, 3],
            "A": [["a", "b"], ["b", "c"]],
            "yields": {"rye": {"2": 3.0}, "wheat": {"1": 4.0}},
            "toll": {"a": {"b": 1.0}, "b": {"c": 2.0}},
            "land": 40.0,
        }
        assert json.loads(json.dumps(data)) == data

    def test_parts_of_a_pair_may_be_given_one_by_one(self):
        toll = Parameter(
            name="toll",
            index=("A",),
            entries=(Entry(index=("a", "b"), value=1), Entry(index=("b", "c"), value=2)),
        )
        assert bind(formulation(ARCS, parameters=[toll]))["toll"] == {"a": {"b": 1}, "b": {"c": 2}}

    def test_a_number_and_its_text_are_one_member(self):
        p = Parameter(name="p", index=("T",), default=0, entries=(Entry(index=("2",), value=5),))
        assert bind(formulation(T, parameters=[p]))["p"] == {"2": 5.0}

    def test_scalar_default(self):
        p = Parameter(name="p", default=7)
        assert bind(formulation(parameters=[p])) == {"p": 7.0}

    @pytest.mark.parametrize(
        ("entries", "says"),
        [
            ((), "no value for 'rye', 'wheat'"),
            ((Entry(index=("rye",), value=1),), "no value for 'wheat'"),
            ((Entry(index=("rye",), value=1),) * 2, "'rye' of the parameter 'p' is given twice"),
            ((Entry(index=("rice",), value=1),), "the nearest member is 'rye'"),
            ((Entry(index=("rye", 1), value=1),), "has 2 places; the parameter has 1"),
            ((Entry(value=1),), "has 0 places"),
            ((Entry(index=("rye",), value=float("nan")),), "is nan"),
            ((Entry(index=("rye",), value=float("inf")),), "is inf"),
        ],
    )
    def test_entries_that_cannot_be_used(self, entries, says):
        p = Parameter(name="p", index=("P",), entries=entries)
        message = refusal(formulation(P, parameters=[p]))
        assert says in message
        assert "'p'" in message

    def test_an_unknown_set(self):
        p = Parameter(name="p", index=("Q",), default=1)
        assert "the unknown set 'Q'" in refusal(formulation(P, parameters=[p]))

    @pytest.mark.parametrize("members", [("a", "a"), (1, "1"), (("a", 1), ("a", "1"))])
    def test_members_given_twice(self, members):
        assert "'S'" in refusal(formulation(IndexSet(name="S", members=members)))

    def test_members_with_spaces_around_them(self):
        assert "spaces around it" in refusal(formulation(IndexSet(name="S", members=("a ", "b"))))

    def test_members_of_different_shape(self):
        s = IndexSet(name="S", members=("a", ("b", "c")))
        assert "'a' of the set 'S' has 1 parts" in refusal(formulation(s))


class TestNumbers:
    PERCENT = Entry(value=0.3, numbers=("N1",), factor=0.01)
    PRODUCT = Entry(index=("rye",), value=24, numbers=("N2", "N3"))
    STRUCTURAL = Entry(index=("wheat",), value=1)

    def formulation(self):
        share = Parameter(name="share", entries=(self.PERCENT,))
        stock = Parameter(name="stock", index=("P",), entries=(self.PRODUCT, self.STRUCTURAL))
        return formulation(P, parameters=[share, stock])

    def test_without_numbers_the_stated_values_count(self):
        assert bind(self.formulation())["stock"] == {"rye": 24, "wheat": 1}

    def test_new_face_values_are_multiplied_out(self):
        data = bind(self.formulation(), numbers={"N1": 40, "N2": 3, "N3": 5, "N9": 1})
        assert data["share"] == pytest.approx(0.4)
        assert data["stock"] == {"rye": 15, "wheat": 1}

    def test_a_number_that_the_problem_lacks(self):
        message = refusal(self.formulation(), numbers={"N1": 40, "N2": 3})
        assert "'rye' of the parameter 'stock' cites the number 'N3'" in message

    def test_values_that_leave_the_finite(self):
        message = refusal(self.formulation(), numbers={"N1": 1, "N2": 1e200, "N3": 1e200})
        assert "is inf" in message

    @given(st.floats(0.5, 2), st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2))
    def test_scaling_a_number_scales_what_cites_it(self, scale, faces):
        numbers = {"N1": 1.0, "N2": faces[0], "N3": faces[1]}
        scaled = {**numbers, "N2": faces[0] * scale}
        before, after = (bind(self.formulation(), numbers=n)["stock"] for n in (numbers, scaled))
        assert after["rye"] == pytest.approx(before["rye"] * scale)
        assert after["wheat"] == before["wheat"]


class TestLongTables:
    def test_rows_become_entries(self):
        data = bind(formulation(P, T, parameters=[price()]), [long_table(*COMPLETE)])
        assert data["price"]["wheat"] == {"1": 10.0, "2": 20.0, "3": 30.0}

    def test_the_factor_applies(self):
        data = bind(formulation(P, T, parameters=[price(factor=0.5)]), [long_table(*COMPLETE)])
        assert data["price"]["rye"]["3"] == 15.0

    def test_text_and_float_keys_match_whole_members(self):
        rows = [(crop, month, cost) for crop, month, cost in COMPLETE]
        rows[0], rows[1] = ("rye ", "1", 7), ("rye", 2.0, 8)
        data = bind(formulation(P, T, parameters=[price()]), [long_table(*rows)])
        assert data["price"]["rye"] == {"1": 7, "2": 8, "3": 30}

    def test_sets_from_columns_keep_the_order_of_the_file(self):
        months = IndexSet(name="M", table=TableSource(table="prices", keys=("month",)))
        pairs = IndexSet(name="PM", table=TableSource(table="prices", keys=("crop", "month")))
        table = long_table(("b", 2.0, 1), (None, None, None), ("a", 1.0, 1), ("b", 2, 1))
        data = bind(formulation(months, pairs), [table])
        assert data == {"M": [2, 1], "PM": [["b", 2], ["a", 1]]}

    def test_a_parameter_over_a_set_of_pairs(self):
        pairs = IndexSet(name="PM", table=TableSource(table="prices", keys=("crop", "month")))
        cost = price().model_copy(update={"name": "cost", "index": ("PM",)})
        data = bind(formulation(pairs, parameters=[cost]), [long_table(("a", 1, 5), ("b", 2, 6))])
        assert data["cost"] == {"a": {"1": 5}, "b": {"2": 6}}

    def test_empty_values_take_the_default(self):
        parameter = price().model_copy(update={"default": 9.0})
        rows = [*COMPLETE[:-1], ("wheat", 3, None)]
        data = bind(formulation(P, T, parameters=[parameter]), [long_table(*rows)])
        assert "3" not in data["price"]["wheat"]

    def test_scalars_from_a_table_of_one_row(self):
        table = Table(name="limits", columns=("land", "water"), rows=((40, 7.5), (None, None)))
        land, water = (
            Parameter(name=n, table=TableSource(table="limits", column=n))
            for n in ("land", "water")
        )
        assert bind(formulation(parameters=[land, water]), [table]) == {"land": 40, "water": 7.5}

    def test_truth_counts_as_one_and_zero(self):
        rows = [(crop, month, month > 1) for crop, month, _ in COMPLETE]
        data = bind(formulation(P, T, parameters=[price()]), [long_table(*rows)])
        assert data["price"]["rye"] == {"1": 0.0, "2": 1.0, "3": 1.0}

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ((0, ("rye", 1, "cheap")), "row 2, column 'price', 'cheap' is not a number"),
            ((2, ("rye", 3, "1,200")), "row 4, column 'price', '1,200' is not a number"),
            ((1, ("rye", 2, float("inf"))), "row 3, column 'price', inf is not a number"),
            ((1, ("rye", 2, 10**400)), "row 3, column 'price', 10000"),
            (
                (3, ("rye", 1, 5.0)),
                "row 5, column 'price', the value for ('rye', '1') was already ",
            ),
            ((3, ("rye", 1, 5.0)), "given in row 2"),
            ((4, ("barley", 2, 5.0)), "row 6, column 'crop': 'barley' is not a member of"),
            ((4, ("Wheat", 2, 5.0)), "the nearest member is 'wheat'"),
            ((5, ("wheat", 4, 5.0)), "'4' is not a member of the set 'T'"),
            ((5, (None, 3, 5.0)), "row 7, column 'crop', the cell is empty"),
            ((5, ("wheat", 3, None)), "no value for ('wheat', '3')"),
        ],
    )
    def test_errors_name_table_row_and_column(self, change, says):
        rows = list(COMPLETE)
        rows[change[0]] = change[1]
        message = refusal(formulation(P, T, parameters=[price()]), [long_table(*rows)])
        assert says in message
        assert "'prices'" in message or "'price'" in message

    def test_an_empty_member_cell_of_a_set(self):
        months = IndexSet(name="M", table=TableSource(table="prices", keys=("month",)))
        message = refusal(formulation(months), [long_table(("a", 1, 1), ("a", None, 1))])
        assert "row 3, column 'month', the cell is empty" in message

    @pytest.mark.parametrize(
        ("parameter", "says"),
        [
            (price(table="costs"), "The table 'costs', which fills the parameter 'price', was not"),
            (price(keys=("crop", "week")), "has no column 'week'"),
            (price(column=""), "has no column ''"),
            (
                price(keys=("crop",)),
                "1 key columns of the long table 'prices'; its index needs 2",
            ),
            (price(wide=True), "names 2 key columns of the wide table"),
            (
                price().model_copy(update={"entries": (Entry(index=("rye", 1), value=1),)}),
                "both entries and a table",
            ),
            (price(keys=()).model_copy(update={"index": ()}), "a single number"),
            (price().model_copy(update={"index": ()}), "and key columns are named"),
        ],
    )
    def test_sources_that_do_not_fit(self, parameter, says):
        message = refusal(formulation(P, T, parameters=[parameter]), [long_table(*COMPLETE)])
        assert says in message


class TestWideTables:
    SOURCE = TableSource(table="prices", keys=("crop",), wide=True)
    PRICE = Parameter(name="price", index=("P", "T"), table=SOURCE)

    def table(self, *rows, columns=("crop", "1", "2", "3")) -> Table:
        return Table(name="prices", columns=columns, rows=rows)

    def test_columns_are_members_of_the_last_set(self):
        table = self.table(("rye", 1, 2, 3), ("wheat", 4, 5, 6))
        data = bind(formulation(P, T, parameters=[self.PRICE]), [table])
        assert data["price"] == {
            "rye": {"1": 1, "2": 2, "3": 3},
            "wheat": {"1": 4, "2": 5, "3": 6},
        }

    @pytest.mark.parametrize(
        ("rows", "columns", "says"),
        [
            (
                [("rye", 1, "x", 3)],
                ("crop", "1", "2", "3"),
                "row 2, column '2', 'x' is not a number",
            ),
            ([("rye", 1, 2, 3)], ("crop", "1", "2", "total"), "'total' is not a member of the set"),
            ([("rye", 1, 2)], ("crop", "1", "2"), "no value for ('rye', '3')"),
            ([("oats", 1, 2, 3)], ("crop", "1", "2", "3"), "row 2, column 'crop': 'oats' is not"),
            ([("rye", 1, 2, 3)] * 2, ("crop", "1", "2", "3"), "already given in row 2"),
        ],
    )
    def test_errors_name_the_place(self, rows, columns, says):
        table = self.table(*rows, columns=columns)
        assert says in refusal(formulation(P, T, parameters=[self.PRICE]), [table])


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["rye", "wheat"]), st.sampled_from([1, 2, 3])),
        st.floats(-1e9, 1e9),
    )
)
def test_what_is_bound_can_be_read_back(values):
    parameter = price().model_copy(update={"default": -1.0})
    made = formulation(P, T, parameters=[parameter])
    rows = [(*key, value) for key, value in values.items()]
    data = bind(made, [long_table(*rows)])
    read = read_data(Symbols(made), json.loads(json.dumps(data))).values["price"]
    for place in [(p, t) for p in ("rye", "wheat") for t in (1, 2, 3)]:
        assert read[place] == values.get(place, -1.0)
    with pytest.raises(KeyError):
        read["rye", 4]


def test_long_and_wide_forms_bind_alike():
    long = bind(formulation(P, T, parameters=[price()]), [long_table(*COMPLETE)])
    wide_table = Table(
        name="prices",
        columns=("crop", "1", "2", "3"),
        rows=(("rye", 10, 20, 30), ("wheat", 10, 20, 30)),
    )
    wide = bind(formulation(P, T, parameters=[TestWideTables.PRICE]), [wide_table])
    assert long == wide
