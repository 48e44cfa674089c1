// SPDX-License-Identifier: GPL-3.0-or-later
// A new user with nothing but a keyboard: from the sample to a segment, a mended template, an exported campaign and an
// imported file. Only the desktop's file dialogs are answered for the user.
#include "app/window/composition.h"
#include "tests/integration/shown_window.h"
#include "ui/base/file_question.h"
#include "ui/base/focus_ring.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/export_step.h"
#include "ui/data/data_page.h"
#include "ui/editor/template_editor.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/segment_pane.h"
#include "ui/segments/segments_page.h"
#include "ui/templates/editor_pane.h"
#include "ui/templates/problems_pane.h"
#include "ui/templates/templates_page.h"
#include "ui/webview/web_engine.h"
#include "ui/widgets/popover.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QtTest>

#include <algorithm>

using namespace postweave;
using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostStops = 90;

template <typename PageType>
PageType* page()
{
    for (Page* each : mainWindow()->pages()) {
        if (auto* found = qobject_cast<PageType*>(each)) {
            return found;
        }
    }
    return nullptr;
}

/// Where keys go.
QWidget* focused()
{
    const QWidget* popup = QApplication::activePopupWidget();
    if (popup == nullptr && QApplication::activeWindow() == nullptr) {
        // A popover that closed leaves no window active where there is no window manager.
        mainWindow()->activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(mainWindow()));
    }
    QWidget* widget =
        popup != nullptr && popup->focusWidget() != nullptr ? popup->focusWidget() : QApplication::focusWidget();
    return widget != nullptr ? widget : mainWindow();
}

/// As it is read out. Qt tells a combo box's value as its name on Linux.
QString nameOf(QWidget* widget)
{
    if (!widget->accessibleName().isEmpty()) {
        return widget->accessibleName();
    }
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
    return interface != nullptr ? interface->text(QAccessible::Name) : QString();
}

QString focusedName()
{
    return nameOf(focused());
}

void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(focused(), static_cast<Qt::Key>(key), modifiers);
}

void type(const QString& text)
{
    QTest::keyClicks(focused(), text);
}

/// With Tab alone, or Shift+Tab; false, and what was met, if there is no such stop.
bool goTo(const QString& name, Qt::Key key = Qt::Key_Tab)
{
    QStringList met;
    for (int i = 0; i < kMostStops; ++i) {
        press(key);
        met << focusedName();
        if (met.last() == name) {
            return showsKeyboardFocus(focused());
        }
    }
    qWarning() << name << "was not met:" << met;
    return false;
}

/// What is read there.
QString wordsOf(const QWidget* parent)
{
    QStringList words;
    for (const QLabel* label : parent->findChildren<QLabel*>()) {
        if (label->isVisible()) {
            words << label->text();
        }
    }
    return words.join(u'\n');
}

} // namespace

class KeyboardJourney : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_answer; ///< to the next file dialog
    QString m_sample;
    std::unique_ptr<window::Composition> m_composition;

    void showPage(int number)
    {
        press(Qt::Key_0 + number, Qt::ControlModifier);
        QCOMPARE(mainWindow()->currentPage(), mainWindow()->pages()[number - 1]);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->isSettled(), kPatience);
    }
    /// A popover takes the activation with it when it is destroyed, a moment after it closed, and with that whatever
    /// popover has opened since. Keys come faster here than from a person.
    static void waitForPopoversToGo()
    {
        const auto isPopover = [](const QWidget* widget) { return qobject_cast<const Popover*>(widget) != nullptr; };
        QTRY_VERIFY(std::ranges::none_of(QApplication::topLevelWidgets(), isPopover));
        QTest::qWait(0); // the activation goes with the next events
        mainWindow()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(mainWindow()));
    }
    static QString sentence()
    {
        return page<segments::SegmentsPage>()->inspector()->wordsText().remove(QRegularExpression(u"<[^>]*>"_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"PostweaveTests"_s);
        QCoreApplication::setApplicationName(u"tst_keyboard_journey"_s);
        QSettings().clear();
        QSettings().setValue(u"window/started"_s, true);
        const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        QVERIFY(QDir(data).removeRecursively());
        QVERIFY(QDir().mkpath(data));
        setFileAsker([this](QWidget*, const FileQuestion&, const FileAnswer& answer) { answer(m_answer); });
        m_composition = std::make_unique<window::Composition>(window::CommandLine{{}, {}, {}, {}, QSize(1440, 900)});
        QVERIFY(m_composition->start().has_value());
        QVERIFY(mainWindow() != nullptr);
        mainWindow()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(mainWindow()));
    }
    void cleanupTestCase()
    {
        setFileAsker({});
        m_composition.reset();
        QSettings().clear();
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    }

    void opensTheSample()
    {
        QCOMPARE(mainWindow()->currentPage()->id(), u"start"_s);
        QVERIFY(goTo(u"Open the sample"_s));
        press(Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(mainWindow()->currentPage()->id(), u"segments"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->isSettled(), kPatience);
    }

    void buildsASegmentAndTakesItBack()
    {
        auto* segments = page<segments::SegmentsPage>();
        QVERIFY(goTo(u"New segment (Ctrl+N)"_s));
        press(Qt::Key_Space);
        QTRY_COMPARE(focusedName(), u"Add to “ALL of”: Condition"_s); // the next thing to do
        press(Qt::Key_Space);
        type(u"country"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(focusedName(), u"Search or type a value"_s);
        press(Qt::Key_Escape); // keeps the condition with its first value
        waitForPopoversToGo();
        QTRY_VERIFY2(sentence().contains(u"Country is one of DE"_s), qUtf8Printable(sentence()));
        QVERIFY(goTo(u"DE"_s));
        press(Qt::Key_Space);
        QTRY_COMPARE(focusedName(), u"Search or type a value"_s);
        type(u"US"_s);
        press(Qt::Key_Return); // takes the value
        press(Qt::Key_Return); // and done
        QTRY_VERIFY2(sentence().contains(u"US"_s), qUtf8Printable(sentence()));
        QTRY_VERIFY(segments->pane()->tree()->isAncestorOf(focused())); // back where it was opened
        QTest::keySequence(focused(), QKeySequence(QKeySequence::Undo));
        QTRY_VERIFY2(!sentence().contains(u"US"_s), qUtf8Printable(sentence()));
        QTest::keySequence(focused(), QKeySequence(QKeySequence::Redo));
        QTRY_VERIFY2(sentence().contains(u"US"_s), qUtf8Printable(sentence()));
        QTRY_VERIFY_WITH_TIMEOUT(segments->controller().isSaved() && mainWindow()->isSettled(), kPatience);
    }

    void mendsATemplateWhereTheCaretIs()
    {
        showPage(3);
        auto* templates = page<templates::TemplatesPage>();
        editor::TemplateEditor* editor = templates->editor()->editor();
        const std::string before = editor->text();
        QVERIFY(goTo(u"Template source"_s));
        press(Qt::Key_Home, Qt::ControlModifier);
        type(u"{{ customer.frist_name }}"_s);
        const QListView* problems = templates->editor()->findChild<templates::ProblemsPane*>()->list();
        QTRY_VERIFY_WITH_TIMEOUT(problems->model()->rowCount() > 0, kPatience);
        QVERIFY(problems->isVisible());
        for (int i = 0; i < 5; ++i) {
            press(Qt::Key_Left);
        }
        press(Qt::Key_Period, Qt::ControlModifier);
        QTRY_COMPARE(QByteArray::fromStdString(editor->text()),
                     QByteArray::fromStdString("{{ customer.first_name }}" + before));
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->isSettled(), kPatience);
        // Tab indents here; Escape lets it leave.
        press(Qt::Key_Escape);
        press(Qt::Key_Tab);
        QVERIFY(focusedName() != u"Template source"_s);
    }

    void checksAndExportsACampaign()
    {
        showPage(4);
        QVERIFY(goTo(u"Steps of the campaign"_s));
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->isSettled(), kPatience);
        QVERIFY(goTo(u"Findings"_s));
        QVERIFY(goTo(u"Steps of the campaign"_s));
        press(Qt::Key_Down);
        m_answer = m_folder.filePath(u"out"_s);
        QVERIFY(goTo(u"Change…"_s));
        press(Qt::Key_Space);
        const auto* folder = page<campaigns::CampaignsPage>()->widget()->findChild<campaigns::ExportStep*>();
        QTRY_COMPARE(folder->findChild<QLineEdit*>()->text(), m_answer);
        QVERIFY(goTo(u"Export"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY2_WITH_TIMEOUT(QFile::exists(m_answer + u"/manifest.json"_s),
                                  qUtf8Printable(wordsOf(mainWindow()->currentPage()->widget())), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->isSettled(), kPatience);
    }

    void importsAFileThroughTheMapping()
    {
        QFile file(m_folder.filePath(u"people.csv"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        QVERIFY(file.write("Kundennummer,Vorname\n9001,Ada\n9002,Ben\n9003,Cleo\n") > 0);
        m_answer = file.fileName();
        file.close();
        showPage(5);
        QVERIFY(goTo(u"Import…"_s));
        press(Qt::Key_Space);
        QVERIFY(goTo(u"Choose a file…"_s));
        press(Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(focusedName(), u"What each column of the file becomes"_s, kPatience);
        // No column is called as keys are: the first one becomes the key.
        press(Qt::Key_Return);
        QTRY_COMPARE(focusedName(), u"What this column is"_s);
        press(Qt::Key_Down);
        QTRY_COMPARE(focusedName(), u"What each column of the file becomes"_s);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow()->isSettled(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(goTo(u"Import"_s, Qt::Key_Backtab), kPatience);
        press(Qt::Key_Space);
        const QWidget* data = page<data::DataPage>()->widget();
        QTRY_VERIFY_WITH_TIMEOUT(wordsOf(data).contains(u"3 rows read: 3 new people"_s), kPatience);
    }

    void everyStopIsNamedAndShows()
    {
        for (int number = 1; number <= static_cast<int>(mainWindow()->pages().size()); ++number) {
            showPage(number);
            QSet<QWidget*> seen;
            QStringList met;
            for (int i = 0; i < kMostStops && !seen.contains(focused()); ++i) {
                seen.insert(focused());
                if (focusedName() == u"Template source"_s) {
                    press(Qt::Key_Escape); // lets Tab leave
                }
                press(Qt::Key_Tab);
                QWidget* stop = focused();
                const QString where = u"page %1, %2 behind %3 stops"_s.arg(number)
                                          .arg(QLatin1String(stop->metaObject()->className()))
                                          .arg(i);
                met << nameOf(stop);
                QVERIFY2(!nameOf(stop).isEmpty(), qUtf8Printable(where));
                QVERIFY2(showsKeyboardFocus(stop), qUtf8Printable(where));
            }
            QVERIFY2(seen.size() > 5, qUtf8Printable(u"page %1: %2"_s.arg(number).arg(met.join(u", "))));
        }
    }
};

int main(int argc, char** argv)
{
    webview::prepareWebEngine();
    QApplication application(argc, argv);
    KeyboardJourney journey;
    return QTest::qExec(&journey, argc, argv);
}

#include "tst_keyboard_journey.moc"
