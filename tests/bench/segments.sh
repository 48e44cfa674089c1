#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Segments at full size beside DuckDB, where node finds @duckdb/node-api. Without a peer lab at ../shared/bench: our own
# data and segments, no peer.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
build=$PWD/build
program=$build/release/tests/bench/bench_segments
lab=../shared/bench
work=$build/bench-data
profiles=1000000 events=20000000

if [ ! -f "$lab/gen.cpp" ]; then
  mkdir -p "$work/own"
  exec "$program" --own "$work/own"
fi

data=$work/medium
if [ ! -f "$data/complete" ]; then
  echo "Generating $profiles profiles and $events events" >&2
  mkdir -p "$data"
  g++ -O3 -std=c++20 "$lab/gen.cpp" -o "$build/bench-gen"
  "$build/bench-gen" "$data" $profiles $events
  touch "$data/complete"
fi

# The lab's own program, copied, since it keeps its packages and results beside it.
peer=$build/bench-peer
results=$work/results/medium.jsonl
if command -v node >/dev/null && command -v npm >/dev/null; then
  mkdir -p "$peer/node"
  cp "$lab/util.js" "$lab/queries.js" "$peer"
  cp "$lab/node/package.json" "$lab/node/duckdb_bench.js" "$peer/node"
  cp "$lab/node/package-lock.json" "$peer/node" 2>/dev/null || true
  if [ ! -d "$peer/node/node_modules/@duckdb/node-api" ]; then
    (cd "$peer/node" && npm install --silent --no-audit --no-fund >/dev/null 2>&1) || true
  fi
fi
rm -f "$results"
if [ -d "$peer/node/node_modules/@duckdb/node-api" ]; then
  echo "Running DuckDB, tuned, 2 threads" >&2
  mkdir -p "$work/results"
  if [ ! -f "$data/duck.tuned.db" ]; then
    node "$peer/node/duckdb_bench.js" "$work" medium load tuned >/dev/null
    cp "$results" "$data/duck.import.jsonl"
    rm -f "$results"
  fi
  node "$peer/node/duckdb_bench.js" "$work" medium query tuned >/dev/null
  echo "peer: DuckDB, tuned, 2 threads; its import:"
  sed -n 's/.*"what":"\([a-z]*\)","s":\([0-9.]*\).*/  \1 \2 s/p' "$data/duck.import.jsonl"
else
  echo "peer: none; node with @duckdb/node-api is not installed"
fi
exec "$program" "$data" "$lab/segments" "$results"
