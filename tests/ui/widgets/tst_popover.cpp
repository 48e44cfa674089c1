// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/widgets/popover.h"

#include <QLabel>
#include <QPointer>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace postweave::ui;

class TestPopover : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Appearance> m_appearance;

    static Popover* opened(QWidget& anchor)
    {
        auto* popover = new Popover(&anchor);
        auto* content = new QLabel(QStringLiteral("content"));
        content->setMinimumSize(200, 120);
        popover->setContent(content);
        popover->openAt(&anchor);
        return popover;
    }
    static QRect boxOf(const Popover& popover)
    {
        const int margin = Popover::shadowMargin();
        return popover.geometry().adjusted(margin, margin, -margin, -margin);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(false);
        m_appearance->setMotionMode(MotionMode::Reduced);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void opensBelowItsAnchorAndNeverOverIt()
    {
        QWidget anchor;
        anchor.setGeometry(100, 100, 80, 26);
        anchor.show();
        const Popover* popover = opened(anchor);
        const QRect anchored(anchor.mapToGlobal(QPoint()), anchor.size());
        QVERIFY(boxOf(*popover).top() > anchored.bottom());
        delete popover;
    }

    void opensAboveWhereThereIsNoRoomBelow()
    {
        QWidget anchor;
        const QRect screen = anchor.screen()->availableGeometry();
        anchor.setGeometry(100, screen.bottom() - 60, 80, 26);
        anchor.show();
        const Popover* popover = opened(anchor);
        const QRect anchored(anchor.mapToGlobal(QPoint()), anchor.size());
        QVERIFY(boxOf(*popover).bottom() < anchored.top());
        delete popover;
    }

    void escapeCancelsAndThenCloses()
    {
        QWidget anchor;
        anchor.show();
        const QPointer<Popover> popover = opened(anchor);
        QStringList told;
        connect(popover, &Popover::cancelled, this, [&told] { told.append(QStringLiteral("cancelled")); });
        connect(popover, &Popover::closed, this, [&told] { told.append(QStringLiteral("closed")); });
        QTest::keyClick(popover.data(), Qt::Key_Escape);
        QCOMPARE(told, QStringList({QStringLiteral("cancelled"), QStringLiteral("closed")}));
        QTRY_VERIFY(!popover);
    }
};

QTEST_MAIN(TestPopover)
#include "tst_popover.moc"
