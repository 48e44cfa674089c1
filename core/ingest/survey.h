// SPDX-License-Identifier: GPL-3.0-or-later
// Survey: the first pass over a file, which finds the types of its columns.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/ingest/import_plan.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/type_inference.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postweave::ingest {

/// Transparent: looks texts up without making strings of them.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using TextIndex = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;

/// The rows whose columns have types in common: those of one event type; of profiles all.
struct SurveyGroup {
    std::string name;                  ///< the event type; empty for profiles
    std::vector<TypeInference> values; ///< by position in the plan's values
};

struct Survey {
    std::vector<SurveyGroup> groups;
    TextIndex byName;
    std::uint64_t rows = 0;
    bool complete = true;    ///< all rows were looked at
    bool sawAddress = false; ///< events: some profile is told by a text with `@`

    /// The group of that name, made with `values` columns where it is new; nullptr past event::kMaxEventTypes.
    SurveyGroup* group(std::string_view name, std::size_t values);
    /// Adds what was found in rows behind these.
    void take(const Survey& later);
};

/// Stops and reports on long walks over a file.
struct Walk {
    const CancelToken& cancel;
    const Progress& progress;
    std::uint64_t before = 0; ///< bytes of earlier passes
    std::uint64_t total = 0;  ///< bytes of all passes
    std::uint64_t maxRows = UINT64_MAX;

    /// Cancelled if so told.
    [[nodiscard]] Result<void> check() const;
    void report(std::uint64_t bytes) const;
};

/// From the reader's place to its end (or to maxRows). Rows with a fault or without key, profile or type are left out.
[[nodiscard]] Result<Survey> surveyProfiles(RecordReader& reader, const ProfilePlan& plan, const Walk& walk);
[[nodiscard]] Result<Survey> surveyEvents(RecordReader& reader, const EventPlan& plan, const Walk& walk);

/// An event type that can be stored: not empty, at most event::kMaxNameBytes, no control characters.
[[nodiscard]] bool isEventType(std::string_view text);

} // namespace postweave::ingest
