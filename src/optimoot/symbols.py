"""The names of a Formulation: what each stands for, and which names cannot be used."""

from __future__ import annotations

import itertools
import keyword
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from optimoot.formulation import Formulation, IndexSet, Member, Parameter, Variable
from optimoot.syntax import Function, Item, Name, Node, walk

PI = "pi"

_PROGRAM_NAMES = frozenset(
    "data model pyo math build_model never compare between _ "
    "dict float int isinstance list str tuple".split()
)
"""What compiled Programs call their own things, and Python's that they use."""

_PYOMO_NAMES = frozenset(
    """
    Constraint Skip activate active active_blocks active_component_data active_components
    add_component all_blocks all_component_data all_components block_data_objects clear
    clear_suffix_value clone cname collect_ctypes component component_data_iterindex
    component_data_objects component_map
    component_objects compute_statistics config construct contains_component create_instance ctype
    deactivate del_component dim display doc find_component fix_all_vars get_suffix_value getname
    id_index_map index index_set is_component_type is_constructed is_expression_type is_indexed
    is_logical_type is_named_expression_type is_numeric_type is_parameter_type is_reference
    is_variable_type items iteritems iterkeys itervalues keys load local_name model name
    nconstraints nobjectives nvariables parent_block parent_component pprint preprocess
    private_data reclassify_component_type reconstruct register_private_data_initializer root_block
    set_suffix_value set_value solutions statistics to_dense_data transfer_attributes_from type
    unfix_all_vars valid_model_component valid_problem_types values write
    """.split()
)
"""Attributes of a Pyomo model that no component can be named after; rules use `Constraint`."""

_FUNCTIONS = frozenset(function.value for function in Function)


def name_problem(name: str, *, component: bool = False) -> str:
    """Why a name cannot be used in a Formulation; empty where it can.

    Args:
        name: Name of a set, parameter, variable, constraint or loop variable.
        component: Whether it names a variable or constraint; Pyomo keeps some names for itself.
    """
    if not name.isidentifier() or len(name) > 200:
        return "is no plain name (letters, digits and _, not starting with a digit)"
    if unicodedata.normalize("NFKC", name) != name:
        return "is written with letters that Python replaces by others"
    if keyword.iskeyword(name):
        return "is a word of the expression language"
    if name in _FUNCTIONS or name == PI:
        return "is the name of a function or constant"
    if name.startswith("__") or name in _PROGRAM_NAMES:
        return "is kept for Python and for compiled programs"
    if component and (name in _PYOMO_NAMES or name.startswith("_")):
        return "is kept for Pyomo"
    return ""


def arity(index_set: IndexSet) -> int:
    """How many places of a subscript a member of the set takes."""
    if index_set.table is not None:
        return max(1, len(index_set.table.keys))
    return max((len(m) if isinstance(m, tuple) else 1 for m in index_set.members), default=1)


def parts(member: Member) -> tuple[str | int, ...]:
    """The parts of a member, one per place."""
    return member if isinstance(member, tuple) else (member,)


def loop_name(set_name: str, taken: Container[str]) -> str:
    """A name for a variable that runs over the set: its letter, numbered where that is taken."""
    letter = set_name.lstrip("_")[:1].lower()
    letter = letter if letter.isidentifier() else "k"
    names = itertools.chain([letter], (f"{letter}{n}" for n in itertools.count(2)))
    return next(name for name in names if name not in taken and not name_problem(name))


_Named = TypeVar("_Named", IndexSet, Parameter, Variable)


def _by_name(elements: Iterable[_Named]) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    for element in elements:
        found.setdefault(element.name, element)
    return found


@dataclass(frozen=True)
class Symbols:
    """The names of one Formulation. Where a name is given twice, the first counts."""

    formulation: Formulation

    @cached_property
    def sets(self) -> dict[str, IndexSet]:
        """Sets by name."""
        return _by_name(self.formulation.sets)

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Parameters by name."""
        return _by_name(self.formulation.parameters)

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """Variables by name."""
        return _by_name(self.formulation.variables)

    @cached_property
    def arities(self) -> dict[str, int]:
        """Places that a member of each set takes."""
        return {name: arity(index_set) for name, index_set in self.sets.items()}

    def entity(self, name: str) -> Parameter | Variable | None:
        """The parameter or variable of this name."""
        return self.parameters.get(name) or self.variables.get(name)

    def places(self, index: tuple[str, ...]) -> int:
        """Places of a subscript over these sets; a set that does not exist counts as one."""
        return sum(self.arities.get(name, 1) for name in index)

    def holds_variable(self, node: Node) -> bool:
        """Whether a variable occurs in the expression."""
        return any(
            (isinstance(n, Name) and n.id in self.variables)
            or (isinstance(n, Item) and n.name in self.variables)
            for n in walk(node)
        )
