#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of objects, places, comparisons and the calendar from JSON Lines to members; the printed SQL, asked over row
tables that Python fills, is the judge."""
import hashlib
import json
import sqlite3

from postweave_cli import Journey, run

NOW = "2026-07-01T12:00:00Z"
PROFILES = [
    {"id": "anna", "lat": 48.2082, "lon": 16.3738, "ship": "Wien", "bill": "WIEN", "born": "1990-06-30",
     "orders": [{"sku": "A", "qty": 2, "to": {"city": "Wien"}}, {"sku": "B", "qty": 1}]},
    {"id": "bert", "lat": 48.8566, "lon": 2.3522, "ship": "Paris", "bill": "Wien", "born": "1985-07-04",
     "orders": [{"sku": "A", "qty": 1}, {"sku": "B", "qty": 7, "to": {"city": "Graz"}}]},
    {"id": "cleo", "ship": "Graz", "born": "2000-07-01", "orders": []},
    {"id": "émile", "lat": -17.5, "lon": 180, "bill": "Suva"},
]
EVENTS = [
    {"event_id": "1", "user_id": "anna", "type": "purchase", "time": "2026-06-29T10:00:00Z", "amount": 5.5,
     "items": [{"sku": "A", "qty": 5}]},
    {"event_id": "2", "user_id": "bert", "type": "purchase", "time": "2026-06-28T10:00:00Z", "amount": 7,
     "items": [{"sku": "B", "qty": 5}, {"sku": "A", "qty": 1}]},
    {"event_id": "3", "user_id": "bert", "type": "purchase", "time": "2026-05-01T10:00:00Z", "amount": 1},
]
BIG_A = {"where": [{"field": "sku", "op": "=", "value": "A"}, {"field": "qty", "op": ">=", "value": 2}]}
NEAR_VIENNA = {"latitude": "lat", "longitude": "lon", "from": {"latitude": 48.2, "longitude": 16.4}}
ASKED = [
    ({"attribute": "orders", "op": "has_object", "value": BIG_A}, ["anna"]),
    ({"attribute": "orders", "op": "has_no_object", "value": BIG_A}, ["bert", "cleo", "émile"]),
    ({"attribute": "orders", "op": "has_object", "value": {"where": [{"field": "to.city", "op": "=", "value": "graz", "ignore_case": True}]}}, ["bert"]),
    ({"event": "purchase", "where": [{"property": "items", "op": "has_object", "value": BIG_A}]}, ["anna"]),
    ({"attribute": "ship", "op": "=", "other": "bill", "ignore_case": True}, ["anna"]),
    ({"attribute": "ship", "op": "!=", "other": "bill"}, ["anna", "bert", "cleo", "émile"]),
    ({"distance": NEAR_VIENNA, "op": "<=", "value": 25}, ["anna"]),
    ({"distance": NEAR_VIENNA, "op": ">", "value": 1000}, ["bert", "émile"]),
    ({"event": "purchase", "within": {"calendar": "this_week"}}, ["anna"]),
    ({"event": "purchase", "within": {"calendar": "last_week"}}, ["bert"]),
    ({"event": "purchase", "day_of_week": ["monday", "friday"]}, ["anna", "bert"]),
    ({"attribute": "born", "op": "day_of_week", "value": ["saturday"]}, ["anna", "cleo"]),
    ({"attribute": "born", "op": "in_calendar", "value": "this_year"}, []),
    ({"score": "rfm_frequency", "op": ">", "value": 1}, ["bert"]),
    ({"score": "rfm", "op": "=", "value": 0}, ["cleo", "émile"]),
]


def bucket(seed, key):
    return int(hashlib.md5(f"{seed}:{key}".encode()).hexdigest()[:8], 16) % 10_000


def lists_of_text(values):
    return json.dumps([json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in values], ensure_ascii=False)


def microseconds(text):
    day, hour = int(text[8:10]), int(text[11:13])
    days = {"2026-06": 20_605, "2026-05": 20_574}[text[:7]] + day - 1
    return (days * 24 + hour) * 3_600_000_000


class Rows:
    """The documented row tables."""

    def __init__(self):
        self.database = sqlite3.connect(":memory:")
        self.database.create_function("casefold", 1, lambda text: None if text is None else text.casefold(), deterministic=True)
        self.database.create_function("bucket", 2, bucket, deterministic=True)
        self.database.execute("CREATE TABLE profile(key, lat, lon, ship, bill, born, orders)")
        self.database.execute("CREATE TABLE event(profile_key, type, at, properties)")
        for one in PROFILES:
            orders = lists_of_text(one["orders"]) if one.get("orders") else None
            self.database.execute("INSERT INTO profile VALUES(?, ?, ?, ?, ?, ?, ?)",
                                  (one["id"], one.get("lat"), one.get("lon"), one.get("ship"), one.get("bill"), one.get("born"), orders))
        for one in EVENTS:
            properties = {"amount": one["amount"]}
            if "items" in one:
                properties["items"] = json.loads(lists_of_text(one["items"]))
            self.database.execute("INSERT INTO event VALUES(?, ?, ?, ?)",
                                  (one["user_id"], one["type"], microseconds(one["time"]), json.dumps(properties, ensure_ascii=False)))

    def keys(self, sql, parameters=()):
        return [row[0] for row in self.database.execute(sql, parameters)]


class SegmentLanguageJourney(Journey):
    def setUp(self):
        super().setUp()
        lines = lambda rows: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        self.call("workspace", "create", self.workspace)
        self.call("import", "profiles", self.workspace, self.write("profiles.jsonl", lines(PROFILES)))
        self.call("import", "events", self.workspace, self.write("events.jsonl", lines(EVENTS)))

    def members(self, where):
        return self.call("segment", "members", self.workspace, self.segment("asked", where), "--now", NOW).splitlines()

    def test_members_are_as_expected_and_as_sql_finds_them(self):
        rows = Rows()
        for where, expected in ASKED:
            with self.subTest(where=where):
                self.assertEqual(self.members(where), expected)
                sql = self.json("segment", "sql", self.segment("asked", where), "--dialect", "sqlite", "--workspace", self.workspace, "--now", NOW)
                self.assertEqual(rows.keys(sql["sql"]), expected)
                self.assertEqual(rows.keys(sql["bound_sql"], sql["parameters"]), expected)

    def test_buckets_are_those_of_md5(self):
        for seed in ("spring", "autumn"):
            for low, high in ((0, 4999), (5000, 9999)):
                expected = [one["id"] for one in PROFILES if low <= bucket(seed, one["id"]) <= high]
                self.assertEqual(self.members({"bucket": seed, "op": "between", "value": [low, high]}), expected)

    def test_explanations_say_what_was_found(self):
        where = {"all": [ASKED[0][0], ASKED[4][0], ASKED[6][0], {"bucket": "spring", "op": ">=", "value": 0}]}
        told = self.json("segment", "explain", self.workspace, self.segment("asked", where), "--profile", "anna", "--now", NOW)
        self.assertTrue(told["member"])
        reasons = [node["because"] for node in told["nodes"]]
        self.assertIn("ship is Wien, and bill is WIEN", reasons)
        self.assertTrue(any(reason.endswith(" km away") for reason in reasons), reasons)
        self.assertIn(f"the bucket under 'spring' is {bucket('spring', 'anna')}", reasons)

    def test_faults_are_named_with_path_and_mend(self):
        for where, says in (
                ({"attribute": "orders", "op": "has_object", "value": {"where": [{"field": "sku", "op": "has", "value": "A"}]}},
                 "$.where.value.where[0].op: 'has' does not go with a field"),
                ({"attribute": "ship", "op": "<", "other": "lat"}, "$.where.op: '<' does not compare"),
                ({"event": "purchase", "within": {"calendar": "this_mont"}}, "did you mean 'this_month'?")):
            self.call("segment", "count", self.workspace, self.segment("wrong", where), status=3)
            self.assertIn(says, self.error)
            self.assertEqual(self.error.count("\n"), 1)


if __name__ == "__main__":
    run()
