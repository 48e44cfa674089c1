// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/base/open_session.h"
#include "ui/base/status_jobs.h"
#include "ui/data/import_controller.h"

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::data;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;
using ingest::MappingKind;

class TestImportController : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<OpenSession> m_open;
    std::unique_ptr<StatusJobs> m_jobs;
    std::unique_ptr<ImportController> m_controller;
    std::optional<ingest::Preview> m_preview;
    std::optional<ingest::ImportReport> m_report;
    std::optional<Error> m_refused;
    std::optional<Error> m_failed;

    void begin(const QByteArray& content, MappingKind kind = MappingKind::Profiles)
    {
        m_preview.reset();
        m_controller->begin(m_open->write(u"file.csv"_s, content), kind);
        QTRY_VERIFY_WITH_TIMEOUT(m_preview || m_refused, kPatience);
    }
    void run()
    {
        m_report.reset();
        m_controller->run();
        QVERIFY(m_controller->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(m_report || m_failed, kPatience);
        QVERIFY(!m_controller->isRunning());
    }

private Q_SLOTS:
    void init()
    {
        m_preview.reset();
        m_report.reset();
        m_refused.reset();
        m_failed.reset();
        m_open = std::make_unique<OpenSession>();
        QVERIFY(m_open->create());
        m_jobs = std::make_unique<StatusJobs>();
        m_controller = std::make_unique<ImportController>(m_open->session, *m_jobs);
        QVERIFY(m_open->drain());
        connect(m_controller.get(), &ImportController::previewed, this, [this](const auto& got) { m_preview = got; });
        connect(m_controller.get(), &ImportController::imported, this, [this](const auto& got) { m_report = got; });
        connect(m_controller.get(), &ImportController::refused, this, [this](const auto& got) { m_refused = got; });
        connect(m_controller.get(), &ImportController::failed, this, [this](const auto& got) { m_failed = got; });
    }
    void cleanup()
    {
        m_controller.reset();
        m_jobs.reset();
        m_open.reset();
    }

    void looksAtAFileBeforeItIsImported()
    {
        begin("id,country\n1,US\n2,CA\n");
        QVERIFY(m_preview.has_value());
        QCOMPARE(m_preview->rowsSeen, std::uint64_t{2});
        QVERIFY(!m_preview->planFault);
        QCOMPARE(m_controller->document().draft().columns.size(), std::size_t{2});
        QCOMPARE(m_open->session.summary().profiles, std::uint64_t{0});
    }

    void aFileThatIsNotThereIsRefused()
    {
        m_controller->begin(m_open->pathOf(u"nowhere.csv"_s), MappingKind::Profiles);
        QTRY_VERIFY_WITH_TIMEOUT(m_refused.has_value(), kPatience);
        QCOMPARE(m_refused->code, ErrorCode::NotFound);
        QVERIFY(m_controller->document().draft().columns.empty());
    }

    void whatIsMissingIsAFaultOfThePlan()
    {
        begin("country\nUS\n");
        QVERIFY(m_preview.has_value());
        QVERIFY(m_preview->planFault.has_value());
        ImportDraft draft = m_controller->document().draft();
        m_preview.reset();
        m_controller->document().change(u"x"_s, withRole(std::move(draft), 0, ingest::ColumnRole::Key));
        QTRY_VERIFY_WITH_TIMEOUT(m_preview.has_value(), kPatience);
        QVERIFY(!m_preview->planFault.has_value());
    }

    void importsWhatTheDraftSays()
    {
        begin("id,country,fax\n1,US,5\n2,CA,6\n");
        ImportDraft draft = m_controller->document().draft();
        draft.columns[1].name = u"land"_s;
        draft.columns[2].role = ingest::ColumnRole::Ignored;
        m_controller->document().change(u"x"_s, draft);
        run();
        QVERIFY(m_report.has_value());
        QCOMPARE(m_report->counts.created, std::uint64_t{2});
        QTRY_VERIFY_WITH_TIMEOUT(m_open->session.audience()->size() == 2, kPatience);
        QVERIFY(m_open->session.audience()->attribute("land") != nullptr);
        QVERIFY(m_open->session.audience()->attribute("fax") == nullptr);
        QVERIFY(!m_jobs->anyRunning());
    }

    void theSameFileAgainChangesNothing()
    {
        begin("id,country\n1,US\n2,CA\n");
        run();
        run();
        QCOMPARE(m_report->counts.unchanged, std::uint64_t{2});
        QCOMPARE(m_report->counts.created, std::uint64_t{0});
    }

    void rejectedRowsComeWithTheReport()
    {
        begin("id,country\n1,US\n2,CA,surplus\n3,DE\n");
        run();
        QCOMPARE(m_report->counts.rejected, std::uint64_t{1});
        QCOMPARE(m_report->rejected.size(), std::size_t{1});
        QCOMPARE(m_report->rejected[0].line, std::uint64_t{3});
    }

    void eventsNeedPeople()
    {
        QVERIFY(m_open->importPeople("id,country\n1,US\n2,CA\n", 2));
        begin("customer_id,at,amount\n1,2026-06-01T10:00:00Z,5\n9,2026-06-01T10:00:00Z,5\n", MappingKind::Events);
        const ImportDraft& draft = m_controller->document().draft();
        QCOMPARE(draft.columns[0].role, ingest::ColumnRole::Profile);
        QCOMPARE(draft.columns[1].role, ingest::ColumnRole::Time);
        QCOMPARE(draft.columns[2].role, ingest::ColumnRole::Value);
        QCOMPARE(draft.eventType, u"purchase"_s);
        run();
        QCOMPARE(m_report->counts.created, std::uint64_t{1});
        QCOMPARE(m_report->counts.rejected, std::uint64_t{1});
        QTRY_VERIFY_WITH_TIMEOUT(m_open->session.audience()->event("purchase") != nullptr, kPatience);
    }

    void aCancelledImportSaysSo()
    {
        begin("id,country\n1,US\n2,CA\n");
        m_controller->run();
        m_controller->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(m_failed || m_report, kPatience);
        QVERIFY(m_failed.has_value());
        QCOMPARE(m_failed->code, ErrorCode::Cancelled);
        QVERIFY(!m_controller->isRunning());
    }

    void typesThatStandAreKnownToThePreview()
    {
        QVERIFY(m_open->importPeople("id,plan\n1,free\n", 1));
        QVERIFY(m_open->drain());
        begin("id,plan\n2,17\n");
        QCOMPARE(*m_preview->columns[1].type, ValueType::Text);
        QVERIFY(m_preview->columns[1].standing);
    }
};

QTEST_GUILESS_MAIN(TestImportController)
#include "tst_import_controller.moc"
