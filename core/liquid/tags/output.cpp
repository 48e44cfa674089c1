// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/output.h"

#include "core/liquid/html_escape.h"
#include "core/liquid/html_tracker.h"
#include "core/liquid/print.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::liquid {

namespace {

bool endsRaw(const FilteredExpression& expression)
{
    return !expression.filters.empty() && expression.filters.back().name == "raw" &&
           expression.filters.back().filter != nullptr;
}

} // namespace

void writeValue(RenderState& state, const Value& value, HtmlPlace place)
{
    if (value.isText()) {
        appendForPlace(state.out(), value.asText(), place, value.isHtml());
        return;
    }
    if (value.kind() == Kind::Integer && place <= HtmlPlace::Attribute) {
        const fmt::format_int digits(value.asInteger());
        state.write({digits.data(), digits.size()});
        return;
    }
    std::string text;
    appendOutput(text, value, state.zone(), state.out().limit());
    appendForPlace(state.out(), text, place, value.isHtml());
}

void OutputNode::render(RenderState& state) const
{
    const Arena::Mark mark = state.arena().mark();
    const Value value = state.evaluate(m_expression);
    if (value.isText() && m_place == HtmlPlace::Off) {
        state.write(value.asText());
    } else {
        writeValue(state, value, m_place);
    }
    state.arena().rewind(mark);
}

void OutputNode::visit(NodeVisitor& visitor) const
{
    visitor.onFiltered(m_expression);
}

void OutputNode::trace(HtmlTracker& tracker)
{
    const HtmlPlace place = endsRaw(m_expression) ? HtmlPlace::Off : tracker.place();
    // Looked at a second time, in a loop that changes the state: what is safe in both is what escapes most.
    m_place = safeInBoth(m_place, place);
    tracker.passOutput();
}

std::unique_ptr<Node> parseEcho(Parser& parser, const Piece& tag)
{
    return std::make_unique<OutputNode>(parser.parseFiltered(tag.markup), tag.range, tag.line);
}

} // namespace postweave::liquid
