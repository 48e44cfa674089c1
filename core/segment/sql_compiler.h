// SPDX-License-Identifier: GPL-3.0-or-later
// SqlCompiler: one compilation of a tree. Every condition it writes is true or false, never NULL.
#pragma once

#include "core/segment/sql.h"
#include "core/segment/sql_dialect.h"
#include "core/segment/sql_literals.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::segment::sql {

/// Something that is tested: SQL for each type it may be read as.
struct Tested {
    std::function<std::string(ValueType)> as;
    std::string isSet; ///< condition
    bool isProperty = false;
    std::string runtimeType; ///< attributes without a catalog: an expression that tells a datetime from a date
};

/// Conditions joined by AND, OR or +, however many: parsers limit how deep an expression nests.
[[nodiscard]] std::string joined(const std::vector<std::string>& conditions, std::string_view joint,
                                 std::string_view ifEmpty);

class SqlCompiler {
public:
    SqlCompiler(SqlDialect dialect, const SqlContext& context)
        : m_literals(dialect), m_dialect(dialect, m_literals), m_context(context)
    {
    }

    /// With marks for m_literals.
    [[nodiscard]] Result<std::string> compile(const FilterTree& tree);
    [[nodiscard]] const Literals& literals() const { return m_literals; }

private:
    // The tree (sql.cpp)
    [[nodiscard]] std::string condition(const Node& node);
    [[nodiscard]] std::string groupCondition(const Group& group);
    [[nodiscard]] std::string leafCondition(const Group& group) { return groupCondition(group); }
    [[nodiscard]] std::string leafCondition(const SegmentReference& leaf);
    [[nodiscard]] std::string segmentTable(const std::string& name);

    // Profiles (sql_profiles.cpp)
    [[nodiscard]] std::string leafCondition(const AttributeTest& leaf);
    [[nodiscard]] std::string leafCondition(const AttributeComparison& leaf);
    [[nodiscard]] std::string leafCondition(const BucketTest& leaf);
    [[nodiscard]] std::string leafCondition(const DistanceTest& leaf);
    [[nodiscard]] std::string comparedAttributes(const AttributeComparison& leaf, ValueType left, ValueType right);
    [[nodiscard]] std::string comparedTexts(const AttributeComparison& leaf, const std::string& left,
                                            const std::string& right) const;
    [[nodiscard]] std::string comparedLists(const AttributeComparison& leaf, const std::string& left,
                                            const std::string& right, ValueType rightType) const;

    // Scores (sql_scores.cpp)
    [[nodiscard]] std::string leafCondition(const ScoreTest& leaf);
    [[nodiscard]] std::string scoreTable(const std::string& name);
    [[nodiscard]] std::string scoreSum(const Score& score, const std::string& table);
    [[nodiscard]] std::string eventTerm(const EventTerm& term);
    [[nodiscard]] std::string quintileTerm(const QuintileTerm& term, const std::string& table);

    // Events (sql_events.cpp)
    [[nodiscard]] std::string leafCondition(const EventCount& leaf);
    [[nodiscard]] std::string leafCondition(const EventAggregate& leaf);
    [[nodiscard]] std::string leafCondition(const EventBoundary& leaf);
    [[nodiscard]] std::string eventsOf(const EventFilter& events, const std::optional<Window>& within,
                                       std::string_view alias);
    [[nodiscard]] std::string eventCondition(const EventFilter& events, const std::optional<Window>& within,
                                             std::string_view alias);
    [[nodiscard]] std::string typeCondition(std::string_view type, std::string_view alias) const;
    [[nodiscard]] std::string windowCondition(const std::optional<Window>& within, std::string_view alias) const;
    /// NULL for events of types that give the property another type.
    [[nodiscard]] std::string numericProperty(std::string_view alias, const EventFilter& events,
                                              const std::string& property);
    [[nodiscard]] std::string distinctCount(const EventAggregate& leaf);
    [[nodiscard]] std::string propertyCondition(const EventFilter& events, const PropertyTest& where,
                                                std::string_view alias);
    /// Event types of a filter that give the property one of these types.
    [[nodiscard]] std::vector<std::string> typesWith(const EventFilter& events, const std::string& property,
                                                     const std::vector<ValueType>& types) const;
    /// False, and an error, where SQLite cannot name it.
    [[nodiscard]] bool canName(const std::string& property);

    // Sequences (sql_sequences.cpp)
    [[nodiscard]] std::string leafCondition(const EventSequence& leaf);
    [[nodiscard]] std::string absenceCondition(const EventSequence& leaf, std::size_t step, std::size_t from,
                                               std::optional<std::size_t> to);

    // Tests (sql_tests.cpp, sql_times.cpp): of the positive operator; may be NULL.
    [[nodiscard]] std::string positiveTest(const ValueTest& test, const Tested& tested, ValueType type);
    [[nodiscard]] std::string untypedTest(const ValueTest& test, const Tested& tested);
    /// `literal` gives the SQL of one value; `listed` what to compare with of l.value, where many are one literal.
    [[nodiscard]] std::string comparison(const ValueTest& test, const std::string& value,
                                         const std::function<std::string(const Literal&)>& literal,
                                         const std::string& listed) const;
    [[nodiscard]] std::string numberTest(const ValueTest& test, const std::string& value) const;
    [[nodiscard]] std::string booleanTest(const ValueTest& test, const std::string& value) const;
    [[nodiscard]] std::string textTest(const ValueTest& test, const std::string& value);
    [[nodiscard]] std::string listTest(const ValueTest& test, const std::string& value, bool isProperty);
    [[nodiscard]] std::string objectsTest(const ObjectTests& tests, const std::string& value, bool isProperty);
    [[nodiscard]] std::string fieldTest(const FieldTest& test);
    [[nodiscard]] std::string dateTest(const ValueTest& test, const std::string& value);
    [[nodiscard]] std::string momentTest(const ValueTest& test, const std::string& value);
    [[nodiscard]] std::string momentComparison(Operator op, const std::string& value, const Literal& literal) const;
    [[nodiscard]] std::string anniversaryTest(Duration duration, const std::string& monthAndDay) const;
    [[nodiscard]] std::string weekdayTest(Weekdays days, const std::string& date) const;
    /// True or false; `positive` negated for a negative operator.
    [[nodiscard]] static std::string decided(Operator op, const std::string& positive);

    // Time zones (sql_zones.cpp)
    /// The day of a moment.
    [[nodiscard]] std::string dayOf(const std::string& moment);
    /// A moment and a duration later.
    [[nodiscard]] std::string later(const std::string& moment, Duration duration);
    [[nodiscard]] std::string localSeconds(const std::string& moment);
    /// The table of the zone's offsets, added at its first use.
    [[nodiscard]] std::string zoneTable();

    /// Notes the first error; what is returned is never used.
    std::string refuse(std::string message);

    Literals m_literals;
    Dialect m_dialect;
    const SqlContext& m_context;
    std::optional<Error> m_error;
    const FilterTree* m_tree = nullptr;                       ///< the outermost; nothing inside a referenced segment
    NodePath m_path;                                          ///< of the node being compiled
    int m_nesting = 0;                                        ///< weight of the groups around it within one SELECT
    std::vector<std::string> m_tables;                        ///< `name AS (SELECT …)`, each after those it uses
    std::map<std::string, std::string, std::less<>> m_scores; ///< their tables, by name
    std::map<std::string, std::string, std::less<>> m_segments;
    int m_tableCount = 0;
    bool m_hasZoneTable = false;
};

} // namespace postweave::segment::sql
