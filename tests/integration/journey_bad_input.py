#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input is normal input: one clear line with place and mend, the promised exit status, the workspace unharmed."""
import hashlib
import pathlib
import signal
import sqlite3
import subprocess
import time

from postweave_cli import PROGRAM, Journey, run

CSV = "id,email,name,age\n1,a@x.example,Ann,30\n2,b@x.example,Bob,40\n"


class BadInputJourney(Journey):
    def setUp(self):
        super().setUp()
        self.call("workspace", "create", self.workspace)
        self.call("import", "profiles", self.workspace, self.write("good.csv", CSV))

    def refused(self, status, *arguments):
        self.call(*arguments, status=status)
        lines = self.error.rstrip("\n").split("\n")
        self.assertTrue(lines[0].startswith("error: "), self.error)
        return lines

    def profiles(self):
        return self.json("workspace", "info", self.workspace)["profiles"]

    def test_wrong_usage_says_what_is_right(self):
        for arguments in ([], ["segmen", "count"], ["segment", "count", self.workspace], ["segment", "count", self.workspace, "x", "--nov", "1"],
                          ["workspace", "info", self.workspace, "--json=1"], ["segment", "sql", "x.json", "--dialect", "oracle"],
                          ["segment", "count", self.workspace, "x", "--now", "yesterday"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(len(self.refused(2, *arguments)), 1)

    def test_bad_rows_are_rejected_with_line_and_reason(self):
        cases = {
            "cut.csv": "id,name\n3,ok\n4,\"cut",
            "few.csv": "id,name\n3,ok\n4\n",
            "many.csv": "id,name\n3,ok\n4,x,y\n",
            "nul.csv": "id,name\n3,ok\n4,x\0y\n",
            "nokey.csv": "id,name\n3,ok\n,x\n",
        }
        for name, content in cases.items():
            with self.subTest(name=name):
                result = self.json("import", "profiles", self.workspace, self.write(name, content))
                self.assertEqual((result["rows"], result["rejected"]), (2, 1))
                self.call("import", "profiles", self.workspace, self.folder / name, "--strict", status=1)
        self.assertEqual(self.profiles(), 3)

    def test_mixed_encodings_reject_the_odd_rows(self):
        path = self.folder / "mixed.csv"
        path.write_bytes("id,name\n3,Zoë\n5,Grüße\n".encode() + "4,Jürgen\n".encode("cp1252"))
        result = self.json("import", "profiles", self.workspace, path)
        self.assertEqual(result["rejected"], 1)
        self.assertEqual(self.json("profile", "show", self.workspace, "3")["attributes"]["name"], "Zoë")

    def test_other_encodings_are_understood(self):
        for index, encoding in enumerate(["utf-8-sig", "utf-16", "cp1252"]):
            path = self.folder / f"{encoding}.csv"
            path.write_bytes(f"id;name\n1{index};Jürgen\n".encode(encoding))
            self.call("import", "profiles", self.workspace, path)
            self.assertEqual(self.json("profile", "show", self.workspace, f"1{index}")["attributes"]["name"], "Jürgen", encoding)

    def test_a_broken_header_refuses_the_file(self):
        for content in ("", "id,name,NAME\n1,a,b\n", "id,\"name\n1,a\n"):
            with self.subTest(content=content):
                before = self.profiles()
                lines = self.refused(3, "import", "profiles", self.workspace, self.write("bad.csv", content))
                self.assertIn("bad.csv", lines[0])
                self.assertEqual(self.profiles(), before)

    def test_damaged_workspaces_are_named_and_not_touched(self):
        whole = pathlib.Path(self.workspace).read_bytes()
        newer = self.folder / "newer.postweave"
        newer.write_bytes(whole)
        with sqlite3.connect(newer) as database:
            database.execute("PRAGMA user_version = 9999")
        database.close()
        cases = {"text.postweave": b"this is no workspace\n" * 100, "empty.postweave": b"", "cut.postweave": whole[: len(whole) // 2],
                 "newer.postweave": newer.read_bytes()}
        other = self.folder / "other.db"
        with sqlite3.connect(other) as database:
            database.execute("CREATE TABLE t (x)")
        database.close()
        cases["other.postweave"] = other.read_bytes()
        for name, content in cases.items():
            with self.subTest(name=name):
                path = self.folder / name
                path.write_bytes(content)
                before = hashlib.sha256(content).hexdigest()
                self.assertEqual(len(self.refused(4, "workspace", "info", path)), 1)
                self.refused(4, "import", "profiles", path, self.folder / "good.csv")
                self.assertEqual(hashlib.sha256(path.read_bytes()).hexdigest(), before)

    def test_missing_things_are_status_3(self):
        self.refused(3, "workspace", "info", self.folder / "none.postweave")
        self.refused(3, "workspace", "create", self.workspace)
        self.refused(3, "import", "profiles", self.workspace, self.folder / "none.csv")
        self.refused(3, "segment", "count", self.workspace, "No such segment")
        self.refused(3, "profile", "show", self.workspace, "99")
        self.refused(3, "campaign", "export", self.workspace, "none", "--to", self.folder / "x", "--format", "eml")
        self.refused(5, "workspace", "create", self.folder / "no" / "such" / "folder" / "w.postweave")

    def test_unknown_attributes_name_their_path_and_the_nearest(self):
        path = self.segment("bad", {"all": [{"attribute": "name", "op": "=", "value": "Ann"}, {"attribute": "agee", "op": ">", "value": 3}]})
        line = self.refused(3, "segment", "count", self.workspace, path)[0]
        self.assertIn("$.where.all[1]", line)
        self.assertIn("age", line)
        self.refused(3, "segment", "save", self.workspace, path)
        self.assertEqual(self.call("segment", "list", self.workspace), "")

    def test_unclosed_tags_show_line_and_caret(self):
        path = self.write("t.liquid", "Hello\n{% if customer.name %}Hi {{ customer.name }}\n")
        lines = self.refused(3, "template", "render", path)
        self.assertRegex(lines[0], r"t\.liquid:\d+:\d+: ")
        self.assertIn("^", lines[2])

    def test_cyclic_segments_name_their_circle(self):
        self.call("segment", "save", self.workspace, self.segment("A", {"attribute": "age", "op": ">", "value": 1}))
        self.call("segment", "save", self.workspace, self.segment("B", {"segment": "A"}))
        line = self.refused(3, "segment", "save", self.workspace, self.segment("A", {"segment": "B"}))[0]
        self.assertIn("A", line)
        self.assertIn("B", line)

    def test_a_full_disk_is_status_5(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("/dev/full is missing")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "workspace", "info", self.workspace], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 5, done.stderr)

    def test_a_kill_leaves_the_first_rows(self):
        rows = 400_000
        path = self.write("many.csv", "id,name,age\n" + "".join(f"k{i:06},Name {i},{i % 90}\n" for i in range(rows)))
        process = subprocess.Popen([PROGRAM, "import", "profiles", self.workspace, str(path)])
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline and self.profiles() <= 2:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        count = self.profiles() - 2
        self.assertEqual(self.call("workspace", "verify", self.workspace), "sound\n")
        if 0 < count < rows:
            self.call("profile", "show", self.workspace, f"k{count - 1:06}")
            self.call("profile", "show", self.workspace, f"k{count:06}", status=3)
        result = self.json("import", "profiles", self.workspace, path)
        self.assertEqual(result["created"] + result["unchanged"], rows)
        self.assertEqual(self.profiles(), rows + 2)

    def test_interrupting_is_status_130(self):
        path = self.write("many.csv", "id,name,age\n" + "".join(f"k{i:06},Name {i},{i % 90}\n" for i in range(400_000)))
        process = subprocess.Popen([PROGRAM, "import", "profiles", self.workspace, str(path)], stderr=subprocess.PIPE)
        while process.poll() is None and self.profiles() <= 2:
            pass
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        error = process.communicate()[1].decode()
        self.assertIn(process.returncode, (0, 130), error)
        self.assertEqual(self.call("workspace", "verify", self.workspace), "sound\n")


if __name__ == "__main__":
    run()
