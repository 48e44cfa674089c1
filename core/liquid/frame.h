// SPDX-License-Identifier: GPL-3.0-or-later
// Frame: the variables of a template and of what it includes; `render` opens another one.
#pragma once

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
struct Slot {
    enum class Global : std::uint8_t { NotAsked, Found, Missing };
    Value scoped;
    Value assigned;
    Value global;
    std::int64_t counter = 0;
    std::int64_t offset = 0; ///< of a loop: where `offset: continue` goes on
    bool isScoped = false;
    bool isAssigned = false;
    bool isCounted = false;
    Global globalState = Global::NotAsked;
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

    std::map<std::string, std::size_t, std::less<>> cycles;
    std::optional<std::string> lastChanged;
    const LoopObject* loop = nullptr; ///< the innermost
    int scopes = 1;
    int baseDepth = 0;

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
