# The verbs of the project; "make" alone lists them.
.DEFAULT_GOAL := help
.PHONY: help build test quick lint setup fuzz bench bench-peer mutants compat

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

build: ## build ./daybook, static
	CGO_ENABLED=0 go build -trimpath -o daybook .

quick: ## the tests that need nothing installed
	go test ./...

test: setup lint ## the full suite, after installing what it needs (Debian, root)
	CI=1 go test -count=1 -timeout 40m ./...

lint: ## formatting, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these"; exit 1; }
	go vet ./...
	go vet -tags compat ./internal/compat
	go tool staticcheck ./...

setup: ## install MariaDB, LibreOffice, poppler, fonts and openpyxl where they are missing
	.ci/setup

fuzz: ## fuzz what comes from outside, a minute each
	go test ./extract/fact -run '^$$' -fuzz FuzzParseAmount -fuzztime 1m
	go test ./extract/preset -run '^$$' -fuzz FuzzBind -fuzztime 1m
	go test ./config -run '^$$' -fuzz FuzzParse$$ -fuzztime 1m
	go test ./config -run '^$$' -fuzz FuzzParseSchedule -fuzztime 1m

mutants: ## make mistakes in the ledger and see whether its tests notice, about a quarter of an hour
	go run ./internal/mutants

bench: ## measure speed and memory beside the alternatives, and renew the tables of PERFORMANCE.md
	go run ./internal/bench

bench-peer: ## measure beside a pandas script on ERPNext's tables: make bench-peer PEER=its-folder SOCKET=of-a-server-with-them
	go run ./internal/bench -rounds 3 -peer "$(PEER)" -socket "$(SOCKET)"

compat: ## hold the server that DAYBOOK_COMPAT_DSN names (TiDB, MySQL 8) to what MariaDB is held to
	@test -n "$$DAYBOOK_COMPAT_DSN" || { echo "set DAYBOOK_COMPAT_DSN, such as mysql://root@tcp(127.0.0.1:4000)/"; exit 1; }
	CI=1 go test -count=1 -tags compat ./internal/compat
	CI=1 go test -count=1 -run '/other' ./jobs/runlog ./internal/instances
