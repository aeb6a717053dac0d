"""The known data sets, one file each; every module with a `SPECS` is registered."""
