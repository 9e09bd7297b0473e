# The one command surface. Recipes are quiet: what a command prints is what the person asked for.
.DEFAULT_GOAL := help
.PHONY: help run test _model _facts _bot-files train chat bench lint knowledge-report nlu-report

# Compiled bytecode halves the start of Rasa, so a machine-wide wish not to write it is set aside here.
unexport PYTHONDONTWRITEBYTECODE

PYTHON := .venv/bin/python
BOT_FILES := --config bot/config.yml --domain bot/domain.yml --data bot/data/nlu bot/data/rules

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1	\2/p' Makefile | expand -t 24

run: .venv/.ready-to-run ## Start the assistant: installs and builds what is missing, stops with Ctrl-C
	@exec $(PYTHON) -m operations.run

# Training keeps one core busy for minutes: what can be checked without the model is checked beside it.
test: .venv/.ready-to-test ## Check everything: style, types, knowledge, bot files, then all tests (ARGS go to pytest)
	@sh operations/test_tools.sh
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=line _model lint _facts _bot-files
	@$(PYTHON) -m pytest -n 2 --dist loadgroup $(ARGS)

_model: .venv/.ready-to-test
	@$(PYTHON) -m operations.prepare

_facts: .venv/.ready-to-test
	@$(PYTHON) -m knowledge check

_bot-files: .venv/.ready-to-test
	@$(PYTHON) -m rasa data validate --fail-on-warnings $(BOT_FILES)

train: .venv/.ready-to-run ## Build what is out of date and train a new Rasa model
	@$(PYTHON) -m operations.prepare --train

chat: .venv/.ready-to-run ## Talk to the running assistant in the terminal, or make chat < messages.txt (ARGS="--json")
	@exec $(PYTHON) -m operations.chat $(ARGS)

bench: .venv/.ready-to-test ## Measure this assistant beside stock Rasa, its look-ups and the desk's list (ARGS=--quick for fewer rounds, --lookups, --desk, or --booking)
	@exec $(PYTHON) -m operations.bench $(ARGS)

knowledge-report: .venv/.ready-to-run ## Measure the facts and the searches; minutes with ESCO imported
	@mkdir -p var && $(PYTHON) -m knowledge report > var/knowledge-report.md && echo "Written to var/knowledge-report.md"

nlu-report: .venv/.ready-to-test ## Measure how well messages are understood; minutes (ARGS=--diet adds stock Rasa: an hour)
	@$(PYTHON) -m bot.evaluation $(ARGS)

lint: .venv/.ready-to-test ## Style, types and the import rules, without the tests
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m pytest --quiet tests/test_import_rules.py

.venv/.ready-to-run: uv.lock
	@sh operations/setup.sh run

.venv/.ready-to-test: uv.lock
	@sh operations/setup.sh test
