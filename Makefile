# Everything here works on a machine that has only make and Python 3.11 or newer.
# Choose an interpreter with `make PYTHON=python3.12 …`.

VENV   := .venv
BENCH  := .venv-bench
BIN    := $(VENV)/bin
LEDGER := demo/ledger.db
TESTS  ?= tests
UV     ?= $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)

# The first interpreter on this machine that is new enough.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs readme lock bench bench-ledger bench-serve bench-sources bench-corpus bench-load bench-cost bench-joining nightly fuzz watch-week torture kill-corpus web screenshots wheel compiled test-compiled bench-compiled clean

help:  ## this list
	@echo "Marsad reads reports on forces into a sourced ledger, and answers who is where."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "New here? Try: make demo"

demo: $(VENV)/.run  ## read the example reports and show who was where in Iraq
	@mkdir -p $(dir $(LEDGER)) && rm -f $(LEDGER)*
	@$(BIN)/marsad read --quiet --ledger $(LEDGER) examples/iraq-2020
	@echo "$$ marsad posture Iraq --on 2020-04-05 --limit 3"
	@$(BIN)/marsad posture --ledger $(LEDGER) Iraq --on 2020-04-05 --limit 3
	@echo
	@echo "Eleven reports in two languages were read into $(LEDGER). Go on with:"
	@echo "  export MARSAD_LEDGER=$(LEDGER) PATH=$(BIN):\$$PATH"
	@echo "  marsad posture Iraq --on 2020-04-05 --all                 every line of it"
	@echo "  marsad posture Iraq --on 2020-04-05 --known 2020-03-20    what the public knew two weeks before"
	@echo "  marsad timeline al-Qaim                                   what happened there, in order"
	@echo "  marsad claims --kind handover                             each claim with its source; marsad show ID quotes it"
	@echo "  marsad try \"About 300 troops left al-Qaim base on Tuesday.\" --published 2020-03-19"

test: check  ## everything that must hold before a change lands: check, then all tests
	@$(BIN)/pytest -n 2 $(TESTS)

check: $(VENV)/.dev  ## style, types and import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev  ## put the code into its standard form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(VENV)/.dev  ## build the site of the documentation into build/docs, in English and Arabic
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build -q --strict -f .ci/docs/mkdocs.yml
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build -q --strict -f .ci/docs/mkdocs.ar.yml
	@echo "Open build/docs/index.html"

readme: $(VENV)/.run  ## put what the demo prints now into README.md
	@mkdir -p $(dir $(LEDGER)) && rm -f $(LEDGER)*
	@$(BIN)/marsad read --quiet --ledger $(LEDGER) examples/iraq-2020
	@$(BIN)/marsad posture --ledger $(LEDGER) Iraq --on 2020-04-05 --limit 2 | $(BIN)/python .ci/readme

bench: $(BENCH)/.bench  ## words per second beside spaCy, and start-up times
	@$(BENCH)/bin/python benchmarks/bench.py $(ARGS)

bench-ledger: $(VENV)/.dev  ## a ledger of 100,000 and 1,000,000 made-up claims: recording and search
	@$(BIN)/python benchmarks/ledger.py $(ARGS)

bench-serve: $(VENV)/.dev  ## the web app on 100,000 made-up claims: first views, the map's sliders, 200 readers
	@$(BIN)/python benchmarks/serve.py $(ARGS)

bench-sources: $(VENV)/.dev  ## pages read beside extractor and reader alone; what a watch of 500 lists costs while idle
	@$(BIN)/python benchmarks/sources.py $(ARGS)

bench-corpus: $(VENV)/.dev  ## reading a corpus on one core, on all and on a cluster (ARGS=--reports 200000)
	@$(BIN)/python benchmarks/corpus.py $(ARGS)

bench-load: $(VENV)/.dev  ## loading 1,000,000 made-up claims into both stores beside bare inserts
	@$(BIN)/python benchmarks/load.py $(ARGS)

bench-cost: $(VENV)/.dev  ## what reading a million, 100 million and 3 billion reports costs, from a measured throughput
	@$(BIN)/python benchmarks/cost.py $(ARGS)

bench-joining: $(VENV)/.dev  ## joining 100,000 and 1,000,000 made-up claims into events
	@$(BIN)/python benchmarks/joining.py $(ARGS)

nightly: $(VENV)/.dev  ## 100,000 random steps on both stores against a naive model of the ledger (an hour)
	@MARSAD_ORACLE_STEPS=100000 $(BIN)/pytest -s tests/ledger/test_oracle.py

fuzz: $(VENV)/.dev  ## 100,000 damaged files of each format (hours; ARGS="--seconds 60" for a minute each)
	@$(BIN)/python benchmarks/fuzz.py $(ARGS)

watch-week: $(VENV)/.dev  ## a week of 10,000 articles watched, with kills, restarts and clock jumps (half an hour)
	@$(BIN)/python tests/watch/test_watch.py 10000

torture: $(VENV)/.dev  ## kill writers, fill the disk, restart the server, crowd it; nothing may be lost (half an hour)
	@$(BIN)/python benchmarks/ledger_torture.py $(ARGS)

kill-corpus: $(VENV)/.dev  ## kill the reading and the loading of corpora, and their workers, 50 times each (some minutes)
	@MARSAD_KILLS=50 $(BIN)/pytest -q tests/corpus/test_kills.py

web:  ## build the pages' scripts (needs Node 18 or newer), for `marsad serve`
	@command -v npm >/dev/null || { echo "Node is needed for this: https://nodejs.org, or apt install nodejs npm"; exit 1; }
	@cd web && npm ci --silent --no-audit --no-fund --ignore-scripts && npm run --silent check && npm run --silent build

screenshots: $(VENV)/.dev  ## pictures of every page of the web app at three widths in both languages, into build/screenshots
	@$(BIN)/python web/screenshots.py $(ARGS)

wheel: $(VENV)/.dev  ## build the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

compiled: $(VENV)/.dev  ## build the wheel into dist/ with the reader as machine code: it reads in two thirds of the time (needs a C compiler)
	@rm -rf dist
	@MARSAD_COMPILE=1 $(BIN)/python -m build --wheel --no-isolation --outdir dist .

test-compiled: $(VENV)/.dev  ## the reader as machine code gives the same claims as in Python (some minutes)
	@MARSAD_COMPILE=1 $(BIN)/pytest tests/test_compiled.py

bench-compiled: compiled $(BENCH)/.bench  ## words per second beside spaCy with the reader as machine code
	@$(BENCH)/bin/python -m pip install -q --no-deps --no-index --upgrade --target build/installed dist/*.whl
	@PYTHONPATH=$(CURDIR)/build/installed $(BENCH)/bin/python benchmarks/bench.py $(ARGS)

clean:  ## remove all that make made, environments too
	rm -rf $(VENV) $(BENCH) build dist demo marsad/_built marsad/world/_built marsad/serve/_built web/node_modules .*_cache .hypothesis
	find marsad tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Locks. What building needs is read from pyproject.toml: the environments build Marsad without isolation.
# sqlalchemy2-stubs are types of an older SQLAlchemy, which would take the place of its own.
COMPILE = $(UV) pip compile -q --generate-hashes --no-emit-index-url --no-annotate --no-header --universal -p 3.11 \
	--no-emit-package sqlalchemy2-stubs
BUILD_NEEDS = $(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], 'editables~=0.3', sep='\n')"

lock: $(BIN)/python $(UV)  ## choose versions anew within the bounds of pyproject.toml
	rm -f requirements/*.txt
	$(BUILD_NEEDS) | $(COMPILE) pyproject.toml - --group dev -o requirements/dev.txt
	$(BUILD_NEEDS) | $(COMPILE) pyproject.toml - -c requirements/dev.txt -o requirements/run.txt
	$(BUILD_NEEDS) | $(COMPILE) pyproject.toml - -c requirements/dev.txt --group bench -o requirements/bench.txt

$(BIN)/uv: | $(BIN)/python
	@$(BIN)/python -m pip install -q uv

# Environments. A stamp file says that one is complete; it is older than a changed lock, and then made again.
# The place index is compiled on installation (hatch_build.py), so that it follows the code that folds names;
# what is compiled from Marsad's own data follows it by itself (marsad/compiled.py).
SETUP := pyproject.toml hatch_build.py marsad/world/build.py marsad/world/register.py $(wildcard marsad/text/*.py)
define install
@echo "Setting up $(1) from requirements/$(2).txt (once; some minutes on a slow line) ..."
@$(1)/bin/python -m pip install -q --no-deps --require-hashes -r requirements/$(2).txt
@rm -rf marsad/_built marsad/world/_built
@$(1)/bin/python -m pip install -q --no-deps --no-build-isolation -e .
@$(1)/bin/python -m compileall -q marsad
@touch $(1)/.run $@
endef

$(VENV)/.run: requirements/run.txt $(SETUP) | $(BIN)/python
	$(call install,$(VENV),run)

$(VENV)/.dev: requirements/dev.txt $(SETUP) | $(BIN)/python
	$(call install,$(VENV),dev)

$(BENCH)/.bench: requirements/bench.txt $(SETUP) | $(BENCH)/bin/python
	$(call install,$(BENCH),bench)

%/bin/python:
	@test -n "$(PYTHON)" || { echo "Marsad needs Python 3.11 or newer, and none was found: make PYTHON=/path/to/python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv --clear $* || { echo "No environment could be made; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
