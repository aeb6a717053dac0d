# Each target sets up what it needs; the second time this costs nothing.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
EXAMPLE ?= examples/bakery.txt

.DEFAULT_GOAL := help
.PHONY: help solve test lint types layers check bench perf clean

help:
	@echo "make solve    solve a worked example (EXAMPLE=FILE for another)"
	@echo "make test     run every test"
	@echo "make check    lint, types, layers"
	@echo "make bench    run the house problems with the built-in teams and report them"
	@echo "make perf     run the timings of benchmarks/perf"
	@echo "make clean    remove the environment and every cache"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "OptiMoot needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Could not create the environment. On Debian and Ubuntu install it with: apt install python3-venv"; exit 1; }

# An interrupted install leaves no stamp, so the next call goes on with it.
$(VENV)/.run: $(BIN)/python pyproject.toml
	@echo "Installing OptiMoot into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	@echo "Installing OptiMoot and its development tools into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.run

solve: $(VENV)/.run
	@$(BIN)/optimoot solve $(EXAMPLE)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

layers: $(VENV)/.dev
	@$(BIN)/lint-imports

check: lint types layers

BENCH ?= evaluations/house

bench: $(VENV)/.dev
	@$(BIN)/optimoot bench run house --teams builtin --out $(BENCH)
	@$(BIN)/optimoot bench report $(BENCH)

perf: $(VENV)/.dev
	@$(BIN)/python -m pytest benchmarks/perf -p no:xdist --benchmark-only

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
