"""The roles, the teams, their graph, and the run from a Problem to an Answer."""
