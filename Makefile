# make help lists what there is
PYTHON ?= python3
BIN := .venv/bin
SKK_DATA ?= data/published
PORT ?= 8501
export SKK_DATA
# What Python compiled once is kept, for every process that a test or a command starts
unexport PYTHONDONTWRITEBYTECODE

CATALOG := $(wildcard data/catalog/*.csv) data/build.py data/check.py data/publish.py data/words.py $(wildcard data/*.sql data/rules/*.*) \
	$(wildcard data/boundaries/*.*)

QUICK := $(addprefix tests/,test_architecture.py test_glossary.py analytics/test_analytics.py analytics/test_sentences.py \
	$(addprefix analytics/core/test_,cache.py figures.py frozen.py markup.py rows.py text.py) data/rules/test_rules.py data/test_keys.py data/test_version.py \
	pages/test_store.py) "tests/pages/test_pages.py::test_every_page_opens_on_the_real_catalog"

DEMO := data/simulated
DEMO_PORT ?= 8502
CONTEST := data/simulated-contest
CONTEST_PORT ?= 8503

.DEFAULT_GOAL := run
.PHONY: help quick run demo contest test thorough lint format bench soak attack data lake data-report lock relock sbom notice clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(SKK_DATA)/current  ## start the app; the first time it installs what is needed and builds the database
	@echo "Dasbor SKK: http://localhost:$(PORT)  (Ctrl+C untuk berhenti)"
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

demo: $(DEMO)/current  ## the app on simulated data, beside the real one
	@echo "Dasbor SKK, DATA SIMULASI: http://localhost:$(DEMO_PORT)  (Ctrl+C untuk berhenti)"
	@SKK_DATA=$(DEMO) $(BIN)/streamlit run dashboard.py --server.port $(DEMO_PORT)

contest: $(CONTEST)/current  ## a contest to try, on simulated data of its own: a link for each role
	@SKK_DATA=$(CONTEST) SKK_LOMBA=on $(BIN)/python -m data.contest rehearse --url http://localhost:$(CONTEST_PORT)
	@SKK_DATA=$(CONTEST) SKK_LOMBA=on $(BIN)/streamlit run dashboard.py --server.port $(CONTEST_PORT)

test: $(BIN)/.dev  ## everything, unit to browser
	$(BIN)/python -m pytest -n auto --dist loadfile

thorough: export SKK_THOROUGH = 1
thorough: test  ## the same with many more draws, every moment and every write: for a night

quick: $(BIN)/.dev  ## what a change needs, in a minute: lint, types, the shape of the house, rules, words, every page once; no browser
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 -m "not browser" $(QUICK)

lint: $(BIN)/.dev  ## ruff and mypy
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(BIN)/.dev  ## ruff format and what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(BIN)/.dev  ## measure; prints a table and writes tests/bench/results
	$(BIN)/python -m tests.bench

soak: $(BIN)/.dev  ## 200 sessions for ten minutes while imports are published
	$(BIN)/python -m tests.bench.soaking

attack: $(BIN)/.dev  ## the attacks of SECURITY.md again, on an app of its own on this machine; prints a table
	$(BIN)/python -m tests.attack $(if $(URL),--url $(URL))

data: $(SKK_DATA)/current  ## check the catalog and publish the database, if anything changed

lake: $(BIN)/.lake  ## what several machines need to publish into one lake (docs/OPERATIONS.md)

data-report: data  ## which reports of innovations were merged, and which nearly
	@$(BIN)/python -m data.report --out $(SKK_DATA)

LOCK := uv pip compile --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --generate-hashes $(UPGRADE)

lock: UPGRADE := --upgrade
lock: relock  ## pin requirements.txt and requirements-dev.txt anew, with the hashes of every file of a release (needs uv)

relock:  ## the same, but what is pinned stays: after a change of requirements*.in
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) -c requirements.txt requirements-lake.in -o requirements-lake.txt
	$(LOCK) -c requirements.txt requirements-dev.in -o requirements-dev.txt

notice: $(BIN)/.dev  ## NOTICE: the licences of what is pinned
	$(BIN)/python -m deploy.notice

sbom: $(BIN)/.dev  ## the bill of materials of what runs, as CycloneDX: sbom.json
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application --output-reproducible --sv 1.6 --of JSON -o sbom.json requirements.txt

clean:  ## away with everything that was made here
	rm -rf .venv data/published data/simulated data/simulated-contest data/simulated-contest-lomba .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(SKK_DATA)/current: $(BIN)/.run $(CATALOG)
	$(BIN)/python -m data.build --out $(SKK_DATA)
	@touch $@

$(DEMO)/current: $(BIN)/.run $(CATALOG) data/simulate.py
	$(BIN)/python -m data.simulate --out $(DEMO)
	@touch $@

$(CONTEST)/current: $(BIN)/.run $(CATALOG) data/simulate.py
	$(BIN)/python -m data.simulate --out $(CONTEST)
	@touch $@

$(BIN)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Perlu Python 3.11 atau lebih baru; setel PYTHON=/jalur/ke/python")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(BIN)/.lake: requirements-lake.txt $(BIN)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lake.txt
	@touch $@

$(BIN)/.dev: requirements-dev.txt $(BIN)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
