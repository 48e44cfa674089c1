// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/search_item_model.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<SearchItem> items(std::initializer_list<const char*> titles)
{
    QList<SearchItem> list;
    for (const char* title : titles) {
        const QString text = QString::fromLatin1(title);
        list.append({Icon::Home, text, {}, {}, {u"page"_s, text, 0}, {}});
    }
    return list;
}

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT

private:
    Appearance m_appearance{false};
    std::unique_ptr<QWidget> m_window;
    QLineEdit* m_field = nullptr;
    CommandPalette* m_palette = nullptr;
    QStringList m_asked;

    QString selected() const { return m_palette->results()->currentIndex().data().toString(); }
    QStringList shown() const
    {
        QStringList rows;
        const QAbstractItemModel* model = m_palette->results()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            rows << model->index(row, 0).data().toString();
        }
        return rows;
    }
    void press(Qt::Key key) { QTest::keyClick(m_palette->input(), key); }

private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 600);
        m_field = new QLineEdit(m_window.get());
        m_field->setGeometry(200, 8, 400, 32);
        m_window->show();
        m_palette = new CommandPalette(m_window.get());
        m_palette->addProvider(u"Pages"_s, [](const QString& text, int limit) {
            const auto all = items({"Start", "Segments", "Data"});
            return text.isEmpty() ? all : bestMatches(text, all, limit);
        });
        m_palette->addProvider(u"Commands"_s, [this](const QString& text, int limit) {
            m_asked << text;
            return bestMatches(text, items({"New segment", "Import"}), limit);
        });
        m_palette->openOver(m_field);
    }
    void cleanup() { m_window.reset(); }

    void opensInTheFieldsPlaceAndTakesTyping()
    {
        QVERIFY(m_palette->isVisible());
        QVERIFY(m_palette->width() >= m_field->width());
        QCOMPARE(m_palette->geometry().center().x(), m_field->mapToGlobal(m_field->rect().center()).x());
        QTRY_VERIFY(m_palette->input()->hasFocus());
        QVERIFY(m_palette->input()->text().isEmpty());
    }

    void offersBeforeAnythingIsTyped()
    {
        QCOMPARE(shown(), (QStringList{u"Pages"_s, u"Start"_s, u"Segments"_s, u"Data"_s}));
        QCOMPARE(selected(), u"Start"_s);
    }

    void findsInEveryGroupWhileTyping()
    {
        QTest::keyClicks(m_palette->input(), u"seg"_s);
        QCOMPARE(shown(), (QStringList{u"Pages"_s, u"Segments"_s, u"Commands"_s, u"New segment"_s}));
        QCOMPARE(selected(), u"Segments"_s);
        QCOMPARE(m_asked, (QStringList{u""_s, u"s"_s, u"se"_s, u"seg"_s}));
    }

    void blanksAroundWhatIsTypedDoNotMatter()
    {
        QTest::keyClicks(m_palette->input(), u"  data "_s);
        QCOMPARE(shown(), (QStringList{u"Pages"_s, u"Data"_s}));
    }

    void arrowsPassOverHeadingsAndStopAtTheEnds()
    {
        QTest::keyClicks(m_palette->input(), u"seg"_s);
        press(Qt::Key_Down);
        QCOMPARE(selected(), u"New segment"_s);
        press(Qt::Key_Down);
        QCOMPARE(selected(), u"New segment"_s);
        press(Qt::Key_Up);
        press(Qt::Key_Up);
        QCOMPARE(selected(), u"Segments"_s);
    }

    void returnChoosesAndCloses()
    {
        QSignalSpy chosen(m_palette, &CommandPalette::chosen);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QVERIFY(!m_palette->isVisible());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<SearchItem>().title, u"Segments"_s);
    }

    void aClickChooses()
    {
        QSignalSpy chosen(m_palette, &CommandPalette::chosen);
        QListView* list = m_palette->results();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(3, 0)).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<SearchItem>().title, u"Data"_s);
        QVERIFY(!m_palette->isVisible());
    }

    void aClickOnAHeadingChoosesNothing()
    {
        QSignalSpy chosen(m_palette, &CommandPalette::chosen);
        QListView* list = m_palette->results();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(chosen.count(), 0);
        QVERIFY(m_palette->isVisible());
    }

    void escapeChoosesNothing()
    {
        QSignalSpy chosen(m_palette, &CommandPalette::chosen);
        press(Qt::Key_Escape);
        QVERIFY(!m_palette->isVisible());
        QCOMPARE(chosen.count(), 0);
    }

    void nothingFoundChoosesNothing()
    {
        QSignalSpy chosen(m_palette, &CommandPalette::chosen);
        QTest::keyClicks(m_palette->input(), u"xyz"_s);
        QCOMPARE(shown(), QStringList());
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(m_palette->isVisible());
    }

    void opensAnewWithoutWhatWasTyped()
    {
        QTest::keyClicks(m_palette->input(), u"data"_s);
        press(Qt::Key_Escape);
        m_palette->openOver(m_field);
        QVERIFY(m_palette->input()->text().isEmpty());
        QCOMPARE(selected(), u"Start"_s);
    }

    void growsWithWhatItFinds()
    {
        const int tall = m_palette->height();
        QTest::keyClicks(m_palette->input(), u"xyz"_s);
        QVERIFY(m_palette->height() < tall);
    }

    void inputAndResultsAreNamed()
    {
        QVERIFY(!m_palette->input()->accessibleName().isEmpty());
        QVERIFY(!m_palette->results()->accessibleName().isEmpty());
    }

    void theModelIsWhole()
    {
        SearchItemModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(u"Empty groups have no heading"_s, {});
        model.append(u"Pages"_s, items({"Start", "Data"}));
        QCOMPARE(model.rowCount(), 0);
        model.publish();
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.isHeading(0) && !model.isHeading(1));
        QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsSelectable));
        QCOMPARE(model.itemAt(2)->title, u"Data"_s);
        QVERIFY(model.itemAt(-1) == nullptr && model.itemAt(3) == nullptr);
        model.clear();
        model.publish();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
