# What to do here. The work itself is in xtask/: `cargo xtask` lists more.

.DEFAULT_GOAL := help
.PHONY: help run build dev test bench lint fmt reset

help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## /\1  /p' $(MAKEFILE_LIST) | awk -F '  ' '{ printf "make %-7s %s\n", $$1, $$2 }'

run: ## build in release, load the demo on first start, serve on http://127.0.0.1:3000
	@cargo xtask run

build: ## build in release; leaves target/release/attending
	@cargo xtask build

dev: ## build for work, serve, and again on every change
	@cargo xtask dev

test: ## set up what the tests need, then run everything: format, lint, tests on both engines, browser tests
	@cargo xtask test

bench: ## build in release, measure speed and size against bare floors; writes target/bench.json
	@cargo xtask bench

lint: ## clippy for the server's and the browser's part, and the rules of the house
	@cargo xtask lint
	@cargo xtask house

fmt: ## format all Rust
	@cargo fmt --all

reset: ## delete the demo's data (DATA_DIR, else data/), after saying so
	@cargo xtask reset
