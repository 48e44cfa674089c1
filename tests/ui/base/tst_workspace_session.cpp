// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/workspace_session.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace postweave;
using namespace postweave::ui;
using workspace::Workspace;

namespace {

constexpr Instant kNow{1'784'000'000'000'000};

Result<void> addPeople(Workspace& workspace, std::initializer_list<const char*> keys)
{
    if (auto transaction = sqlite::Transaction::begin(workspace.database()); !transaction) {
        return fail(transaction.error());
    } else {
        profile::ProfileStore& profiles = workspace.profiles();
        const Result<profile::AttributeSchema> schema = profiles.schema();
        if (schema && !schema->find("country")) {
            const auto added = profiles.addAttribute({"country", "Country", ValueType::Text, {}});
            if (!added) {
                return fail(added.error());
            }
        }
        std::vector<profile::ProfileRow> rows;
        for (const char* key : keys) {
            rows.push_back({key, {Value(std::string("US"))}, {true}});
        }
        const std::vector<std::string> columns{"country"};
        const auto counts = profiles.upsert(columns, rows, kNow, {});
        return counts ? transaction->commit() : Result<void>(fail(counts.error()));
    }
}

} // namespace

class TestWorkspaceSession : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    FixedClock m_clock{kNow};

    QString pathOf(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static bool wait(QSignalSpy& spy) { return !spy.isEmpty() || spy.wait(20000); }

    /// A new, open session.
    std::unique_ptr<WorkspaceSession> created(const char* name)
    {
        auto session = std::make_unique<WorkspaceSession>(m_clock);
        QSignalSpy opened(session.get(), &WorkspaceSession::opened);
        QSignalSpy audience(session.get(), &WorkspaceSession::audienceChanged);
        session->create(pathOf(name), QStringLiteral("Europe/Berlin"));
        return wait(opened) && wait(audience) ? std::move(session) : nullptr;
    }

private Q_SLOTS:
    void createOpensWithZoneAndEmptyAudience()
    {
        const auto session = created("new.postweave");
        QVERIFY(session);
        QVERIFY(session->isOpen());
        QCOMPARE(session->name(), QStringLiteral("new"));
        QCOMPARE(session->timeZone().name(), std::string("Europe/Berlin"));
        QVERIFY(!session->isReadOnly());
        QVERIFY(session->audience());
        QCOMPARE(session->audience()->size(), std::size_t{0});
    }

    void whatCannotBeOpenedSaysWhyAndClosesNothingElse()
    {
        WorkspaceSession session(m_clock);
        QSignalSpy failed(&session, &WorkspaceSession::openFailed);
        session.open(pathOf("nowhere.postweave"));
        QCOMPARE(session.state(), WorkspaceSession::State::Opening);
        QVERIFY(wait(failed));
        QCOMPARE(failed.at(0).at(0).toString(), pathOf("nowhere.postweave"));
        QCOMPARE(failed.at(0).at(1).value<Error>().code, ErrorCode::NotFound);
        QCOMPARE(session.state(), WorkspaceSession::State::Closed);
        QVERIFY(session.path().isEmpty());
    }

    void writesAreNoticedAndGiveANewAudience()
    {
        const auto session = created("written.postweave");
        QVERIFY(session);
        QSignalSpy audience(session.get(), &WorkspaceSession::audienceChanged);
        QThread* worked = nullptr;
        std::optional<Result<void>> outcome;
        session->run(
            [&worked](Workspace& workspace) {
                worked = QThread::currentThread();
                return addPeople(workspace, {"anna", "ben"});
            },
            this, [&outcome](const Result<void>& result) { outcome = result; });
        QVERIFY(wait(audience));
        QVERIFY(outcome && *outcome);
        QVERIFY(worked != QThread::currentThread());
        QCOMPARE(session->audience()->size(), std::size_t{2});
        QCOMPARE(session->summary().profiles, std::uint64_t{2});
        QVERIFY(session->audience()->find("ben"));
    }

    void anAudienceThatIsHeldDoesNotChange()
    {
        const auto session = created("held.postweave");
        QVERIFY(session);
        const AudiencePtr before = session->audience();
        QSignalSpy audience(session.get(), &WorkspaceSession::audienceChanged);
        session->run([](Workspace& workspace) { return addPeople(workspace, {"anna"}); });
        QVERIFY(wait(audience));
        QCOMPARE(before->size(), std::size_t{0});
        QCOMPARE(session->audience()->size(), std::size_t{1});
    }

    void runsKeepTheirOrder()
    {
        const auto session = created("order.postweave");
        QVERIFY(session);
        QList<int> order;
        for (int i = 0; i < 20; ++i) {
            session->run([i](Workspace&) -> Result<int> { return i; }, this,
                         [&order](const Result<int>& value) { order.append(*value); });
        }
        QTRY_COMPARE(order.size(), 20);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void readsDoNotWaitBehindWrites()
    {
        const auto session = created("lanes.postweave");
        QVERIFY(session);
        QSemaphore hold;
        bool wrote = false;
        session->run(
            [&hold](Workspace&) -> Result<void> {
                hold.acquire();
                return {};
            },
            this, [&wrote](const Result<void>&) { wrote = true; });
        bool read = false;
        session->read([](Workspace& workspace) { return workspace.info(); }, this,
                      [&read](const Result<workspace::WorkspaceSummary>& summary) { read = summary.has_value(); });
        QTRY_VERIFY(read);
        QVERIFY(!wrote);
        hold.release();
        QTRY_VERIFY(wrote);
    }

    void nothingIsDeliveredAfterClose()
    {
        const auto session = created("closed.postweave");
        QVERIFY(session);
        bool delivered = false;
        session->run([](Workspace&) -> Result<void> { return {}; }, this,
                     [&delivered](const Result<void>&) { delivered = true; });
        session->close();
        QTest::qWait(50);
        QVERIFY(!delivered);
        std::optional<ErrorCode> code;
        session->run([](Workspace&) -> Result<void> { return {}; }, this,
                     [&code](const Result<void>& result) { code = result.error().code; });
        QTRY_COMPARE(code, std::optional(ErrorCode::InvalidUsage));
    }

    void aSecondWindowReads()
    {
        const auto first = created("shared.postweave");
        QVERIFY(first);
        WorkspaceSession second(m_clock);
        QSignalSpy opened(&second, &WorkspaceSession::opened);
        second.open(pathOf("shared.postweave"));
        QVERIFY(wait(opened));
        QVERIFY(second.isReadOnly());
    }

    void savedDefinitionsAreAnnounced()
    {
        const auto session = created("definitions.postweave");
        QVERIFY(session);
        QSignalSpy changed(session.get(), &WorkspaceSession::definitionsChanged);
        session->saveDefinition(workspace::DefinitionKind::Segment, QStringLiteral("Everyone"), "{}");
        QVERIFY(wait(changed));
        QCOMPARE(changed.at(0).at(1).toString(), QStringLiteral("Everyone"));
        QCOMPARE(session->lastSaved(), std::optional(kNow));
        QTRY_COMPARE(session->summary().segments, std::uint64_t{1});
        QSignalSpy failed(session.get(), &WorkspaceSession::failed);
        session->removeDefinition(workspace::DefinitionKind::Segment, QStringLiteral("Nobody"));
        QVERIFY(wait(failed));
    }

    void asOfReplacesTheClock()
    {
        const auto session = created("asof.postweave");
        QVERIFY(session);
        QSignalSpy changed(session.get(), &WorkspaceSession::asOfChanged);
        session->setAsOf(Instant{1000});
        session->setAsOf(Instant{1000});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(session->now(), Instant{1000});
        QCOMPARE(session->clockNow(), kNow);
        session->setAsOf(std::nullopt);
        QCOMPARE(session->now(), kNow);
    }

    void historiesAreLoadedWhenAskedForAndStayLoaded()
    {
        const auto session = created("history.postweave");
        QVERIFY(session);
        QSignalSpy audience(session.get(), &WorkspaceSession::audienceChanged);
        session->run([](Workspace& workspace) { return addPeople(workspace, {"anna"}); });
        QVERIFY(wait(audience));
        QCOMPARE(session->audience()->history("country"), nullptr);
        session->needHistories({"country", "unheard of"});
        QTRY_VERIFY(session->audience()->history("country"));
        const std::size_t before = session->audience()->size();
        session->run([](Workspace& workspace) { return addPeople(workspace, {"ben"}); });
        QTRY_COMPARE(session->audience()->size(), before + 1);
        QTRY_VERIFY(session->audience()->history("country"));
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceSession)
#include "tst_workspace_session.moc"
