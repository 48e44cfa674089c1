// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign_format.h"
#include "tests/ui/campaigns/shop.h"
#include "ui/base/status_jobs.h"
#include "ui/campaigns/campaigns_controller.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::campaigns;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;
using workspace::DefinitionKind;

class TestCampaignsController : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Shop> m_shop;
    std::unique_ptr<StatusJobs> m_jobs;
    std::unique_ptr<CampaignsController> m_controller;
    std::optional<Appraisal> m_appraisal;
    std::optional<Error> m_failure;

    bool settle()
    {
        return QTest::qWaitFor([this] { return m_controller->isSettled(); }, kPatience) && m_shop->drain();
    }
    void openSpring()
    {
        m_shop->save(DefinitionKind::Campaign, "spring", kSpring);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->openName(), u"spring"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_appraisal.has_value(), kPatience);
    }
    std::string saved(const char* name)
    {
        std::string text;
        m_shop->session.run(
            [name](workspace::Workspace& workspace) {
                return workspace.definitions().load(DefinitionKind::Campaign, name);
            },
            this,
            [&text](const Result<std::optional<workspace::Definition>>& found) {
                text = found && *found ? (*found)->text : std::string();
            });
        return m_shop->drain() ? text : std::string();
    }
    static QJsonObject manifest(const QString& folder)
    {
        QFile file(folder + u"/manifest.json"_s);
        return file.open(QFile::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

private Q_SLOTS:
    void init()
    {
        m_appraisal.reset();
        m_failure.reset();
        m_shop = std::make_unique<Shop>();
        QVERIFY(m_shop->stock());
        m_jobs = std::make_unique<StatusJobs>();
        m_controller = std::make_unique<CampaignsController>(m_shop->session, *m_jobs);
        connect(m_controller.get(), &CampaignsController::appraised, this,
                [this](const Appraisal& appraisal) { m_appraisal = appraisal; });
        connect(m_controller.get(), &CampaignsController::appraisalFailed, this,
                [this](const Error& error) { m_failure = error; });
        QVERIFY(settle());
    }
    void cleanup()
    {
        m_controller.reset();
        m_jobs.reset();
        m_shop.reset();
    }

    void knowsTheNamesOfAWorkspaceThatIsOpenAlready()
    {
        QCOMPARE(m_controller->segmentNames(), (QStringList{u"Americans"_s, u"Canadians"_s}));
        QCOMPARE(m_controller->templateNames(), QStringList{u"hello.liquid.html"_s});
        QVERIFY(m_controller->openName().isEmpty());
    }

    void theFirstCampaignOpensByItself()
    {
        openSpring();
        QCOMPARE(m_controller->document().campaign().templateName, std::string("hello.liquid.html"));
        QVERIFY(!m_controller->document().undoStack()->canUndo());
    }

    void countsWhoGetsItAndWhoDoesNot()
    {
        openSpring();
        // 20 Americans; 10 of them Canadians; of the other ten one has no address (key 10).
        QCOMPARE(m_appraisal->reach, (Reach{20, 10, 1}));
        QCOMPARE(m_appraisal->report.recipients, std::uint64_t{9});
        QVERIFY(!campaign::hasErrors(m_appraisal->report.findings));
    }

    void anEditIsMeasuredAgain()
    {
        openSpring();
        m_appraisal.reset();
        m_controller->document().change(u"x"_s, 0, [](campaign::Campaign& campaign) { campaign.exclude.clear(); });
        QTRY_VERIFY_WITH_TIMEOUT(m_appraisal.has_value() && m_appraisal->reach.excluded == 0, kPatience);
        QCOMPARE(m_appraisal->reach.recipients(), std::uint64_t{18});
        m_controller->document().undoStack()->undo();
        QTRY_COMPARE_WITH_TIMEOUT(m_appraisal->reach.excluded, std::uint64_t{10}, kPatience);
    }

    void anAudienceThatThereIsNotFailsWithItsName()
    {
        openSpring();
        m_shop->session.removeDefinition(DefinitionKind::Segment, u"Americans"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_controller->segmentNames().contains(u"Americans"_s), kPatience);
        m_controller->document().change(u"x"_s, 0, [](campaign::Campaign& campaign) { campaign.subject = "New"; });
        QTRY_VERIFY_WITH_TIMEOUT(m_failure.has_value(), kPatience);
        QVERIFY(m_failure->message.find("Americans") != std::string::npos);
    }

    void editsAreSavedByThemselves()
    {
        openSpring();
        m_controller->document().change(u"x"_s, 1,
                                        [](campaign::Campaign& campaign) { campaign.subject = "New words"; });
        QTRY_VERIFY_WITH_TIMEOUT(saved("spring").find("New words") != std::string::npos, kPatience);
    }

    void whatIsLeftUnsavedIsSavedAtTheEnd()
    {
        openSpring();
        m_controller->document().change(u"x"_s, 1,
                                        [](campaign::Campaign& campaign) { campaign.subject = "Last words"; });
        m_controller.reset();
        QVERIFY(saved("spring").find("Last words") != std::string::npos);
    }

    void newCampaignsHaveNamesOfTheirOwn()
    {
        m_controller->createCampaign();
        QVERIFY(settle());
        m_controller->createCampaign();
        QVERIFY(settle());
        QCOMPARE(m_controller->list().rowCount(), 2);
        QCOMPARE(m_controller->list().nameAt(0), u"New campaign"_s);
        QCOMPARE(m_controller->openName(), u"New campaign 2"_s);
        QCOMPARE(m_controller->document().campaign().templateName, std::string("hello.liquid.html"));
        QVERIFY(campaign::parseCampaign(saved("New campaign")).diagnostics.empty());
    }

    void aNameIsNeverTakenTwice()
    {
        openSpring();
        m_controller->createCampaign();
        QVERIFY(settle());
        m_controller->renameCampaign(u"spring"_s);
        QCOMPARE(m_controller->openName(), u"New campaign"_s);
        m_controller->renameCampaign(u"autumn"_s);
        QCOMPARE(m_controller->openName(), u"autumn"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->list().rowOf(u"New campaign"_s), -1, kPatience);
        QVERIFY(m_controller->list().rowOf(u"autumn"_s) >= 0);
        QVERIFY(saved("autumn").find("\"autumn\"") != std::string::npos);
    }

    void whatIsDeletedComesBack()
    {
        openSpring();
        QSignalSpy removed(m_controller.get(), &CampaignsController::removed);
        m_controller->removeCampaign(u"spring"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->list().rowCount(), 0, kPatience);
        QCOMPARE(removed.count(), 1);
        m_controller->restore(u"spring"_s, removed[0][1].value<std::string>());
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->openName(), u"spring"_s, kPatience);
        QVERIFY(saved("spring").find("news@shop.example") != std::string::npos);
    }

    void exportsToAFolderAndRefusesAFinishedOne()
    {
        openSpring();
        QSignalSpy done(m_controller.get(), &CampaignsController::exported);
        QSignalSpy failed(m_controller.get(), &CampaignsController::exportFailed);
        const QString folder = m_shop->pathOf(u"out"_s);
        m_controller->exportTo({folder, campaign::ExportFormat::Eml, false});
        QVERIFY(m_controller->isExporting());
        QVERIFY(done.wait(kPatience));
        QCOMPARE(done[0][0].value<campaign::ExportReport>().exported, std::uint64_t{9});
        QCOMPARE(QDir(folder + u"/messages"_s).entryList({u"*.eml"_s}).size(), 9);
        QCOMPARE(manifest(folder)[u"counts"_s].toObject()[u"left_out"_s].toInt(), 11);
        m_controller->exportTo({folder, campaign::ExportFormat::Eml, false});
        QVERIFY(failed.wait(kPatience));
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::AlreadyExists);
        m_controller->exportTo({folder, campaign::ExportFormat::Csv, true});
        QVERIFY(done.wait(kPatience));
        QVERIFY(QFile::exists(folder + u"/audience.csv"_s));
    }

    void aCancelledExportLeavesNothing()
    {
        openSpring();
        QSignalSpy failed(m_controller.get(), &CampaignsController::exportFailed);
        const QString folder = m_shop->pathOf(u"out"_s);
        m_controller->exportTo({folder, campaign::ExportFormat::Eml, false});
        m_controller->cancelExport();
        QVERIFY(failed.wait(kPatience));
        QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::Cancelled);
        QVERIFY(!QFile::exists(folder));
        QVERIFY(!m_controller->isExporting());
    }
};

QTEST_GUILESS_MAIN(TestCampaignsController)
#include "tst_campaigns_controller.moc"
