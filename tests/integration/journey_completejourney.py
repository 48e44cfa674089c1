#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A grocer's households and their baskets: 75,000 purchases, most of them of households that the profiles do not know."""
import json
import unittest

from postweave_cli import SHARED, Journey, Judge, run

GROCER = SHARED / "customers" / "completejourney"
NOW = "2018-01-01T00:00:00Z"
MAPPING = {"format": "postweave.mapping/1", "kind": "events", "profile": "household_id", "type": {"value": "purchase"},
           "time": "transaction_timestamp", "rest": "ignore",
           "properties": {"product": "product_id", "basket": "basket_id", "amount": "sales_value", "quantity": "quantity", "discount": "retail_disc"}}
KNOWN = "household_id IN (SELECT household_id FROM people)"


@unittest.skipUnless(GROCER.is_dir(), f"{GROCER} is missing")
class GrocerJourney(Journey):
    def setUp(self):
        super().setUp()
        self.judge = Judge()
        self.judge.load("people", GROCER / "demographics.csv")
        self.judge.load("baskets", GROCER / "transactions_sample.csv")
        self.call("workspace", "create", self.workspace)
        self.call("import", "profiles", self.workspace, GROCER / "demographics.csv", "--key", "household_id")
        self.result = self.json("import", "events", self.workspace, GROCER / "transactions_sample.csv", "--mapping", self.write("m.json", MAPPING))

    def test_purchases_of_strangers_are_rejected_with_that_reason(self):
        known = self.judge.number(f"SELECT count(*) FROM baskets WHERE {KNOWN}")
        self.assertEqual(self.result["rows"], 75000)
        self.assertEqual(self.result["rejected"], 75000 - known)
        self.assertEqual(self.result["created"] + self.result["duplicates"], known)
        self.call("import", "events", self.workspace, GROCER / "transactions_sample.csv", "--mapping", self.folder / "m.json", "--strict", status=1)

    def test_segments_agree_with_sql(self):
        sums = f"SELECT household_id, sum(round(sales_value * 100)) AS cents, count(*) AS n, max(transaction_timestamp) AS last FROM (SELECT DISTINCT household_id, product_id, basket_id, sales_value, quantity, retail_disc, transaction_timestamp FROM baskets WHERE {KNOWN}) GROUP BY household_id"
        cases = [
            ({"attribute": "age", "op": "in", "value": ["25-34", "35-44"]}, "SELECT count(*) FROM people WHERE age IN ('25-34', '35-44')"),
            ({"attribute": "income", "op": "starts_with", "value": "1"}, "SELECT count(*) FROM people WHERE income LIKE '1%'"),
            ({"event": "purchase", "count": {"op": ">=", "value": 50}}, f"SELECT count(*) FROM ({sums}) WHERE n >= 50"),
            ({"event": "purchase", "aggregate": {"fn": "sum", "property": "amount"}, "op": ">=", "value": 200.005},
             f"SELECT count(*) FROM ({sums}) WHERE cents >= 20000.5"),
            ({"event": "purchase", "which": "last", "within": {"from": "2017-12-01"}}, f"SELECT count(*) FROM ({sums}) WHERE last >= '2017-12-01'"),
            ({"all": [{"attribute": "kids_count", "op": "!=", "value": "0"},
                      {"event": "purchase", "within": {"last": "P30D"}, "count": {"op": "=", "value": 0}}]},
             "SELECT count(*) FROM people WHERE kids_count <> '0' AND household_id NOT IN (SELECT household_id FROM baskets WHERE transaction_timestamp >= '2017-12-02T00:00:00Z' AND transaction_timestamp <= '2018-01-01T00:00:00Z')"),
        ]
        for where, sql in cases:
            with self.subTest(where=where):
                self.assertEqual(self.count(where, NOW), self.judge.number(sql))

    def test_households_without_an_address_are_left_out_by_name(self):
        self.call("segment", "save", self.workspace, self.segment("Everybody", {"all": []}))
        self.write("t.liquid.html", "<p>{{ customer.age }}</p>")
        campaign = self.write("c.json", {"format": "postweave.campaign/1", "name": "c", "audience": {"segment": "Everybody"}, "template": "t.liquid.html",
                                         "subject": "Hi", "from": {"name": "Grocer", "email": "g@g.example"}})
        self.call("campaign", "export", self.workspace, campaign, "--to", self.folder / "out", "--format", "jsonl", "--now", NOW)
        manifest = json.loads((self.folder / "out" / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["counts"], {"audience": 801, "exported": 0, "left_out": 801})
        self.assertEqual(len(manifest["left_out"]), 801)
        self.assertIn("address", manifest["left_out"][0]["reason"])


if __name__ == "__main__":
    run()
