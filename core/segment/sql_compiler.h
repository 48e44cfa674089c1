// SPDX-License-Identifier: GPL-3.0-or-later
// SqlCompiler: one compilation of a tree. Every condition it writes is true or false, never NULL.
#pragma once

#include "core/segment/sql.h"
#include "core/segment/sql_dialect.h"

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

class SqlCompiler {
public:
    SqlCompiler(SqlDialect dialect, const SqlContext& context) : m_dialect(dialect), m_context(context) {}

    [[nodiscard]] Result<std::string> compile(const FilterTree& tree);

private:
    // The tree (sql.cpp)
    [[nodiscard]] std::string condition(const Node& node);
    [[nodiscard]] std::string groupCondition(const Group& group);
    [[nodiscard]] std::string leafCondition(const AttributeTest& leaf);
    [[nodiscard]] std::string leafCondition(const EventCount& leaf);
    [[nodiscard]] std::string leafCondition(const EventAggregate& leaf);
    [[nodiscard]] std::string leafCondition(const EventBoundary& leaf);
    [[nodiscard]] std::string leafCondition(const EventSequence& leaf);
    [[nodiscard]] std::string leafCondition(const ScoreTest& leaf);
    [[nodiscard]] std::string leafCondition(const SegmentReference& leaf);
    [[nodiscard]] std::string leafCondition(const Group& group) { return groupCondition(group); }
    [[nodiscard]] std::string scoreTable(const std::string& name);
    [[nodiscard]] std::string scoreSum(const Score& score);
    [[nodiscard]] std::string segmentTable(const std::string& name);

    // Events (sql_events.cpp)
    [[nodiscard]] std::string eventsOf(const EventFilter& events, const std::optional<Window>& within,
                                       std::string_view alias);
    [[nodiscard]] std::string eventCondition(const EventFilter& events, const std::optional<Window>& within,
                                             std::string_view alias);
    [[nodiscard]] std::string typeCondition(std::string_view type, std::string_view alias) const;
    [[nodiscard]] std::string windowCondition(const std::optional<Window>& within, std::string_view alias) const;
    [[nodiscard]] std::string numericProperty(std::string_view alias, const std::string& property);
    [[nodiscard]] std::string propertyCondition(const EventFilter& events, const PropertyTest& where,
                                                std::string_view alias);
    [[nodiscard]] std::string absenceCondition(const EventSequence& leaf, std::size_t step, std::size_t from,
                                               std::optional<std::size_t> to);

    // Tests (sql_tests.cpp): of the positive operator; may be NULL.
    [[nodiscard]] std::string positiveTest(const ValueTest& test, const Tested& tested, ValueType type);
    [[nodiscard]] std::string untypedTest(const ValueTest& test, const Tested& tested);
    [[nodiscard]] std::string comparison(const ValueTest& test, const std::string& value,
                                         const std::function<std::string(const Literal&)>& literal);
    [[nodiscard]] std::string textTest(const ValueTest& test, const std::string& value);
    [[nodiscard]] std::string listTest(const ValueTest& test, const std::string& value, bool isProperty);
    [[nodiscard]] std::string dateTest(const ValueTest& test, const std::string& value);
    [[nodiscard]] std::string momentTest(const ValueTest& test, const std::string& value);
    [[nodiscard]] std::string momentComparison(Operator op, const std::string& value, const Literal& literal) const;
    [[nodiscard]] std::string anniversaryTest(Duration duration, const std::string& monthAndDay) const;
    /// True or false; `positive` negated for a negative operator.
    [[nodiscard]] static std::string decided(Operator op, const std::string& positive);

    /// Notes the first error; what is returned is never used.
    std::string refuse(std::string message);

    Dialect m_dialect;
    const SqlContext& m_context;
    std::optional<Error> m_error;
    const FilterTree* m_tree = nullptr;                       ///< the outermost; nothing inside a referenced segment
    NodePath m_path;                                          ///< of the node being compiled
    std::vector<std::string> m_tables;                        ///< `name AS (SELECT …)`, each after those it uses
    std::map<std::string, std::string, std::less<>> m_scores; ///< their tables, by name
    std::map<std::string, std::string, std::less<>> m_segments;
    int m_segmentCount = 0;
};

} // namespace postweave::segment::sql
