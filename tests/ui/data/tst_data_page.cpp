// SPDX-License-Identifier: GPL-3.0-or-later
// The page by mouse and keyboard, over a real workspace.
#include "tests/ui/base/open_session.h"
#include "ui/base/appearance.h"
#include "ui/base/file_question.h"
#include "ui/base/number_format.h"
#include "ui/base/status_jobs.h"
#include "ui/data/data_page.h"
#include "ui/data/import_panel.h"
#include "ui/data/mapping_model.h"
#include "ui/data/mapping_view.h"
#include "ui/data/overview_panel.h"
#include "ui/data/profile_panel.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/stepper.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QUndoStack>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::data;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;

class TestDataPage : public QObject {
    Q_OBJECT

private:
    Appearance m_appearance{false};
    std::unique_ptr<OpenSession> m_open;
    std::unique_ptr<StatusJobs> m_jobs;
    std::unique_ptr<DataPage> m_page;
    QWidget* m_widget = nullptr;
    QString m_answer;

    ImportPanel* panel() const { return m_widget->findChild<ImportPanel*>(); }
    MappingView* mapping() const { return m_widget->findChild<MappingView*>(); }
    Stepper* stepper() const { return panel()->findChild<Stepper*>(); }
    QString figure(const QString& name) const { return named<Label>(m_widget, name)->text(); }
    QTableView* table(const QString& name) const { return named<QTableView>(m_widget, name); }
    QString shown(const QString& name, int row, int column) const
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    void click(QPushButton* button)
    {
        QVERIFY(button != nullptr && button->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kPatience);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void show()
    {
        m_page = std::make_unique<DataPage>(m_open->session, *m_jobs);
        m_widget = m_page->widget();
        m_widget->resize(1364, 824);
        m_widget->show();
        m_widget->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_widget));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), kPatience);
    }
    /// To the columns step, by clicks.
    void choose(const QString& name, const QByteArray& content, int kind = 0)
    {
        m_answer = m_open->write(name, content);
        click(saying<QPushButton>(m_widget, u"Import…"_s));
        if (kind > 0) {
            auto* kinds = named<SegmentedControl>(panel(), u"What the file holds"_s);
            QTest::keyClick(kinds, Qt::Key_Right);
            QTRY_COMPARE(kinds->current(), kind);
        }
        click(saying<QPushButton>(panel(), u"Choose a file…"_s));
        QTRY_VERIFY_WITH_TIMEOUT(mapping()->isVisible() && m_page->isSettled(), kPatience);
    }
    void import()
    {
        click(saying<QPushButton>(panel(), u"Import"_s));
        QTRY_VERIFY_WITH_TIMEOUT(saying<QPushButton>(panel(), u"Import another file"_s) != nullptr, kPatience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance.setMotionMode(MotionMode::Reduced);
        setFileAsker([this](QWidget*, const FileQuestion&, const FileAnswer& answer) { answer(m_answer); });
    }
    void cleanupTestCase() { setFileAsker({}); }
    void init()
    {
        m_open = std::make_unique<OpenSession>();
        m_jobs = std::make_unique<StatusJobs>();
        QVERIFY(m_open->create());
    }
    void cleanup()
    {
        m_page.reset();
        m_jobs.reset();
        m_open.reset();
    }

    void anEmptyWorkspaceSaysWhatThePageIsFor()
    {
        show();
        QCOMPARE(figure(u"People"_s), u"0"_s);
        QCOMPARE(figure(u"Completeness"_s), u"–"_s);
        QVERIFY(!table(u"What was imported"_s)->isVisible());
    }

    void peopleComeInByClicks()
    {
        show();
        choose(u"people.csv"_s, "id,first_name,country\n1,Anna,US\n2,Ben,CA\n3,Chloé,\n");
        QCOMPARE(stepper()->current(), 1);
        QCOMPARE(stepper()->steps()[0].words, u"people.csv"_s);
        QCOMPARE(shown(u"The first rows of the file"_s, 2, 2), u"Chloé"_s);
        import();
        QCOMPARE(stepper()->current(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_open->session.summary().profiles, std::uint64_t{3}, kPatience);
        click(saying<QPushButton>(panel(), u"Back to the overview"_s));
        QTRY_COMPARE_WITH_TIMEOUT(figure(u"People"_s), u"3"_s, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(table(u"How far each attribute is filled in"_s)->model()->rowCount(), 2, kPatience);
        QCOMPARE(shown(u"What was imported"_s, 0, 0), u"people.csv"_s);
    }

    void aColumnIsRenamedByKeysAndThatUndoes()
    {
        show();
        choose(u"people.csv"_s, "id,Vorname\n1,Anna\n");
        mapping()->setFocus();
        mapping()->setCurrentIndex(mapping()->model()->index(1, MappingModel::Name));
        QTest::keyClick(mapping(), Qt::Key_Return);
        auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(editor != nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, u"first_name"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        // The view takes what was typed once the key has been dealt with.
        QTRY_COMPARE(mapping()->model()->index(1, MappingModel::Name).data().toString(), u"first_name"_s);
        QCOMPARE(m_page->undoStack()->count(), 1);
        m_page->undoStack()->undo();
        QCOMPARE(mapping()->model()->index(1, MappingModel::Name).data().toString(), u"vorname"_s);
        m_page->undoStack()->redo();
        import();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->session.audience()->attribute("first_name") != nullptr, kPatience);
    }

    void aColumnsPartIsChosenByKeys()
    {
        show();
        choose(u"people.csv"_s, "nummer,country\n1,US\n2,CA\n");
        auto* run = saying<QPushButton>(panel(), u"Import"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!run->isEnabled(), kPatience);
        QCOMPARE(stepper()->steps()[1].state, ui::Step::State::Warning);
        mapping()->setCurrentIndex(mapping()->model()->index(0, MappingModel::Role));
        mapping()->setFocus();
        QTest::keyClick(mapping(), Qt::Key_Return);
        auto* box = mapping()->findChild<QComboBox*>();
        QVERIFY(box != nullptr);
        const int key = box->findText(u"Key of the person"_s);
        QVERIFY(key >= 0);
        box->setCurrentIndex(key);
        Q_EMIT box->activated(key);
        QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), kPatience);
        import();
        QTRY_COMPARE_WITH_TIMEOUT(m_open->session.summary().profiles, std::uint64_t{2}, kPatience);
    }

    void eventsComeInAsWhatEveryRowIs()
    {
        QVERIFY(m_open->importPeople("id,country\n1,US\n2,CA\n", 2));
        show();
        choose(u"orders.csv"_s, "customer_id,at,amount\n1,2026-06-01T10:00:00Z,5\n2,2026-06-02T10:00:00Z,7\n", 1);
        auto* kind = named<QLineEdit>(panel(), u"Kind of event of every row"_s);
        QVERIFY(kind->isVisible());
        QCOMPARE(kind->text(), u"purchase"_s);
        kind->setFocus();
        kind->selectAll();
        QTest::keyClicks(kind, u"order"_s);
        QTest::keyClick(kind, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), kPatience);
        import();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->session.audience()->event("order") != nullptr, kPatience);
    }

    void rejectedRowsStandWithTheirReason()
    {
        show();
        choose(u"people.csv"_s, "id,country\n1,US\n2,CA,surplus\n");
        import();
        QCOMPARE(table(u"Rejected rows"_s)->model()->rowCount(), 1);
        QCOMPARE(shown(u"Rejected rows"_s, 0, 0), u"3"_s);
        click(saying<QPushButton>(panel(), u"Back to the overview"_s));
        const QString rejected = u"Rows that the chosen import rejected"_s;
        QTRY_COMPARE_WITH_TIMEOUT(table(rejected)->model()->rowCount(), 1, kPatience);
        QVERIFY(table(rejected)->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(figure(u"Rejected rows"_s), u"1"_s, kPatience);
    }

    void aFileThatCannotBeReadSaysSoInPlace()
    {
        show();
        click(saying<QPushButton>(m_widget, u"Import…"_s));
        m_answer = m_open->pathOf(u"nowhere.csv"_s);
        click(saying<QPushButton>(panel(), u"Choose a file…"_s));
        const auto shownError = [this]() -> ErrorPresenter* {
            for (ErrorPresenter* presenter : panel()->findChildren<ErrorPresenter*>()) {
                if (presenter->isVisible()) {
                    return presenter;
                }
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shownError() != nullptr, kPatience);
        QCOMPARE(stepper()->current(), 0);
    }

    void attributesAreFiltered()
    {
        QVERIFY(m_open->importPeople("id,country,city,points\n1,US,York,4\n", 1));
        show();
        QAbstractItemModel* model = table(u"How far each attribute is filled in"_s)->model();
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 3, kPatience);
        QTest::keyClicks(m_widget->findChild<OverviewPanel*>()->findChild<QLineEdit*>(), u"c"_s);
        QCOMPARE(model->rowCount(), 2);
    }

    void onePersonIsShownWhole()
    {
        QVERIFY(m_open->importPeople("id,email,first_name,points\n1,anna@mail.example,Anna,1234\n2,,Ben,\n", 2));
        show();
        const QList<SearchItem> found = m_page->search(u"ann"_s, 5);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].title, u"Anna"_s);
        m_page->activate(found[0].target);
        QTableView* attributes = table(u"Attributes of this person"_s);
        QVERIFY(attributes->isVisible());
        QCOMPARE(attributes->model()->rowCount(), 4);
        QCOMPARE(attributes->model()->index(3, 1).data().toString(), formatCount(1234));
        QCOMPARE(m_page->place(), found[0].target);
        m_page->activate({u"data"_s, u"2"_s, 0});
        QCOMPARE(attributes->model()->index(3, 1).data().toString(), u"not set"_s);
        click(saying<QPushButton>(m_widget->findChild<ProfilePanel*>(), u"Back to the overview"_s));
        QVERIFY(m_widget->findChild<OverviewPanel*>()->isVisible());
    }

    void thePlaceOfThePageIsComeBackTo()
    {
        show();
        QCOMPARE(m_page->place(), (PageTarget{u"data"_s, {}, 0}));
        m_page->activate(m_page->commands().first().target);
        QVERIFY(panel()->isVisible());
        QCOMPARE(m_page->place(), m_page->commands().first().target);
    }

    void everythingThatTakesTheFocusIsNamed()
    {
        show();
        choose(u"people.csv"_s, "id,country\n1,US\n");
        for (const QWidget* widget : m_widget->findChildren<QWidget*>()) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus) {
                QVERIFY2(isNamed, widget->metaObject()->className());
            }
        }
    }
};

QTEST_MAIN(TestDataPage)
#include "tst_data_page.moc"
