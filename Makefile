# Everything a fresh machine needs: `make demo` prints a class set, `make test` runs every check.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo lint test test-fast test-page coverage soak recalculate pages word-pages pictures schemas reference docs study bench fuzz crash mutants oldest audit release clean

demo: .venv/installed
	@$(BIN)/worksheetgen demo --force
	@echo "      (in this folder, once in each terminal: source .venv/bin/activate)"

lint: .venv/developed
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests

# Lines are counted where that costs nothing, on Python 3.12 and later.
test: lint
	$(BIN)/mypy
	@if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 12))'; \
	then $(MAKE) --no-print-directory coverage; else echo "$(BIN)/pytest"; $(BIN)/pytest; fi
	@echo "Every check passed. Next: 'make demo' prints a class set into output/."

# While something is being written: no types, no whole runs, no properties tried on many examples.
test-fast: lint
	$(BIN)/pytest -m "not slow and not soak and not hypothesis"
	@echo "What is fast passed. 'make test' runs everything."

# The page that `worksheetgen open` shows, in a Chromium that is installed; without one it says what it left out.
test-page: .venv/developed
	$(BIN)/pytest -n 0 -rs tests/page

# Which lines of the program no test runs, by package, in every process that a test starts.
coverage: .venv/developed
	rm -rf build/coverage
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/python -m tests.covered

# What takes minutes and guards what seldom changes: runs interrupted at every step, two at once; then random papers,
# answered from the page and compared with their keys: PAPERS more than before.
PAPERS ?= 1000
soak: .venv/developed
	$(BIN)/pytest -m "soak or hypothesis" --hypothesis-profile=soak
	$(BIN)/python -m tests.soak --papers $(PAPERS)

# Mutated files of every sort that the program reads, guided by the lines that they reach: minutes for each sort. More or
# fewer, or some sorts alone: FUZZ="csv theme --cases 500".
fuzz: .venv/developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,fuzz]'
	$(BIN)/python -m tests.fuzz $(FUZZ)

# Every command killed at every step on the disk and at random, stopped, doubled, on full and odd disks: half an hour or
# more. Some kinds or cases alone: CRASH="random --case exam". Linux, best where one may mount disks.
crash: .venv/developed
	$(BIN)/python -m tests.crash $(CRASH)

# What a change in the program's own source must be noticed by: an hour for each of the two stages. MUTANTS="a name" for one.
mutants: .venv/developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,mutants]'
	$(BIN)/mutmut run --max-children 2 $(MUTANTS)
	$(BIN)/mutmut results

# A thousand markbooks of random classes, worked out by LibreOffice: every total must be ours. Needs soffice.
recalculate: .venv/developed
	$(BIN)/python -m tests.markbook.recalculated

# Every kind of question in every theme and print as contact sheets, to be looked at.
pages: .venv/developed
	$(BIN)/python -m tests.pages.contact_sheets output/pages

# Copies in Word of both demos and of all sources as pages, turned by LibreOffice's Writer where it is installed.
word-pages: .venv/developed
	$(BIN)/python -m tests.word.pages output/word-pages

# The manual's pictures, from real pages, into docs/pictures.
pictures: .venv/developed
	$(BIN)/python -m tests.pages.pictures

# What is claimed of seating, of parallel forms and of pages, measured anew into docs/fairness.md and page-fill.md.
study: .venv/developed
	$(BIN)/python -m tests.studies

# The JSON Schemas of banks and themes, made anew from the models that read the files.
schemas: .venv/developed
	$(BIN)/python -m tests.schemas

# The manual's pages of reference, made anew from commands and models into docs/reference.
reference: .venv/developed
	$(BIN)/python -m tests.manual.reference

# The manual as pages for a browser, to be read without a network: build/manual/index.html.
docs: .venv/developed
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict -f docs/site/mkdocs.yml
	@echo "Open build/manual/index.html in a browser."

# Times side by side with peers into docs/performance.md: minutes, and no test.
bench: .venv/developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	$(BIN)/python -m tests.benchmarks

# What is fast, with the oldest version of every library that pyproject.toml allows.
oldest: .venv/bin/python
	$(PYTHON) -m venv --clear build/oldest
	build/oldest/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/oldest/bin/uv pip compile --quiet --resolution lowest-direct --extra dev --extra dask \
	  --python build/oldest/bin/python --output-file build/oldest/versions.txt pyproject.toml
	build/oldest/bin/uv pip install --quiet --python build/oldest/bin/python --requirement build/oldest/versions.txt
	PYTHONPATH=src build/oldest/bin/python -m pytest -m "not slow and not soak and not hypothesis"

# Whether a fault is known of any library that is installed here.
audit: .venv/developed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/python -m pip_audit --skip-editable

# What is given out, into dist: the wheel, built twice byte for byte the same, and what it is made of (CycloneDX).
release: .venv/developed
	rm -rf dist build/again
	$(BIN)/python -m build --outdir dist
	$(BIN)/python -m build --wheel --outdir build/again
	cmp dist/*.whl build/again/*.whl
	$(PYTHON) -m venv --clear build/installed
	build/installed/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	$(BIN)/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom
	$(BIN)/python -m cyclonedx_py environment --output-reproducible --output-file dist/worksheetgen.cdx.json \
	  build/installed/bin/python

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/developed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch .venv/installed $@

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete
