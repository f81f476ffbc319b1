# Samskab: five things one does here. `make demo` first.
PORT ?= 8000
BIN := .venv/bin
STAMP := .venv/.ready
export PIP_DISABLE_PIP_VERSION_CHECK = 1

FRONT := $(shell find samskab \( -path samskab/collected -o -path samskab/ground/static/vendor \) -prune -o \( -path "*/static/*" -o -name "*.html" \) -type f -print 2>/dev/null)
WORDS := $(wildcard samskab/locale/*/LC_MESSAGES/*.po)

.PHONY: setup demo serve test check bench proof lock messages pictures clean

setup: $(STAMP) samskab/collected/staticfiles.json $(WORDS:.po=.mo)

.venv/bin/uv:
	python3 -m venv .venv
	$(BIN)/pip install --quiet --no-deps "uv==0.13.9"

$(STAMP): requirements/dev.txt package-lock.json pyproject.toml tools/debian.sh | .venv/bin/uv
	sh tools/debian.sh
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	npm ci --silent --ignore-scripts --no-fund --no-audit
	@touch $@

samskab/collected/staticfiles.json: $(STAMP) tools/assets.py $(FRONT)
	$(BIN)/python tools/assets.py
	@rm -rf samskab/collected
	$(BIN)/django-admin collectstatic --settings samskab.config.collecting --noinput --verbosity 0
	@touch $@

%.mo: %.po $(STAMP)
	$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@
	@touch $@

demo: setup
	$(BIN)/samskab demo --data .demo --port $(PORT)

serve: setup
	$(BIN)/samskab serve --port $(PORT)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The whole suite twice: on PostgreSQL without the browser, then on SQLite with it.
test: check
	$(BIN)/python tools/postgres.py $(BIN)/pytest --numprocesses 2 --dist loadfile samskab tests
	$(BIN)/pytest --numprocesses 2 --dist loadfile

bench: setup
	$(BIN)/python -m bench

# Hours of bad luck in one go; the results go to docs/reference/proof.md. ONLY="killed power" runs just those.
proof: setup
	sh tools/debian.sh proof
	$(BIN)/python -m proof $(ONLY)

lock:
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-annotate --no-header --no-emit-index-url requirements/run.in --output-file requirements/run.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-annotate --no-header --no-emit-index-url requirements/dev.in --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-annotate --no-header --no-emit-index-url requirements/peer.in --output-file requirements/peer.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-annotate --no-header --no-emit-index-url requirements/transcription.in --output-file requirements/transcription.txt

messages: setup
	$(BIN)/python tools/messages.py

pictures: setup
	SAMSKAB_PICTURES=1 $(BIN)/pytest journeys

.PHONY: wheel deb sbom release-check

wheel: setup
	@rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .
	@cp requirements/run.txt dist/requirements.txt

deb: wheel
	$(BIN)/python -m tools.deb dist/samskab-*.whl

sbom: setup
	@mkdir -p dist
	$(BIN)/python -m tools.sbom dist/samskab.cdx.json

release-check: setup
	$(BIN)/python -m tools.release

clean:
	rm -rf .venv node_modules .demo samskab/collected samskab/ground/static/vendor samskab/ground/fonts
