# `make run` and `make test` do everything on a fresh clone; the rest is what they are made of.
PYTHON ?= python3
BOT := .venv/bin/python
RASA := rasa_project/.venv/bin/python

.PHONY: run test setup train rasa check docs bench bench-digest bench-nlu compose-check faults lint lock

run: setup          ## the bot: on Telegram with TELEGRAM_BOT_TOKEN, else yours alone in a browser; ARGS=--terminal here
	@$(BOT) -m scripts.start $(ARGS)

test: lint check train ## everything that must be green
	@cd rasa_project && .venv/bin/python -m pytest
	@$(BOT) -m pytest -n 2 --dist loadfile

setup:              ## both environments, when they are missing or out of date
	@$(PYTHON) scripts/environments.py

train: setup        ## the crisis, signal and NLU models, when knowledge, data or pipeline changed
	@$(BOT) -m scripts.local_models
	@$(RASA) rasa_project/train.py >&2

rasa: train         ## serve the NLU model in the foreground
	@$(RASA) rasa_project/serve.py

check: setup        ## the knowledge base, the settings, the database
	@$(BOT) -m bot check

docs: train         ## README's conversation, the tables in docs/knowledge.md, reliability.md, scaling.md, the weeks in weekoverzicht.md, the pictures
	@$(BOT) -m benchmarks.readme_sample
	@$(BOT) -m benchmarks.knowledge_table
	@$(BOT) -m benchmarks.reliability
	@$(BOT) -m benchmarks.load.tables
	@$(BOT) -m benchmarks.example_weeks
	@$(BOT) -m benchmarks.pictures

bench: train        ## what it carries: 30 messages a second for five minutes, a soak, the most; half an hour, --quick for 3
	@$(BOT) -m benchmarks.load $(ARGS)
	@$(BOT) -m benchmarks.load.tables

bench-digest: setup ## the digest with up to a million reports, on SQLite and PostgreSQL; ARGS=--quick for 10,000
	@$(BOT) -m benchmarks.digest $(ARGS)

bench-nlu: setup     ## compare NLU pipelines, into docs/bench-nlu.md; ARGS=--all for DIET too
	@$(RASA) -m benchmarks.nlu $(ARGS)

compose-check: setup ## the compose file and the Dockerfiles; built, started and asked too, where there is an engine for it
	@$(BOT) -m scripts.compose_check

faults: train       ## kill the bot at every step of every journey, into docs/reliability.md; ARGS=word for some of them
	@$(BOT) -m benchmarks.faults $(ARGS)
	@$(BOT) -m benchmarks.reliability

lint: setup         ## style and types
	@$(BOT) -m ruff check .
	@$(BOT) -m ruff format --check .
	@$(BOT) -m mypy

lock:               ## compile the pinned requirements from the short lists
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --no-annotate --custom-compile-command "make lock" requirements.in -o requirements.txt
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --no-annotate --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt
	@cd rasa_project && ../.venv/bin/uv pip compile -q --python-version 3.10 --no-annotate --custom-compile-command "make lock" requirements.in -o requirements.txt
	@cd rasa_project && ../.venv/bin/uv pip compile -q --python-version 3.10 --no-annotate --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt
