# make demo: the example dispatch as a graph, and who met whom in it. make test: every check.
# Both install into .venv, or into the virtual environment that is active.

PYTHON ?= python3
VENV ?= $(or $(VIRTUAL_ENV),.venv)
BIN := $(VENV)/bin
AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo)
EXAMPLE := examples/riyad-2026-01-28.txt

.PHONY: demo test check browser icu clean

demo: $(VENV)/.installed
	$(BIN)/kgriyadh build $(EXAMPLE) --published 2026-01-28
	$(BIN)/kgriyadh load --store out/store
	$(BIN)/kgriyadh query meetings --store out/store

test: check browser
	$(BIN)/python -m pytest --cov=kgriyadh --cov-report=term-missing:skip-covered --cov-fail-under=90

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

# The pages are tested in Chromium, without a screen.
browser:
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	  { $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -q -y chromium chromium-driver; } || \
	  { echo "chromium and chromedriver are needed: install them and run make again" >&2; exit 1; }

# FollowTheMoney, by whose model exports are judged, brings PyICU, which is built on the spot.
icu:
	@pkg-config --exists icu-i18n && command -v c++ >/dev/null || \
	  { $(AS_ROOT) apt-get update -q && $(AS_ROOT) apt-get install -q -y g++ libicu-dev pkg-config; } || \
	  { echo "ICU's headers and a C++ compiler are needed: install them and run make again" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python icu
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf .venv out/*
