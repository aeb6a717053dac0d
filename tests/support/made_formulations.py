"""A hypothesis strategy of Formulations that are well formed by construction."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

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
from optimoot.symbols import arity, parts

NASTY = "he said \"no' \\ ''' \"\"\" \u2028import os\n\r#{x} {{}} %s"
amounts = st.integers(-40, 40).map(lambda n: n / 8)
set_names = st.sampled_from(
    ["I", "J", "T", "ARCS", "items", "données", "Constraint", "Var", "range"]
)
member_lists = st.one_of(
    st.lists(
        st.sampled_from(["a", "b", "c d", "e'f", 'g"h', "1"]), min_size=1, max_size=3, unique=True
    ),
    st.integers(1, 3).map(lambda n: list(range(1, n + 1))),
    st.lists(
        st.tuples(st.sampled_from(["x", "y"]), st.integers(1, 2)),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)


class Writer:
    """Writes random expressions over the names of a Formulation in the making."""

    def __init__(self, draw: Callable, sets, parameters, variables) -> None:
        self.draw = draw
        self.sets = {s.name: s for s in sets}
        self.parameters = parameters
        self.variables = variables
        self.loop_count = 0

    def pick(self, options):
        return self.draw(st.sampled_from(list(options)))

    def number(self, scope: dict, depth: int, *, data_only: bool = False) -> str:
        leaves = ["constant", "parameter"] + ([] if data_only else ["variable"] * 3)
        inner = ["sum", "terms", "times", "negation", "choice", "gather", "over"]
        nonlinear = ["square", "abs", "root", "sine", "quotient", "product"]
        inner += ["extreme"] if data_only else nonlinear
        kind = self.pick(leaves if depth <= 0 else leaves + inner)
        return getattr(self, f"_{kind}")(scope, depth - 1, data_only)

    def _constant(self, scope, depth, data_only):
        return self.draw(st.one_of(amounts.map(repr), st.sampled_from(["pi", "1e-09", "1e+09"])))

    def _parameter(self, scope, depth, data_only):
        return self._entry(self.pick(self.parameters), scope)

    def _variable(self, scope, depth, data_only):
        return self._entry(self.pick(self.variables), scope)

    def _entry(self, entity, scope) -> str:
        places = [self._place(self.sets[name], scope) for name in entity.index]
        return f"{entity.name}[{', '.join(places)}]" if places else entity.name

    def _place(self, index_set, scope) -> str:
        running = [text for text, name in scope.items() if name == index_set.name]
        member = ", ".join(repr(p) for p in parts(self.pick(index_set.members)))
        return self.pick([*running, *running, member])

    def _negation(self, scope, depth, data_only):
        return f"-({self.number(scope, depth, data_only=data_only)})"

    def _terms(self, scope, depth, data_only):
        sign = self.pick("+-")
        left = self.number(scope, depth, data_only=data_only)
        return f"({left} {sign} {self.number(scope, depth, data_only=data_only)})"

    def _times(self, scope, depth, data_only):
        other = self.number(scope, depth, data_only=data_only)
        return f"{self.number(scope, 0, data_only=True)} * ({other})"

    def _over(self, scope, depth, data_only):
        return (
            f"({self.number(scope, depth, data_only=data_only)}) / {self.pick(['2', '-0.5', '8'])}"
        )

    def _quotient(self, scope, depth, data_only):
        below = self.number(scope, 0)
        return f"({self.number(scope, depth)}) / (1 + ({below}) ** 2)"

    def _square(self, scope, depth, data_only):
        return f"({self.number(scope, depth)}) ** {self.pick(['2', '3'])}"

    def _product(self, scope, depth, data_only):
        factors = (self.number(scope, 0) for _ in range(self.pick([2, 3])))
        return f"({' * '.join(f'({factor})' for factor in factors)})"

    def _abs(self, scope, depth, data_only):
        return f"abs({self.number(scope, depth)})"

    def _root(self, scope, depth, data_only):
        return f"sqrt(1 + ({self.number(scope, 0)}) ** 2)"

    def _sine(self, scope, depth, data_only):
        return f"{self.pick(['sin', 'cos', 'atan'])}({self.number(scope, depth)})"

    def _extreme(self, scope, depth, data_only):
        one, two = (self.number(scope, depth, data_only=True) for _ in range(2))
        return f"{self.pick(['min', 'max'])}({one}, {two})"

    def _choice(self, scope, depth, data_only):
        one, two = (self.number(scope, depth, data_only=data_only) for _ in range(2))
        return f"({one} if {self.condition(scope)} else {two})"

    def _sum(self, scope, depth, data_only):
        return self._gathered("sum", scope, depth, data_only)

    def _gather(self, scope, depth, data_only):
        names = ["sum", "prod"] + (["min", "max"] if data_only else [])
        return self._gathered(self.pick(names), scope, depth, data_only)

    def _gathered(self, function, scope, depth, data_only):
        loops, inner = self.loops(scope, may_be_empty=function in ("sum", "prod"))
        return f"{function}({self.number(inner, depth, data_only=data_only)} {loops})"

    def loops(self, scope: dict, *, may_be_empty: bool = True) -> tuple[str, dict]:
        """One or two loops, and the scope inside of them."""
        inner, texts = dict(scope), []
        for _ in range(self.pick([1, 1, 2])):
            index_set = self.pick(self.sets.values())
            self.loop_count += 1
            names = [f"k{self.loop_count}_{place}" for place in range(arity(index_set))]
            if self.draw(st.booleans()):
                names = [f"whole{self.loop_count}"]
            inner[", ".join(names)] = index_set.name
            texts.append(f"for {', '.join(names)} in {index_set.name}")
            if may_be_empty and self.draw(st.integers(0, 3)) == 0:
                texts.append(f"if {self.condition(inner)}")
        return " ".join(texts), inner

    def condition(self, scope: dict) -> str:
        kind = self.pick(["number", "member", "in set", "in list", "joined", "not"])
        if kind in ("joined", "not"):
            one = self.condition(scope)
            if kind == "not":
                return f"not ({one})"
            return f"({one} {self.pick(['and', 'or'])} {self.condition(scope)})"
        if scope and kind != "number":
            text, name = self.pick(scope.items())
            members = [repr(m) for m in self.sets[name].members]
            text = f"({text})" if "," in text else text
            if kind == "member":
                return f"{text} {self.pick(['==', '!='])} {self.pick(members)}"
            if kind == "in set":
                return f"{text} {self.pick(['in', 'not in'])} {name}"
            return f"{text} in ({self.pick(members)}, {self.pick(members)})"
        # Gathered values and chains: what Python does not look at must not be looked at here.
        left = self.number(scope, self.pick([0, 0, 0, 1]), data_only=True)
        right = self.number(scope, 0, data_only=True)
        if self.draw(st.integers(0, 3)) == 0:
            below = self._parameter(scope, 0, True)
            return f"{left} <= {right} < 1 / ({below})"
        return f"{left} {self.pick(['<', '<=', '>', '>=', '==', '!='])} {right}"


@st.composite
def formulations(draw) -> Formulation:
    """Several sets (of names, of numbers, of pairs), indexed parameters and variables, conditions,
    loops, nonlinear terms, chains, and texts that try to break out of where they are put."""
    names = draw(st.lists(set_names, min_size=1, max_size=3, unique=True))
    sets = [IndexSet(name=n, members=tuple(draw(member_lists)), meaning=NASTY) for n in names]
    parameters = [draw(parameters_over(sets, f"p{n}")) for n in range(draw(st.integers(1, 3)))]
    limits = [p for p in parameters if p.default is not None]
    variables = [
        draw(variables_over(sets, f"v{n}", limits)) for n in range(draw(st.integers(1, 3)))
    ]
    writer = Writer(draw, sets, parameters, variables)
    constraints = [draw_constraint(writer, f"c{n}") for n in range(draw(st.integers(1, 3)))]
    return Formulation(
        title=NASTY,
        sets=tuple(sets),
        parameters=tuple(parameters),
        variables=tuple(variables),
        objective=Objective(
            sense=draw(st.sampled_from(Sense)), expression=writer.number({}, 3), sentence=NASTY
        ),
        constraints=tuple(constraints),
        assumptions=(NASTY,),
    )


@st.composite
def parameters_over(draw, sets, name: str) -> Parameter:
    index = draw(st.lists(st.sampled_from([s.name for s in sets]), max_size=2))
    by_name = {s.name: s for s in sets}
    places = [()]
    for set_name in index:
        places = [(*place, m) for place in places for m in by_name[set_name].members]
    default = draw(st.none() | amounts)
    entries = tuple(
        Entry(index=place, value=draw(amounts))
        for place in places
        if default is None or draw(st.booleans())
    )
    return Parameter(
        name=name, index=tuple(index), entries=entries, default=default, meaning=NASTY, unit="kg"
    )


@st.composite
def variables_over(draw, sets, name: str, limits) -> Variable:
    index = tuple(draw(st.lists(st.sampled_from([s.name for s in sets]), max_size=2)))
    fitting = [p.name for p in limits if p.index in ((), index)]
    bounds = st.one_of(st.none(), amounts, st.sampled_from(fitting) if fitting else st.none())
    domain = draw(st.sampled_from(Domain))
    if domain is Domain.BINARY:
        return Variable(name=name, index=index, domain=domain)
    return Variable(name=name, index=index, domain=domain, lower=draw(bounds), upper=draw(bounds))


def draw_constraint(writer: Writer, name: str) -> Constraint:
    loops, scope = writer.loops({}) if writer.draw(st.booleans()) else ("", {})
    if writer.draw(st.integers(0, 4)) == 0:
        relation = writer.pick(["<=", ">="])
        low, high = (writer.number(scope, 1, data_only=True) for _ in range(2))
        text = f"{low} {relation} {writer.number(scope, 2)} {relation} {high}"
    else:
        relation = writer.pick(["<=", ">=", "=="])
        text = f"{writer.number(scope, 3)} {relation} {writer.number(scope, 1)}"
    return Constraint(name=name, expression=text, for_each=loops, sentence=NASTY, meaning=NASTY)


# Whatever pydantic accepts, mostly nonsense

wild_names = st.sampled_from(["x", "P", "c", "", "a b", "sum", "é", "\n", "x" * 300])
wild_scalars = st.one_of(st.integers(-2, 2), wild_names)
wild_texts = st.sampled_from(
    "|x|x[1] <= 2|sum(x[p] for p in P)|p in P|1 <= x|x[p, c] == P|))|p, q in P".split("|")
)


def tuples_of(strategy, size: int):
    return st.lists(strategy, max_size=size).map(tuple)


wild_members = tuples_of(st.one_of(wild_scalars, tuples_of(wild_scalars, 3)), 3)
wild_sources = st.none() | st.builds(
    TableSource, table=wild_names, keys=tuples_of(wild_names, 2), wide=st.booleans()
)
wild_sets = st.builds(IndexSet, name=wild_names, members=wild_members, table=wild_sources)
wild_parameters = st.builds(
    Parameter,
    name=wild_names,
    index=tuples_of(wild_names, 2),
    entries=tuples_of(st.builds(Entry, index=wild_members, value=st.floats()), 2),
    table=wild_sources,
    default=st.none() | st.floats(),
    unit=wild_names,
)
wild_variables = st.builds(
    Variable,
    name=wild_names,
    index=tuples_of(wild_names, 2),
    domain=st.sampled_from(Domain),
    lower=st.none() | st.floats() | wild_names,
    upper=st.none() | st.floats() | wild_names,
)
wild_constraints = st.builds(
    Constraint, name=wild_names, expression=wild_texts, for_each=wild_texts
)
wild_formulations = st.builds(
    Formulation,
    title=wild_names,
    sets=tuples_of(wild_sets, 3),
    parameters=tuples_of(wild_parameters, 3),
    variables=st.lists(wild_variables, min_size=1, max_size=3).map(tuple),
    objective=st.none()
    | st.builds(Objective, sense=st.sampled_from(Sense), expression=wild_texts, unit=wild_names),
    constraints=tuples_of(wild_constraints, 3),
)
