"""Questions about a model that its form answers: what limits are worth, and how far that holds.

Every function takes a model's form and is unguarded: on Programs it runs in the sandboxed child.
"""
