// SPDX-License-Identifier: GPL-3.0-or-later
// Frame: the variables of a template and of what it includes; `render` opens another one.
#pragma once

#include "core/liquid/lookup_cache.h"
#include "core/liquid/program.h"
#include "core/liquid/value.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postweave::liquid {

class LoopObject;

/// One name. The innermost that holds a value wins: loop and include arguments, then assign, then increment, then the
/// caller's globals (asked once).
class Slot {
public:
    enum class Global : std::uint8_t { NotAsked, Found, Missing };

    /// What the name stands for is known, and is the value.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// nil unless it is known.
    [[nodiscard]] const Value& value() const { return m_value; }
    [[nodiscard]] Global globalState() const { return m_globalState; }
    [[nodiscard]] bool isScopedOrAssigned() const { return m_isScoped || m_isAssigned; }

    /// A scope's value; scopes give back what was there before.
    struct Scoped {
        Value value;
        bool isSet = false;
    };
    [[nodiscard]] Scoped scoped() const { return {m_scoped, m_isScoped}; }
    void setScoped(const Scoped& scoped)
    {
        m_scoped = scoped.value;
        m_isScoped = scoped.isSet;
        refresh();
    }
    void assign(const Value& value)
    {
        m_assigned = value;
        m_isAssigned = true;
        refresh();
    }
    [[nodiscard]] std::int64_t counter() const { return m_counter; }
    void count(std::int64_t counter)
    {
        m_counter = counter;
        m_isCounted = true;
        refresh();
    }
    void setGlobal(const Value& value)
    {
        m_global = value;
        m_globalState = Global::Found;
        refresh();
    }
    void setMissing() { m_globalState = Global::Missing; }

    std::int64_t offset = 0; ///< of a loop: where `offset: continue` goes on

private:
    void refresh()
    {
        m_isKnown = m_isScoped || m_isAssigned || m_isCounted || m_globalState == Global::Found;
        m_value = m_isScoped     ? m_scoped
                  : m_isAssigned ? m_assigned
                  : m_isCounted  ? Value::integer(m_counter)
                                 : m_global;
    }

    Value m_value;
    bool m_isKnown = false;
    bool m_isScoped = false;
    bool m_isAssigned = false;
    bool m_isCounted = false;
    Global m_globalState = Global::NotAsked;
    Value m_scoped;
    Value m_assigned;
    Value m_global;
    std::int64_t m_counter = 0;
};

struct Frame {
    std::vector<Slot> slots;
    std::vector<Key> names;
    /// Of the names the frame's own program does not have: those of included templates and computed names.
    std::unordered_map<std::string_view, std::uint32_t> others;
    /// Where the names of an included program are.
    std::unordered_map<const Program*, std::vector<std::uint32_t>> maps;
    const Program* program = nullptr;
    /// Of the program that runs now; null: the frame's own, whose slots are the frame's.
    const std::uint32_t* map = nullptr;
    std::uint32_t ownNames = 0;          ///< of its own program; they come first
    LookupCache* globalCaches = nullptr; ///< where the globals have its own names

    std::map<std::string, std::size_t, std::less<>> cycles;
    std::optional<std::string> lastChanged;
    const LoopObject* loop = nullptr; ///< the innermost
    int scopes = 1;
    int baseDepth = 0;
    Schema schema = 0; ///< of the program its names are of

    void begin(const Program& of, int depth);
    [[nodiscard]] std::uint32_t indexOf(std::uint32_t programSlot) const
    {
        return map == nullptr ? programSlot : map[programSlot];
    }
    /// The index of any name; the text must live as long as the frame.
    [[nodiscard]] std::uint32_t indexOf(const Key& name);
    [[nodiscard]] std::optional<std::uint32_t> find(const Key& name) const;
    [[nodiscard]] const std::uint32_t* mapOf(const Program& included);
};

} // namespace postweave::liquid
