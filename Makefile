# make run     set everything up, then the dashboard on http://localhost:8501 (another port: make run PORT=8600;
#              for other machines too, under this machine's name on the network: make run HOST=dieu-hanh-01)
# make test    set everything up, then every test; one file: make test ARGS=tests/test_architecture.py
# make setup   only the set-up: .venv/ with the pinned packages
# make check   format, lint, types, tests
# make bench   the benchmark: a table, and bench.json
# make lock    requirements*.in -> requirements*.txt (needs uv; newer versions: make lock UPGRADE=--upgrade)
# make clean   remove .venv/ and the tools' caches; data/ stays

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# The folder of inbox/, warehouse/ and the rest, as the loaders find it.
DATA := $(or $(IOC_DATA),data)
# Without HOST, .streamlit/config.toml decides: this machine only.
SERVE := --server.port $(PORT) $(if $(HOST),--server.address 0.0.0.0 --browser.serverAddress $(HOST))
# On all cores, each file of tests on one; in the order of their names, because the browser's take longest.
PYTEST := $(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

# A .venv whose Python is gone (upgraded, or the folder moved) is no set-up, whatever its stamps say.
ifneq ($(wildcard $(VENV)/.made-*),)
ifneq ($(shell $(PY) -c 'print("runs")' 2>/dev/null),runs)
$(shell rm -f $(VENV)/.made-*)
endif
endif

.PHONY: run setup test check bench lock clean warehouse dev browser
.DEFAULT_GOAL := run

run: setup warehouse
	@exec $(PY) -m streamlit run app.py $(SERVE)

setup: $(VENV)/.made-run
dev: $(VENV)/.made-dev

test: dev browser
	@$(PYTEST) $(ARGS)

check: dev browser
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PYTEST) $(ARGS)

bench: dev
	@$(PY) -m tests.bench $(ARGS)

# --- the virtual environment: a stamp per step, so that a second call installs nothing ------------------

$(VENV)/.made-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Cần Python 3.11 trở lên; lệnh '$(PYTHON)' không có hoặc cũ hơn ($$($(PYTHON) -V 2>&1 | head -n 1))." >&2; \
	  echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python này chưa có mô-đun venv. Debian, Ubuntu: sudo apt-get install python3-venv, rồi chạy lại." >&2; \
	  echo "This Python lacks the venv module. Debian, Ubuntu: sudo apt-get install python3-venv, then try again." >&2; \
	  exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.made-run: requirements.txt $(VENV)/.made-venv
	@echo "Đang cài các gói của sản phẩm vào $(VENV)/ (lần đầu mất vài phút) …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.made-dev: requirements-dev.txt $(VENV)/.made-run
	@echo "Đang cài các gói để kiểm thử …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

# Without a browser the other tests still run; those that need it fail and say why.
browser: dev
	@$(PY) -m tests.browser.chromium || true

# --- the first start --------------------------------------------------------------------------------------

# Sample exports carry planted faults, so a load that refuses rows or files (status 1 and 2) has done its work.
warehouse: setup
	@test -s "$(DATA)/warehouse/CURRENT" || { \
	  echo "Chưa có số liệu: dựng kho từ số liệu minh họa …"; \
	  $(PY) -m loaders sample && { $(PY) -m loaders load "$(DATA)/samples" || test $$? -le 2; } && \
	  test -s "$(DATA)/warehouse/CURRENT"; }

# --- upkeep -----------------------------------------------------------------------------------------------

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-annotate --custom-compile-command 'make lock' $(UPGRADE)
lock:
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
