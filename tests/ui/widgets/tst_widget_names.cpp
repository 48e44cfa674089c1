// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/base/number_format.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/combinator_pill.h"
#include "ui/widgets/condition_chip.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/switch.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QLocale>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace postweave;
using namespace postweave::ui;

namespace {

QString nameOf(QWidget& widget)
{
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

} // namespace

class TestWidgetNames : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(false);
        setNumberLocale(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void paintedWidgetsSayWhatTheyShow()
    {
        Badge badge(QStringLiteral("3 to look at"), Tone::Warning);
        QCOMPARE(nameOf(badge), QStringLiteral("3 to look at"));
        CountBar bar;
        bar.setShares(CountShares::of(61212, 12480, 100000));
        QCOMPARE(nameOf(bar), QStringLiteral("61.2\u00A0%, of them in the segment 12.5\u00A0%"));
        CombinatorPill pill;
        pill.setCombinator(Combinator::AtLeast, 2, 3);
        QCOMPARE(nameOf(pill), QStringLiteral("AT LEAST 2 of, so many must hold"));
        ConditionChip chip(ConditionChip::Kind::Attribute, QStringLiteral("Country"));
        QCOMPARE(nameOf(chip), QStringLiteral("Country"));
        Switch control(QStringLiteral("Newsletter"));
        QCOMPARE(nameOf(control), QStringLiteral("Newsletter"));
        SearchField field(QStringLiteral("Filter segments"));
        QCOMPARE(nameOf(field), QStringLiteral("Filter segments"));
    }

    void iconButtonsHaveTooltipAndName()
    {
        PaneHeader header(QStringLiteral("Segments"));
        QToolButton* add = header.addAction(Icon::Plus, QStringLiteral("New segment"));
        QCOMPARE(nameOf(*add), QStringLiteral("New segment"));
        QCOMPARE(add->toolTip(), QStringLiteral("New segment"));
        QVERIFY(add->focusPolicy() & Qt::TabFocus);
    }

    void stepperDescribesTheChosenStep()
    {
        Stepper stepper;
        stepper.setSteps({{QStringLiteral("Audience"), QStringLiteral("22,492 people"), Step::State::Done},
                          {QStringLiteral("Checks"), QStringLiteral("1 to mend"), Step::State::Warning}});
        stepper.setCurrent(1);
        QCOMPARE(stepper.accessibleDescription(), QStringLiteral("Step 2 of 2: Checks, 1 to mend"));
    }

    void errorsAreNamedByTheirTitle()
    {
        ErrorPresenter presenter;
        presenter.present(QStringLiteral("spring.postweave could not be opened"),
                          Error{ErrorCode::WorkspaceDamaged,
                                "page 12 contradicts its checksum; restore a copy",
                                {"spring.postweave", 0, 0, {}}});
        QCOMPARE(nameOf(presenter), QStringLiteral("spring.postweave could not be opened"));
        QCOMPARE(presenter.words(), QStringLiteral("Page 12 contradicts its checksum; restore a copy."));
    }

    void everyFocusableChildOfCompositesHasAName()
    {
        EmptyState empty(QStringLiteral("A segment is a question about people"), QStringLiteral("Say who you mean."));
        empty.setPrimary(QStringLiteral("New segment"), Icon::Plus, QStringLiteral("Ctrl N"));
        empty.setStarters(QStringLiteral("Or begin with one that fits your data"),
                          {{Icon::Cart, QStringLiteral("Lapsed buyers"), QStringLiteral("bought before"), {}, {}, {}}});
        ErrorPresenter presenter;
        presenter.present(QStringLiteral("Title"), QStringLiteral("Words"), QStringLiteral("Details"));
        int seen = 0;
        for (QWidget* root : {static_cast<QWidget*>(&empty), static_cast<QWidget*>(&presenter)}) {
            for (auto* button : root->findChildren<QAbstractButton*>()) {
                ++seen;
                QVERIFY2(!nameOf(*button).isEmpty(), button->metaObject()->className());
            }
        }
        QCOMPARE(seen, 4);
    }
};

QTEST_MAIN(TestWidgetNames)
#include "tst_widget_names.moc"
