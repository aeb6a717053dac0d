# Uses dataclasses, enums, named tuples, protocols and generics.
# objective: 8
import enum
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import pyomo.environ as pyo



class Kind(enum.Enum):
    SMALL = 1
    LARGE = 3


class Site(NamedTuple):
    name: str
    kind: Kind


class HasCost(Protocol):
    def cost(self) -> float: ...


@dataclass
class Plant:
    site: Site
    extras: list[str] = field(default_factory=list)

    def cost(self) -> float:
        return 2.0 * self.site.kind.value


def total(things: list[HasCost]) -> float:
    return sum(thing.cost() for thing in things)


def build_model(data):
    plants = [Plant(Site("a", Kind.SMALL)), Plant(Site("b", Kind.LARGE))]
    model = pyo.ConcreteModel()
    model.open = pyo.Var(range(2), bounds=(1, 1))
    model.o = pyo.Objective(expr=sum(p.cost() * model.open[i] for i, p in enumerate(plants)))
    assert total(plants) == 8
    return model
