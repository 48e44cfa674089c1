// SPDX-License-Identifier: GPL-3.0-or-later
// Audiences as they come out of a workspace: anew, as a continuation of an earlier one, out of an image.
#include "core/base/json.h"
#include "workspace_fixture.h"

#include "core/audience/audience_image.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "core/workspace/loading.h"
#include "tests/core/segment/audience_from_json.h"
#include "tests/core/segment/random_scene.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace postweave;
using namespace postweave::workspace;

namespace {

using audience::Audience;
using AudiencePtr = std::shared_ptr<const Audience>;
using segment::testing::Scene;

template <typename T>
T orThrow(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(toLine(result.error()));
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

std::vector<std::string> attributeNames(const Audience& audience)
{
    std::vector<std::string> names;
    for (const auto& attribute : audience.attributes()) {
        names.push_back(attribute->name);
    }
    return names;
}

void addProfiles(Workspace& workspace, const Audience& audience)
{
    auto transaction = orThrow(sqlite::Transaction::begin(workspace.database()));
    for (const auto& attribute : audience.attributes()) {
        orThrow(workspace.profiles().addAttribute(
            {attribute->name, attribute->label, attribute->column.type(), profile::AttributeCategory::Demographic}));
    }
    std::vector<profile::ProfileRow> rows;
    for (audience::Ordinal ordinal = 0; ordinal < audience.size(); ++ordinal) {
        profile::ProfileRow row{std::string(audience.key(ordinal)), {}, {}};
        for (const auto& attribute : audience.attributes()) {
            row.values.push_back(attribute->column.value(ordinal));
        }
        rows.push_back(std::move(row));
    }
    orThrow(workspace.profiles().upsert(attributeNames(audience), rows, kNow, {1}));
    orThrow(transaction.commit());
}

struct StoredEvent {
    std::string type;
    event::EventRow row;
    std::vector<std::string> names;
};

/// All events, each with an id of its own so that equal ones are not taken for duplicates.
std::vector<StoredEvent> eventsOf(const Audience& audience)
{
    std::vector<StoredEvent> events;
    for (const auto& table : audience.events()) {
        for (std::size_t row = 0; row < table->rowCount(); ++row) {
            StoredEvent event{table->type(),
                              {{static_cast<std::int64_t>(table->profiles()[row]) + 1},
                               table->time(row),
                               std::to_string(events.size()),
                               {}},
                              {}};
            for (const auto& [name, value] : table->propertiesOf(row)) {
                event.row.properties.emplace_back(static_cast<std::uint32_t>(event.names.size()), value);
                event.names.push_back(name);
            }
            events.push_back(std::move(event));
        }
    }
    return events;
}

void addEvents(Workspace& workspace, std::span<const StoredEvent> events)
{
    auto transaction = orThrow(sqlite::Transaction::begin(workspace.database()));
    for (const StoredEvent& event : events) {
        orThrow(workspace.events().append(event.type, event.names, {&event.row, 1}, {1}));
    }
    orThrow(transaction.commit());
}

std::vector<std::string> members(const AudiencePtr& audience, const Scene& scene, const segment::FilterTree& tree,
                                 const std::shared_ptr<segment::LeafCache>& cache)
{
    segment::Evaluator evaluator(audience, scene.definitions, scene.now, scene.zone, cache);
    const auto found = evaluator.members(tree);
    if (!found) {
        return {toLine(found.error())};
    }
    RC_ASSERT(*evaluator.count(tree) == found->count());
    const auto keys = audience->sortedKeys(*found);
    return {keys.begin(), keys.end()};
}

std::vector<segment::FilterTree> randomTrees(const Json& scene, int count)
{
    std::vector<segment::FilterTree> trees;
    for (int i = 0; i < count; ++i) {
        trees.emplace_back(*segment::readNode(segment::testing::randomNode(scene)).node);
    }
    return trees;
}

AudiencePtr load(Workspace& workspace, const std::vector<std::string>& histories, const AudiencePtr& earlier = nullptr)
{
    return orThrow(loadAudience(workspace, histories, {}, {}, std::nullopt, earlier)).audience;
}

} // namespace

class TestLoading : public QObject {
    Q_OBJECT

private slots:
    void continuedAudienceEqualsOneLoadedAnew();
    void typesWithoutNewEventsKeepTheirTable();
    void changedProfilesAreLoadedAnew();
    void imageEqualsWhatItWasMadeOf();
    void unsoundImageIsRefused();
    void imageOfOtherProfilesIsRefused();
    void erasureRemovesTheImage();
};

void TestLoading::continuedAudienceEqualsOneLoadedAnew()
{
    const bool held = rc::check("after each batch", [] {
        const Json json = segment::testing::randomScene();
        const Scene scene = segment::testing::sceneFromJson(json);
        const std::vector<segment::FilterTree> trees = randomTrees(json, 4);
        const WorkspaceFixture fixture;
        Workspace workspace = fixture.create();
        addProfiles(workspace, *scene.audience);
        std::vector<StoredEvent> events = eventsOf(*scene.audience);
        for (std::size_t i = events.size(); i > 1; --i) {
            std::swap(events[i - 1], events[*rc::gen::inRange<std::size_t>(0, i)]);
        }
        const std::vector<std::string> histories = attributeNames(*scene.audience);
        const auto cache = std::make_shared<segment::LeafCache>();
        AudiencePtr audience = load(workspace, histories);
        for (std::size_t begin = 0; begin < events.size();) {
            const std::size_t end = *rc::gen::inRange<std::size_t>(begin + 1, events.size() + 1);
            addEvents(workspace, std::span(events).subspan(begin, end - begin));
            begin = end;
            if (*rc::gen::inRange(0, 4) == 0) {
                orThrow(workspace.events().mergeChunks(true));
            }
            audience = load(workspace, histories, audience);
            const AudiencePtr anew = load(workspace, histories);
            for (const segment::FilterTree& tree : trees) {
                RC_ASSERT(members(audience, scene, tree, cache) == members(anew, scene, tree, nullptr));
            }
        }
    });
    QVERIFY(held);
}

namespace {

/// Two types of events of one person.
struct TwoTypes {
    WorkspaceFixture fixture;
    Workspace workspace = fixture.create();

    TwoTypes()
    {
        beginImport(workspace);
        static_cast<void>(importBatch(workspace, {1}, 0));
        add("visit", 1);
    }
    void add(const std::string& type, std::int64_t second)
    {
        const std::vector<StoredEvent> event{
            {type, {{1}, {kNow.microseconds + second * 1'000'000}, "", {{0, std::string("home")}}}, {"page"}}};
        addEvents(workspace, event);
    }
};

} // namespace

void TestLoading::typesWithoutNewEventsKeepTheirTable()
{
    TwoTypes two;
    const AudiencePtr before = load(two.workspace, {});
    two.add("visit", 5);
    two.add("visit", 3);
    const AudiencePtr after = load(two.workspace, {}, before);
    QCOMPARE(after->event("buy"), before->event("buy"));
    QCOMPARE(after->profileSerial(), before->profileSerial());
    QVERIFY(after->serial() != before->serial());
    const audience::EventTable* visits = after->event("visit");
    QCOMPARE(visits->rowCount(), std::size_t{3});
    QCOMPARE(visits->origin().base, before->event("visit")->serial());
    QCOMPARE(visits->origin().added, (std::vector<std::uint32_t>{1, 2}));
    QCOMPARE(load(two.workspace, {}, after), after);
}

void TestLoading::changedProfilesAreLoadedAnew()
{
    TwoTypes two;
    const AudiencePtr before = load(two.workspace, {});
    VERIFY_RESULT(importBatch(two.workspace, {1}, 1));
    const AudiencePtr after = load(two.workspace, {}, before);
    QCOMPARE(after->size(), static_cast<std::size_t>(2 * kBatchRows));
    QVERIFY(after->profileSerial() != before->profileSerial());
}

void TestLoading::imageEqualsWhatItWasMadeOf()
{
    const bool held = rc::check("written and read", [] {
        const Json json = segment::testing::randomScene();
        const Scene scene = segment::testing::sceneFromJson(json);
        const WorkspaceFixture fixture;
        orThrow(audience::writeImage(*scene.audience, fixture.path()));
        AudiencePtr image = orThrow(audience::readImage(fixture.path(), scene.audience->moment()));
        RC_ASSERT(image->size() == scene.audience->size());
        for (const auto& attribute : scene.audience->attributes()) {
            if (const auto* history = scene.audience->history(attribute->name)) {
                image = image->withHistory(std::make_shared<audience::AttributeHistory>(*history));
            }
        }
        for (const segment::FilterTree& tree : randomTrees(json, 4)) {
            RC_ASSERT(members(image, scene, tree, nullptr) == members(scene.audience, scene, tree, nullptr));
        }
    });
    QVERIFY(held);
}

void TestLoading::unsoundImageIsRefused()
{
    TwoTypes two;
    const AudiencePtr audience = load(two.workspace, {});
    const std::filesystem::path file = two.fixture.path("image");
    VERIFY_RESULT(audience::writeImage(*audience, file));
    const std::string whole = *readFile(file);
    for (std::size_t cut = 0; cut < whole.size(); cut += 97) {
        VERIFY_RESULT(writeFileAtomically(file, std::string_view(whole).substr(0, cut)));
        QVERIFY(!audience::readImage(file, audience->moment()));
    }
    for (std::size_t place = 0; place < whole.size(); place += 13) {
        std::string changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 0x40);
        VERIFY_RESULT(writeFileAtomically(file, changed));
        const auto image = audience::readImage(file, audience->moment());
        // Between arrays there is padding that nobody reads.
        QVERIFY(!image || (*image)->profileIds() == audience->profileIds());
    }
    VERIFY_RESULT(writeFileAtomically(file, "no image at all"));
    QCOMPARE(audience::readImage(file, audience->moment()).error().code, ErrorCode::WorkspaceDamaged);
    QCOMPARE(audience::readImage(two.fixture.path("none"), audience->moment()).error().code, ErrorCode::NotFound);
}

void TestLoading::imageOfOtherProfilesIsRefused()
{
    TwoTypes two;
    const AudiencePtr audience = load(two.workspace, {});
    const std::filesystem::path file = two.fixture.path("image");
    VERIFY_RESULT(audience::writeImage(*audience, file));
    audience::Moment moment = audience->moment();
    VERIFY_RESULT(audience::readImage(file, moment));
    ++moment.generation;
    moment.token += 2;
    VERIFY_RESULT(audience::readImage(file, moment)); // events came since; its profiles stand
    --moment.generation;
    QVERIFY(!audience::readImage(file, moment)); // of the same number, but another
    moment = audience->moment();
    moment.profiles += 2;
    QVERIFY(!audience::readImage(file, moment));
}

void TestLoading::erasureRemovesTheImage()
{
    TwoTypes two;
    const std::filesystem::path file = audienceImageOf(two.fixture.path());
    VERIFY_RESULT(audience::writeImage(*load(two.workspace, {}), file));
    const std::vector<profile::ProfileId> gone{{1}};
    VERIFY_RESULT(two.workspace.eraseProfiles(gone));
    QVERIFY(!std::filesystem::exists(file));
}

QTEST_GUILESS_MAIN(TestLoading)
#include "tst_loading.moc"
