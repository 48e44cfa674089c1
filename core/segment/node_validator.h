// SPDX-License-Identifier: GPL-3.0-or-later
// NodeValidator: one node's own parts, judged against what a workspace holds.
#pragma once

#include "core/base/diagnostic.h"
#include "core/segment/catalog.h"
#include "core/segment/filter_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::segment {

/// Checks one node's own parts.
class NodeValidator {
public:
    /// `name`: of the tree the nodes belong to; a reference to itself is a cycle, not an unknown name.
    NodeValidator(std::string_view name, const Catalog& catalog, const Definitions& definitions,
                  Diagnostics& diagnostics)
        : m_name(name), m_catalog(catalog), m_definitions(definitions), m_diagnostics(diagnostics)
    {
    }

    void check(const Node& node, const std::string& path);
    void checkFilter(const EventFilter& events, const std::string& path);

    /// Empty, with a warning, for a property that no event has.
    std::vector<ValueType> knownTypes(const EventFilter& events, const std::string& property, const std::string& path);
    void checkNumericProperty(const EventFilter& events, const std::string& property, const std::string& path);
    void checkNumericAttribute(const std::string& name, const std::string& path, std::string_view key = "attribute");

private:
    void checkBody(const Group& group);
    void checkBody(const AttributeTest& leaf);
    void checkBody(const EventCount& leaf);
    void checkBody(const EventAggregate& leaf);
    void checkBody(const EventBoundary& leaf);
    void checkBody(const EventSequence& leaf);
    void checkBody(const ScoreTest& leaf);
    void checkBody(const AttributeComparison& leaf);
    void checkBody(const BucketTest& leaf);
    void checkBody(const DistanceTest& leaf);
    void checkBody(const SegmentReference& leaf);

    /// Nothing, with an error at `key`, if there is none.
    const CatalogEntry* knownAttribute(const std::string& name, std::string_view key = "attribute");
    /// Operators that the two can be compared with.
    [[nodiscard]] static std::string mendComparison(ValueType left, ValueType right);
    /// `types`: what the tested value can be; empty if nothing is known of it.
    void checkTest(const ValueTest& test, const std::vector<ValueType>& types, const std::string& what,
                   const std::string& path);
    /// Bounds the wrong way round hold for nobody.
    void checkOrder(const ValueTest& test, const std::string& path);
    void checkWindow(const std::optional<Window>& window);

    /// `kind`: attribute, score, segment.
    void unknown(std::string_view key, std::string_view kind, const std::string& name,
                 const std::vector<std::string>& known);
    void error(std::string path, std::string rule, std::string message, std::string mend);
    void warn(std::string path, std::string rule, std::string message, std::string mend);

    std::string_view m_name;
    const Catalog& m_catalog;
    const Definitions& m_definitions;
    Diagnostics& m_diagnostics;
    std::string m_path;
};

} // namespace postweave::segment
