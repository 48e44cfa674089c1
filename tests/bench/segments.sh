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
  rm -f "$data/duck.tuned.db"
  node "$peer/node/duckdb_bench.js" "$work" medium load tuned >/dev/null
  mv "$results" "$data/duck.import.jsonl"
  node "$peer/node/duckdb_bench.js" "$work" medium query tuned >/dev/null
  echo "peer: DuckDB, tuned, 2 threads; its import:"
  cat "$data/profiles.csv" "$data/events.csv" | wc -c | cat - "$data/duck.import.jsonl" | awk '
    NR == 1 { megabytes = $1 / 1e6; next }
    match($0, /"what":"[a-z]*"/) {
      what = substr($0, RSTART + 8, RLENGTH - 9); match($0, /"s":[0-9.]*/); seconds = substr($0, RSTART + 4, RLENGTH - 4)
      printf "  %s %s s\n", what, seconds; sum += seconds; plain += what == "recluster" ? 0 : seconds
    }
    END { printf "  together %.0f MB/s, %.0f with its events clustered\n", megabytes / plain, megabytes / sum }'
else
  echo "peer: none; node with @duckdb/node-api is not installed"
fi
sync # the peer's pages, so that ours do not wait for them
exec "$program" "$data" "$lab/segments" "$results"
