// SPDX-License-Identifier: GPL-3.0-or-later
// FilterTree: what a segment asks, as a value (FORMATS §2).
#pragma once

#include "core/base/calendar.h"
#include "core/base/duration.h"
#include "core/base/error.h"
#include "core/segment/calendar_terms.h"
#include "core/segment/operators.h"
#include "core/segment/value_test.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace postweave::segment {

/// The comparison has held without a break for that long.
struct Held {
    enum class Bound : std::uint8_t { AtLeast, LessThan };
    Bound bound = Bound::AtLeast;
    Duration duration;
    bool operator==(const Held&) const = default;
};

struct AttributeTest {
    std::string attribute;
    ValueTest test;
    std::optional<Held> held;
    bool operator==(const AttributeTest&) const = default;
};

/// One attribute against another of the same profile. `op` goes with the types by comparesAttributes().
struct AttributeComparison {
    std::string attribute;
    Operator op = Operator::Equal;
    std::string other;
    bool ignoreCase = false;
    bool operator==(const AttributeComparison&) const = default;
};

/// A moment as written: a day (its midnight), a time in the workspace's zone, or a time with its offset.
struct TimePoint {
    LocalDateTime local;
    std::optional<int> offsetSeconds;
    bool isDay = false;
    bool operator==(const TimePoint&) const = default;
    [[nodiscard]] Instant resolve(const TimeZone& zone) const;
};

/// When events are looked at.
struct Window {
    struct Last {
        Duration duration;
        bool operator==(const Last&) const = default;
    }; ///< now − D ≤ t ≤ now
    struct OlderThan {
        Duration duration;
        bool operator==(const OlderThan&) const = default;
    }; ///< t < now − D
    /// from ≤ t < to; at least one is given.
    struct Between {
        std::optional<TimePoint> from, to;
        bool operator==(const Between&) const = default;
    };
    /// The days of a period, from the first one's beginning to the last one's end.
    struct Calendar {
        CalendarPeriod period = CalendarPeriod::Today;
        bool operator==(const Calendar&) const = default;
    };
    std::variant<Last, OlderThan, Between, Calendar> span;
    bool operator==(const Window&) const = default;
};

struct PropertyTest {
    std::string property;
    ValueTest test;
    bool operator==(const PropertyTest&) const = default;
};

/// Events of a type that pass every test. A type that ends in `*` means every type that starts so.
struct EventFilter {
    std::string type;
    std::vector<PropertyTest> where;
    std::optional<Weekdays> onDays = std::nullopt; ///< of the event's time, in the workspace's zone
    bool operator==(const EventFilter&) const = default;
};

struct EventCount {
    EventFilter events;
    std::optional<Window> within;
    std::optional<ValueTest> count; ///< left out: at least 1
    bool operator==(const EventCount&) const = default;
};

enum class AggregateFunction : std::uint8_t { Sum, Average, Smallest, Largest, Distinct };

struct EventAggregate {
    EventFilter events;
    std::optional<Window> within;
    AggregateFunction function = AggregateFunction::Sum;
    std::string property;
    ValueTest test;
    bool operator==(const EventAggregate&) const = default;
};

/// The first or last matching event of all time lies in the window.
struct EventBoundary {
    enum class Which : std::uint8_t { First, Last };
    EventFilter events;
    Which which = Which::Last;
    Window within;
    bool operator==(const EventBoundary&) const = default;
};

struct SequenceStep {
    EventFilter events;
    std::optional<Duration> within; ///< never on the first step
    bool occurs = true;             ///< never false on the first step
    bool operator==(const SequenceStep&) const = default;
};

struct EventSequence {
    std::vector<SequenceStep> steps; ///< at least one
    std::optional<Window> within;
    bool operator==(const EventSequence&) const = default;
};

/// from ≤ percentile < to; to = 100 includes 100.
struct PercentileBand {
    double from = 0;
    double to = 100;
    bool operator==(const PercentileBand&) const = default;
};

struct ScoreTest {
    std::string score;
    std::variant<ValueTest, PercentileBand> test;
    bool operator==(const ScoreTest&) const = default;
};

struct SegmentReference {
    std::string segment;
    bool operator==(const SegmentReference&) const = default;
};

/// The profile's bucket under a seed, 0 to 9,999, see bucketOf(). Compares with number operators.
struct BucketTest {
    std::string seed;
    ValueTest test;
    bool operator==(const BucketTest&) const = default;
};

/// In degrees.
struct GeoPoint {
    double latitude = 0;
    double longitude = 0;
    bool operator==(const GeoPoint&) const = default;
};

/// The distance in km between a point and the one that two number attributes name, see distanceBetween().
struct DistanceTest {
    std::string latitude;
    std::string longitude;
    GeoPoint from;
    ValueTest test;
    bool operator==(const DistanceTest&) const = default;
};

enum class GroupKind : std::uint8_t { All, Any, None, AtLeast, Not };

struct Node;

struct Group {
    GroupKind kind = GroupKind::All;
    std::uint32_t atLeast = 1;  ///< for AtLeast only
    std::vector<Node> children; ///< exactly one for Not
};

struct Node {
    using Body = std::variant<Group, AttributeTest, EventCount, EventAggregate, EventBoundary, EventSequence, ScoreTest,
                              SegmentReference, AttributeComparison, BucketTest, DistanceTest>;
    Body body;
    bool off = false; ///< switched off: its parent ignores it
};

bool operator==(const Group& left, const Group& right);
bool operator==(const Node& left, const Node& right);

/// Child indices from the root; the root's own is empty. Switched-off children count.
using NodePath = std::vector<std::uint32_t>;

inline constexpr int kMaxDepth = 200; ///< nodes on the way from the root to a leaf

/// The children of a group; nothing of a leaf.
[[nodiscard]] const std::vector<Node>* childrenOf(const Node& node);
/// Off itself, or a `not` whose child is ignored.
[[nodiscard]] bool isIgnored(const Node& node);
/// `{"all": [...]}` and so on, of no children (a `not` gets an empty `all`).
[[nodiscard]] Node makeGroup(GroupKind kind, std::vector<Node> children = {}, std::uint32_t atLeast = 1);

/// A value: copying copies the whole tree.
class FilterTree {
public:
    /// An empty `all`: everybody.
    FilterTree() = default;
    explicit FilterTree(Node root) : m_root(std::move(root)) {}

    [[nodiscard]] const Node& root() const { return m_root; }
    /// Nothing if no node stands there.
    [[nodiscard]] const Node* find(const NodePath& path) const;
    /// Every node, parents first.
    void forEach(const std::function<void(const Node&, const NodePath&)>& visit) const;
    [[nodiscard]] std::size_t nodeCount() const;
    /// Nodes on the longest way down.
    [[nodiscard]] int depth() const;
    /// `[0,2]` → `$.where.all[0].any[2]`; the nearest existing ancestor's for a path that leads nowhere.
    [[nodiscard]] std::string jsonPath(const NodePath& path) const;
    bool operator==(const FilterTree& other) const { return m_root == other.m_root; }

private:
    Node m_root;
};

/// A named tree: `postweave.segment/1`.
struct Segment {
    std::string name;
    FilterTree tree;
    bool operator==(const Segment&) const = default;
};

} // namespace postweave::segment
