// SPDX-License-Identifier: GPL-3.0-or-later
// ifchanged: writes its body where it differs from what an ifchanged wrote last.
#include "core/liquid/render_state.h"
#include "core/liquid/tags/tag.h"
#include "core/liquid/visitor.h"

namespace postweave::liquid {

namespace {

class IfchangedNode final : public Node {
public:
    explicit IfchangedNode(const Piece& tag) : Node(tag.range, tag.line) {}
    void render(RenderState& state) const override
    {
        const std::string_view text = state.capture(m_body);
        std::optional<std::string>& last = state.frame().lastChanged;
        if (last != text) {
            last = std::string(text);
            state.write(text);
        }
    }
    void visit(NodeVisitor& visitor) const override { visitor.onBlock(m_body); }
    void trace(HtmlTracker& tracker) override { m_body.trace(tracker); }
    [[nodiscard]] bool isBlank() const override { return m_body.isBlank(); }
    Block& body() { return m_body; }

private:
    Block m_body;
};

} // namespace

std::unique_ptr<Node> parseIfchanged(Parser& parser, const Piece& tag)
{
    auto node = std::make_unique<IfchangedNode>(tag);
    static_cast<void>(parser.parseBody(node->body(), "ifchanged"));
    return node;
}

} // namespace postweave::liquid
