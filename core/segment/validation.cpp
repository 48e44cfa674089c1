// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/validation.h"

#include "core/base/json.h"
#include "core/segment/json_fields.h"
#include "core/segment/node_validator.h"
#include "core/segment/segment_format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace postweave::segment {

namespace {

/// Follows references from one tree to saved ones.
class ReferenceValidator {
public:
    ReferenceValidator(std::string_view name, const FilterTree& tree, const Catalog& catalog,
                       const Definitions& definitions, Diagnostics& diagnostics)
        : m_name(name), m_tree(tree), m_catalog(catalog), m_definitions(definitions), m_diagnostics(diagnostics)
    {
    }

    void run()
    {
        m_tree.forEach([&](const Node& node, const NodePath& path) {
            if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
                check(*reference, childPath(m_tree.jsonPath(path), "segment"));
            }
        });
    }

private:
    enum class State : std::uint8_t { Sound, Broken };

    void check(const SegmentReference& reference, const std::string& path)
    {
        std::vector<std::string> chain;
        if (!m_name.empty()) {
            chain.emplace_back(m_name);
        }
        follow(reference.segment, chain, path);
    }

    /// False if something is wrong there; told at `path`, once a reference.
    bool follow(const std::string& name, std::vector<std::string>& chain, const std::string& path)
    {
        constexpr std::size_t kMaxChain = 100;
        if (const auto again = std::find(chain.begin(), chain.end(), name); again != chain.end()) {
            reportAt(m_diagnostics, path, "cycle",
                     fmt::format("these segments refer to each other in a circle: {} → {}",
                                 fmt::join(again, chain.end(), " → "), name),
                     "take one of the references out");
            return false;
        }
        const auto found = m_definitions.segments.find(name);
        if (found == m_definitions.segments.end()) {
            return false; // told of where the reference stands
        }
        if (const auto known = m_states.find(name); known != m_states.end()) {
            if (known->second == State::Broken) {
                reportAt(m_diagnostics, path, "broken-segment", fmt::format("the segment '{}' is wrong itself", name),
                         "");
            }
            return known->second == State::Sound;
        }
        if (chain.size() >= kMaxChain) {
            reportAt(m_diagnostics, path, "too-deep", fmt::format("a chain of more than {} segments", kMaxChain),
                     "join some of them");
            return false;
        }
        chain.push_back(name);
        const bool sound = checkOwn(name, found->second, path) && followAll(found->second, chain, path);
        chain.pop_back();
        m_states[name] = sound ? State::Sound : State::Broken;
        return sound;
    }

    bool followAll(const FilterTree& tree, std::vector<std::string>& chain, const std::string& path)
    {
        const std::vector<std::string> names = referencedSegments(tree);
        return std::all_of(names.begin(), names.end(),
                           [&](const std::string& name) { return follow(name, chain, path); });
    }

    bool checkOwn(const std::string& name, const FilterTree& tree, const std::string& path)
    {
        Diagnostics own;
        NodeValidator validator(name, m_catalog, m_definitions, own);
        tree.forEach([&](const Node& node, const NodePath& place) { validator.check(node, tree.jsonPath(place)); });
        const auto broken = firstError(own);
        if (broken) {
            reportAt(m_diagnostics, path, "broken-segment",
                     fmt::format("the segment '{}' is wrong at {}: {}", name, broken->where.path, broken->message), "");
        }
        return !broken;
    }

    std::string_view m_name;
    const FilterTree& m_tree;
    const Catalog& m_catalog;
    const Definitions& m_definitions;
    Diagnostics& m_diagnostics;
    std::map<std::string, State> m_states;
};

} // namespace

Diagnostics validate(std::string_view name, const FilterTree& tree, const Catalog& catalog,
                     const Definitions& definitions)
{
    Diagnostics diagnostics;
    NodeValidator validator(name, catalog, definitions, diagnostics);
    tree.forEach([&](const Node& node, const NodePath& path) { validator.check(node, tree.jsonPath(path)); });
    ReferenceValidator(name, tree, catalog, definitions, diagnostics).run();
    return diagnostics;
}

Diagnostics validateNode(const Node& node, std::string_view path, const Catalog& catalog,
                         const Definitions& definitions)
{
    Diagnostics diagnostics;
    NodeValidator({}, catalog, definitions, diagnostics).check(node, std::string(path));
    return diagnostics;
}

Diagnostics validate(const Score& score, const Catalog& catalog)
{
    Diagnostics diagnostics;
    const Definitions none;
    NodeValidator validator({}, catalog, none, diagnostics);
    for (std::size_t i = 0; i < score.terms.size(); ++i) {
        const std::string path = childPath("$.terms", i);
        if (const auto* event = std::get_if<EventTerm>(&score.terms[i])) {
            validator.checkFilter(event->events, path);
            if (!event->per.empty()) {
                validator.checkNumericProperty(event->events, event->per, childPath(path, "per"));
            }
            continue;
        }
        if (const auto* quintile = std::get_if<QuintileTerm>(&score.terms[i])) {
            validator.checkFilter(quintile->events, path);
            if (!quintile->per.empty()) {
                validator.checkNumericProperty(quintile->events, quintile->per, childPath(path, "per"));
            }
            continue;
        }
        validator.checkNumericAttribute(std::get<AttributeTerm>(score.terms[i]).attribute, path);
    }
    return diagnostics;
}

} // namespace postweave::segment
