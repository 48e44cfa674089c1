#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Past moments, comparisons, forecasts, membership over time, what would let somebody in, and a file that was damaged; judged by SQL over the CSV."""
import csv
import sqlite3
import unittest

from postweave_cli import SHARED, Journey, Judge, run

CHINOOK = SHARED / "customers" / "chinook"
NOW = "2025-12-31T00:00:00Z"
MAPPING = {"format": "postweave.mapping/1", "kind": "events", "profile": "CustomerId", "type": {"value": "purchase"}, "time": "InvoiceDate",
           "id": "InvoiceLineId", "rest": "ignore",
           "properties": {"category": "Genre", "artist": "Artist", "amount": "UnitPrice"}}
RECENT = {"event": "purchase", "within": {"last": "P180D"}}
ROCK = {"event": "purchase", "where": [{"property": "category", "op": "=", "value": "Rock"}], "count": {"op": ">=", "value": 15}}
USA = {"attribute": "country", "op": "=", "value": "USA"}


@unittest.skipUnless(CHINOOK.is_dir(), f"{CHINOOK} is missing")
class SegmentTimeJourney(Journey):
    def setUp(self):
        super().setUp()
        self.judge = Judge()
        self.judge.load("customers", CHINOOK / "customers.csv")
        self.judge.load("lines", CHINOOK / "invoice_lines.csv")
        self.call("workspace", "create", self.workspace)
        self.call("import", "profiles", self.workspace, CHINOOK / "customers.csv", "--at", "2020-01-01")
        self.mapping = self.write("mapping.json", MAPPING)

    def import_lines(self, path=CHINOOK / "invoice_lines.csv"):
        return self.json("import", "events", self.workspace, path, "--mapping", self.mapping)

    def lines_file(self, name, condition):
        """The invoice lines of a condition as a file of their own."""
        rows = self.judge.database.execute(f"SELECT * FROM lines WHERE {condition}")
        path = self.folder / name
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([column[0] for column in rows.description])
            writer.writerows(rows)
        return path

    def buyers_since(self, since, until):
        return set(self.judge.column("SELECT DISTINCT CustomerId FROM lines WHERE InvoiceDate >= ? AND InvoiceDate <= ?", since, until))

    def test_comparisons_agree_with_sql(self):
        self.import_lines()
        rock = set(self.judge.column("SELECT CustomerId FROM lines WHERE Genre = 'Rock' GROUP BY CustomerId HAVING count(*) >= 15"))
        usa = set(self.judge.column("SELECT CustomerId FROM customers WHERE Country = 'USA'"))
        places = (self.workspace, self.segment("rock", ROCK), self.segment("usa", USA))
        found = self.json("segment", "compare", *places, "--now", NOW)
        self.assertEqual((found["both"], found["only_left"], found["only_right"]), (len(rock & usa), len(rock - usa), len(usa - rock)))
        for part, members in (("both", rock & usa), ("left", rock - usa), ("right", usa - rock)):
            self.assertEqual(self.call("segment", "compare", *places, "--now", NOW, "--members", part).split(), sorted(members))
        self.call("segment", "compare", *places, "--members", "none", status=2)

    def test_two_moments_agree_with_sql(self):
        self.import_lines()
        recent = self.segment("recent", RECENT)
        before = self.buyers_since("2024-12-31 00:00:00", "2025-06-29 00:00:00")
        after = self.buyers_since("2025-07-04 00:00:00", "2025-12-31 00:00:00")
        found = self.json("segment", "compare", self.workspace, recent, recent, "--at-a", "2025-06-29", "--at-b", "2025-12-31")
        self.assertEqual((found["both"], found["only_left"], found["only_right"]), (len(before & after), len(before - after), len(after - before)))
        self.assertEqual(self.call("segment", "members", self.workspace, recent, "--at", "2025-06-29").split(), sorted(before))

    def test_a_forecast_is_what_time_alone_does(self):
        self.import_lines()
        now = self.buyers_since("2025-01-01 00:00:00", "2025-06-30 00:00:00")
        later = self.buyers_since("2025-02-15 00:00:00", "2025-06-30 00:00:00")  # 45 days on, and nothing happened
        found = self.json("segment", "forecast", self.workspace, self.segment("recent", RECENT), "--now", "2025-06-30", "--until", "2025-08-14")
        self.assertEqual((found["count"], found["count_until"]), (len(now), len(later)))
        self.assertEqual(found["leaving"], sorted(now - later))
        self.assertEqual(found["entering"], [])
        self.call("segment", "forecast", self.workspace, self.segment("recent", RECENT), "--now", NOW, "--until", "2025-08-14", status=2)

    def test_a_past_moment_has_the_values_of_then(self):
        moved = self.write("moved.csv", "CustomerId,Country\n1,Portugal\n16,Canada\n999,USA\n")
        self.call("import", "profiles", self.workspace, moved, "--at", "2023-01-01")
        usa = self.segment("usa", USA)
        then = sorted(self.judge.column("SELECT CustomerId FROM customers WHERE Country = 'USA'"))
        self.assertEqual(self.call("segment", "members", self.workspace, usa, "--at", "2022-12-31").split(), then)
        self.assertEqual(self.call("segment", "members", self.workspace, usa).split(), sorted({*then, "999"} - {"16"}))
        self.assertEqual(self.call("segment", "count", self.workspace, self.segment("all", {"all": []}), "--at", "2019-12-31").strip(), "0")
        self.assertTrue(self.json("segment", "explain", self.workspace, usa, "--profile", "16", "--at", "2022-12-31")["member"])
        self.call("segment", "explain", self.workspace, usa, "--profile", "999", "--at", "2022-12-31", status=3)

    def test_history_says_who_came_and_went_and_why(self):
        self.import_lines(self.lines_file("first.csv", "InvoiceDate < '2025-07-01'"))
        self.call("segment", "save", self.workspace, self.segment("recent", RECENT))
        first = self.buyers_since("2025-01-02 00:00:00", "2025-06-30 23:59:59")
        refreshed = self.json("segment", "refresh", self.workspace, "recent", "--now", "2025-07-01")
        self.assertEqual((refreshed["segments"][0]["count"], refreshed["segments"][0]["first"]), (len(first), True))
        self.import_lines(self.lines_file("second.csv", "InvoiceDate >= '2025-07-01' AND InvoiceDate < '2025-10-01'"))
        second = self.buyers_since("2025-04-04 00:00:00", "2025-09-30 23:59:59")
        self.call("segment", "refresh", self.workspace, "--now", "2025-10-01")
        self.call("segment", "save", self.workspace, self.segment("recent", {"all": [RECENT, USA]}))
        third = second & set(self.judge.column("SELECT CustomerId FROM customers WHERE Country = 'USA'"))
        self.call("segment", "refresh", self.workspace, "recent", "--now", "2025-10-01")
        refreshes = self.json("segment", "history", self.workspace, "recent")["refreshes"]
        self.assertEqual([each["count"] for each in refreshes], [len(first), len(second), len(third)])
        self.assertEqual([each["version"] for each in refreshes], [1, 1, 2])
        self.assertEqual(refreshes[1]["entered"], [{"key": key, "reason": "data"} for key in sorted(second - first)])
        self.assertEqual(refreshes[1]["left"], [{"key": key, "reason": "time"} for key in sorted(first - second)])
        self.assertEqual(refreshes[2]["left"], [{"key": key, "reason": "definition"} for key in sorted(second - third)])
        self.call("segment", "refresh", self.workspace, "recent", "--now", "2025-09-01", status=2)

    def test_what_would_let_somebody_in_does(self):
        self.import_lines()
        segment = self.segment("asked", {"all": [{"attribute": "country", "op": "in", "value": ["USA", "Canada"]}, ROCK]})
        for key in ("1", "2", "17"):
            answer = self.json("segment", "explain", self.workspace, segment, "--profile", key, "--now", NOW)
            if answer["member"]:
                continue
            change = answer["to_enter"]
            self.assertTrue(change["possible"] and change["words"])
            rock = self.judge.number("SELECT count(*) FROM lines WHERE Genre = 'Rock' AND CustomerId = ?", key)
            country = self.judge.number("SELECT Country FROM customers WHERE CustomerId = ?", key)
            self.assertEqual(change["cost"], max(0, 15 - rock) + (country not in ("USA", "Canada")))
            for value in change["set"]:
                self.call("import", "profiles", self.workspace, self.write("set.csv", f"CustomerId,{value['attribute']}\n{key},{value['to']}\n"))
            events = "".join(f"{key},{event['event']},{NOW},{event['properties']['category']},more-{key}-{number}\n"
                             for event in change["add"] for number in range(event["count"]))
            self.call("import", "events", self.workspace, self.write("add.csv", "customer_id,type,at,category,event_id\n" + events))
            self.assertTrue(self.json("segment", "explain", self.workspace, segment, "--profile", key, "--now", NOW)["member"])

    def test_explanations_show_the_events(self):
        self.import_lines()
        node = self.json("segment", "explain", self.workspace, self.segment("rock", ROCK), "--profile", "1", "--now", NOW)["nodes"][0]
        rock = self.judge.column("SELECT InvoiceDate FROM lines WHERE Genre = 'Rock' AND CustomerId = '1' ORDER BY InvoiceDate")
        self.assertEqual((node["actual"], node["event_count"]), (len(rock), len(rock)))
        self.assertEqual([event["time"][:10] for event in node["events"]], [date[:10] for date in rock][-20:])
        self.assertTrue(all(event["properties"]["category"] == "Rock" for event in node["events"]))

    def test_check_finds_what_is_meant_otherwise(self):
        self.import_lines()
        cases = [
            ({"all": [USA, {"attribute": "country", "op": "=", "value": "Canada"}]}, "contradiction", "$.where", 0),
            ({"attribute": "country", "op": "=", "value": "Germny"}, "unknown-value", "$.where",
             self.judge.number("SELECT count(*) FROM customers WHERE Country = 'Germany'")),
            ({"attribute": "state", "op": "!=", "value": "CA"}, "negative-includes-missing", "$.where",
             self.judge.number("SELECT count(*) FROM customers WHERE State = ''")),
            ({"event": "purchase", "within": {"to": "2000-01-01"}}, "window-without-data", "$.where",
             self.judge.number("SELECT count(DISTINCT CustomerId) FROM lines")),
            ({"any": [{"not": USA}, {"attribute": "country", "op": "!=", "value": "Canada"}]}, "any-of-negatives", "$.where", 59),
        ]
        for where, rule, path, people in cases:
            with self.subTest(where=where):
                found = self.json("segment", "check", self.workspace, self.segment("asked", where), "--now", NOW, status=1)["findings"]
                self.assertIn((rule, path, people), [(each["rule"], each["path"], each["people"]) for each in found])
        self.assertEqual(self.call("segment", "check", self.workspace, self.segment("asked", {"all": [USA, ROCK]}), "--now", NOW), "")

    def test_a_damaged_chunk_is_told_of_and_can_be_imported_again(self):
        first = self.lines_file("first.csv", "InvoiceDate < '2025-06-01'")
        second = self.lines_file("second.csv", "InvoiceDate >= '2025-06-01'")
        self.import_lines(first)
        with sqlite3.connect(self.workspace) as database:
            chunks = {row[0] for row in database.execute("SELECT id FROM event_chunk")}
        self.import_lines(second)
        before = self.call("segment", "members", self.workspace, self.segment("rock", ROCK), "--now", NOW)
        with sqlite3.connect(self.workspace) as database:
            late = [row for row in database.execute("SELECT id, content FROM event_chunk") if row[0] not in chunks]
            for chunk, content in late:
                content = bytearray(content)
                content[len(content) // 2] ^= 0x40
                database.execute("UPDATE event_chunk SET content = ? WHERE id = ?", (bytes(content), chunk))
        database.close()
        lost = self.judge.number("SELECT count(*) FROM lines WHERE InvoiceDate >= '2025-06-01'")
        found = self.json("workspace", "verify", self.workspace, status=1)
        self.assertFalse(found["sound"])
        self.call("segment", "count", self.workspace, self.folder / "rock.json")
        self.assertIn("damaged", self.error)
        report = self.json("workspace", "repair", self.workspace, status=1)
        self.assertEqual([(each["type"], each["events"]) for each in report["lost_events"]], [("purchase", lost)])
        self.assertEqual(report["lost_events"][0]["first"][:10],
                         self.judge.number("SELECT min(InvoiceDate) FROM lines WHERE InvoiceDate >= '2025-06-01'")[:10])
        self.assertEqual([source["files"] for source in report["lost_events"][0]["sources"]], [[str(second)]])
        self.assertEqual(self.call("workspace", "verify", self.workspace), "sound\n")
        self.assertEqual(self.json("workspace", "info", self.workspace)["events"], 2240 - lost)
        self.assertEqual(self.json("import", "events", self.workspace, second, "--mapping", self.mapping)["created"], lost)
        self.assertEqual(self.call("segment", "members", self.workspace, self.folder / "rock.json", "--now", NOW), before)
        self.assertEqual(self.call("workspace", "repair", self.workspace), "sound, nothing to repair\n")


if __name__ == "__main__":
    run()
