// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/search_item.h"

#include <QTest>

using namespace postweave::ui;

namespace {

SearchItem named(const QString& title, const QString& detail = {})
{
    return {Icon::Home, title, detail, {}, {}, {}};
}

} // namespace

class TestSearchItem : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void betterPlacesScoreHigher()
    {
        const int whole = matchScore(QStringLiteral("data"), QStringLiteral("Data"));
        const int start = matchScore(QStringLiteral("dat"), QStringLiteral("Data"));
        const int word = matchScore(QStringLiteral("abandon"), QStringLiteral("Cart abandoners"));
        const int inside = matchScore(QStringLiteral("gage"), QStringLiteral("High engagement"));
        const int scattered = matchScore(QStringLiteral("hgm"), QStringLiteral("High engagement"));
        QVERIFY(whole > start && start > word && word > inside && inside > scattered && scattered > 0);
        QCOMPARE(matchScore(QStringLiteral("xyz"), QStringLiteral("High engagement")), 0);
        QCOMPARE(matchScore({}, QStringLiteral("High engagement")), 0);
    }

    void accentsAndCaseDoNotMatter()
    {
        QVERIFY(matchScore(QStringLiteral("chloe"), QStringLiteral("Chlo\u00e9 Martin")) > 0);
        QVERIFY(matchScore(QStringLiteral("CHLO\u00c9"), QStringLiteral("chloe martin")) > 0);
    }

    void bestComeFirstAndEqualsKeepTheirOrder()
    {
        const QList<SearchItem> items{named(QStringLiteral("New campaign")), named(QStringLiteral("Campaigns")),
                                      named(QStringLiteral("Old campaign")), named(QStringLiteral("Start"))};
        QStringList found;
        for (const SearchItem& item : bestMatches(QStringLiteral("camp"), items, 10)) {
            found.append(item.title);
        }
        QCOMPARE(found, QStringList({QStringLiteral("Campaigns"), QStringLiteral("New campaign"),
                                     QStringLiteral("Old campaign")}));
        QCOMPARE(bestMatches(QStringLiteral("camp"), items, 1).size(), 1);
    }

    void titleBeatsDetail()
    {
        const QList<SearchItem> items{named(QStringLiteral("First"), QStringLiteral("anna")),
                                      named(QStringLiteral("Anna"))};
        QCOMPARE(bestMatches(QStringLiteral("anna"), items, 5).first().title, QStringLiteral("Anna"));
    }
};

QTEST_APPLESS_MAIN(TestSearchItem)
#include "tst_search_item.moc"
