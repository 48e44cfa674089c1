// SPDX-License-Identifier: GPL-3.0-or-later
// What is proposed of the objects in a list, whatever the objects are.
#include "core/audience/audience_builder.h"
#include "ui/segments/object_fields.h"

#include <QtTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace postweave;
using namespace postweave::ui::segments;

class TestObjectFields : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fieldsHaveTheTypeThatFitsThem();
    void numbersBeyondSixtyFourBitsAreNoWholeOnes();
    void anObjectOfManyFieldsIsCutShort();
    void anObjectThatIsTooLongIsLeftOut();

private:
    /// The fields of one list.
    const std::vector<ObjectFields::Field>& fieldsOf(TextList items);

    std::shared_ptr<const audience::Audience> m_audience;
    std::unique_ptr<ObjectFields> m_fields;
};

const std::vector<ObjectFields::Field>& TestObjectFields::fieldsOf(TextList items)
{
    audience::AudienceBuilder builder;
    const bool isSet = builder.addAttribute("orders", ValueType::List).has_value() &&
                       builder.setValue(builder.addProfile("a").value(), "orders", std::move(items)).has_value();
    if (!isSet) {
        std::abort();
    }
    m_audience = builder.build();
    m_fields = std::make_unique<ObjectFields>();
    return m_fields->of(m_audience->attribute("orders")->column);
}

void TestObjectFields::fieldsHaveTheTypeThatFitsThem()
{
    const auto& fields = fieldsOf({R"({"sku": "A", "qty": 2, "to": {"city": "Bonn"}, "on": "2026-01-02"})",
                                   R"({"sku": "B", "qty": 3.5, "on": "2026-02-03"})", "no object", R"({"sku": )"});
    std::vector<std::pair<std::string, ValueType>> found;
    for (const ObjectFields::Field& field : fields) {
        found.emplace_back(field.name, field.values->type());
    }
    const std::vector<std::pair<std::string, ValueType>> expected{
        {"sku", ValueType::Text}, {"qty", ValueType::Number}, {"on", ValueType::Date}, {"to.city", ValueType::Text}};
    QVERIFY(found == expected);
}

void TestObjectFields::numbersBeyondSixtyFourBitsAreNoWholeOnes()
{
    const auto& fields = fieldsOf({R"({"n": 18446744073709551615})"});
    QCOMPARE(fields.size(), std::size_t{1});
    QCOMPARE(fields.front().values->type(), ValueType::Number);
    QVERIFY(fields.front().values->value(0) == Value(18446744073709551615.0));
}

void TestObjectFields::anObjectOfManyFieldsIsCutShort()
{
    std::string object = "{";
    for (int i = 0; i < 20'000; ++i) {
        object += (i == 0 ? "\"f" : ",\"f") + std::to_string(i) + "\":1";
    }
    const auto& fields = fieldsOf({object + "}"});
    QVERIFY(!fields.empty() && fields.size() <= 200);
}

void TestObjectFields::anObjectThatIsTooLongIsLeftOut()
{
    const std::string text(std::size_t{2} << 20U, 'x');
    const auto& fields = fieldsOf({R"({"sku": "A"})", R"({"note": ")" + text + "\"}"});
    QCOMPARE(fields.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(fields.front().name), QByteArray("sku"));
}

QTEST_APPLESS_MAIN(TestObjectFields)
#include "tst_object_fields.moc"
