# The two commands of the README are `make run` and `make test`; both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run install test fuzz check format index corpus eval gate bench clean

run: install
	$(BIN)/wil serve

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.11 …"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

# Covered is what decides: the documents, the index, eligibility, care, masking. Coverage would make the rest of the suite,
# browsers and servers mostly, half as long again. The tests' index is built before, for the same reason.
COVERED := tests/corpus tests/index tests/assistant/eligibility tests/assistant/guarding tests/assistant/masking

test: install
	WIL_DATA=build/test-data $(BIN)/wil index build
	$(BIN)/python -m pytest --cov --cov-report=term $(COVERED)
	$(BIN)/python -m pytest $(addprefix --ignore=,$(COVERED))

# Five minutes of arbitrary text; the test suite does some seconds of it.
fuzz: install
	$(BIN)/python -m pytest --hypothesis-profile=fuzz tests/assistant/test_fuzz.py

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/wil corpus check --language en
	$(BIN)/python -m pytest tests/test_layers.py

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

index: install
	$(BIN)/wil index build

eval: install
	$(BIN)/wil eval

# Fails where an answer's figure falls below its recorded floor; `wil eval --record` records anew.
gate: install
	$(BIN)/wil eval --gate --quiet

bench: install
	$(BIN)/wil bench

clean:
	rm -rf $(VENV) .wil .mypy_cache .ruff_cache .pytest_cache .coverage
