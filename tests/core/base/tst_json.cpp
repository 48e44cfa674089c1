// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <QtTest>

using namespace postweave;

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void keysKeepTheirOrder()
    {
        const auto json = parseJson(R"({"b": 1, "a": [true, null, "x"]})");
        QVERIFY(json);
        QCOMPARE(toText(*json), std::string(R"({"b":1,"a":[true,null,"x"]})"));
    }

    void repeatedKeysAreErrorsWithTheirPath()
    {
        const auto json = parseJson(R"({"where": {"all": [{"op": "="}, {"op": "=", "op": "<"}]}})");
        QVERIFY(!json);
        QCOMPARE(json.error().code, ErrorCode::InvalidInput);
        QCOMPARE(json.error().where.path, std::string("$.where.all[1].op"));
    }

    void brokenTextNamesLineAndColumn()
    {
        const auto json = parseJson("{\n  \"a\": 1\n  \"b\": 2\n}");
        QVERIFY(!json);
        QCOMPARE(json.error().where.line, 3);
        QCOMPARE(json.error().where.column, 5);
        const auto cut = parseJson("{\"a\": [1, 2");
        QVERIFY(cut.error().message.find("too early") != std::string::npos);
    }

    void illFormedUtf8IsRefusedWithItsPlace()
    {
        const auto json = parseJson("{\"a\": \"\xff\"}");
        QVERIFY(!json);
        QCOMPARE(json.error().where.column, 8);
    }

    void depthIsBounded()
    {
        const std::string deep = std::string(5000, '[') + std::string(5000, ']');
        QCOMPARE(parseJson(deep).error().code, ErrorCode::LimitExceeded);
        QVERIFY(parseJson(deep, {1000, 1000}).error().code == ErrorCode::LimitExceeded);
        QVERIFY(parseJson(std::string(900, '[') + std::string(900, ']')));
    }

    void manyKeysAreReadInLinearTime()
    {
        std::string text = "{";
        for (int i = 0; i < 200'000; ++i) {
            text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
        }
        QCOMPARE(parseJson(text + "}")->size(), std::size_t{200'000});
    }

    void pathsQuoteKeysThatAreNoNames()
    {
        QCOMPARE(childPath("$", "op"), std::string("$.op"));
        QCOMPARE(childPath("$.a", "b c"), std::string("$.a[\"b c\"]"));
        QCOMPARE(childPath("$", std::size_t{2}), std::string("$[2]"));
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "tst_json.moc"
