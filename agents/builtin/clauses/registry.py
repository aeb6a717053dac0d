"""The clause types that compare, in the order in which they are tried.

A new one is a new file with a `read(site) -> Found | None` and a line here. It must return None
where it does not understand the whole of what it claims: what nobody claims makes the reader
abstain, what is claimed wrongly makes it err.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin.clauses import (
    algebra,
    apart,
    bound,
    comparison,
    everyone,
    offset,
    per_each,
    quotient,
    ratio,
    share,
)
from optimoot.agents.builtin.site import SiteReader

COMPARISONS: Final[tuple[SiteReader, ...]] = (
    algebra.read,
    quotient.read,
    apart.read,
    per_each.read,
    offset.read,
    ratio.read,
    share.read,
    everyone.read,
    bound.read,
    comparison.read,
)
