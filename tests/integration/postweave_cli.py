# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys share: the program, a folder of their own, the real data, SQL over CSV as the second opinion."""
import csv
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ.get("POSTWEAVE_CLI", "postweave-cli")
SHARED = pathlib.Path(os.environ.get("POSTWEAVE_SHARED_DATA", "../shared/data"))
SKIPPED = 77


class Journey(unittest.TestCase):
    """Each test has a folder of its own, gone afterwards."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="postweave-journey-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.workspace = str(self.folder / "w.postweave")

    def call(self, *arguments, status=0, **environment):
        """Runs the program and returns its standard output; any other exit status than expected fails the test."""
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env={**os.environ, **environment}, check=False)
        self.error = done.stderr.decode()
        self.assertEqual(done.returncode, status, f"{arguments}: {self.error}\n{done.stdout.decode(errors='replace')[:2000]}")
        return done.stdout.decode()

    def json(self, *arguments, **options):
        return json.loads(self.call(*arguments, "--json", **options))

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    def segment(self, name, where):
        return self.write(f"{name}.json", {"format": "postweave.segment/1", "name": name, "where": where})

    def count(self, where, now="2026-01-01T00:00:00Z"):
        return int(self.call("segment", "count", self.workspace, self.segment("asked", where), "--now", now))


class Judge:
    """A CSV file as a table of text in plain SQLite."""

    def __init__(self):
        self.database = sqlite3.connect(":memory:")

    def load(self, table, path):
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = csv.reader(file)
            names = next(rows)
            self.database.execute(f"CREATE TABLE {table} ({', '.join(f'[{name}] TEXT' for name in names)})")
            self.database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows)

    def number(self, sql, *parameters):
        return self.database.execute(sql, parameters).fetchone()[0]

    def column(self, sql, *parameters):
        return [row[0] for row in self.database.execute(sql, parameters)]


def run():
    """Runs the tests of the main module; a run in which everything was skipped says so to ctest."""
    outcome = unittest.main(exit=False, verbosity=2).result
    if not outcome.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if outcome.testsRun and len(outcome.skipped) == outcome.testsRun else 0)
