// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/output.h"

#include "core/liquid/html_escape.h"
#include "core/liquid/html_tracker.h"
#include "core/liquid/print.h"
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

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
    if (place == HtmlPlace::Off) {
        if (value.isText()) {
            state.write(value.asText());
        } else {
            appendOutput(state.out(), value, state.zone(), state.outputLimit());
        }
        return;
    }
    std::string made;
    std::string_view text = value.isText() ? value.asText() : std::string_view();
    if (!value.isText()) {
        appendOutput(made, value, state.zone(), state.outputLimit());
        text = made;
    }
    state.requireRoom(text.size());
    appendForPlace(state.out(), text, place, value.isHtml());
}

void OutputNode::render(RenderState& state) const
{
    const Arena::Mark mark = state.arena().mark();
    writeValue(state, state.evaluate(m_expression), m_place);
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
    m_place = std::max(m_place, place);
    tracker.passOutput();
}

std::unique_ptr<Node> parseEcho(Parser& parser, const Piece& tag)
{
    return std::make_unique<OutputNode>(parser.parseFiltered(tag.markup), tag.range, tag.line);
}

} // namespace postweave::liquid
