# make run · demo · test · bench · lint — each complete on a machine with Python ≥ 3.11, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= data/store
PORT ?= 8501
DEMO_STORE ?= data/demo/store
DEMO_PORT ?= 8502
HOST ?= 127.0.0.1

.PHONY: run demo test bench lint browser bytecode pictures clean

run: bytecode
	@$(BIN)/python -m cchc --store $(STORE) sample --if-empty
	@$(BIN)/python -m cchc --store $(STORE) serve --host $(HOST) --port $(PORT)

# The same dashboard on a province made up for it, in a store of its own.
demo: bytecode
	@$(BIN)/python -m cchc --store $(DEMO_STORE) sample --illustrative --if-empty
	@$(BIN)/python -m cchc --store $(DEMO_STORE) serve --host $(HOST) --port $(DEMO_PORT)

test: $(VENV)/dev.stamp browser
	@$(BIN)/python -m pytest

bench: $(VENV)/dev.stamp bytecode
	@$(BIN)/python -m tests.bench

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

pictures: $(VENV)/dev.stamp browser
	@$(BIN)/python -m tests.pages.pictures $(DEMO_STORE)

# As pip does for libraries: where Python may keep none itself, every start would compile anew.
bytecode: $(VENV)/run.stamp
	@$(BIN)/python -m compileall -q app.py pages cchc

# Debian's Chromium, only where no Chromium is found.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	 command -v google-chrome >/dev/null || { \
	   echo "Installing Chromium for the browser tests"; \
	   SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	   $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq chromium >/dev/null; }

$(VENV)/run.stamp: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing requirements.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing requirements-dev.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
