// SPDX-License-Identifier: GPL-3.0-or-later
// Node: a piece of a compiled template that renders itself.
#pragma once

#include "core/base/source_range.h"
#include "core/liquid/expression.h"

#include <memory>
#include <string_view>
#include <vector>

namespace postweave::liquid {

class HtmlTracker;
class NodeVisitor;
class RenderState;

class Node {
public:
    Node(SourceRange range, int line) : m_range(range), m_line(line) {}
    virtual ~Node() = default;
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    /// Throws RenderFailure and LimitFailure.
    virtual void render(RenderState& state) const = 0;
    /// Shows the visitor what it reads and holds, in order of place.
    virtual void visit(NodeVisitor&) const {}
    /// Learns where in the HTML its output stands, and moves the tracker past itself.
    virtual void trace(HtmlTracker&) {}
    /// Writes nothing visible: a block of such nodes drops its white space, as in Shopify's.
    [[nodiscard]] virtual bool isBlank() const { return false; }

    [[nodiscard]] SourceRange range() const { return m_range; }
    [[nodiscard]] int line() const { return m_line; }

protected:
    SourceRange m_range;
    int m_line;
};

/// A list of nodes: a template's, or a branch's.
class Block {
public:
    void add(std::unique_ptr<Node> node) { m_nodes.push_back(std::move(node)); }
    void render(RenderState& state) const;
    void visit(NodeVisitor& visitor) const;
    void trace(HtmlTracker& tracker);
    [[nodiscard]] bool isBlank() const;
    void removeText();
    /// Joins texts that stand side by side where comments went, in the arena. Nodes that do nothing are dropped.
    void mergeText(Arena& arena);
    /// The text node that stands last, else null.
    [[nodiscard]] class TextNode* lastText();

    SourceRange range;

private:
    std::vector<std::unique_ptr<Node>> m_nodes;
};

/// Static text: a view into the source, white space control applied.
class TextNode final : public Node {
public:
    TextNode(std::string_view text, SourceRange range, int line) : Node(range, line), m_text(text) {}
    void render(RenderState& state) const override;
    void trace(HtmlTracker& tracker) override;
    [[nodiscard]] bool isBlank() const override;
    void trimEnd();
    [[nodiscard]] std::string_view text() const { return m_text; }
    /// Another text, which ends further on in the source.
    void become(std::string_view text, std::size_t end);
    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }

private:
    std::string_view m_text;
};

/// Compiled without its arguments being looked at again: what a tag leaves when it does nothing.
class NothingNode final : public Node {
public:
    using Node::Node;
    void render(RenderState&) const override {}
    [[nodiscard]] bool isBlank() const override { return true; }
};

} // namespace postweave::liquid
