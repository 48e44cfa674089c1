// SPDX-License-Identifier: GPL-3.0-or-later
// The main job in the window, from an empty workspace to files on disk, on the real pages and a real workspace; counts
// are held against the command line.
#include "core/base/clock.h"
#include "core/segment/segment_format.h"
#include "core/segment/tree_edit.h"
#include "ui/base/appearance.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"
#include "ui/campaigns/audience_step.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/content_step.h"
#include "ui/campaigns/export_step.h"
#include "ui/data/data_page.h"
#include "ui/data/import_panel.h"
#include "ui/editor/template_editor.h"
#include "ui/segments/editors/subject_picker.h"
#include "ui/segments/editors/values_editor.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/segment_list_pane.h"
#include "ui/segments/segment_pane.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/session_segment_source.h"
#include "ui/templates/editor_pane.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/session_template_source.h"
#include "ui/templates/templates_controller.h"
#include "ui/templates/templates_page.h"
#include "ui/webview/preview_view.h"
#include "ui/webview/web_engine.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QtTest>

using namespace postweave;
using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPatience = 60'000;

/// People alternate between three countries; every fourth bought something.
QByteArray peopleCsv()
{
    QByteArray csv = "id,email,first_name,country\n";
    for (int i = 1; i <= 60; ++i) {
        const char* country = i % 3 == 0 ? "DE" : i % 3 == 1 ? "US" : "FR";
        csv += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@mail.example,Name" + QByteArray::number(i) +
               ',' + country + '\n';
    }
    return csv;
}

QByteArray purchasesCsv()
{
    QByteArray csv = "customer_id,at,item,amount\n";
    for (int i = 4; i <= 60; i += 4) {
        csv += QByteArray::number(i) + ",2026-06-01T10:00:00Z,Tulips," + QByteArray::number(i) + ".50\n";
    }
    return csv;
}

template <typename Widget>
Widget* named(QWidget* parent, const QString& accessibleName)
{
    for (Widget* widget : parent->findChildren<Widget*>()) {
        if (widget->accessibleName() == accessibleName) {
            return widget;
        }
    }
    return nullptr;
}

QPushButton* buttonSaying(QWidget* parent, const QString& text)
{
    for (QPushButton* button : parent->findChildren<QPushButton*>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class WindowJourney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void importsPeopleAndEvents();
    void buildsASegmentWhoseCountIsTheCommandLines();
    void previewsTheTemplateAsThatPerson();
    void exportsTheCampaignToDisk();

private:
    void import(const QString& name, const QByteArray& content, int kind);
    void choose(QComboBox* box, const QString& text);
    [[nodiscard]] int commandLineCount(const QString& segment);

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Appearance m_appearance{false};
    StatusJobs m_jobs;
    WorkspaceSession m_session{m_clock};
    segments::SessionSegmentSource m_segmentSource{m_session};
    templates::SessionTemplateSource m_templateSource{m_session};
    segments::SegmentsPage m_segments{m_segmentSource};
    templates::TemplatesPage m_templates{m_templateSource};
    campaigns::CampaignsPage m_campaigns{m_session, m_jobs};
    data::DataPage m_data{m_session, m_jobs};
    QStackedWidget m_window;
    QString m_segmentName;
};

void WindowJourney::initTestCase()
{
    m_appearance.setMotionMode(MotionMode::Reduced);
    for (Page* page : std::initializer_list<Page*>{&m_segments, &m_templates, &m_campaigns, &m_data}) {
        m_window.addWidget(page->widget());
    }
    m_window.resize(1364, 824);
    m_window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_window));
    m_window.activateWindow();
    QSignalSpy opened(&m_session, &WorkspaceSession::opened);
    m_session.create(m_folder.filePath(u"w.postweave"_s), u"UTC"_s);
    QVERIFY(opened.wait(kPatience));
}

void WindowJourney::cleanupTestCase()
{
    // The pages own their widgets.
    while (m_window.count() > 0) {
        m_window.removeWidget(m_window.widget(0));
    }
    m_session.close();
}

void WindowJourney::import(const QString& name, const QByteArray& content, int kind)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(content) == content.size());
    file.close();
    m_window.setCurrentWidget(m_data.widget());
    m_data.activate({u"data"_s, u"import"_s, 0});
    auto* panel = m_data.widget()->findChild<data::ImportPanel*>();
    QVERIFY(panel != nullptr);
    panel->findChild<SegmentedControl*>()->setCurrent(kind);
    panel->chooseFile(file.fileName());
    QPushButton* run = buttonSaying(panel, u"Import"_s);
    QVERIFY(run != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(run->isVisible() && run->isEnabled() && m_data.isSettled(), kPatience);
    QTest::mouseClick(run, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(buttonSaying(panel, u"Import another file"_s) != nullptr, kPatience);
}

void WindowJourney::choose(QComboBox* box, const QString& text)
{
    QVERIFY(box != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(box->findText(text) >= 0, kPatience);
    box->setCurrentText(text);
    Q_EMIT box->activated(box->findText(text));
}

int WindowJourney::commandLineCount(const QString& segment)
{
    QProcess process;
    process.start(QString::fromUtf8(POSTWEAVE_CLI_PROGRAM), {u"segment"_s, u"count"_s, m_session.path(), segment});
    return process.waitForFinished(kPatience) ? process.readAllStandardOutput().trimmed().toInt() : -1;
}

void WindowJourney::importsPeopleAndEvents()
{
    import(u"people.csv"_s, peopleCsv(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_session.summary().profiles, std::uint64_t{60}, kPatience);
    import(u"purchases.csv"_s, purchasesCsv(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_session.summary().events, std::uint64_t{15}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_session.audience() && m_session.audience()->size() == 60 &&
                                 m_session.audience()->event("purchase") != nullptr,
                             kPatience);
}

void WindowJourney::buildsASegmentWhoseCountIsTheCommandLines()
{
    m_window.setCurrentWidget(m_segments.widget());
    m_segments.activate({u"segments"_s, {}, 0});
    QTRY_VERIFY_WITH_TIMEOUT(m_segments.isSettled(), kPatience);
    QTest::mouseClick(m_segments.list()->newButton(), Qt::LeftButton);
    segments::SegmentPane& pane = *m_segments.pane();
    const auto foot = [&] { return pane.tree()->footWidget(static_cast<int>(pane.tree()->rows().size()) - 1); };
    QTest::mouseClick(foot()->button(segments::Addition::Condition), Qt::LeftButton);
    QVERIFY(pane.editors()->popover() != nullptr);
    auto* picker = pane.editors()->popover()->findChild<segments::SubjectPicker*>();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->search(), u"country"_s);
    QTest::keyClick(picker->search(), Qt::Key_Return);
    auto* values = qobject_cast<segments::ValuesEditor*>(pane.editors()->editor());
    QVERIFY(values != nullptr);
    QTest::keyClicks(values->search(), u"DE"_s);
    QTRY_COMPARE_WITH_TIMEOUT(values->list()->choices().at(0).title, u"DE"_s, kPatience);
    // Which value is preset depends on what is most frequent: the popover is left, the tree said whole.
    pane.editors()->close();
    const auto tree = segment::readNode(*parseJson(R"({"all": [{"attribute": "country", "op": "=", "value": "DE"}]})"));
    m_segments.controller().document().apply(
        u"Choose"_s, segment::replaceNode(m_segments.controller().document().tree(), {}, *tree.node));
    QTRY_VERIFY_WITH_TIMEOUT(m_segments.isSettled() && m_segments.controller().isSaved(), kPatience);
    m_segmentName = m_segments.controller().savedName();
    QCOMPARE(m_segments.controller().evaluation().latest()->memberCount, std::uint64_t{20});
    QCOMPARE(m_segments.inspector()->numberText(), u"20"_s);
    QTRY_COMPARE_WITH_TIMEOUT(commandLineCount(m_segmentName), 20, kPatience);
}

void WindowJourney::previewsTheTemplateAsThatPerson()
{
    m_window.setCurrentWidget(m_templates.widget());
    m_templates.activate({u"templates"_s, {}, 0});
    m_templates.controller()->create(u"mail.liquid.html"_s, "<p>Draft</p>");
    QTRY_VERIFY_WITH_TIMEOUT(m_templates.isSettled(), kPatience);
    m_templates.editor()->editor()->replaceText("<h1>Hello {{ customer.first_name }}</h1>");
    QTRY_VERIFY_WITH_TIMEOUT(m_templates.isSettled(), kPatience);
    const auto words = std::make_shared<QString>();
    const auto ask = [&] {
        m_templates.preview()->view()->evaluate(
            u"document.body.innerText"_s, [words](const QVariant& answer) { *words = answer.toString().trimmed(); });
        return words->startsWith(u"Hello Name"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(ask(), kPatience);
}

void WindowJourney::exportsTheCampaignToDisk()
{
    m_window.setCurrentWidget(m_campaigns.widget());
    buttonSaying(m_campaigns.widget(), u"New campaign"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_campaigns.isSettled(), kPatience);
    QWidget* page = m_campaigns.widget();
    choose(named<QComboBox>(page, u"Segment that gets the campaign"_s), m_segmentName);
    choose(named<QComboBox>(page, u"Template"_s), u"mail.liquid.html"_s);
    QTest::keyClicks(named<QLineEdit>(page, u"Subject"_s), u"For {{ customer.first_name }}"_s);
    auto* content = page->findChild<campaigns::ContentStep*>();
    QTest::keyClicks(named<QLineEdit>(content, u"Page"_s), u"https://shop.example/u?k={{ customer.key }}"_s);
    QTest::keyClicks(named<QLineEdit>(content, u"Address"_s), u"news@shop.example"_s);
    auto* step = page->findChild<campaigns::ExportStep*>();
    QPushButton* button = buttonSaying(step, u"Export"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled() && m_campaigns.isSettled(), kPatience);
    const QString folder = m_folder.filePath(u"out"_s);
    named<QLineEdit>(step, u"Folder to export to"_s)->setText(folder);
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder + u"/manifest.json"_s), kPatience);
    QFile manifest(folder + u"/manifest.json"_s);
    QVERIFY(manifest.open(QFile::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(manifest.readAll()).object()[u"counts"_s].toObject()[u"exported"_s].toInt(), 20);
    QFile message(folder + u"/messages/3.eml"_s);
    QVERIFY(message.open(QFile::ReadOnly));
    const QByteArray text = message.readAll();
    QVERIFY(text.contains("Subject: For Name3"));
    QVERIFY(text.contains("Hello Name3"));
}

int main(int argc, char** argv)
{
    webview::prepareWebEngine();
    QApplication application(argc, argv);
    WindowJourney journey;
    return QTest::qExec(&journey, argc, argv);
}

#include "tst_window_journey.moc"
