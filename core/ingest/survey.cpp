// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/survey.h"

#include "core/event/event_store.h"
#include "core/ingest/conversion.h"

#include <algorithm>

namespace postweave::ingest {

namespace {

constexpr std::uint64_t kRowsBetweenChecks = 1024;
constexpr std::uint64_t kBytesBetweenReports = std::uint64_t{16} << 20;

/// Hands every record without fault to `visit`.
template <typename Visit>
Result<void> forEachRecord(RecordReader& reader, const Walk& walk, Survey& survey, Visit visit)
{
    Record record;
    std::uint64_t reported = 0;
    for (;; ++survey.rows) {
        if (survey.rows == walk.maxRows) {
            survey.complete = false;
            return {};
        }
        if (survey.rows % kRowsBetweenChecks == 0) {
            if (const Result<void> going = walk.check(); !going) {
                return going;
            }
            if (reader.bytesRead() >= reported + kBytesBetweenReports) {
                reported = reader.bytesRead();
                walk.report(reported);
            }
        }
        const Result<bool> any = reader.next(record);
        if (!any) {
            return fail(any.error());
        }
        if (!*any) {
            return {};
        }
        if (record.fault.empty()) {
            visit(record);
        }
    }
}

void observe(SurveyGroup& group, const std::vector<PlannedValue>& values, const Record& record)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        group.values[i].observe(values[i].cellOf(record));
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

SurveyGroup* Survey::group(std::string_view name, std::size_t values)
{
    if (const auto found = byName.find(name); found != byName.end()) {
        return &groups[found->second];
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

Result<Survey> surveyProfiles(RecordReader& reader, const ProfilePlan& plan, const Walk& walk)
{
    Survey survey;
    SurveyGroup& all = *survey.group("", plan.values.size());
    const auto visit = [&](const Record& record) {
        const bool hasKey = plan.keyColumn < record.cells.size() && !keyText(record.cells[plan.keyColumn]).empty();
        if (hasKey) {
            observe(all, plan.values, record);
        }
    };
    return forEachRecord(reader, walk, survey, visit).map([&] { return std::move(survey); });
}

Result<Survey> surveyEvents(RecordReader& reader, const EventPlan& plan, const Walk& walk)
{
    Survey survey;
    const auto visit = [&](const Record& record) {
        const Cell profile = plan.profile.cellOf(record);
        const Cell type = plan.type.cellOf(record);
        const std::string_view name = keyText(type);
        if (keyText(profile).empty() || !isEventType(name)) {
            return;
        }
        survey.sawAddress = survey.sawAddress || profile.text.find('@') != std::string_view::npos;
        if (SurveyGroup* group = survey.group(name, plan.values.size())) {
            observe(*group, plan.values, record);
        }
    };
    return forEachRecord(reader, walk, survey, visit).map([&] { return std::move(survey); });
}

} // namespace postweave::ingest
