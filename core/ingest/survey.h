// SPDX-License-Identifier: GPL-3.0-or-later
// Survey: the first pass over a file, which finds the types of its columns.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/base/short_text.h"
#include "core/ingest/import_plan.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/type_inference.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
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

/// Where the names met lately stand among a survey's groups: names come again and again. One thread at a time.
class GroupMemo {
public:
    /// Nothing where the name was not met lately, or is long.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const
    {
        if (name.size() > TextWords::kMostBytes) {
            return std::nullopt;
        }
        const TextWords words(name);
        const Entry& entry = m_entries[slotOf(words)];
        const bool same = entry.words == words && entry.size == name.size() && entry.known;
        return same ? std::optional(entry.place) : std::nullopt;
    }
    void note(std::string_view name, std::size_t place)
    {
        if (name.size() <= TextWords::kMostBytes) {
            const TextWords words(name);
            m_entries[slotOf(words)] = {words, name.size(), static_cast<std::uint32_t>(place), true};
        }
    }

private:
    struct Entry {
        TextWords words;
        std::size_t size = 0;
        std::uint32_t place = 0;
        bool known = false;
    };
    static constexpr unsigned kBits = 7;
    /// Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4).
    [[nodiscard]] static std::size_t slotOf(const TextWords& words)
    {
        return static_cast<std::size_t>(((words.first ^ (words.last * 3)) * 0x9E3779B97F4A7C15U) >> (64U - kBits));
    }
    std::array<Entry, std::size_t{1} << kBits> m_entries;
};

/// A block of a file.
struct SurveyBlock {
    std::uint64_t place = 0; ///< RecordBlock::place()
    std::uint64_t rows = 0;  ///< those with a key; of profiles only
};

struct Survey {
    std::vector<SurveyGroup> groups;
    TextIndex byName;
    GroupMemo memo;
    std::uint64_t rows = 0;
    std::uint64_t faulty = 0; ///< of them, those that cannot be read
    std::uint64_t keyed = 0;  ///< of them, those with a key; of profiles only
    std::vector<SurveyBlock> blocks;
    bool complete = true;    ///< all rows were looked at
    bool sawAddress = false; ///< events: some profile is told by a text with `@`

    /// Position in groups; nothing where there is none of that name. The memo belongs to this survey only.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name, GroupMemo& lately) const;
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
/// Of one block.
[[nodiscard]] Result<Survey> surveyEvents(RecordBlock& block, const EventPlan& plan, const Walk& walk);

/// Adds an event's row to a survey.
void observeEvent(const Record& record, const EventPlan& plan, Survey& survey);

/// An event type that can be stored: not empty, at most event::kMaxNameBytes, no control characters.
[[nodiscard]] bool isEventType(std::string_view text);

} // namespace postweave::ingest
