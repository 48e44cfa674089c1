#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates and their people: reach, diff, checks, what the predicates mean. The judge is SQL over the same CSV."""
import csv
import datetime
import json

from postweave_cli import Journey, Judge, run

NOW = "2026-07-01T09:00:00Z"
COUNTRIES = ["DE", "FR", "IT", "DE", "AT"]

SPRING = """<html><body>
{% if customer.country == 'DE' %}Hallo{% elif customer.country == 'FR' %}Bonjour{% else %}Hello{% endif %}
{% if customer.points >= 500 %}
  {% if customer.segment == 'Lately' %}<b>lately</b>{% endif %}
  {% if purchased 'Tea' in 30 days %}tea{% endif %}
{% endif %}
{% render 'foot', city: customer.city %}
{% if customer.points < 3 %}{% abort "too few points" %}{% endif %}
</body></html>
"""
FOOT = "{% if city %}{{ city }}{% else %}somewhere{% endif %}"


class TemplateJourney(Journey):
    def setUp(self):
        super().setUp()
        self.judge = Judge()
        people = self.folder / "people.csv"
        with open(people, "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["id", "email", "country", "points", "city", "last_purchase"])
            for i in range(2500):
                day = datetime.date(2026, 7, 1) - datetime.timedelta(days=i * 7 % 90)
                rows.writerow([f"k{i:05}", f"k{i}@mail.example", COUNTRIES[i * i % 5], i * 37 % 1000,
                               "" if i % 3 == 0 else f"City {i % 7}", day.isoformat()])
        events = self.folder / "events.csv"
        with open(events, "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["customer_id", "type", "at", "category"])
            for i in range(0, 2500, 4):
                day = datetime.date(2026, 7, 1) - datetime.timedelta(days=i % 60)
                rows.writerow([f"k{i:05}", "purchase", f"{day.isoformat()}T08:00:00Z", "Tea" if i % 8 == 0 else "Cups"])
        self.judge.load("people", people)
        self.judge.load("events", events)
        self.call("workspace", "create", self.workspace)
        self.call("import", "profiles", self.workspace, people)
        self.call("import", "events", self.workspace, events)
        self.call("segment", "save", self.workspace,
                  self.segment("Lately", {"attribute": "last_purchase", "op": "in_last", "value": "P30D"}))
        self.call("template", "save", self.workspace, self.write("spring.liquid.html", SPRING))
        self.call("template", "save", self.workspace, self.write("foot.liquid", FOOT))

    def people(self, where):
        return self.judge.number(f"SELECT count(*) FROM people WHERE {where}")

    def reach(self, *flags, **options):
        return self.json("template", "reach", self.workspace, "spring.liquid.html", "--now", NOW, *flags, **options)

    def test_every_branch_is_counted_as_sql_counts_it(self):
        reach = self.reach()
        self.assertEqual((reach["people"], reach["failed"]), (2500, 0))
        self.assertEqual(reach["aborted"], self.people("points + 0 < 3"))
        country, points, lately, tea, few, foot = reach["blocks"]
        counts = [branch["people"] for branch in country["branches"]]
        self.assertEqual(counts, [self.people("country = 'DE'"), self.people("country = 'FR'"),
                                  self.people("country NOT IN ('DE', 'FR')")])
        self.assertEqual([branch["words"] for branch in country["branches"]],
                         ["customer.country is 'DE'", "customer.country is 'FR'", "otherwise"])
        rich = "points + 0 >= 500"
        self.assertEqual(points["branches"][0]["people"], self.people(rich))
        self.assertEqual(points["none"], self.people(f"NOT {rich}"))
        recent = "last_purchase >= date('2026-07-01', '-30 days')"
        self.assertEqual(lately["branches"][0]["people"], self.people(f"{rich} AND {recent}"))
        self.assertEqual((lately["parent"], lately["line"]), (1, 4))
        drank = ("id IN (SELECT customer_id FROM events WHERE category = 'Tea' AND at BETWEEN '2026-06-01T09:00:00Z' "
                 "AND '2026-07-01T09:00:00Z')")
        self.assertEqual(tea["branches"][0]["people"], self.people(f"{rich} AND {drank}"))
        self.assertEqual(foot["partial"], "foot")
        self.assertEqual([branch["people"] for branch in foot["branches"]],
                         [self.people("city <> ''"), self.people("city = ''")])
        self.assertEqual(few["branches"][0]["people"], reach["aborted"])
        self.assertEqual(sum(combination["people"] for combination in reach["combinations"]), 2500)

    def test_the_witnesses_show_every_branch(self):
        reach = self.reach()
        wanted = {(i, n + 1) for i, block in enumerate(reach["blocks"])
                  for n, branch in enumerate(block["branches"]) if branch["people"]}
        shown = set()
        for key in reach["cover"]:
            one = self.segment("one", {"attribute": "email", "op": "=", "value": f"k{int(key[1:])}@mail.example"})
            alone = self.reach("--segment", one)
            self.assertEqual(alone["people"], 1)
            shown |= {(i, n + 1) for i, block in enumerate(alone["blocks"])
                      for n, branch in enumerate(block["branches"]) if branch["people"]}
        self.assertEqual(shown, wanted)
        self.assertEqual(reach["pairs"][:len(reach["cover"])], reach["cover"])

    def test_a_segment_and_threads_and_words(self):
        one = self.reach("--segment", "Lately", POSTWEAVE_THREADS="1")
        four = self.reach("--segment", "Lately", POSTWEAVE_THREADS="4")
        self.assertEqual(one, four)
        self.assertEqual(one["people"], int(self.call("segment", "count", self.workspace, "Lately", "--now", NOW)))
        text = self.call("template", "reach", self.workspace, "spring.liquid.html", "--now", NOW)
        self.assertIn("customer.country is 'FR'", text)
        self.assertIn("the customer purchased 'Tea' in the last 30 days", text)
        self.assertIn("show every branch", text)

    def test_what_a_predicate_means_is_the_workspace_s_to_say(self):
        self.assertEqual(self.json("workspace", "info", self.workspace)["predicates"]["purchased"],
                         {"event": "purchase", "properties": ["category", "item"]})
        before = self.reach()["blocks"][3]["branches"][0]["people"]
        self.call("workspace", "set", self.workspace, "purchased", "order: category")
        self.assertEqual(self.reach()["blocks"][3]["branches"][0]["people"], 0)
        self.call("workspace", "set", self.workspace, "purchased", "purch*: category")
        self.assertEqual(self.reach()["blocks"][3]["branches"][0]["people"], before)
        self.call("workspace", "set", self.workspace, "purchased", "default")
        self.assertEqual(self.json("workspace", "info", self.workspace)["predicates"]["purchased"]["event"], "purchase")
        self.call("workspace", "set", self.workspace, "purchsed", "x", status=2)
        self.assertIn("did you mean 'purchased'?", self.error)
        self.call("workspace", "set", self.workspace, "viewed", ":", status=3)

    def test_whose_message_another_version_changes(self):
        changed = SPRING.replace("Bonjour", "Salut").replace("points >= 500", "points >= 400").replace("too few", "few")
        self.call("template", "save", self.workspace, self.write("spring.liquid.html", changed))
        diff = self.json("template", "diff", self.workspace, "spring.liquid.html@1", "spring.liquid.html", "--now", NOW)
        self.assertEqual(diff["people"], 2500)
        self.assertEqual([change["before"]["line"] for change in diff["changes"]], [2, 3, 8])
        french, between = "country = 'FR'", "points + 0 >= 400 AND points + 0 < 500"
        few = "points + 0 < 3"
        expected = {(0,): self.people(f"{french} AND NOT ({between}) AND NOT ({few})"),
                    (1,): self.people(f"NOT {french} AND {between}"),
                    (0, 1): self.people(f"{french} AND {between}"), (2,): self.people(few)}
        self.assertEqual({tuple(kind["changes"]): kind["people"] for kind in diff["kinds"]},
                         {kind: count for kind, count in expected.items() if count})
        self.assertEqual(diff["changed"], sum(expected.values()))
        for kind in diff["kinds"]:
            person = f"id = '{kind['profile']}'"
            if kind["changes"] == [0]:
                self.assertEqual(self.people(f"{person} AND {french}"), 1)
        text = self.call("template", "diff", self.workspace, "spring.liquid.html@1", self.folder / "spring.liquid.html",
                         "--now", NOW, "--segment", "Lately")
        self.assertIn("people get another message", text)
        self.assertIn("- Bonjour", text)
        self.assertIn("+ Salut", text)
        same = self.json("template", "diff", self.workspace, "spring.liquid.html@1", "spring.liquid.html@1", "--now", NOW)
        self.assertEqual((same["changed"], same["kinds"]), (0, []))

    def test_what_cannot_be_found_or_read_says_where(self):
        self.call("template", "reach", self.workspace, "sprin.liquid.html", status=3)
        self.assertIn("did you mean 'spring.liquid.html'?", self.error)
        self.call("template", "diff", self.workspace, "spring.liquid.html@7", "spring.liquid.html", status=3)
        self.assertIn("has no version 7", self.error)
        broken = self.write("broken.liquid", "a\n{% if customer.points >> 3 %}b{% endif %}\n")
        self.call("template", "reach", self.workspace, broken, status=3)
        self.assertIn(f"{broken}:2:", self.error)
        self.assertIn("^", self.error)
        self.call("template", "reach", self.workspace, "spring.liquid.html", "--segment", "Latly", status=3)
        self.assertIn("did you mean 'Lately'?", self.error)

    def test_check_says_conditions_in_words_and_what_can_never_be(self):
        source = ("{% if customer.points > 5 %}a{% elsif customer.points > 10 %}b{% endif %}\n"
                  "{% if customer.points == '30' %}c{% endif %}{% if customer.country == 'D' %}d{% endif %}\n"
                  "{% assign unused = 1 %}")
        file = self.write("checked.liquid", source)
        check = self.json("template", "check", file, "--workspace", self.workspace, "--now", NOW, status=1)
        self.assertEqual([(found["rule"], found["line"]) for found in check["findings"]],
                         [("unreachable-branch", 1), ("type-mismatch", 2), ("unknown-value", 2), ("unused-assign", 3)])
        self.assertTrue(all(found["mend"] and found["column"] and found["severity"] for found in check["findings"]))
        self.assertEqual(check["blocks"][0]["branches"][1]["words"], "customer.points is more than 10")
        self.assertIn("customer.points is more than 10", self.call("template", "check", file, status=1))


if __name__ == "__main__":
    run()
