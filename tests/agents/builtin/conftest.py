"""Reading a text, and solving what was read."""

import pytest

from optimoot.agents.builtin.assembly import Assembly
from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.evidence import THRESHOLD, weigh
from optimoot.agents.builtin.interpretation import interpret
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.reading import Reading
from optimoot.agents.builtin.text import read_text
from optimoot.binding import bind
from optimoot.intake import make_problem
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions


@pytest.fixture
def read():
    """Reads a text; gives a Reading or a NotRead."""
    return lambda text: ProseReader().read(make_problem(text))


@pytest.fixture
def optimum(read):
    """Reads and solves a text; gives the objective."""

    def solved(text):
        reading = read(text)
        assert isinstance(reading, Reading), reading.reason
        formulation = reading.formulation
        program = compile_program(formulation, bind(formulation))
        outcome = execute(program, SolveOptions())
        assert outcome.is_conclusive, outcome.messages
        return outcome.objective

    return solved


@pytest.fixture
def facts():
    """Interprets a text with its most plausible cast; gives everything that was understood."""

    def understood(text):
        sentences = read_text(make_problem(text))
        return interpret(sentences, find_casts(sentences)[0])

    return understood


@pytest.fixture
def best_reading():
    """The most trusted interpretation of a text, and its limits with the forms that they bound."""

    def read(text):
        sentences = read_text(make_problem(text))
        assemblies = []
        for cast in find_casts(sentences):
            assembly = Assembly(interpret(sentences, cast))
            assembly.build()
            score, findings = weigh(assembly)
            assemblies.append((score, assembly, findings))
        score, assembly, findings = max(assemblies, key=lambda found: found[0])
        assert score >= THRESHOLD, findings
        found = zip(assembly.reading.limits, assembly.resolver.limits, strict=True)
        return assembly.reading, [(limit, resolved.form) for limit, resolved in found]

    return read


@pytest.fixture
def relations(facts):
    """The relations of a text: coefficients by the key of each item, comparison, constant."""

    def told(text):
        reading = facts(text)
        names = [min(item.keys) for item in reading.cast.items]
        return [_plain(relation, names) for relation in reading.relations]

    return told


def _plain(relation, names):
    """A relation as `({name: coefficient}, comparison, constant)`, all items on the left."""
    coefficients, constant = {}, 0.0
    for side, sign in ((relation.left, 1.0), (relation.right, -1.0)):
        for term in side.terms:
            value = sign * term.quantity.value
            if term.item is None:
                constant -= value
            else:
                name = names[term.item]
                coefficients[name] = round(coefficients.get(name, 0.0) + value, 9)
    return coefficients, relation.comparison.value, constant
