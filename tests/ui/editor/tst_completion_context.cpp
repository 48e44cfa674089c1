// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/completion.h"

#include <QTest>

using namespace postweave::ui::editor;
using Kind = CompletionContext::Kind;
Q_DECLARE_METATYPE(postweave::ui::editor::CompletionContext::Kind)

class TestCompletionContext : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsWhereTheCaretIs_data();
    void knowsWhereTheCaretIs();
};

void TestCompletionContext::knowsWhereTheCaretIs_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("prefix");
    const auto row = [](const char* before, Kind kind, const char* path, const char* prefix) {
        QTest::newRow(before) << QString::fromUtf8(before) << kind << QString::fromUtf8(path)
                              << QString::fromUtf8(prefix);
    };
    row("plain <b>text", Kind::None, "", "");
    row("{{ a }} text", Kind::None, "", "");
    row("{% if a %} text", Kind::None, "", "");
    row("{{ cu", Kind::Value, "", "cu");
    row("{{ customer.", Kind::Member, "customer", "");
    row("{{ customer.address.ci", Kind::Member, "customer.address", "ci");
    row("{{ customer.name | ", Kind::Filter, "", "");
    row("{{ customer.name | up", Kind::Filter, "", "up");
    row("{{ a | default: cust", Kind::Value, "", "cust");
    row("{% ", Kind::Tag, "", "");
    row("{%- el", Kind::Tag, "", "el");
    row("{% if cu", Kind::Value, "", "cu");
    row("{% if customer.segments contains '", Kind::Segment, "", "");
    row("{% if customer.segment == \"High en", Kind::Segment, "", "High en");
    row("{% if customer.country == 'U", Kind::Literal, "customer.country", "U");
    row("{% if customer.country!='U", Kind::Literal, "customer.country", "U");
    row("{% if customer.tags contains 'x", Kind::Literal, "customer.tags", "x");
    row("{% render 'foo", Kind::Partial, "", "foo");
    row("{% if did 'add", Kind::Event, "", "add");
    row("{{ 'a' | append: 'b", Kind::None, "", "b");
    row("{% liquid\n  ass", Kind::Tag, "", "ass");
    row("{% liquid\n  assign a = customer.na", Kind::Member, "customer", "na");
}

void TestCompletionContext::knowsWhereTheCaretIs()
{
    QFETCH(const QString, before);
    QFETCH(const Kind, kind);
    QFETCH(const QString, path);
    QFETCH(const QString, prefix);
    const CompletionContext context = completionContext(before.toStdString());
    QCOMPARE(static_cast<int>(context.kind), static_cast<int>(kind));
    QCOMPARE(QString::fromStdString(context.path), path);
    if (kind != Kind::None) {
        QCOMPARE(QString::fromStdString(context.prefix), prefix);
    }
}

QTEST_APPLESS_MAIN(TestCompletionContext)
#include "tst_completion_context.moc"
