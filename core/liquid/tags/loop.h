// SPDX-License-Identifier: GPL-3.0-or-later
// What loops share: the items to walk and the names they bind.
#pragma once

#include "core/liquid/render_state.h"
#include "core/liquid/value.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace postweave::liquid {

/// The items of a loop, from offset to limit; ranges are not unrolled.
class LoopItems {
public:
    /// Texts that are not empty are one item; nil and numbers none; a hash's items are pairs.
    LoopItems(const Value& collection, Arena& arena);

    void slice(std::int64_t from, std::optional<std::int64_t> limit);
    void reverse() { m_isReversed = true; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] Value at(std::int64_t index) const;
    /// False where Shopify sees no collection at all.
    [[nodiscard]] bool isList() const { return m_isList; }

private:
    std::span<const Value> m_items;
    std::int64_t m_first = 0; // number in a range, index in a list
    std::int64_t m_size = 0;
    bool m_isRange = false;
    bool m_isText = false;
    bool m_isList = true;
    bool m_isReversed = false;
};

/// A name bound while this lives; it hides what assign gave it.
class BoundName {
public:
    BoundName(RenderState& state, std::uint32_t frameIndex);
    ~BoundName();
    BoundName(const BoundName&) = delete;
    BoundName& operator=(const BoundName&) = delete;
    void set(const Value& value) { m_frame.slots[m_index].setScoped({value, true}); }

private:
    Frame& m_frame;
    std::uint32_t m_index;
    Slot::Scoped m_before;
};

/// Takes the interrupt that a run of the body left; true: leave the loop.
[[nodiscard]] bool endsLoop(RenderState& state);

} // namespace postweave::liquid
