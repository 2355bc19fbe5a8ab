# make run: the demo site on http://127.0.0.1:8000 · make test: linters and tests · make test-deep: the long ones · make reset-demo: start over
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

# Only what the lock file names, byte for byte; nothing that would have to run code of its own to be built.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --requirement
# For every Python from 3.11 and every machine, with the hashes of all files of a version; no index of this machine.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: run test test-deep reset-demo prepare lock lint bench bench-pages figures messages

$(VENV)/ready: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) requirements.lock
	touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	$(INSTALL) requirements-dev.lock
	touch $@

# After a change in requirements.txt or requirements-dev.txt. UPGRADE=1 also renews what came along with those.
lock: $(VENV)/ready-dev
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

prepare: export DEBUG := 1
prepare: export DEMO := 1
prepare: $(VENV)/ready
	@$(BIN)/python manage.py refuse_old_demo
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_fixtures
	$(BIN)/python manage.py demo

# NOW=2026-12-01T09:00 lets the clock of the demo start there: make hands it on to the site.
run: export DEBUG := 1
run: export DEMO := 1
run: export SITE_URL := http://127.0.0.1:$(PORT)
run: prepare
	$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

reset-demo:
	rm -f db.sqlite3 db.sqlite3-wal db.sqlite3-shm
	$(MAKE) prepare

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djangofmt --check --quiet templates
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml trail accounts phases cases routekaart_site
	$(BIN)/lint-imports --no-cache

test: export DEBUG := 1
test: export DATABASE_POOL := 0
test: lint
	$(BIN)/pytest --numprocesses auto --dist worksteal

# What would take the suite too long: the same walks at more widths and looks, and a year of a case day by day.
test-deep: export DEBUG := 1
test-deep: export DATABASE_POOL := 0
test-deep: $(VENV)/ready-dev
	$(BIN)/pytest --numprocesses auto --dist worksteal -m deep

# Compiles the English of the help pages and our own Dutch for what allauth says. The tests name what is missing there.
messages:
	for language in en nl; do \
		cd $(CURDIR)/routekaart_site/locale/$$language/LC_MESSAGES && \
		msgfmt --check-format --output-file=django.mo django.po || exit 1; \
	done

# What the pages of cases cost, in units of a trivial page, on gunicorn with PostgreSQL and Redis: benchmarks/case_pages.py
# says how to ask for less. Says what is over its limit.
bench: $(VENV)/ready
	$(BIN)/python -m benchmarks.case_pages

# Queries, weight and speed of the public pages as in production: gunicorn and Chromium. Says what is over its limit.
bench-pages: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.public_pages

# The figures of the house: how long files and functions are, and what stands twice. Needs no database and no settings.
figures:
	@$(PYTHON) -m benchmarks.house
