# make run and make test are all one needs; make help lists the rest.
PYTHON ?= python3
PORT ?= 8501
UV := uv==0.13.9
PIP_AUDIT := pip-audit==2.10.1
PY := .venv/bin/python
PYTEST := $(PY) -m pytest -n 2 --dist loadgroup
export PYTHON

.DEFAULT_GOAL := help
# Steps share one environment: pip must not run twice at the same time under make -j.
.NOTPARALLEL:
.PHONY: help setup run packages dev assets database browser postgres pdf provider check audit test test-long bench lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: packages pdf assets database ## install what running needs: packages, map and font files, demonstration data

run: setup ## set up, then serve the dashboard on this machine (PORT=8501)
	@exec $(PY) -m streamlit run app.py --server.port "$(PORT)"

packages:
	@sh deploy/install.sh packages requirements.txt

dev:
	@sh deploy/install.sh packages requirements-dev.txt

assets:
	@sh deploy/install.sh assets

database:
	@sh deploy/install.sh database

browser:
	@sh deploy/install.sh browser

postgres:
	@sh deploy/install.sh postgres

pdf:
	@sh deploy/install.sh pdf

provider:
	@sh deploy/install.sh provider

check: dev ## style, types, import rules, locks, nothing of this machine and no secret in the files
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) .venv/bin/lint-imports
	$(PY) deploy/check_tree.py
	$(PY) -m deploy.check_secrets

# Asks the advisory database on the internet, so it is no part of make test, which works without it.
audit: ## look up known faults of the locked packages (needs the internet)
	@set -e; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; trap 'exit 1' INT TERM; \
	$(PYTHON) -m venv "$$tmp"; \
	"$$tmp/bin/python" -m pip install -qq --disable-pip-version-check $(PIP_AUDIT); \
	for lock in requirements-dev.txt deploy/node-requirements.txt; do \
	    "$$tmp/bin/pip-audit" --disable-pip --require-hashes --progress-spinner off -r "$$lock"; done

test: dev pdf assets browser postgres provider check ## what CI runs: install, check, all tests but the long ones
	$(PYTEST) -m "not long"

test-long: dev pdf assets browser postgres provider ## what takes over a minute, and the rest of the sweeps
	$(PY) -m pytest -m long

bench: dev assets browser ## measure speed against the bounds
	$(PY) -m tests.bench

lock: ## write all lock files anew from pyproject.toml and both package.json (UPGRADE=1: newest versions)
	@set -e; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; trap 'exit 1' INT TERM; \
	echo "Resolving the lock files ..."; \
	$(PYTHON) -m venv "$$tmp"; \
	"$$tmp/bin/python" -m pip install -qq --disable-pip-version-check $(UV); \
	lock() { "$$tmp/bin/uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 --fork-strategy fewest \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) "$$@"; }; \
	lock pyproject.toml -o requirements.txt; \
	lock pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt; \
	lock deploy/node-requirements.in -o deploy/node-requirements.txt; \
	$(PYTHON) deploy/vendor.py --lock

# var/ also holds what nobody can make again (the rounding key, share links): only the demonstration data goes.
clean: ## remove what was installed, cached and made here, the demonstration database too
	rm -rf .venv static/vendor node_modules tests/oidc/node_modules tests/oidc/.node .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f var/demo.sqlite var/.stamp-demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
