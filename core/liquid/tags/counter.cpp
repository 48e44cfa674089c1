// SPDX-License-Identifier: GPL-3.0-or-later
// increment and decrement: counters of their own, which a variable of the same name hides.
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

class CounterNode final : public Node {
public:
    CounterNode(std::string_view name, std::uint32_t slot, bool isUp, const Piece& tag)
        : Node(tag.range, tag.line), m_name(name), m_slot(slot), m_isUp(isUp)
    {
    }
    void render(RenderState& state) const override
    {
        Slot& slot = state.slot(m_slot);
        const std::int64_t before = slot.counter();
        slot.count(m_isUp ? before + 1 : before - 1);
        const std::int64_t shown = m_isUp ? before : before - 1;
        const fmt::format_int digits(shown);
        state.write({digits.data(), digits.size()});
    }
    void visit(NodeVisitor& visitor) const override { visitor.onName(m_name, nullptr); }

private:
    std::string_view m_name;
    std::uint32_t m_slot;
    bool m_isUp;
};

} // namespace

std::unique_ptr<Node> parseIncrement(Parser& parser, const Piece& tag)
{
    const std::string_view name = tag.markup.trimmed().text;
    return std::make_unique<CounterNode>(name, parser.slotOf(name), true, tag);
}

std::unique_ptr<Node> parseDecrement(Parser& parser, const Piece& tag)
{
    const std::string_view name = tag.markup.trimmed().text;
    return std::make_unique<CounterNode>(name, parser.slotOf(name), false, tag);
}

} // namespace postweave::liquid
