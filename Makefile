# Wenbao: `make demo` shows it, `make test` checks all of it.
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: setup demo test lint check bench clean lock readme accuracy widget image

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	PYTHON=$(PYTHON) sh scripts/setup.sh $(VENV)
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_lengths.py
	$(BIN)/python scripts/check_generality.py
	$(BIN)/python scripts/widget.py --check

test: setup lint
	$(BIN)/python scripts/browser.py
	$(BIN)/python -m pytest

check: lint

demo: setup
	$(BIN)/python scripts/demo.py

bench: setup
	$(BIN)/python -m evals.bench

lock: setup
	$(BIN)/python scripts/lock.py

readme: setup
	$(BIN)/python scripts/readme.py

accuracy: setup
	$(BIN)/python scripts/accuracy.py $(ALSO)

widget: setup
	$(BIN)/python scripts/widget.py

image: setup
	$(BIN)/python scripts/image.py

clean:
	rm -rf $(VENV) build dist out *.egg-info .mypy_cache .ruff_cache .pytest_cache .wenbao
