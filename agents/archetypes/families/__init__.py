"""The families that the archetype reader knows: one file each, named in `registry`."""
