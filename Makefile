# The commands everybody relies on. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# The first Python that is new enough; set PYTHON=… to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys, venv, ensurepip; raise SystemExit(sys.version_info < (3, 11))' \
	2>/dev/null && echo "$$p" && break; done)

# Where a shell forbids compiled files, every start and test process would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test test-long eval learn check format bench lock clean

help: ## list the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## build .venv from the lock file

$(STAMP): requirements-dev.txt
	@test -n "$(PYTHON)" || { echo "Mianyue needs Python 3.11 or newer with venv (on Debian: apt install python3-venv)."; exit 1; }
	@echo "Building $(VENV) from requirements-dev.txt (once; about a minute) …"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $(STAMP)

run: setup ## start the demo: PostgreSQL, bot and a WeCom played on this machine (FRESH=1 begins anew)
	@exec $(BIN)/python -m simulator $(if $(FRESH),--fresh,)

test: setup ## run all tests but the long ones
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not long"

test-long: setup ## run the long tests: kills, outages, random weeks
	@$(BIN)/python -m pytest -q -m long

eval: setup ## how well free text is understood, per action (CASES="file …" for other cases)
	@$(BIN)/python -m tests.understanding.evaluate $(if $(CASES),--cases $(CASES),)

learn: setup ## learn anew from the sentences of tests/understanding (two minutes; FOLDS=5: how well)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-learn.txt
	@$(BIN)/python -m tests.understanding.learn $(if $(FOLDS),--folds $(FOLDS),)

check: setup ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup ## measure speed and memory (about six minutes; ONLY=floor,tick,… for a part)
	@$(BIN)/python -m bench $(if $(ONLY),--only $(ONLY),)

format: setup ## put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## renew the lock files from pyproject.toml
	@"$(PYTHON)" -m venv .lock && .lock/bin/pip install --quiet --disable-pip-version-check uv
	@.lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--upgrade pyproject.toml -o requirements.txt
	@.lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--upgrade --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@.lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--upgrade --extra learn -c requirements.txt pyproject.toml -o requirements-learn.txt
	@rm -rf .lock

clean: ## remove what the commands above made, data included
	rm -rf $(VENV) .data .lock .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
