// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/node.h"

#include "core/liquid/html_tracker.h"
#include "core/liquid/lexer.h"
#include "core/liquid/render_state.h"
#include "core/liquid/visitor.h"

#include <algorithm>

namespace postweave::liquid {

void Block::render(RenderState& state) const
{
    const RenderState::Level level(state);
    std::size_t i = 0;
    while (i < m_nodes.size()) {
        try {
            for (; i < m_nodes.size(); ++i) {
                state.countStep();
                m_nodes[i]->render(state);
                if (state.interrupt() != Interrupt::None) {
                    return;
                }
            }
        } catch (const RenderFailure& failure) {
            state.handle(failure, *m_nodes[i++]);
        } catch (const LimitFailure&) {
            state.noteLimitAt(*m_nodes[i]);
            throw;
        } catch (const Arena::Exhausted&) {
            state.noteLimitAt(*m_nodes[i]);
            throw;
        }
    }
}

void Block::visit(NodeVisitor& visitor) const
{
    for (const auto& node : m_nodes) {
        node->visit(visitor);
    }
}

void Block::trace(HtmlTracker& tracker)
{
    for (const auto& node : m_nodes) {
        node->trace(tracker);
    }
}

bool Block::isBlank() const
{
    return std::ranges::all_of(m_nodes, [](const auto& node) { return node->isBlank(); });
}

void Block::removeText()
{
    std::erase_if(m_nodes, [](const auto& node) { return dynamic_cast<const TextNode*>(node.get()) != nullptr; });
}

TextNode* Block::lastText()
{
    return m_nodes.empty() ? nullptr : dynamic_cast<TextNode*>(m_nodes.back().get());
}

void TextNode::render(RenderState& state) const
{
    state.write(m_text);
}

void TextNode::trace(HtmlTracker& tracker)
{
    tracker.feed(m_text);
}

bool TextNode::isBlank() const
{
    return std::ranges::all_of(m_text, isSpace);
}

void TextNode::trimEnd()
{
    while (!m_text.empty() && (isSpace(m_text.back()) || m_text.back() == '\0')) {
        m_text.remove_suffix(1);
    }
    m_range.end = m_range.begin + m_text.size();
}

} // namespace postweave::liquid
