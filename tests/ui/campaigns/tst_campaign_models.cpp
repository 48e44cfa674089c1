// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/icon.h"
#include "ui/base/theme.h"
#include "ui/campaigns/campaign_document.h"
#include "ui/campaigns/campaign_list_model.h"
#include "ui/campaigns/findings_model.h"
#include "ui/campaigns/reach.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::campaigns;
using namespace Qt::Literals::StringLiterals;

namespace {

campaign::Finding finding(Severity severity, campaign::CampaignPart part, int line, std::uint64_t people)
{
    campaign::Finding made;
    made.diagnostic.severity = severity;
    made.diagnostic.message = "something is amiss";
    made.diagnostic.mend = "mend it";
    made.part = part;
    made.line = line;
    made.people = people;
    return made;
}

void type(CampaignDocument& document, const char* subject)
{
    document.change(u"Change Subject"_s, 1, [subject](campaign::Campaign& campaign) { campaign.subject = subject; });
}

} // namespace

class TestCampaignModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theListKeepsItsPlacesByName()
    {
        CampaignListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({{u"autumn"_s, u"a.liquid"_s}, {u"spring"_s, u"s.liquid"_s}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.nameAt(1), u"spring"_s);
        QCOMPARE(model.nameAt(2), QString());
        QCOMPARE(model.rowOf(u"spring"_s), 1);
        QCOMPARE(model.rowOf(u"winter"_s), -1);
        model.setRows({{u"spring"_s, u"other.liquid"_s}});
        QCOMPARE(model.rowOf(u"spring"_s), 0);
    }

    void findingsSayWhereAndForHowMany()
    {
        FindingsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFindings({finding(Severity::Error, campaign::CampaignPart::Template, 12, 1234),
                           finding(Severity::Warning, campaign::CampaignPart::Subject, 1, 0),
                           finding(Severity::Note, campaign::CampaignPart::Document, 0, 0)});
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, FindingsModel::Words), u"Something is amiss"_s);
        QCOMPARE(text(0, FindingsModel::Place), u"line 12"_s);
        QCOMPARE(text(0, FindingsModel::People).remove(u','), u"1234"_s);
        QCOMPARE(text(1, FindingsModel::Place), u"subject"_s);
        QCOMPARE(text(1, FindingsModel::People), QString());
        QCOMPARE(text(2, FindingsModel::Place), QString());
        QCOMPARE(model.countOf(Severity::Error), 1);
        QCOMPARE(model.countOf(Severity::Warning), 1);
        QCOMPARE(model.index(0, 0).data(itemrole::Icon).toInt(), static_cast<int>(Icon::Error));
        QVERIFY(model.at(3) == nullptr && model.at(-1) == nullptr);
    }

    void typingInAFieldUndoesAtOnce()
    {
        CampaignDocument document;
        document.open({});
        for (const char* subject : {"H", "He", "Hey"}) {
            type(document, subject);
        }
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE(document.campaign().subject, std::string());
        document.undoStack()->redo();
        QCOMPARE(document.campaign().subject, std::string("Hey"));
    }

    void anotherFieldIsAnotherStep()
    {
        CampaignDocument document;
        document.open({});
        type(document, "Hey");
        document.change(u"Change Preheader"_s, 2, [](campaign::Campaign& campaign) { campaign.preheader = "Spring"; });
        type(document, "Hello");
        QCOMPARE(document.undoStack()->count(), 3);
        document.undoStack()->undo();
        QCOMPARE(document.campaign().subject, std::string("Hey"));
        QCOMPARE(document.campaign().preheader, std::string("Spring"));
    }

    void choicesAreAStepEach()
    {
        CampaignDocument document;
        document.open({});
        for (const char* name : {"a", "b"}) {
            document.change(u"Change the template"_s, 0,
                            [name](campaign::Campaign& campaign) { campaign.templateName = name; });
        }
        QCOMPARE(document.undoStack()->count(), 2);
    }

    void whatChangesNothingIsNoStep()
    {
        CampaignDocument document;
        document.open({});
        QSignalSpy changed(&document, &CampaignDocument::changed);
        type(document, "");
        QCOMPARE(document.undoStack()->count(), 0);
        QCOMPARE(changed.count(), 0);
    }

    void anotherCampaignHasNothingToUndo()
    {
        CampaignDocument document;
        document.open({});
        type(document, "Hey");
        QSignalSpy opened(&document, &CampaignDocument::opened);
        document.open({});
        QVERIFY(!document.undoStack()->canUndo());
        QCOMPARE(opened.count(), 1);
    }

    void reachIsWhatIsLeft()
    {
        const Reach reach{100, 20, 5};
        QCOMPARE(reach.recipients(), std::uint64_t{75});
    }
};

QTEST_GUILESS_MAIN(TestCampaignModels)
#include "tst_campaign_models.moc"
