# Every task of the project. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help serve test check build bench soak fuzz shelf shots host-check clean
SHELL := /bin/bash
PORT ?= 8080

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: build ## build the release and serve it at http://127.0.0.1:8080 (PORT=… for another port)
	@node tools/serve.mjs --port $(PORT)

test: ## install what the tests need and run everything, in three browsers
	@tools/test.sh

check: ## the inner loop: formatting, lints, native tests
	@tools/check.sh

build: ## leave a deployable dist/
	@tools/build.sh

bench: build ## print bytes over the wire, time to a readable overview, length of share links, how a large plan is borne, and what files take
	@tools/install.sh bench
	@node tools/bench.mjs
	@node tools/scale.mjs
	@node tools/files.mjs

soak: ## the long forms of the property tests
	@tools/soak.sh

fuzz: ## hand every reader what a fuzzer thinks of, 10 minutes in all (FUZZ_SECONDS=… for another time)
	@tools/fuzz.sh

shelf: ## list the plans of public/plans in its index.json (needs node only)
	@node tools/shelf.mjs

shots: ## pictures of pages of the running app at three widths: make shots URLS="http://127.0.0.1:8080/"
	@node tools/shots.mjs $(URLS)

host-check: ## look at a place where Waymark was put: make host-check URL="https://example.org/waymark/" (needs node only)
	@node tools/host-check.mjs $(URL)

clean: ## remove what was built here; tools in the cache folder stay
	@rm -rf dist target node_modules
