#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample workspace: as large as promised, the same on every machine, and with something to find in each part."""
import json

from postweave_cli import Journey, run

NOW = "2026-07-01T09:00:00Z"


class SampleJourney(Journey):
    def setUp(self):
        super().setUp()
        self.call("sample", "create", self.workspace, "--now", NOW)

    def test_it_is_as_large_as_promised(self):
        info = self.json("workspace", "info", self.workspace)
        self.assertEqual((info["profiles"], info["events"]), (20_000, 400_000))
        self.assertEqual((info["segments"], info["templates"], info["campaigns"]), (6, 3, 2))
        self.assertEqual(self.call("workspace", "verify", self.workspace), "sound\n")

    def test_every_segment_finds_some_but_not_all(self):
        for name in self.call("segment", "list", self.workspace).splitlines():
            count = int(self.call("segment", "count", self.workspace, name, "--now", NOW))
            self.assertTrue(20 < count < 12_000, f"{name}: {count}")

    def test_campaigns_export_without_a_failed_recipient(self):
        for name in self.call("campaign", "list", self.workspace).splitlines():
            folder = self.folder / name
            self.call("campaign", "export", self.workspace, name, "--to", folder, "--format", "jsonl", "--now", NOW)
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            self.assertGreater(manifest["counts"]["exported"], 50)
            reasons = {row["reason"] for row in manifest["left_out"]}
            self.assertFalse([reason for reason in reasons if "error" in reason], reasons)

    def test_the_same_moment_gives_the_same_people(self):
        again = str(self.folder / "again.postweave")
        self.call("sample", "create", again, "--now", NOW)
        for key in ("C00001", "C10000", "C20000"):
            self.assertEqual(self.call("profile", "show", self.workspace, key), self.call("profile", "show", again, key))
        first = self.call("segment", "members", self.workspace, "High engagement", "--now", NOW)
        self.assertEqual(first, self.call("segment", "members", again, "High engagement", "--now", NOW))

    def test_it_never_replaces_a_file(self):
        self.call("sample", "create", self.workspace, status=3)


if __name__ == "__main__":
    run()
