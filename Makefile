# Recipes for people who use Heard and people who change it. `make demo` and `make test` need only git, make and
# Python 3.11: each prepares .venv by itself.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help install demo test test-browser test-postgresql check drill fix lock messages screenshots clean

help: ## Show these recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

install: $(READY) ## Prepare .venv with everything pinned in requirements.lock

# Rebuilt only when a pin or our own packaging changes, so that a second `make demo` starts in seconds.
# The lock's hashes are checked by either installer; uv is used when it is there because it is faster.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Heard needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	@if command -v uv >/dev/null 2>&1; then \
		echo "Preparing $(VENV) with uv."; \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
		uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes --no-deps -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps -e .; \
	else \
		echo "Preparing $(VENV). The first time this takes a minute or two."; \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --no-deps -e .; \
	fi
	@$(BIN)/python -m compileall -q src || true
	@touch $@

demo: install ## Load a fictional inquiry and serve it on http://127.0.0.1:8000
	@$(BIN)/heard demo

test: install ## Run the tests (says plainly what it left out when Chromium is not installed)
	@$(BIN)/python -m pytest -n auto

test-browser: install ## Only the journeys in a real Chromium
	@$(BIN)/python -m pytest tests/journeys

# What reads or writes a database; the rest is the same on any.
ON_POSTGRESQL ?= tests $(foreach path, \
	architecture cli config demo/test_the_demo_command.py docs journeys text web, --ignore=tests/$(path))
test-postgresql: install ## The tests that touch a database, on a PostgreSQL of their own (needs Debian's postgresql)
	@.ci/with-postgresql $(BIN)/python -m pytest -n auto $(ON_POSTGRESQL)

check: install ## Format, lint, types and the import rule
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# In a folder that is thrown away. As many submissions, and bytes in the file of each, as are wanted.
DRILL ?= --submissions 1000 --file-bytes 500000
drill: install ## Back up a large site while it is written to, lose it, put it back and compare
	@folder=$$(mktemp -d) && mkdir "$$folder/data" && \
		HEARD_DATA="$$folder/data" HEARD_KEYS="$$folder/keys" HEARD_TOMBSTONES="$$folder/tombstones" DATABASE_URL= \
		$(BIN)/python tests/backups/restore_drill.py --migrate $(DRILL); ended=$$?; rm -rf "$$folder"; exit $$ended

fix: install ## Mend what can be mended by a tool
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: ## Pin every dependency again, with hashes and without addresses (needs uv)
	@uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" -o requirements.lock

messages: install ## Collect interface sentences for translators (needs gettext)
	@mkdir -p src/heard/locale && cd src/heard && ../../$(BIN)/django-admin makemessages -l cy --no-location

screenshots: install ## Draw the README's pictures from the served demo (needs Chromium)
	@$(BIN)/python docs/images/make.py

clean: ## Remove what the recipes made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build
