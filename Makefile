# `make serve` and `make test` work on a fresh machine with Python 3.11 or newer; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start hundreds of processes, and each would compile the program anew where no bytecode is written.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode

.DEFAULT_GOAL := help
.PHONY: help serve mcp seed test thorough test-slow check static format lint types contracts migrations bench openapi clients readme lock clean

help: ## List the commands.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

# The stamps are named for what was installed, so that a changed lock file installs again and nothing else does.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Set PYTHON=.") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock | .venv/bin/python
	@echo "Installing what the server needs ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/mcp: requirements-mcp.lock | .venv/bin/python
	@echo "Installing what the server for assistants needs ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-mcp.lock
	@touch .venv/runtime $@

.venv/dev: requirements-dev.lock | .venv/bin/python
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch .venv/runtime .venv/mcp $@

.venv-bench/ready: requirements-bench.lock
	@echo "Installing what the bench compares with ..."
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements-bench.lock
	@touch $@

# With DATA=fixture, the small dataset for tests is seeded, into a folder of its own.
ifeq ($(DATA),fixture)
SEED := --fixture
export DATA_DIR ?= .data-fixture
else ifneq ($(DATA),)
$(error DATA=$(DATA) is no dataset; expected DATA=fixture, or nothing for the whole one)
endif

serve: .venv/runtime ## Set up, seed the default dataset (or DATA=fixture) into SQLite, and serve it.
	@$(BIN)/python -m app seed $(SEED) && exec $(BIN)/python -m app serve

mcp: .venv/mcp ## Set up the server for assistants, and seed the dataset that it reads.
	@$(BIN)/python -m app seed $(SEED)

seed: .venv/runtime ## Make seed_data/ the current release (or the fixture, with DATA=fixture).
	@$(BIN)/python -m app seed $(SEED)

test: .venv/dev ## Set up and run the tests, PostgreSQL included.
	@$(BIN)/python -m pytest -n 2 -q $(COVERAGE)

thorough: .venv/dev ## Test the same promises in more cases: thousands of made-up requests, other programs, each way to die.
	@$(BIN)/python -m pytest -n 2 -q -m 'thorough or hypothesis' --hypothesis-profile=thorough

test-slow: .venv/dev ## Flood the server, restart its database, and print the figures. Takes five minutes and both cores.
	@$(BIN)/python -m pytest -n 0 -q -s -m slow

check: COVERAGE := --cov --cov-report=term:skip-covered
check: static test thorough ## Everything that must hold before a change lands.

static: .venv/dev format lint types contracts migrations ## What can be checked of the code and the data without a test.
	@$(BIN)/python -m app check

format: .venv/dev
	@$(BIN)/ruff format --check --quiet . || ($(BIN)/ruff format --diff . ; exit 1)

lint: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/hadolint --failure-threshold warning Dockerfile

types: .venv/dev
	@$(BIN)/mypy

contracts: .venv/dev
	@$(BIN)/lint-imports

# Alembic compares the tables of the code with those that the migrations make in an empty database.
migrations: .venv/dev
	@rm -f .venv/check.db
	@DATABASE_URL=sqlite:///.venv/check.db $(BIN)/alembic upgrade head
	@DATABASE_URL=sqlite:///.venv/check.db $(BIN)/alembic check
	@rm -f .venv/check.db

bench: .venv/dev .venv-bench/ready ## Measure what the design promises, as ratios (needs wrk).
	@$(BIN)/python -m tests.bench

openapi: .venv/dev ## Write the OpenAPI document, app/static/openapi.json, anew.
	@$(BIN)/python -m tests.contract.test_openapi

clients: .venv/dev ## Write the generated parts of the clients anew from the OpenAPI document.
	@$(BIN)/python clients/python/generate.py
	@$(BIN)/python -m tests.clients.typescript

readme: .venv/dev ## Write the answers in README.md and docs/ anew, and the table of settings.
	@$(BIN)/python -m tests.readme
	@$(BIN)/python -m tests.researchers
	@PYTHONPATH=clients/python/src $(BIN)/python -m tests.clients.python.guides

lock: ## Write the lock files anew (needs uv).
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra mcp -c requirements.lock pyproject.toml -o requirements-mcp.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra mcp --group dev -c requirements-mcp.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group bench -c requirements.lock -o requirements-bench.lock

clean: ## Remove what the other commands made.
	rm -rf .venv .venv-bench .data .data-fixture .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
