# The commands of this project. `make demo` and `make test` install what they need; see README.md.
SHELL := /bin/bash
JOBS ?= $(shell nproc)
BUILD := build/release
EARWITNESS := $(BUILD)/earwitness

export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

.PHONY: build deb demo test test-sanitized bench fuzz accuracy lint format clean

build:
	tools/install.sh build
	cmake --preset release -DEARWITNESS_TESTS=OFF -Wno-dev >/dev/null
	cmake --build --preset release -j $(JOBS) --target earwitness

# A Debian package, build/package/earwitness_*.deb; the same commit gives the same bytes (docs/packages.md).
deb:
	tools/install.sh build package
	cmake --preset release -DEARWITNESS_TESTS=OFF -Wno-dev >/dev/null
	cmake --build --preset release -j $(JOBS) --target earwitness
	tools/make_deb.sh $(BUILD) build/package

# Builds, voices the example show (or takes FEED=<url|file>), runs the real path on it and serves the site.
# SERVE=0 ends when the site is there.
demo:
	tools/install.sh build demo
	cmake --preset release -Wno-dev -DEARWITNESS_TESTS=OFF >/dev/null
	cmake --build --preset release -j $(JOBS) --target earwitness
	tools/demo.sh $(EARWITNESS)

# Every test: the rooms' own, those that cross rooms, the browser's, the fuzzers' corpora; then, under the address and
# undefined-behaviour sanitizers, the rooms that read other people's bytes and their corpora (SANITIZE=0 leaves that out).
test:
	tools/install.sh build package python demo test
	cmake --preset release -Wno-dev -DEARWITNESS_TESTS=ON >/dev/null
	cmake --build --preset release -j $(JOBS)
	ctest --preset release
	if [ "$(SANITIZE)" != 0 ]; then $(MAKE) test-sanitized; fi

test-sanitized:
	cmake --preset asan-ubsan -Wno-dev >/dev/null
	cmake --build --preset asan-ubsan -j $(JOBS) --target sanitized_tests
	ctest --preset asan-ubsan -L sanitized

# Figures as ratios measured in one run: beside libxml2, Python's feedparser and `wc -w` (docs/performance.md).
bench:
	tools/install.sh build test develop
	cmake --preset bench -Wno-dev >/dev/null
	cmake --build --preset bench -j $(JOBS)
	bench/run.sh build/bench

# Each fuzzer for SECONDS (60) from its corpus.
fuzz:
	tools/install.sh build develop
	cmake --preset fuzz -Wno-dev >/dev/null
	cmake --build --preset fuzz -j $(JOBS)
	tools/fuzz.sh build/fuzz $(or $(SECONDS_EACH),60)

# What the findings are worth, on the development sets in ../shared/data (docs/accuracy.md).
accuracy: build
	cmake --build --preset release --target salience_rank
	tools/accuracy.sh $(EARWITNESS)

lint:
	tools/install.sh build test develop
	cmake --preset clang -Wno-dev >/dev/null
	tools/lint.sh build/clang

format:
	git ls-files '*.cc' '*.h' | xargs clang-format -i

clean:
	rm -rf build demo
