// SPDX-License-Identifier: GPL-3.0-or-later
// Score: a sum over events and attributes (FORMATS §3), with reader and writer of `postweave.score/1`.
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/json_fwd.h"
#include "core/segment/filter_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postweave::segment {

inline constexpr std::string_view kScoreFormat = "postweave.score/1";

struct EventTerm {
    EventFilter events;
    std::optional<Window> within;
    double weight = 1;
    std::optional<Duration> halfLife; ///< exact and longer than 0
    std::string per;                  ///< a numeric property; empty: each event counts once
    bool operator==(const EventTerm&) const = default;
};

/// What a quintile ranks: when the last matching event was (later is higher), how many there were, what a property sums
/// to.
enum class QuintileOf : std::uint8_t { Recency, Frequency, Monetary };

/// Weight × 1 to 5 for profiles with a matching event, 0 for all others: 1 + ⌊5 × (those of them with a strictly lower
/// value) ÷ (all of them)⌋, so that ties share a fate.
struct QuintileTerm {
    QuintileOf of = QuintileOf::Recency;
    EventFilter events;
    std::optional<Window> within;
    double weight = 1;
    std::string per; ///< for Monetary, and only there: a numeric property
    bool operator==(const QuintileTerm&) const = default;
};

struct AttributeTerm {
    std::string attribute;
    double weight = 1;
    bool operator==(const AttributeTerm&) const = default;
};

using ScoreTerm = std::variant<EventTerm, AttributeTerm, QuintileTerm>;

struct Score {
    std::string name;
    std::vector<ScoreTerm> terms;
    bool operator==(const Score&) const = default;
};

/// The event type and the property that the built-in scores ask.
inline constexpr std::string_view kPurchaseEvent = "purchase";
inline constexpr std::string_view kPurchaseAmount = "amount";

/// Known without being saved: `rfm_recency`, `rfm_frequency`, `rfm_monetary` (quintiles over `purchase` and its
/// `amount`), and `rfm`, 100 × the first + 10 × the second + the third.
[[nodiscard]] const std::vector<Score>& builtInScores();

/// With errors among the diagnostics, terms with errors are left out.
struct ScoreReading {
    Score score;
    Diagnostics diagnostics;
};

[[nodiscard]] ScoreReading parseScore(std::string_view text);
[[nodiscard]] ScoreReading readScore(const Json& json);
/// Canonical, as writeSegment().
[[nodiscard]] Json writeScore(const Score& score);
[[nodiscard]] std::string scoreText(const Score& score);

} // namespace postweave::segment
