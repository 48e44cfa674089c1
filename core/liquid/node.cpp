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

void Block::mergeText(Arena& arena)
{
    const auto textAt = [&](std::size_t i) {
        return i < m_nodes.size() ? dynamic_cast<TextNode*>(m_nodes[i].get()) : nullptr;
    };
    std::erase_if(m_nodes, [](const auto& node) {
        const auto* const text = dynamic_cast<const TextNode*>(node.get());
        return text != nullptr ? text->isEmpty() : dynamic_cast<const NothingNode*>(node.get()) != nullptr;
    });
    std::size_t kept = 0;
    std::string joined;
    for (std::size_t i = 0; i < m_nodes.size(); ++kept) {
        const std::size_t first = i++;
        if (textAt(first) != nullptr && textAt(i) != nullptr) {
            joined = textAt(first)->text();
            for (; textAt(i) != nullptr; ++i) {
                joined += textAt(i)->text();
            }
            textAt(first)->become(arena.copy(joined), m_nodes[i - 1]->range().end);
        }
        m_nodes[kept] = std::move(m_nodes[first]);
    }
    m_nodes.erase(m_nodes.begin() + static_cast<std::ptrdiff_t>(kept), m_nodes.end());
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

void TextNode::become(std::string_view text, std::size_t end)
{
    m_text = text;
    m_range.end = end;
}

void TextNode::trimEnd()
{
    while (!m_text.empty() && (isSpace(m_text.back()) || m_text.back() == '\0')) {
        m_text.remove_suffix(1);
    }
    m_range.end = m_range.begin + m_text.size();
}

} // namespace postweave::liquid
