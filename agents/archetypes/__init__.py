"""The archetype team: recognises a problem's family and fills its roles, with no language model."""
