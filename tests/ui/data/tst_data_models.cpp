// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/load_audience.h"
#include "tests/ui/base/open_session.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/data/completeness_model.h"
#include "ui/data/import_document.h"
#include "ui/data/imports_model.h"
#include "ui/data/mapping_model.h"
#include "ui/data/preview_model.h"
#include "ui/data/rejected_model.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::data;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;
using ingest::ColumnRole;
using ingest::MappingKind;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

ingest::Preview previewOf(const QString& file, MappingKind kind)
{
    ingest::PreviewOptions options;
    options.kind = kind;
    auto preview = ingest::previewImport(file.toStdString(), options);
    return preview ? std::move(*preview) : ingest::Preview{};
}

ImportDraft peopleDraft()
{
    return {u"people.csv"_s,
            MappingKind::Profiles,
            {{u"id"_s, ColumnRole::Key, u"id"_s},
             {u"First Name"_s, ColumnRole::Value, u"first_name"_s},
             {u"Fax"_s, ColumnRole::Ignored, u"fax"_s}},
            {}};
}

QString text(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestDataModels : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QFile::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

private Q_SLOTS:
    void completenessCountsWhatIsFilledIn()
    {
        OpenSession open;
        QVERIFY(open.create());
        QVERIFY(open.importPeople("id,country,points\n1,US,\n2,CA,\n3,,\n4,US,7\n", 4));
        CompletenessModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        model.setRows(measureCompleteness(*open.session.audience()), 4);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(text(model, 0, CompletenessModel::Name), u"country"_s);
        QCOMPARE(text(model, 0, CompletenessModel::Share), formatPercent(0.75));
        QCOMPARE(text(model, 0, CompletenessModel::Distinct), u"2"_s);
        QCOMPARE(model.index(0, CompletenessModel::Filled).data(itemrole::Bar).toDouble(), 0.75);
        QVERIFY(!model.index(0, CompletenessModel::Share).data(itemrole::Tone).isValid());
        QCOMPARE(model.index(1, CompletenessModel::Share).data(itemrole::Tone).toInt(),
                 static_cast<int>(Tone::Warning));
        QCOMPARE(model.share(), 0.5);
        QVERIFY(
            model.index(1, CompletenessModel::Filled).data(Qt::AccessibleTextRole).toString().contains(u"points"_s));
    }

    void completenessOfNobodyIsNone()
    {
        CompletenessModel model;
        model.setRows({}, 0);
        QCOMPARE(model.share(), 0.0);
    }

    void importsSayWhatCameOfThem()
    {
        ImportsModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        profile::ImportRecord done;
        done.file = "/somewhere/people.csv";
        done.kind = profile::ImportKind::Profiles;
        done.finishedAt = kNow;
        done.counts.rows = 1200;
        done.counts.created = 1100;
        done.counts.rejected = 100;
        profile::ImportRecord cut;
        cut.file = "orders.csv";
        cut.kind = profile::ImportKind::Events;
        model.setImports({done, cut}, {});
        QCOMPARE(text(model, 0, ImportsModel::File), u"people.csv"_s);
        QCOMPARE(text(model, 0, ImportsModel::Kind), u"people"_s);
        QCOMPARE(text(model, 0, ImportsModel::New), formatCount(1100));
        QCOMPARE(model.index(0, ImportsModel::Rejected).data(itemrole::Tone).toInt(), static_cast<int>(Tone::Warning));
        QCOMPARE(text(model, 1, ImportsModel::When), u"cut short"_s);
        QVERIFY(model.at(2) == nullptr);
    }

    void rejectedRowsKeepLineReasonAndText()
    {
        RejectedModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        profile::RejectedRow row;
        row.line = 17;
        row.reason = "two fields are missing";
        row.text = "1,\"a\nb\"";
        model.setRows({row});
        QCOMPARE(text(model, 0, RejectedModel::Line), u"17"_s);
        QCOMPARE(text(model, 0, RejectedModel::Reason), u"two fields are missing"_s);
        QCOMPARE(text(model, 0, RejectedModel::Text), u"1,\"a b\""_s);
        QCOMPARE(model.index(0, RejectedModel::Text).data(Qt::ToolTipRole).toString(), u"1,\"a\nb\""_s);
    }

    void previewMarksWhatWouldBeRejected()
    {
        const QString file = write(u"people.csv"_s, "id,age\n1,30\n2,31,surplus\n3,33\n");
        const ingest::Preview preview = previewOf(file, MappingKind::Profiles);
        PreviewModel model;
        const QAbstractItemModelTester tester(&model, kFatal);
        model.setPreview(preview);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(text(model, 0, 2), u"30"_s);
        QCOMPARE(preview.rowsFaulty, std::uint64_t{1});
        QVERIFY(!model.index(1, 0).data(Qt::ToolTipRole).toString().isEmpty());
    }

    void aColumnsPartAndNameAreEdited()
    {
        ImportDocument document;
        MappingModel model(document);
        const QAbstractItemModelTester tester(&model, kFatal);
        document.restart(peopleDraft());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 0, MappingModel::Role), u"Key of the person"_s);
        QCOMPARE(text(model, 2, MappingModel::Name), QString());
        QVERIFY(!model.flags(model.index(2, MappingModel::Name)).testFlag(Qt::ItemIsEditable));
        QVERIFY(model.setData(model.index(2, MappingModel::Role), static_cast<int>(ColumnRole::Value), Qt::EditRole));
        QCOMPARE(text(model, 2, MappingModel::Name), u"fax"_s);
        QVERIFY(model.setData(model.index(1, MappingModel::Name), u" given_name "_s, Qt::EditRole));
        QCOMPARE(document.draft().columns[1].name, u"given_name"_s);
        QVERIFY(!model.setData(model.index(1, MappingModel::Name), u"  "_s, Qt::EditRole));
        QVERIFY(!model.setData(model.index(1, MappingModel::Type), u"text"_s, Qt::EditRole));
        QCOMPARE(document.undoStack()->count(), 2);
    }

    void everyEditOfTheMappingUndoes()
    {
        ImportDocument document;
        MappingModel model(document);
        document.restart(peopleDraft());
        model.setData(model.index(1, MappingModel::Name), u"given_name"_s, Qt::EditRole);
        model.setData(model.index(2, MappingModel::Role), static_cast<int>(ColumnRole::Key), Qt::EditRole);
        const ImportDraft after = document.draft();
        document.undoStack()->undo();
        document.undoStack()->undo();
        QVERIFY(document.draft() == peopleDraft());
        QCOMPARE(text(model, 1, MappingModel::Name), u"first_name"_s);
        document.undoStack()->redo();
        document.undoStack()->redo();
        QVERIFY(document.draft() == after);
    }

    void aNewFileHasNothingToUndo()
    {
        ImportDocument document;
        document.restart(peopleDraft());
        ImportDraft other = peopleDraft();
        other.columns[1].name = u"x"_s;
        document.change(u"x"_s, other);
        document.change(u"the same"_s, other);
        QCOMPARE(document.undoStack()->count(), 1);
        document.restart({});
        QVERIFY(!document.undoStack()->canUndo());
    }

    void aPartThatOnlyOneColumnHasMoves()
    {
        const ImportDraft draft = withRole(peopleDraft(), 1, ColumnRole::Key);
        QCOMPARE(draft.columns[0].role, ColumnRole::Value);
        QCOMPARE(draft.columns[1].role, ColumnRole::Key);
        QVERIFY(withRole(peopleDraft(), 9, ColumnRole::Key) == peopleDraft());
    }

    void theDraftBecomesTheMappingThatIsShown()
    {
        const ingest::Mapping mapping = mappingOf(peopleDraft());
        QCOMPARE(mapping.key, std::string("id"));
        QCOMPARE(mapping.values.size(), std::size_t{1});
        QCOMPARE(mapping.ignore, std::vector<std::string>{"Fax"});
        QVERIFY(!mapping.keepRest);
    }

    void anAddressThatIsTheKeyStaysAnAttribute()
    {
        const ImportDraft draft{
            u"people.csv"_s, MappingKind::Profiles, {{u"E-Mail"_s, ColumnRole::Key, u"email"_s}}, {}};
        // e_mail is another name than email.
        QVERIFY(mappingOf(draft).values.empty());
        const ImportDraft plain{
            u"people.csv"_s, MappingKind::Profiles, {{u"Email"_s, ColumnRole::Key, u"email"_s}}, {}};
        QCOMPARE(mappingOf(plain).values.size(), std::size_t{1});
    }

    void aFileSuggestsItsOwnDraft()
    {
        const QString people = write(u"people.csv"_s, "CustomerId,Country\n1,US\n");
        const ImportDraft first = draftFrom(people, MappingKind::Profiles, previewOf(people, MappingKind::Profiles));
        QCOMPARE(first.columns[0].role, ColumnRole::Key);
        QCOMPARE(first.columns[1].name, u"country"_s);
        const QString orders = write(u"orders.csv"_s, "customer_id,at,amount\n1,2026-01-01T00:00:00Z,5\n");
        const ImportDraft second = draftFrom(orders, MappingKind::Events, previewOf(orders, MappingKind::Events));
        QCOMPARE(second.eventType, u"purchase"_s);
    }

    void everyPartOfAColumnHasAWord()
    {
        for (const MappingKind kind : {MappingKind::Profiles, MappingKind::Events}) {
            for (const ColumnRole role : rolesFor(kind)) {
                QVERIFY(!roleWord(role, kind).isEmpty());
            }
        }
    }
};

QTEST_MAIN(TestDataModels)
#include "tst_data_models.moc"
