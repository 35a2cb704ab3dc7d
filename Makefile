# Everything a fresh machine needs: `make demo` prints a class set, `make test` runs every check.
PYTHON ?= python3
BIN := .venv/bin
LOCK := .ci/requirements.txt

.PHONY: demo lint test test-fast test-page coverage soak recalculate pages word-pages pictures schemas reference docs study bench fuzz crash mutants everywhere oldest lock audit release clean

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
# more, much more where other work goes on, as each of some thousand kills takes up to three seconds. Nothing is kept
# from one go to the next, so better one kind and case after another: CRASH="steps --case swap". Linux, best where one
# may mount disks.
crash: .venv/developed
	$(BIN)/python -m tests.crash $(CRASH)

# What a change in the program's own source must be noticed by, in five stages: more than an hour for each of the large
# ones, so better a stage alone, or a name: MUTANTS="worksheetgen.delivery.*".
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
oldest: build/tools/bin/uv
	$(PYTHON) -m venv --clear build/oldest
	$< pip compile --quiet --resolution lowest-direct --extra dev --extra dask \
	  --python build/oldest/bin/python --output-file build/oldest/versions.txt pyproject.toml
	$< pip install --quiet --compile-bytecode --python build/oldest/bin/python --requirement build/oldest/versions.txt
	PYTHONPATH=$(CURDIR)/src build/oldest/bin/python -m pytest -m "not slow and not soak and not hypothesis"

# The newest version of every library, and the digest of each of its files: what $(LOCK) has everybody install.
lock: build/tools/bin/uv
	$< pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --custom-compile-command "make lock" --extra dev --extra dask --output-file $(LOCK) pyproject.toml

# What is fast on every Python that is found here, and whether each library that the program needs is built for each
# Python on Linux, Windows and both sorts of Mac with macOS 15 (pikepdf is for none older where a Mac has Intel's
# processor); readability alone is not built at all, but plain Python.
PYTHONS := 3.11 3.12 3.13 3.14
SYSTEMS := x86_64-unknown-linux-gnu x86_64-pc-windows-msvc x86_64-apple-darwin aarch64-apple-darwin
everywhere: export MACOSX_DEPLOYMENT_TARGET = 15.0
everywhere: build/tools/bin/uv
	echo 'readability ; python_version < "3"' > build/built.txt
	for version in $(PYTHONS); do for system in $(SYSTEMS); do \
	  $< pip compile --quiet --only-binary :all: --override build/built.txt --python-version $$version \
	    --python-platform $$system --output-file build/built.lock pyproject.toml > /dev/null \
	  && echo "Python $$version on $$system: built" || exit 1; done; done
	for version in $(PYTHONS); do \
	  python$$version -m venv --clear build/python$$version 2> /dev/null \
	    || { echo "Python $$version: not found here"; continue; }; \
	  $< pip install --quiet --compile-bytecode --require-hashes --python build/python$$version/bin/python \
	    --requirement $(LOCK) || exit 1; \
	  PYTHONPATH=$(CURDIR)/src build/python$$version/bin/python -m pytest \
	    -m "not slow and not soak and not hypothesis" \
	  && PYTHONPATH=$(CURDIR)/src build/python$$version/bin/python -m pytest tests/test_everywhere.py || exit 1; \
	  echo "Python $$version: passed"; done

# Whether a fault is known of any library in the lock; it fails, too, where the registry does not tell.
audit: build/tools/bin/uv
	build/tools/bin/python -m pip_audit --strict --disable-pip --require-hashes --requirement $(LOCK)

# What is given out, into dist: the wheel, built twice byte for byte the same, and what it is made of (CycloneDX).
release: .venv/developed build/tools/bin/uv
	rm -rf dist build/again
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/python -m build --no-isolation --wheel --outdir build/again
	cmp dist/*.whl build/again/*.whl
	$(PYTHON) -m venv --clear --without-pip build/installed
	build/tools/bin/uv pip compile --quiet --generate-hashes --constraint $(LOCK) \
	  --python build/installed/bin/python --output-file build/installed/versions.txt pyproject.toml
	build/tools/bin/uv pip install --quiet --require-hashes --python build/installed/bin/python \
	  --requirement build/installed/versions.txt
	build/tools/bin/uv pip install --quiet --no-index --find-links dist --python build/installed/bin/python worksheetgen
	build/tools/bin/python -m cyclonedx_py environment --output-reproducible \
	  --output-file dist/worksheetgen.cdx.json build/installed/bin/python

build/tools/bin/uv:
	$(PYTHON) -m venv --clear build/tools
	build/tools/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom pip-audit uv

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/developed: pyproject.toml $(LOCK) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch .venv/installed $@

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete
