// SPDX-License-Identifier: GPL-3.0-or-later
// Room that is short is shared: buttons go to a further line, panes give way together.
#include "ui/base/appearance.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/pane_splitter.h"

#include <QPushButton>
#include <QTest>

using namespace postweave::ui;

class TestPaneLayout : public QObject {
    Q_OBJECT

private:
    Appearance m_appearance{false};

private Q_SLOTS:
    void buttonsThatWouldBeCutOffGoToAFurtherLine()
    {
        QWidget row;
        auto* flow = new FlowLayout(8, &row);
        QList<QPushButton*> buttons;
        for (const QString& words : {QStringLiteral("7 days"), QStringLiteral("30 days"), QStringLiteral("365 days")}) {
            buttons.append(new QPushButton(words));
            flow->addWidget(buttons.last());
        }
        const QSize whole = flow->sizeHint();
        QCOMPARE(flow->heightForWidth(whole.width()), whole.height());
        const int narrow = whole.width() - 1;
        QCOMPARE(flow->heightForWidth(narrow), 2 * whole.height() + 8);
        row.resize(narrow, flow->heightForWidth(narrow));
        row.show();
        for (const QPushButton* button : buttons) {
            QCOMPARE(button->size(), button->sizeHint());
            QVERIFY(row.rect().contains(button->geometry()));
        }
        QVERIFY(buttons[2]->y() > buttons[1]->y());
        QCOMPARE(buttons[2]->x(), buttons[0]->x());
        buttons[1]->hide(); // what is hidden takes no room
        QCOMPARE(flow->heightForWidth(narrow), whole.height());
    }

    void buttonsStandFromTheRightWhereOneReadsSo()
    {
        QWidget row;
        row.setLayoutDirection(Qt::RightToLeft);
        auto* flow = new FlowLayout(8, &row);
        auto* first = new QPushButton(QStringLiteral("7"));
        flow->addWidget(first);
        row.resize(400, 40);
        row.show();
        QCOMPARE(first->geometry().right(), row.rect().right());
    }

    void panesGiveWayTogether()
    {
        PaneSplitter panes;
        for (int i = 0; i < 3; ++i) {
            panes.addPane(new QWidget, i == 1 ? PaneWidth{400, 600} : PaneWidth{200, 300}, i == 1);
        }
        const int handles = 2 * panes.handleWidth();
        panes.resize(1400 + handles, 200);
        panes.show();
        QCOMPARE(panes.sizes(), (QList<int>{300, 800, 300}));
        panes.resize(1000 + handles, 200);
        QCOMPARE(panes.sizes(), (QList<int>{250, 500, 250}));
        panes.resize(800 + handles, 200);
        QCOMPARE(panes.sizes(), (QList<int>{200, 400, 200}));
    }

    void aHandleThatWasMovedStays()
    {
        PaneSplitter panes;
        panes.addPane(new QWidget, {200, 300});
        panes.addPane(new QWidget, {400, 600}, true);
        panes.resize(900 + panes.handleWidth(), 200);
        panes.show();
        QWidget* handle = panes.handle(1);
        QTest::mousePress(handle, Qt::LeftButton, {}, {0, 50});
        QTest::mouseMove(handle, {-60, 50});
        QTest::mouseRelease(handle, Qt::LeftButton, {}, {-60, 50});
        const int chosen = panes.sizes().first();
        QVERIFY(chosen < 300);
        panes.resize(1200, 200);
        QCOMPARE(panes.sizes().first(), chosen);
    }

    void wordsWrapAtBlanksOnlyAndEndWithAnEllipsis()
    {
        const QFont font = fontFor(TextRole::Body);
        const QString words = QStringLiteral("First name is set and not empty");
        const int width = textWidth(QStringLiteral("First name is"), font) + 2;
        const WrappedText two(words, font, width, 2);
        QCOMPARE(two.lines.size(), 2);
        QCOMPARE(two.lines[0], QStringLiteral("First name is"));
        QVERIFY(two.lines[1].startsWith(QStringLiteral("set")) && two.lines[1].endsWith(QChar(0x2026)));
        QCOMPARE(two.height(), 2 * two.lineHeight);
        QCOMPARE(WrappedText(words, font, 2000, 2).lines, QStringList{words});
        QCOMPARE(WrappedText(QStringLiteral("Unbreakable"), font, 20, 2).lines.size(), 1);
    }
};

QTEST_MAIN(TestPaneLayout)
#include "tst_pane_layout.moc"
