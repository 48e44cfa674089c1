// SPDX-License-Identifier: GPL-3.0-or-later
// Outputs: `{{ … }}` and echo.
#pragma once

#include "core/liquid/html_state.h"
#include "core/liquid/node.h"

namespace postweave::liquid {

class OutputNode final : public Node {
public:
    OutputNode(const FilteredExpression& expression, SourceRange range, int line)
        : Node(range, line), m_expression(expression)
    {
    }
    void render(RenderState& state) const override;
    void visit(NodeVisitor& visitor) const override;
    void trace(HtmlTracker& tracker) override;

private:
    FilteredExpression m_expression;
    HtmlPlace m_place = HtmlPlace::Off;
};

/// Writes a value for a place; the filter `raw` is the caller's to know.
void writeValue(RenderState& state, const Value& value, HtmlPlace place);

} // namespace postweave::liquid
