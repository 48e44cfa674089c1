// SPDX-License-Identifier: GPL-3.0-or-later
// The main job in the window by clicks and keys alone, from no workspace to files on disk, in the real main window with
// its real pages; counts are held against the command line. Only the desktop's file dialogs are answered for the user.
#include "core/base/clock.h"
#include "core/segment/wording.h"
#include "ui/base/appearance.h"
#include "ui/base/file_question.h"
#include "ui/base/language.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/content_step.h"
#include "ui/campaigns/export_step.h"
#include "ui/data/data_page.h"
#include "ui/data/import_panel.h"
#include "ui/data/mapping_model.h"
#include "ui/data/mapping_view.h"
#include "ui/editor/template_editor.h"
#include "ui/segments/compare_pane.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/editors/subject_picker.h"
#include "ui/segments/editors/time_editors.h"
#include "ui/segments/editors/values_editor.h"
#include "ui/segments/history_chart.h"
#include "ui/segments/history_pane.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/segment_list_pane.h"
#include "ui/segments/segment_pane.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/session_segment_source.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/start/begin_row.h"
#include "ui/start/recent_workspaces.h"
#include "ui/start/start_page.h"
#include "ui/start/workspace_opener.h"
#include "ui/templates/editor_pane.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/session_template_source.h"
#include "ui/templates/templates_page.h"
#include "ui/webview/preview_view.h"
#include "ui/webview/web_engine.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/stepper.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QtTest>

#include <algorithm>

using namespace postweave;
using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;
using segment::SpanRole;

namespace {

constexpr int kPatience = 60'000;

/// People alternate between three countries.
QByteArray peopleCsv()
{
    QByteArray csv = "id,email,Vorname,country\n";
    for (int i = 1; i <= 60; ++i) {
        const char* country = i % 3 == 0 ? "DE" : i % 3 == 1 ? "US" : "FR";
        csv += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@mail.example,Name" + QByteArray::number(i) +
               ',' + country + '\n';
    }
    return csv;
}

/// Every fourth bought something.
QByteArray purchasesCsv()
{
    QByteArray csv = "customer_id,at,item,amount\n";
    for (int i = 4; i <= 60; i += 4) {
        csv += QByteArray::number(i) + ",2026-06-01T10:00:00Z,Tulips," + QByteArray::number(i) + ".50\n";
    }
    return csv;
}

template <typename Widget>
Widget* named(const QWidget* parent, const QString& accessibleName)
{
    for (Widget* widget : parent->findChildren<Widget*>()) {
        if (widget->accessibleName() == accessibleName && widget->isVisible()) {
            return widget;
        }
    }
    return nullptr;
}

template <typename Button>
Button* saying(const QWidget* parent, const QString& text)
{
    for (Button* button : parent->findChildren<Button*>()) {
        if (button->text() == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

void type(QWidget* widget, const QString& text)
{
    QVERIFY(widget != nullptr && widget->isVisible());
    QTest::mouseClick(widget, Qt::LeftButton);
    QTest::keyClicks(widget, text);
}

} // namespace

class WindowJourney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void makesAWorkspace();
    void importsPeopleAndEvents();
    void buildsASegment();
    void countsAsTheCommandLineDoes();
    void keepsWhoIsInAndComparesWithThePast();
    void writesATemplateAndSeesItAsAPerson();
    void exportsTheCampaignToDisk();

private:
    void goTo(const QString& page, Page* target);
    void click(QPushButton* button);
    void clickRow(segments::ChoiceList* list, const QString& title);
    void clickChip(int row, SpanRole role);
    void chooseByKeys(const QString& box, const QString& text);
    void chooseFile(const QString& name, const QByteArray& content);
    void runImport();
    void addCondition(const QString& subject);
    [[nodiscard]] QString sentence() const
    {
        return m_segments->inspector()->wordsText().remove(QRegularExpression(u"<[^>]*>"_s));
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Language m_language{false};
    Appearance m_appearance{false};
    StatusJobs m_jobs;
    WorkspaceSession m_session{m_clock};
    RecentWorkspaces m_recent{false};
    WorkspaceOpener m_opener{m_session, m_jobs, m_recent, {}};
    std::unique_ptr<MainWindow> m_window;
    StartPage* m_start = nullptr;
    segments::SegmentsPage* m_segments = nullptr;
    templates::TemplatesPage* m_templates = nullptr;
    campaigns::CampaignsPage* m_campaigns = nullptr;
    data::DataPage* m_data = nullptr;
    QString m_answer; ///< to the next file dialog
};

void WindowJourney::initTestCase()
{
    m_appearance.setMotionMode(MotionMode::Reduced);
    setFileAsker([this](QWidget*, const FileQuestion&, const FileAnswer& answer) { answer(m_answer); });
    m_window = std::make_unique<MainWindow>(m_language, m_appearance, m_session, m_jobs);
    m_start = new StartPage(m_session, m_opener, m_recent);
    m_segments = new segments::SegmentsPage(*new segments::SessionSegmentSource(m_session, m_window.get()));
    m_templates = new templates::TemplatesPage(*new templates::SessionTemplateSource(m_session, m_window.get()));
    m_campaigns = new campaigns::CampaignsPage(m_session, m_jobs);
    m_data = new data::DataPage(m_session, m_jobs);
    for (Page* page : std::initializer_list<Page*>{m_start, m_segments, m_templates, m_campaigns, m_data}) {
        m_window->addPage(page);
    }
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowJourney::cleanupTestCase()
{
    setFileAsker({});
    m_window.reset();
    m_session.close();
}

void WindowJourney::goTo(const QString& page, Page* target)
{
    auto* button = m_window->findChild<Rail*>()->findChild<RailButton*>(page);
    QVERIFY(button != nullptr && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_window->currentPage(), target);
    // A popover that closed may have left no window active, as happens without a window manager.
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
}

void WindowJourney::click(QPushButton* button)
{
    QVERIFY(button != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), kPatience);
    QTest::mouseClick(button, Qt::LeftButton);
}

void WindowJourney::clickRow(segments::ChoiceList* list, const QString& title)
{
    const auto rowOf = [&] {
        for (int row = 0; row < list->choices().rowCount(); ++row) {
            if (list->choices().at(row).title == title) {
                return row;
            }
        }
        return -1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(rowOf() >= 0, kPatience);
    const QModelIndex index = list->choices().index(rowOf());
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
}

void WindowJourney::clickChip(int row, SpanRole role)
{
    segments::TreeRowWidget* widget = m_segments->pane()->tree()->rowWidget(row);
    QVERIFY(widget != nullptr);
    for (const segments::ChipContent& chip : widget->content().chips) {
        if (!chip.isGlue && chip.facet.role == role) {
            QTest::mouseClick(widget->chipFor(chip.facet), Qt::LeftButton);
            QVERIFY(m_segments->pane()->editors()->editor() != nullptr);
            return;
        }
    }
    QFAIL("there is no such chip");
}

void WindowJourney::chooseByKeys(const QString& name, const QString& text)
{
    auto* box = named<QComboBox>(m_campaigns->widget(), name);
    QVERIFY(box != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(box->findText(text) >= 0, kPatience);
    box->setFocus(Qt::TabFocusReason);
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < box->count() && box->currentText() != text; ++i) {
        QTest::keyClick(box, Qt::Key_Down);
    }
    QCOMPARE(box->currentText(), text);
}

void WindowJourney::makesAWorkspace()
{
    QCOMPARE(m_window->currentPage(), m_start);
    m_answer = m_folder.filePath(u"w.postweave"_s);
    auto* begin = saying<BeginRow>(m_start->widget(), u"New workspace"_s);
    QVERIFY(begin != nullptr);
    QTest::mouseClick(begin, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_session.isOpen() && m_session.audience(), kPatience);
    QCOMPARE(m_session.path(), m_answer);
}

void WindowJourney::chooseFile(const QString& name, const QByteArray& content)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(content) == content.size());
    m_answer = file.fileName();
    file.close();
    click(saying<QPushButton>(m_data->widget(), u"Choose a file…"_s));
    QTRY_VERIFY_WITH_TIMEOUT(named<data::MappingView>(m_data->widget(), u"What each column of the file becomes"_s),
                             kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_data->isSettled(), kPatience);
}

void WindowJourney::runImport()
{
    click(saying<QPushButton>(m_data->widget(), u"Import"_s));
    QTRY_VERIFY_WITH_TIMEOUT(saying<QPushButton>(m_data->widget(), u"Import another file"_s) != nullptr, kPatience);
}

void WindowJourney::importsPeopleAndEvents()
{
    goTo(u"data"_s, m_data);
    click(saying<QPushButton>(m_data->widget(), u"Import…"_s));
    chooseFile(u"people.csv"_s, peopleCsv());
    // The file calls the first name otherwise: its cell is edited in place.
    auto* mapping = m_data->widget()->findChild<data::MappingView*>();
    const QModelIndex cell = mapping->model()->index(2, data::MappingModel::Name);
    QTest::mouseClick(mapping->viewport(), Qt::LeftButton, {}, mapping->visualRect(cell).center());
    QTest::keyClick(mapping, Qt::Key_F2);
    auto* name = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(name != nullptr);
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(name, u"first_name"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(cell.data().toString(), u"first_name"_s);
    runImport();
    QTRY_COMPARE_WITH_TIMEOUT(m_session.summary().profiles, std::uint64_t{60}, kPatience);

    click(saying<QPushButton>(m_data->widget(), u"Import another file"_s));
    auto* kinds = m_data->widget()->findChild<data::ImportPanel*>()->findChild<SegmentedControl*>();
    QTest::mouseClick(kinds, Qt::LeftButton, {}, {kinds->width() - 8, kinds->height() / 2});
    QCOMPARE(kinds->current(), 1);
    chooseFile(u"purchases.csv"_s, purchasesCsv());
    runImport();
    QTRY_COMPARE_WITH_TIMEOUT(m_session.summary().events, std::uint64_t{15}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_session.audience()->event("purchase") != nullptr, kPatience);
}

void WindowJourney::addCondition(const QString& subject)
{
    segments::SegmentPane& pane = *m_segments->pane();
    segments::FootRow* foot = pane.tree()->footWidget(static_cast<int>(pane.tree()->rows().size()) - 1);
    click(foot->button(segments::Addition::Condition));
    QVERIFY(pane.editors()->popover() != nullptr);
    auto* picker = pane.editors()->popover()->findChild<segments::SubjectPicker*>();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->search(), subject);
    QTest::keyClick(picker->search(), Qt::Key_Return);
    QVERIFY(pane.editors()->editor() != nullptr);
}

void WindowJourney::buildsASegment()
{
    goTo(u"segments"_s, m_segments);
    click(m_segments->list()->newButton());
    segments::EditorHost& editors = *m_segments->pane()->editors();
    addCondition(u"country"_s);
    QTest::keyClick(editors.editor(), Qt::Key_Escape);

    // Operator and value, each in its editor.
    clickChip(1, SpanRole::Operator);
    auto* operators = qobject_cast<segments::ChoiceEditor*>(editors.editor());
    QVERIFY(operators != nullptr);
    clickRow(operators->list(), QString::fromUtf8(describe(segment::Operator::Equal).data()));
    clickChip(1, SpanRole::Value);
    auto* values = qobject_cast<segments::ValuesEditor*>(editors.editor());
    QVERIFY(values != nullptr);
    QTest::keyClicks(values->search(), u"DE"_s);
    clickRow(values->list(), u"DE"_s);
    if (editors.popover() != nullptr) {
        editors.close();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_segments->inspector()->numberText(), u"20"_s, kPatience);

    // Of these, those who ever bought something.
    addCondition(u"purchase"_s);
    auto* window = qobject_cast<segments::WindowEditor*>(editors.editor());
    QVERIFY(window != nullptr);
    click(saying<QPushButton>(window, u"At any time"_s));
    if (editors.popover() != nullptr) {
        editors.close();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_segments->inspector()->numberText(), u"5"_s, kPatience);
    QVERIFY2(sentence().contains(u"DE"_s), qUtf8Printable(sentence()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
}

void WindowJourney::countsAsTheCommandLineDoes()
{
    const QString name = m_segments->controller().savedName();
    const auto count = [&] {
        QProcess process;
        process.start(QString::fromUtf8(POSTWEAVE_CLI_PROGRAM), {u"segment"_s, u"count"_s, m_session.path(), name});
        return process.waitForFinished(kPatience) ? process.readAllStandardOutput().trimmed() : QByteArray();
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(), QByteArray("5"), kPatience);
    QCOMPARE(m_segments->inspector()->numberText(), u"5"_s);
}

void WindowJourney::keepsWhoIsInAndComparesWithThePast()
{
    segments::HistoryPane& history = *m_segments->inspector()->history();
    click(history.refreshButton());
    QTRY_COMPARE_WITH_TIMEOUT(history.chart()->selected(), 0, kPatience);
    click(history.refreshButton());
    QTRY_COMPARE_WITH_TIMEOUT(history.chart()->selected(), 1, kPatience);
    QCOMPARE(history.history()->back().members, std::uint64_t{5});
    QVERIFY(!history.enteredButton()->isVisible()); // nobody came in between
    // Nobody was known yesterday.
    click(m_segments->pane()->compareButton());
    auto* compare = m_segments->pane()->findChild<segments::ComparePane*>();
    QVERIFY(compare != nullptr);
    compare->with()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(compare->with(), Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(compare->comparison().has_value(), kPatience);
    QVERIFY((compare->comparison() == segments::Comparison{0, 5, 0}));
    click(compare->showButton(1));
    QTRY_COMPARE_WITH_TIMEOUT(m_segments->inspector()->members().rowCount(), 5, kPatience);
    QVERIFY(m_segments->inspector()->peopleText().startsWith(u"Only now"_s));
}

void WindowJourney::writesATemplateAndSeesItAsAPerson()
{
    goTo(u"templates"_s, m_templates);
    click(saying<QPushButton>(m_templates->widget(), u"New template"_s));
    QTRY_VERIFY_WITH_TIMEOUT(named<QLineEdit>(m_templates->widget(), u"Template name"_s) != nullptr, kPatience);
    auto* name = named<QLineEdit>(m_templates->widget(), u"Template name"_s);
    QTest::mouseClick(name, Qt::LeftButton);
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(name, u"mail.liquid.html"_s);
    QTest::keyClick(name, Qt::Key_Return);
    editor::TemplateEditor* editor = m_templates->editor()->editor();
    QTest::keyClick(editor->inputWidget(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor->inputWidget(), Qt::Key_Delete);
    QTest::keyClicks(editor->inputWidget(), u"<h1>Hello {{ customer.first_name }}</h1>"_s);
    QCOMPARE(QByteArray::fromStdString(editor->text()), QByteArray("<h1>Hello {{ customer.first_name }}</h1>"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(), kPatience);
    const auto words = std::make_shared<QString>();
    const auto seen = [&] {
        m_templates->preview()->view()->evaluate(
            u"document.querySelector('h1') ? document.querySelector('h1').innerText : ''"_s,
            [words](const QVariant& answer) { *words = answer.toString().trimmed(); });
        return *words;
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen().startsWith(u"Hello Name"_s), kPatience);
}

void WindowJourney::exportsTheCampaignToDisk()
{
    goTo(u"campaigns"_s, m_campaigns);
    QWidget* page = m_campaigns->widget();
    click(saying<QPushButton>(page, u"New campaign"_s));
    chooseByKeys(u"Segment that gets the campaign"_s, m_segments->controller().savedName());
    auto* stepper = named<Stepper>(page, u"Steps of the campaign"_s);
    QVERIFY(stepper != nullptr);
    const auto clickStep = [stepper](int step) {
        const int height = stepper->height() / static_cast<int>(stepper->steps().size());
        QTest::mouseClick(stepper, Qt::LeftButton, {}, {40, height * step + height / 2});
    };
    clickStep(1);
    chooseByKeys(u"Template"_s, u"mail.liquid.html"_s);
    auto* content = page->findChild<campaigns::ContentStep*>();
    type(named<QLineEdit>(content, u"Subject"_s), u"For {{ customer.first_name }}"_s);
    type(named<QLineEdit>(content, u"Unsubscribing: Page"_s), u"https://shop.example/u?k={{ customer.key }}"_s);
    type(named<QLineEdit>(content, u"From: Address"_s), u"news@shop.example"_s);
    clickStep(3);
    auto* step = page->findChild<campaigns::ExportStep*>();
    m_answer = m_folder.filePath(u"out"_s);
    click(saying<QPushButton>(step, u"Change…"_s));
    QTRY_COMPARE(named<QLineEdit>(step, u"Folder to export to"_s)->text(), m_answer);
    click(saying<QPushButton>(step, u"Export"_s));

    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_answer + u"/manifest.json"_s), kPatience);
    QFile manifest(m_answer + u"/manifest.json"_s);
    QVERIFY(manifest.open(QFile::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(manifest.readAll()).object()[u"counts"_s].toObject()[u"exported"_s].toInt(), 5);
    QStringList files = QDir(m_answer + u"/messages"_s).entryList({u"*.eml"_s});
    std::sort(files.begin(), files.end());
    QCOMPARE(files, (QStringList{u"12.eml"_s, u"24.eml"_s, u"36.eml"_s, u"48.eml"_s, u"60.eml"_s}));
    QFile message(m_answer + u"/messages/12.eml"_s);
    QVERIFY(message.open(QFile::ReadOnly));
    const QByteArray text = message.readAll();
    QVERIFY(text.contains("Subject: For Name12"));
    QVERIFY(text.contains("Hello Name12"));
}

int main(int argc, char** argv)
{
    webview::prepareWebEngine();
    QApplication application(argc, argv);
    WindowJourney journey;
    return QTest::qExec(&journey, argc, argv);
}

#include "tst_window_journey.moc"
