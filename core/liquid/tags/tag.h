// SPDX-License-Identifier: GPL-3.0-or-later
// Tags: each parses itself into a node, one file each.
#pragma once

#include "core/liquid/parser.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

/// Gets the opening tag; reads on from the parser to the block's end. Throws SyntaxFailure. May give null.
using TagParser = std::unique_ptr<Node> (*)(Parser& parser, const Piece& tag);

/// nullptr where no tag of that name stands by itself (else and end… do not).
[[nodiscard]] TagParser findTag(std::string_view name, bool isDialect);
[[nodiscard]] std::vector<std::string> tagNames(bool isDialect);

std::unique_ptr<Node> parseAbort(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseAssign(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseBreak(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseCapture(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseCase(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseComment(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseContinue(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseCycle(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseDecrement(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseDoc(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseEcho(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseFor(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseIf(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseIfchanged(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseInclude(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseIncrement(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseInlineComment(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseRaw(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseRender(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseTableRow(Parser& parser, const Piece& tag);
std::unique_ptr<Node> parseUnless(Parser& parser, const Piece& tag);

/// Shopify's /\(?[\w\-\.\[\]]\)?/+ at a place: what assign and capture take for a name. 0: none.
[[nodiscard]] std::size_t nameSignature(std::string_view text);

} // namespace postweave::liquid
