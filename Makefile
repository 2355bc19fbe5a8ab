# make run: the demo site on http://127.0.0.1:8000 · make test: linters and all tests · make reset-demo: start over
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: run test reset-demo prepare lint bench bench-pages messages

$(VENV)/ready: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	touch $@

prepare: export DEBUG := 1
prepare: export DEMO := 1
prepare: $(VENV)/ready
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_fixtures
	$(BIN)/python manage.py demo

run: export DEBUG := 1
run: export DEMO := 1
run: prepare
	$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

reset-demo:
	rm -f db.sqlite3 db.sqlite3-wal db.sqlite3-shm
	$(MAKE) prepare

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml trail accounts phases cases routekaart_site
	$(BIN)/lint-imports --no-cache

test: export DEBUG := 1
test: export DATABASE_POOL := 0
test: lint
	$(BIN)/pytest --numprocesses auto --dist worksteal

# Compiles the English of the help pages. The tests name every string that is still missing there.
messages:
	msgfmt --check-format --output-file=routekaart_site/locale/en/LC_MESSAGES/django.mo \
		routekaart_site/locale/en/LC_MESSAGES/django.po

# What the pages of cases cost, in units of a trivial page, on gunicorn with PostgreSQL and Redis: benchmarks/case_pages.py
# says how to ask for less. Says what is over its limit.
bench: $(VENV)/ready
	$(BIN)/python -m benchmarks.case_pages

# Queries, weight and speed of the public pages as in production: gunicorn and Chromium. Says what is over its limit.
bench-pages: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.public_pages
