// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_values.h"
#include "core/base/json.h"

#include "core/base/value.h"
#include "core/segment/operators.h"

namespace postweave::segment::testing {

int pick(int count)
{
    // At its nominal size: at smaller ones rapidcheck would leave out most of the choices.
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, count));
}

bool chance(int percent)
{
    return pick(100) >= 100 - percent;
}

namespace {

const Texts kTypes{"text", "integer", "number", "boolean", "date", "datetime", "list"};
const Texts kTexts{"US", "us", "Straße", "STRASSE", "", "a b", "Ünï", "ﬁne", "FINE", "10", "2026-06-30", "x'\"%_\\"};
const Texts kItems{"vip", "VIP", "beta", "a,b", "é", "\"q\""};
const Texts kObjects{R"({"sku":"A","qty":2,"paid":true,"at":"2026-06-30"})",
                     R"({"sku":"a","qty":2.0,"paid":false,"at":"2026-07-01T12:00:00Z"})",
                     R"({"sku":"","qty":null,"at":"2026-02-30"})",
                     R"({"sku":"B","qty":10,"from":{"city":"Wien","floor":3},"at":"2026-06-30T22:00:00+02:00"})",
                     R"({"sku":7,"qty":"2","paid":[],"at":"2026-06-24T08:00:00"})",
                     R"({"sku":"B","qty":0.5,"from":{"city":"WIEN"},"paid":[1],"at":"2000-02-29"})",
                     R"({})"};
const Texts kFields{"sku", "qty", "paid", "at", "from.city", "from.floor", "from", "none"};
const Texts kPeriods{"today",      "yesterday",    "this_week",    "last_week", "this_month",
                     "last_month", "this_quarter", "last_quarter", "this_year", "last_year"};
const Texts kDays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
const Texts kDates{"2026-07-01", "2026-06-30", "2026-06-24", "2026-07-02", "2026-07-08",
                   "2000-02-29", "1999-06-30", "1990-07-05", "2026-05-31", "1969-12-31"};
const Texts kTimes{"2026-07-01T12:00:00Z",        "2026-07-01T12:00:00.000001Z", "2026-06-24T12:00:00Z",
                   "2026-06-24T11:59:59.999999Z", "2026-06-30T23:30:00Z",        "2026-07-01T03:59:59Z",
                   "2026-06-01T12:00:00Z",        "2026-05-02T00:00:00Z",        "2026-07-02T00:00:00Z",
                   "2026-06-30T22:00:00+02:00",   "1969-12-31T23:59:59.5Z",      "2000-02-29T06:00:00Z"};
const Texts kLocalTimes{"2026-07-01T00:00:00", "2026-06-30T20:00:00", "2026-06-24T08:00:00"};
const Texts kDurations{"P0D", "P1D", "P7D", "PT36H", "P30D", "P1M", "P2M3D", "P1Y", "P400D", "PT1S"};
const Texts kPatterns{"^[A-Z]+$", "ss", "a.b", "[0-9]{2}", "^$", "(US|FINE)", "ß"};

Json randomNumber(bool whole)
{
    const std::vector<Json> integers{0, 1, 2, 3, 10, -5, 30, std::int64_t{9007199254740993}};
    const std::vector<Json> reals{0.0, 0.5, 2.25, -5.5, 30.0, 1e15, 1e300};
    return whole ? oneOf(integers) : oneOf(reals);
}

Json randomList(const Texts& choices, int most)
{
    Json list = Json::array();
    for (int count = pick(most + 1); count > 0; --count) {
        list.push_back(oneOf(choices));
    }
    return list;
}

/// Text, objects, or both.
Json randomItems()
{
    constexpr int kMostItems = 3;
    Json list = chance(60) ? randomList(kItems, kMostItems) : Json::array();
    for (Json& object : randomList(kObjects, kMostItems)) {
        list.push_back(std::move(object));
    }
    return list;
}

Json randomLiteral(const std::string& type)
{
    if (type == "date" || type == "datetime") {
        const int kind = pick(3);
        return oneOf(kind == 0 ? kDates : kind == 1 ? kTimes : kLocalTimes);
    }
    if (type == "integer" || type == "number") {
        return randomNumber(chance(60));
    }
    return type == "list" ? Json(oneOf(kItems)) : randomValue(type);
}

/// A test of one field, of a kind of its own.
Json randomFieldTest()
{
    const Texts types{"text", "number", "boolean", "date"};
    const std::string type = oneOf(types);
    Json test = Json::object();
    test["field"] = oneOf(kFields);
    addTest(test, type);
    if (type == "text" && test.contains("value") && test["value"].is_string() && chance(60)) {
        test["field"] = "sku";
        test["value"] = chance(50) ? "A" : "B";
    }
    return test;
}

Json randomObjectTests()
{
    Json tests = Json::object();
    tests["where"] = Json::array();
    for (int count = pick(3); count > 0; --count) {
        tests["where"].push_back(randomFieldTest());
    }
    if (chance(30)) {
        tests["at_least"] = 2;
    }
    return tests;
}

} // namespace

const Texts& randomTypes()
{
    return kTypes;
}

std::string randomTime()
{
    return oneOf(kTimes);
}

std::string randomDuration()
{
    return oneOf(kDurations);
}

Json randomDays()
{
    Json days = Json::array();
    for (int count = 1 + pick(3); count > 0; --count) {
        days.push_back(oneOf(kDays));
    }
    return days;
}

Json randomValue(const std::string& type)
{
    if (type == "text") {
        return oneOf(kTexts);
    }
    if (type == "boolean") {
        return chance(50);
    }
    if (type == "date") {
        return oneOf(kDates);
    }
    if (type == "datetime") {
        return oneOf(kTimes);
    }
    return type == "list" ? randomItems() : randomNumber(type == "integer");
}

void addTest(Json& node, const std::string& type)
{
    const std::vector<Operator> operators = operatorsOf(valueTypeByName(type).value());
    const Operator op = oneOf(operators);
    node["op"] = nameOf(op);
    switch (operandShapeOf(op)) {
    case OperandShape::None:
        return;
    case OperandShape::Period:
        node["value"] = oneOf(kPeriods);
        return;
    case OperandShape::Weekdays:
        node["value"] = randomDays();
        return;
    case OperandShape::Objects:
        node["value"] = randomObjectTests();
        return;
    case OperandShape::Duration:
        node["value"] = oneOf(kDurations);
        return;
    case OperandShape::One:
        node["value"] = op == Operator::Matches ? Json(oneOf(kPatterns)) : randomLiteral(type);
        break;
    case OperandShape::Pair:
        node["value"] = Json::array({randomLiteral(type), randomLiteral(type)});
        break;
    case OperandShape::Many:
        node["value"] = Json::array();
        for (int count = chance(10) ? 30 : pick(4); count > 0; --count) {
            node["value"].push_back(randomLiteral(type));
        }
    }
    // RE2 and the judge's engine fold sharp s and ligatures differently.
    if ((type == "text" || type == "list") && op != Operator::Matches && chance(30)) {
        node["ignore_case"] = true;
    }
}

void addNumberTest(Json& node, bool whole)
{
    const Texts operators{"=", "!=", "in", "not_in", "<", "<=", ">", ">=", "between"};
    const std::string op = oneOf(operators);
    const auto number = [&] { return whole || chance(50) ? Json(pick(4)) : Json(0.5 * pick(12) - 1); };
    node["op"] = op;
    if (op == "between") {
        node["value"] = Json::array({number(), number()});
    } else if (op == "in" || op == "not_in") {
        node["value"] = Json::array();
        for (int count = pick(4); count > 0; --count) {
            node["value"].push_back(number());
        }
    } else {
        node["value"] = number();
    }
}

Json randomWindow()
{
    Json window = Json::object();
    switch (pick(5)) {
    case 4:
        window["calendar"] = oneOf(kPeriods);
        break;
    case 0:
        window["last"] = oneOf(kDurations);
        break;
    case 1:
        window["older_than"] = oneOf(kDurations);
        break;
    case 2:
        window["from"] = oneOf(pick(2) == 0 ? kTimes : kDates);
        break;
    default:
        window["to"] = oneOf(pick(2) == 0 ? kTimes : kLocalTimes);
    }
    if (window.contains("from") && chance(50)) {
        window["to"] = oneOf(kDates);
    }
    return window;
}

} // namespace postweave::segment::testing
