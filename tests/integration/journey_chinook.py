#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A music shop's real customers, from an empty workspace to a parsed-back campaign; counts judged by SQL over the CSV."""
import email
import email.policy
import json
import unittest

from postweave_cli import SHARED, Journey, Judge, run

CHINOOK = SHARED / "customers" / "chinook"
NOW = "2025-12-31T00:00:00Z"
MAPPING = {"format": "postweave.mapping/1", "kind": "events", "profile": "CustomerId", "type": {"value": "purchase"}, "time": "InvoiceDate",
           "id": "InvoiceLineId", "rest": "ignore",
           "properties": {"item": "Track", "category": "Genre", "artist": "Artist", "amount": "UnitPrice", "quantity": "Quantity"}}
TEMPLATE = """<html><body><p>Hello {{ customer.first_name | default: 'there' }} {{ customer.last_name }},</p>
{% if customer.country == 'Brazil' %}<p>Olá do Rio!</p>{% elsif customer.company %}<p>To all at {{ customer.company }}.</p>{% else %}<p>Just for you.</p>{% endif %}
<p><a href="https://shop.example/new?a=1&amp;b=2#top">New records</a></p>
<p><a href="https://shop.example/u?k={{ customer.key }}">Unsubscribe</a></p></body></html>"""
CAMPAIGN = {"format": "postweave.campaign/1", "name": "records", "audience": {"segment": "Rock buyers"},
            "exclude": [{"where": {"attribute": "country", "op": "=", "value": "France"}}], "template": "records.liquid.html",
            "subject": "{{ customer.first_name }}, Neues für {{ customer.city }} — grüße", "from": {"name": "Plattenladen Süd", "email": "shop@shop.example"},
            "utm": {"source": "news", "medium": "email", "campaign": "records"},
            "unsubscribe": {"url": "https://shop.example/u?k={{ customer.key }}", "mailto": "u@shop.example"}}
ROCK = {"event": "purchase", "where": [{"property": "category", "op": "=", "value": "Rock"}], "count": {"op": ">=", "value": 15}}


@unittest.skipUnless(CHINOOK.is_dir(), f"{CHINOOK} is missing")
class ChinookJourney(Journey):
    def setUp(self):
        super().setUp()
        self.judge = Judge()
        self.judge.load("customers", CHINOOK / "customers.csv")
        self.judge.load("lines", CHINOOK / "invoice_lines.csv")
        self.call("workspace", "create", self.workspace)
        self.imported = self.json("import", "profiles", self.workspace, CHINOOK / "customers.csv")
        self.lines = self.json("import", "events", self.workspace, CHINOOK / "invoice_lines.csv", "--mapping", self.write("mapping.json", MAPPING))

    def rock_buyers(self, *columns):
        return self.judge.database.execute(
            f"SELECT {', '.join(columns)} FROM customers WHERE Country <> 'France' AND CustomerId IN "
            "(SELECT CustomerId FROM lines WHERE Genre = 'Rock' GROUP BY CustomerId HAVING count(*) >= 15)").fetchall()

    def prepare_campaign(self):
        self.call("segment", "save", self.workspace, self.segment("Rock buyers", ROCK))
        self.write("records.liquid.html", TEMPLATE)
        self.call("template", "save", self.workspace, self.folder / "records.liquid.html")
        return self.write("campaign.json", CAMPAIGN)

    def export(self, format, folder, **environment):
        target = self.folder / folder
        self.call("campaign", "export", self.workspace, self.folder / "campaign.json", "--to", target, "--format", format, "--now", NOW, **environment)
        return target

    def test_everything_is_imported_once(self):
        self.assertEqual((self.imported["created"], self.imported["rejected"]), (59, 0))
        self.assertEqual((self.lines["created"], self.lines["rejected"]), (2240, 0))
        again = self.json("import", "profiles", self.workspace, CHINOOK / "customers.csv")
        self.assertEqual((again["created"], again["updated"], again["unchanged"]), (0, 0, 59))
        again = self.json("import", "events", self.workspace, CHINOOK / "invoice_lines.csv", "--mapping", self.folder / "mapping.json")
        self.assertEqual((again["created"], again["duplicates"]), (0, 2240))
        info = self.json("workspace", "info", self.workspace)
        self.assertEqual((info["profiles"], info["events"]), (59, 2240))
        self.assertEqual(self.call("workspace", "verify", self.workspace), "sound\n")

    def test_profiles_show_what_the_file_says(self):
        shown = self.json("profile", "show", self.workspace, "1")
        self.assertEqual(shown["email"], "luisg@embraer.com.br")
        self.assertEqual(shown["attributes"]["first_name"], "Luís")
        self.assertEqual(shown["attributes"]["support_rep_id"], 3)
        self.assertEqual(self.json("profile", "show", self.workspace, "LUISG@embraer.com.br"), shown)
        self.assertNotIn("company", self.json("profile", "show", self.workspace, "2")["attributes"])

    def test_segments_agree_with_sql(self):
        cases = [
            ({"attribute": "country", "op": "in", "value": ["USA", "Canada"]}, "SELECT count(*) FROM customers WHERE Country IN ('USA', 'Canada')"),
            ({"attribute": "company", "op": "is_not_set"}, "SELECT count(*) FROM customers WHERE Company = ''"),
            ({"attribute": "state", "op": "!=", "value": "CA"}, "SELECT count(*) FROM customers WHERE State <> 'CA'"),
            ({"attribute": "first_name", "op": "contains", "value": "É", "ignore_case": True},
             "SELECT count(*) FROM customers WHERE FirstName LIKE '%é%' OR FirstName LIKE '%É%'"),
            (ROCK, "SELECT count(*) FROM (SELECT 1 FROM lines WHERE Genre = 'Rock' GROUP BY CustomerId HAVING count(*) >= 15)"),
            ({"event": "purchase", "aggregate": {"fn": "sum", "property": "amount"}, "op": ">", "value": 40},
             "SELECT count(*) FROM (SELECT 1 FROM lines GROUP BY CustomerId HAVING round(sum(UnitPrice), 2) > 40)"),
            ({"event": "purchase", "aggregate": {"fn": "distinct", "property": "artist"}, "op": ">=", "value": 20},
             "SELECT count(*) FROM (SELECT 1 FROM lines GROUP BY CustomerId HAVING count(DISTINCT Artist) >= 20)"),
            ({"event": "purchase", "which": "last", "within": {"older_than": "P180D"}},
             "SELECT count(*) FROM (SELECT max(InvoiceDate) AS last FROM lines GROUP BY CustomerId) WHERE last < datetime('2025-12-31', '-180 days')"),
            ({"event": "purchase", "within": {"last": "P6M"}, "count": {"op": "=", "value": 0}},
             "SELECT 59 - count(DISTINCT CustomerId) FROM lines WHERE InvoiceDate >= '2025-06-30 00:00:00' AND InvoiceDate <= '2025-12-31 00:00:00'"),
        ]
        for where, sql in cases:
            with self.subTest(where=where):
                self.assertEqual(self.count(where, NOW), self.judge.number(sql))

    def test_members_and_explanations_name_people(self):
        members = self.call("segment", "members", self.workspace, self.segment("rock", ROCK), "--now", NOW).split()
        wanted = self.judge.column("SELECT CustomerId FROM lines WHERE Genre = 'Rock' GROUP BY CustomerId HAVING count(*) >= 15")
        self.assertEqual(members, sorted(wanted))
        inside = self.json("segment", "explain", self.workspace, self.folder / "rock.json", "--profile", members[0], "--now", NOW)
        self.assertTrue(inside["member"])
        outsider = next(key for key in self.judge.column("SELECT CustomerId FROM customers") if key not in members)
        outside = self.json("segment", "explain", self.workspace, self.folder / "rock.json", "--profile", outsider, "--now", NOW)
        self.assertFalse(outside["member"])
        self.assertTrue(outside["nodes"][0]["because"])

    def test_exported_messages_read_back(self):
        self.prepare_campaign()
        wanted = {row[0]: row for row in self.rock_buyers("CustomerId", "FirstName", "LastName", "Email", "City")}
        folder = self.export("eml", "eml")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["counts"]["exported"], len(wanted))
        self.assertEqual({path.stem for path in (folder / "messages").iterdir()}, set(wanted))
        for key, (_, first, last, address, city) in wanted.items():
            message = email.message_from_bytes((folder / "messages" / f"{key}.eml").read_bytes(), policy=email.policy.default)
            self.assertEqual(message["Subject"], f"{first}, Neues für {city} — grüße")
            # An address with letters outside ASCII stands as UTF-8 (RFC 6532), which Python keeps as raw bytes.
            self.assertEqual(message["To"].addresses[0].addr_spec.encode("utf-8", "surrogateescape").decode(), address)
            self.assertEqual(message["From"].addresses[0].display_name, "Plattenladen Süd")
            self.assertIn(f"Hello {first} {last},", message.get_body(("html",)).get_content())
            self.assertIn(f"Hello {first} {last},", message.get_body(("plain",)).get_content())
            self.assertIn("utm_campaign=records", message.get_body(("html",)).get_content())
            self.assertIn(f"<https://shop.example/u?k={key}>", message["List-Unsubscribe"])
            self.assertEqual(list(message.defects), [])

    def test_every_format_holds_the_same_people(self):
        self.prepare_campaign()
        wanted = sorted(row[0] for row in self.rock_buyers("CustomerId"))
        lines = (self.export("jsonl", "jsonl") / "messages.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual([json.loads(line)["key"] for line in lines], wanted)
        rows = (self.export("csv", "csv") / "audience.csv").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(rows), len(wanted) + 1)
        self.assertIn("block:2", rows[0])
        mbox = (self.export("mbox", "mbox") / "messages.mbox").read_bytes()
        self.assertEqual(mbox.count(b"\nFrom ") + 1, len(wanted))

    def test_exports_are_the_same_whatever_the_environment(self):
        self.prepare_campaign()
        first = self.export("eml", "one", POSTWEAVE_THREADS="1", TZ="UTC")
        second = self.export("eml", "two", POSTWEAVE_THREADS="5", TZ="Asia/Tokyo", LC_ALL="C")
        for path in sorted(first.rglob("*")):
            if path.is_file():
                self.assertEqual(path.read_bytes(), (second / path.relative_to(first)).read_bytes(), path.name)

    def test_a_finished_export_is_not_overwritten(self):
        self.prepare_campaign()
        target = self.export("jsonl", "out")
        before = (target / "manifest.json").read_bytes()
        self.call("campaign", "export", self.workspace, self.folder / "campaign.json", "--to", target, "--format", "eml", "--now", NOW, status=3)
        self.assertEqual((target / "manifest.json").read_bytes(), before)
        self.call("campaign", "export", self.workspace, self.folder / "campaign.json", "--to", target, "--format", "eml", "--now", NOW, "--force")
        self.assertTrue((target / "messages").is_dir())


if __name__ == "__main__":
    run()
