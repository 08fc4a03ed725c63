# `make serve` shows it, `make test` checks it; the rest are their parts.
.PHONY: help serve test test-engines build wheel lint sizes bench site clean
.DEFAULT_GOAL := help

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s  %s\n", $$1, $$2 }' Makefile

serve: ## Sets up what is missing, builds the demo's first page and serves it; the rest is built meanwhile
	@echo "[make] about 3 minutes to the first page on a new machine, 9 until everything is there; seconds where nothing changed" >&2
	@scripts/setup.sh build
	@scripts/build.sh first
	@node scripts/serve.mjs --build

test: ## Sets up what is missing, builds, runs every test
	@scripts/test.sh

test-engines: build ## Every page of the demo in Chromium 90 and 109, Firefox ESR and WebKitGTK (15 minutes after the build)
	@scripts/test.sh setup all_engines

build: ## Sets up what is missing, builds the package into pkg/dist
	@echo "[make] setup and build: about 9 minutes the first time on a machine, a second where nothing changed" >&2
	@scripts/setup.sh build
	@scripts/build.sh

lint: ## Formatting, clippy, docs, eslint and types: about 4 minutes the first time, 30 seconds later
	@scripts/test.sh setup fmt clippy docs build eslint types

wheel: build ## The Python wheel with the notebook widgets, python/dist/*.whl (a minute for its tools the first time)
	@scripts/wheel.sh

sizes: build ## What a page loads, in bytes as it is sent: raw, gzip, brotli (20 seconds after the build)
	@node scripts/sizes.mjs

bench: build ## Speed and memory in headless Chromium, beside native Rust, duckdb-wasm and arquero (8 minutes after the build)
	@scripts/bench.sh

site: build ## The site of the manual, guide and gallery with live elements, into build/site (2 minutes after the build)
	@node scripts/site.mjs

report-score: ## How well labelled work reports are read: found, kinds, invented, misses (a minute the first time)
	@cargo run --locked --quiet --example report_score -- tests/fixtures/report/*.txt tests/report/*.txt $(TEXTS)

clean: ## Removes what was built; the tools and node_modules stay
	rm -rf target build pkg/dist pkg/*.tgz python/dist python/innodex/static python/licenses
