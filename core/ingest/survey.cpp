// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/survey.h"

#include "core/event/event_store.h"
#include "core/ingest/block_walk.h"
#include "core/ingest/conversion.h"

#include <algorithm>
#include <cstring>

namespace postweave::ingest {

namespace {

constexpr std::uint64_t kRowsBetweenChecks = 1024;

/// Hands every record without fault to `visit`: of a reader, or of a block.
template <typename Records, typename Visit>
Result<void> forEachRecord(Records& records, const Walk& walk, Survey& survey, const Visit& visit)
{
    Record record;
    for (;; ++survey.rows) {
        if (survey.rows == walk.maxRows) {
            survey.complete = false;
            return {};
        }
        if (const Result<void> going = survey.rows % kRowsBetweenChecks == 0 ? walk.check() : Result<void>(); !going) {
            return going;
        }
        const Result<bool> any = records.next(record);
        if (!any) {
            return fail(any.error());
        }
        if (!*any) {
            return {};
        }
        if (record.fault.empty()) {
            visit(record, survey);
        } else {
            ++survey.faulty;
        }
    }
}

bool mayBeAddress(std::string_view text)
{
    return std::find(text.begin(), text.end(), '@') != text.end();
}

struct BlockSurvey {
    Survey survey;
    std::uint64_t bytesRead = 0;
    std::uint64_t place = 0;
};

/// A whole file by blocks, several at a time; of a part of it, row by row.
template <typename Visit>
Result<Survey> surveyRecords(RecordReader& reader, const Walk& walk, const Visit& visit)
{
    Survey whole;
    if (walk.maxRows != UINT64_MAX) {
        return forEachRecord(reader, walk, whole, visit).map([&] { return std::move(whole); });
    }
    const auto read = [&](RecordBlock& block) {
        BlockSurvey part;
        return forEachRecord(block, walk, part.survey, visit).map([&] {
            part.bytesRead = block.bytesRead();
            part.place = block.place();
            return std::move(part);
        });
    };
    const auto take = [&](BlockSurvey& part) {
        whole.take(part.survey);
        whole.blocks.push_back({part.place, part.survey.keyed});
        walk.report(part.bytesRead);
        return Result<void>();
    };
    return forEachBlock<BlockSurvey>(reader, read, take).map([&] { return std::move(whole); });
}

/// One look at a row is cheaper than one at each of its fields.
bool mayHoldSeparator(const Record& record)
{
    const std::string_view raw = record.raw;
    return raw.size() < record.bytes || std::memchr(raw.data(), '|', raw.size()) != nullptr ||
           std::memchr(raw.data(), ';', raw.size()) != nullptr;
}

void observe(SurveyGroup& group, const std::vector<PlannedValue>& values, const Record& record)
{
    const bool separator = mayHoldSeparator(record);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool ofRow = values[i].column < record.cells.size();
        group.values[i].observe(values[i].cellOf(record), separator || !ofRow);
    }
}

} // namespace

Result<void> Walk::check() const
{
    return cancel.isCancelled() ? Result<void>(fail(ErrorCode::Cancelled, "the import was cancelled")) : Result<void>();
}

void Walk::report(std::uint64_t bytes) const
{
    if (progress) {
        progress({std::min(before + bytes, total), total});
    }
}

std::optional<std::size_t> Survey::find(std::string_view name, GroupMemo& lately) const
{
    if (const auto place = lately.find(name)) {
        return *place;
    }
    const auto found = byName.find(name);
    if (found == byName.end()) {
        return std::nullopt;
    }
    lately.note(name, found->second);
    return found->second;
}

SurveyGroup* Survey::group(std::string_view name, std::size_t values)
{
    if (const auto place = find(name, memo)) {
        return &groups[*place];
    }
    if (groups.size() == event::kMaxEventTypes) {
        return nullptr;
    }
    byName.emplace(name, groups.size());
    groups.push_back({std::string(name), std::vector<TypeInference>(values)});
    return &groups.back();
}

bool isEventType(std::string_view text)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return !text.empty() && text.size() <= event::kMaxNameBytes && std::none_of(text.begin(), text.end(), isControl);
}

void Survey::take(const Survey& later)
{
    rows += later.rows;
    faulty += later.faulty;
    keyed += later.keyed;
    complete = complete && later.complete;
    sawAddress = sawAddress || later.sawAddress;
    for (const SurveyGroup& found : later.groups) {
        SurveyGroup* mine = group(found.name, found.values.size());
        for (std::size_t i = 0; mine != nullptr && i < found.values.size(); ++i) {
            mine->values[i].take(found.values[i]);
        }
    }
}

Result<Survey> surveyProfiles(RecordReader& reader, const ProfilePlan& plan, const Walk& walk)
{
    const auto visit = [&](const Record& record, Survey& survey) {
        const bool hasKey = plan.keyColumn < record.cells.size() && !keyText(record.cells[plan.keyColumn]).empty();
        if (hasKey) {
            ++survey.keyed;
            observe(*survey.group("", plan.values.size()), plan.values, record);
        }
    };
    return surveyRecords(reader, walk, visit).map([&](Survey&& survey) {
        static_cast<void>(survey.group("", plan.values.size())); // also where no row has a key
        return std::move(survey);
    });
}

void observeEvent(const Record& record, const EventPlan& plan, Survey& survey)
{
    const Cell profile = plan.profile.cellOf(record);
    const Cell type = plan.type.cellOf(record);
    const std::string_view name = keyText(type);
    const auto known = survey.find(name, survey.memo);
    if (keyText(profile).empty() || (!known && !isEventType(name))) {
        return;
    }
    survey.sawAddress = survey.sawAddress || mayBeAddress(profile.text);
    SurveyGroup* group = known ? &survey.groups[*known] : survey.group(name, plan.values.size());
    if (group != nullptr) {
        observe(*group, plan.values, record);
    }
}

Result<Survey> surveyEvents(RecordBlock& block, const EventPlan& plan, const Walk& walk)
{
    Survey survey;
    return forEachRecord(block, walk, survey,
                         [&](const Record& record, Survey& part) { observeEvent(record, plan, part); })
        .map([&] { return std::move(survey); });
}

Result<Survey> surveyEvents(RecordReader& reader, const EventPlan& plan, const Walk& walk)
{
    return surveyRecords(reader, walk,
                         [&](const Record& record, Survey& survey) { observeEvent(record, plan, survey); });
}

} // namespace postweave::ingest
