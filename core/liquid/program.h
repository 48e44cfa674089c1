// SPDX-License-Identifier: GPL-3.0-or-later
// Program: what a template is compiled to.
#pragma once

#include "core/liquid/arena.h"
#include "core/liquid/behaviour.h"
#include "core/liquid/html_state.h"
#include "core/liquid/node.h"
#include "core/liquid/template.h"
#include "core/liquid/value.h"

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace postweave::liquid {

/// Partials, read and compiled when first used; shared by a template and all its partials. Safe from several threads.
class PartialCache {
public:
    struct Found {
        std::shared_ptr<const Template> parsed; ///< null: there is no such partial
        Diagnostics diagnostics;
    };
    explicit PartialCache(ParseOptions options) : m_options(std::move(options)) {}
    /// The entry stays as long as the cache.
    /// `start` is where in the HTML the partial is used: it is compiled for that.
    [[nodiscard]] const Found& find(std::string_view name, const HtmlState& start);

private:
    ParseOptions m_options;
    std::shared_mutex m_mutex;
    std::map<std::pair<std::string, HtmlState>, Found> m_found;
};

/// The names a program starts paths from, each with a slot.
class NameTable {
public:
    [[nodiscard]] std::uint32_t slotOf(std::string_view name, Arena& arena);
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
    [[nodiscard]] const std::vector<Key>& keys() const { return m_keys; }

private:
    std::vector<Key> m_keys;
    std::unordered_map<std::string_view, std::uint32_t> m_slots;
};

struct Program {
    std::string source;
    ParseOptions options;
    Arena arena;
    NameTable names;
    Block root;
    std::deque<BehaviourQuery> queries;
    std::uint32_t dynamicBlocks = 0; ///< if, unless, case: numbered in order of their opening tags
    std::uint32_t cycles = 0;        ///< cycles that share with no other
    std::uint32_t lookupCaches = 0;  ///< that its paths' steps use
    Schema schema = newSchema();     ///< tells it from every other program, also of the past
    /// A template owns its cache; its partials share it.
    std::unique_ptr<PartialCache> ownPartials;
    PartialCache* partials = nullptr;
};

} // namespace postweave::liquid
