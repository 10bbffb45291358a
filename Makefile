# Whence. Two commands are enough to begin: `make run` and `make test`.

PORT ?= 8501
ARGS ?=
ARCHIVE ?=
# The first Python that is new enough and really starts.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.DEFAULT_GOAL := help
.PHONY: help run test lint score screenshots bench clean

help: ## Show this list.
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

run: .venv/.runtime ## Start the dashboard (PORT=8501 ARCHIVE=file, address or bulk result).
	$(if $(ARCHIVE),WHENCE_DATABASE_URL="$(ARCHIVE)") $(BIN)/streamlit run dashboard.py --server.port $(PORT) $(ARGS)

test: .venv/.tests .venv/.apt .venv/.axe ## Run every test (ARGS="-k georgia" for a few).
	$(BIN)/python -m pytest $(ARGS)

lint: .venv/.tests ## Check style, types and the import contracts.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

score: .venv/.runtime ## Score the engine on every judged set, in one table.
	$(BIN)/python -m tests.score $(ARGS)

screenshots: .venv/.tests .venv/.apt ## Take the pictures of README.md anew from the running app.
	$(BIN)/python -m tests.screenshots docs

bench: .venv/.tests ## Measure speed and accuracy; see benchmarks/.
	$(BIN)/python -m benchmarks $(ARGS)

clean: ## Remove everything that the commands above made, the archive excepted.
	rm -rf .venv .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Whence needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing: apt install python3-venv"; exit 1; }

.venv/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what Whence needs (once, a few minutes) ..."
	@$(PIP) install -r requirements.txt
	@touch $@

.venv/.tests: tests/requirements.txt .venv/.runtime
	@echo "Installing what the tests need ..."
	@$(PIP) install -r tests/requirements.txt
	@touch $@

.venv/.apt: tests/apt.txt .ci/packages | $(BIN)/python
	@if .ci/packages tests/apt.txt; then touch $@; fi

.venv/.axe: tests/npm.txt | $(BIN)/python
	@if npm install --prefix .venv --no-save --silent $$(sed 's/#.*//' $<); then touch $@; \
	else echo "Not installed: axe-core, for want of npm. The tests of access are skipped."; fi
