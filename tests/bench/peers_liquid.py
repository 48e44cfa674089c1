#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""peers_liquid.py: the peer lab's template engines beside ours, on the same e-mail in the same run.

bench_liquid has left its figures (liquid.json) and its 2,000 messages (liquid/out.postweave.txt) in build/release/
bench-data. The lab (../shared/bench) is copied into build/peers; a peer that is not installed is named and left out.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAB = ROOT.parent / "shared" / "bench"
COPY = ROOT / "build" / "peers"
MEASURED = ROOT / "build" / "release" / "bench-data"
DATA = MEASURED / "liquid"
PEERS_OF_NODE = ("liquidjs", "nunjucks", "handlebars")


def succeeds(*command, **options):
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options).returncode == 0
    except OSError:
        return False


def our_figures():
    """Medians: messages a second with one and two threads, parsing in milliseconds."""
    runs = {}
    for run in json.loads((MEASURED / "liquid.json").read_text())["benchmarks"]:
        if run.get("run_type", "iteration") == "iteration":
            runs.setdefault(run["name"].split("/repeats")[0], []).append(run)
    median = lambda name, key: statistics.median(run[key] for run in runs[name])
    return {"one": median("render/real_time/threads:1", "items_per_second"),
            "per_cpu": 1e6 / median("render/real_time/threads:1", "cpu_time"),
            "two": median("render/real_time/threads:2", "items_per_second"),
            "control": median("alone/real_time/threads:2", "items_per_second")
            / median("alone/real_time/threads:1", "items_per_second"),
            "html": median("render_html/real_time/threads:1", "items_per_second")
            if "render_html/real_time/threads:1" in runs else median("render_html/real_time", "items_per_second"),
            "parse": median("parse", "real_time") / 1000}


def install_node_peers(missing):
    """True if the lab's bench of node can run."""
    modules = COPY / "node" / "node_modules"
    if not shutil.which("node"):
        missing += [f"{peer} (no node)" for peer in PEERS_OF_NODE]
        return False
    if not all((modules / peer).is_dir() for peer in PEERS_OF_NODE):
        wanted = json.loads((COPY / "node" / "package.json").read_text())["dependencies"]
        packages = [f"{peer}@{wanted[peer]}" for peer in PEERS_OF_NODE]
        (COPY / "node" / "package.json").write_text('{"private": true}')
        (COPY / "node" / "package-lock.json").unlink(missing_ok=True)
        if not shutil.which("npm") or not succeeds("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *packages,
                                                   cwd=COPY / "node"):
            missing += [f"{peer} (npm could not install it)" for peer in PEERS_OF_NODE]
            shutil.copy(LAB / "node" / "package.json", COPY / "node" / "package.json")
            return False
    return True


def run_peers():
    """The lab's result lines, and the peers that are not here."""
    missing = []
    results = COPY / "results.jsonl"
    results.unlink(missing_ok=True)
    if succeeds("ruby", "-rliquid", "-e", "1"):
        succeeds("ruby", COPY / "liquid" / "bench.rb", DATA, results)
        if succeeds("ruby", "-rliquid", "-rliquid/c", "-e", "1"):
            succeeds("ruby", COPY / "liquid" / "bench.rb", DATA, results, env={**os.environ, "LIQUID_C": "1"})
        else:
            missing.append("ruby-liquid with liquid-c")
    else:
        missing += ["ruby-liquid", "ruby-liquid with liquid-c"]
    if install_node_peers(missing):
        succeeds("node", COPY / "liquid" / "bench.js", DATA, results)
    lines = results.read_text().splitlines() if results.exists() else []
    return [json.loads(line) for line in lines], missing


def agreement(peer):
    """Whether a peer's messages are ours, byte for byte."""
    theirs = DATA / f"out.{'ruby' if peer.startswith('ruby') else peer}.txt"
    if not theirs.exists():
        return "no output to compare"
    ours = (DATA / "out.postweave.txt").read_bytes().split(b"\n=====\n")
    other = theirs.read_bytes().split(b"\n=====\n")
    equal = sum(a == b for a, b in zip(ours, other))
    if equal == len(ours) == len(other):
        return f"all {equal:,} messages byte-equal to ours"
    dense = lambda text: [line for line in text.split(b"\n") if line.strip()]
    alike = sum(dense(a) == dense(b) for a, b in zip(ours, other))
    if alike == len(ours) == len(other):
        return f"all {alike:,} messages equal to ours but for blank lines"
    return f"{equal:,} of {len(ours):,} messages byte-equal to ours"


def main():
    if not (MEASURED / "liquid.json").exists() or not (DATA / "out.postweave.txt").exists():
        return
    ours = our_figures()
    results, missing = [], [f"every peer ({LAB} is not here)"]
    if LAB.is_dir():
        shutil.copytree(LAB, COPY, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "package*.json")
                        if (COPY / "node" / "node_modules").is_dir() else None)
        results, missing = run_peers()
    row = "{:<30}{:>12}{:>13}{:>10}{:>13}  {}".format
    print(row("engine, one thread", "messages/s", "a CPU second", "parse ms", "ours is", "output"))
    print(row("postweave", f"{ours['one']:,.0f}", f"{ours['per_cpu']:,.0f}", f"{ours['parse']:.3f}", "", ""))
    for result in sorted(results, key=lambda result: -result["emails_s"]):
        print(row(result["peer"], f"{result['emails_s']:,}", f"{result['per_cpu_s']:,}", f"{result['parse_ms']:.3f}",
                  f"{ours['one'] / result['emails_s']:.1f} times", agreement(result["peer"])))
    print(row("postweave, autoescape html", f"{ours['html']:,.0f}", "", "", "", ""))
    print(row("postweave, two threads", f"{ours['two']:,.0f}", "", "", f"{ours['two'] / ours['one']:.2f} times",
              f"as many as one thread; a loop that shares nothing: {ours['control']:.2f}"))
    for peer in missing:
        print(f"not installed: {peer}")


if __name__ == "__main__":
    sys.exit(main())
