# Each target does all its own set-up. It needs some Python 3 to start from, and keeps to this folder.
PYTHON ?= python3
DATA ?= ./demo-out
PORT ?= 8000
OPEN ?= 1
RESET ?= 0
ROUNDS ?= 500
DRILLS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo sample test test-engine chromium lint fix bench bench-large bench-occupations docs messages clean bench-web bench-imports bench-neighbours bench-intake pictures soak
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

# One environment, in this folder, whatever the shell came with. Images for containers often forbid Python to keep what
# it compiled: each of the hundred programs that the tests start would compile the whole site anew.
export UV_PROJECT_ENVIRONMENT := .venv
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
OWN_SHARE := XDG_DATA_HOME="$${XDG_DATA_HOME:-$(CURDIR)/.tools/share}"
# One worker more than there are cores: some wait for a browser, a disk, or another program.
WORKERS := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
PARALLEL := -n $(WORKERS) --dist worksteal
ENGINE := src/parcours/engine/*
CODE := src tests tools $(wildcard bench)

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST)

setup: ## make the environment: uv, Python, the locked packages
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3, or name one: make PYTHON=…"; exit 1; }
	@# From outside: here, pyenv would ask for the Python of .python-version, which may still be missing.
	@cd / && $(PYTHON) "$(CURDIR)/tools/bootstrap.py"

demo: setup ## the site with invented people (PORT=8000, OPEN=0: no browser, DATA=folder, RESET=1: begin anew)
	@$(OWN_SHARE) $(BIN)/python -m parcours.demo --data "$(DATA)/site" --port $(PORT) $(if $(filter 0,$(OPEN)),--no-open) $(if $(filter 1,$(RESET)),--reset)

sample: setup ## match a sample cohort and show the report (OPEN=0: do not open it; DATA=folder)
	@$(OWN_SHARE) $(BIN)/python -m parcours.demo.sample --out "$(DATA)/cohort" $(if $(filter 0,$(OPEN)),--no-open)

test: setup ## everything CI runs
	@# Types are checked by one core, and a browser comes over the network: the engine is tested beside.
	@$(MAKE) -j3 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) lint test-engine chromium
	@echo "Running all others …"
	@# Python itself tells which lines ran, at no cost; of branches it tells nothing before 3.14.
	@COVERAGE_CORE=sysmon $(BIN)/python -m pytest --ignore=tests/engine $(PARALLEL) -m "not postgresql_only" --cov --cov-report=
	@$(BIN)/coverage report --omit='$(ENGINE)' --fail-under=96
	@echo "Running the tests that use a database again, on PostgreSQL …"
	@$(BIN)/python -m tools.postgres -- $(BIN)/python -m pytest --ignore=tests/engine $(PARALLEL) -m "django_db and not sqlite_only"

test-engine: setup
	@echo "Running the tests of the engine …"
	@$(BIN)/python -m pytest tests/engine $(PARALLEL) --cov --cov-branch --cov-report=
	@printf 'Branch coverage of the engine, which must be whole: '
	@$(BIN)/coverage report --include='$(ENGINE)' --format=total --fail-under=100 || { $(BIN)/coverage report --include='$(ENGINE)'; exit 1; }

chromium: setup
	@$(BIN)/python -m tools.chromium

lint: setup ## style, types and the import ladder
	@echo "Checking style …"
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@echo "Checking types …"
	@$(BIN)/mypy $(CODE)
	@echo "Checking the import ladder …"
	@$(BIN)/lint-imports --no-logo

fix: setup ## repair what can be repaired by itself
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

bench: setup ## measure, and write docs/benchmarks.md
	@$(BIN)/python -m bench

bench-large: setup ## measure very large cohorts: docs/benchmarks-large.md, and its part of benchmarks.md (SIZES="10000 100000")
	@$(BIN)/python -m bench.large $(SIZES)

bench-occupations: setup ## measure the coder of occupations, and write docs/benchmarks-occupations.md
	@$(BIN)/python -m bench.occupations

bench-imports: setup ## measure how fast people are imported; ROWS=1000000 for a million
	@$(BIN)/python -m bench.imports $(ROWS)

bench-neighbours: setup ## measure what others notice of an organization that keeps the site busy
	@$(BIN)/python -m bench.neighbours

bench-intake: setup ## measure two hundred applications in a minute, and write docs/benchmarks-intake.md
	@$(BIN)/python -m bench.intake

bench-web: setup ## measure the site with a hundred people on it, and write docs/benchmarks-web.md
	@$(BIN)/python -m bench.web

soak: setup ## make everything go wrong many times, and write docs/reliability.md (ROUNDS=500, DRILLS="letters erasure": these)
	@$(BIN)/python -m tools.soak $(ROUNDS) $(DRILLS)

pictures: chromium ## make the pictures of the README and the guides again
	@$(BIN)/python -m pytest tests/e2e/test_pictures.py --pictures

docs: messages ## write again whatever is generated
	@$(BIN)/python -m tools.roles
	@$(BIN)/python -m tools.cases
	@$(BIN)/python -m django shell --no-imports --settings tests.settings -c "from tools import access, events, inventory, letters, states; access.main(); events.main(); inventory.main(); letters.main(); states.main()"

messages: setup ## collect the messages and compile the French catalogue
	@$(BIN)/python -m tools.messages

clean: ## remove what the tools made, the environment included
	rm -rf .venv .tools build dist demo-out htmlcov .coverage* .hypothesis .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
