# `make demo` and `make test` each do all the set-up: Python 3.11+, make and a registry suffice.
# `make test PYTHON=python3.13` sets that Python up in an environment of its own, .venv-3.13.
PYTHON ?= python3
PYTHONS ?= python3.11 python3.12 python3.13 python3.14
ifeq ($(origin PYTHON),file)
VENV := .venv
else
VENV := .venv-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
endif
BIN := $(VENV)/bin
export PYTHONHASHSEED := 0
TESTS ?= not slow
# Tests run in this many processes, a file of tests in one: those of a file share their desks.
WORKERS ?= 2
PYTEST = -m pytest -q -n $(WORKERS) --dist loadfile

.PHONY: demo test test-all setup check coverage format lint types imports house docs wheel models confusables lock bench clean

demo: $(VENV)/.demo  ## the bundled event, from posts to story
	$(BIN)/uproar demo --desk demo-desk

test: setup  ## the whole test suite, but for the tests that take minutes
	$(BIN)/python $(PYTEST) -m "$(TESTS)"

test-all:  ## every test, the slow ones too, on every Python of PYTHONS; says which are not here
	@passed=; failed=; absent=; \
	for python in $(PYTHONS); do \
	  "$$python" -c '' 2>/dev/null || { absent="$$absent $$python"; continue; }; \
	  echo "$$python: $$("$$python" --version)"; \
	  if $(MAKE) test PYTHON="$$python" TESTS="slow or not slow"; then passed="$$passed $$python"; \
	  else failed="$$failed $$python"; fi; \
	done; \
	echo "passed:$${passed:- none}; failed:$${failed:- none}; not here:$${absent:- none}"; \
	test -n "$$passed" && test -z "$$failed"

setup: $(VENV)/.dev  ## only the .venv, with everything that tests and benchmarks need

check: lint types imports house coverage wheel  ## all that CI runs; the tests run once, measured

coverage: setup  ## the whole test suite, and the share of src's lines that it ran
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run $(PYTEST) -m "$(TESTS)"
	$(BIN)/python -m coverage combine --quiet
	@echo "coverage of src: $$($(BIN)/python -m coverage report --format=total) percent of lines"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "uproar needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

house: setup  ## sizes, import chains, vague names, untyped values, numbers without a reason
	$(BIN)/python tools/house.py src/uproar tools

docs: setup  ## generated pages are up to date, links resolve
	$(BIN)/python -m pytest -q tests/docs

wheel: setup  ## the built wheel runs the demo with no source folder and no dev tools
	rm -rf dist build/wheel && $(BIN)/python -m build --wheel --outdir dist . >/dev/null
	$(PYTHON) -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	build/wheel/bin/python -m pip install --quiet --disable-pip-version-check --no-deps dist/*.whl
	build/wheel/bin/python -c 'from importlib.resources import files as f; f("uproar").joinpath("py.typed").read_bytes()'
	cd build && wheel/bin/uproar demo --desk wheel-desk >/dev/null && rm -rf wheel-desk

$(VENV)/.train: training/requirements.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	@touch $@

models: $(VENV)/.train  ## make models SOURCES=... trains the shipped weights; see training/README.md
	OMP_NUM_THREADS=1 $(BIN)/python -m training --shared $(or $(SHARED),../shared/data) \
	  --sources $(or $(SOURCES),.models-cache/sources)

confusables: setup  ## make confusables CONFUSABLES=…/confusables.txt renews the table of look-alike letters
	$(BIN)/python -m training.lookalikes $(CONFUSABLES)

bench: setup  ## make bench NAME=event DATA=../shared/data/events/paper-lanterns
	$(BIN)/python -m benchmarks $(NAME) --data $(DATA)

lock:  ## pin every dependency anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --custom-compile-command "make lock" --constraint requirements.lock --all-extras --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .venv-* demo-desk build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
