// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/completion.h"

#include "core/base/text.h"

#include <algorithm>
#include <optional>

namespace postweave::ui::editor {

namespace {

using Kind = CompletionContext::Kind;

bool isPathByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

struct OpenMark {
    std::string_view code; ///< behind the mark
    bool isTag = false;
};

/// The Liquid that is open at the end of the text.
std::optional<OpenMark> openMark(std::string_view before)
{
    const std::size_t output = before.rfind("{{");
    const std::size_t tag = before.rfind("{%");
    const std::size_t none = std::string_view::npos;
    if (output == none && tag == none) {
        return std::nullopt;
    }
    const bool isTag = output == none || (tag != none && tag > output);
    std::string_view code = before.substr((isTag ? tag : output) + 2);
    if (code.find(isTag ? "%}" : "}}") != none) {
        return std::nullopt;
    }
    if (code.starts_with('-')) {
        code.remove_prefix(1);
    }
    const std::string_view words = trimmed(code);
    if (isTag && words.starts_with("liquid") && words.size() > 6) {
        code = code.substr(code.rfind('\n') == none ? code.find("liquid") + 6 : code.rfind('\n') + 1);
    }
    return OpenMark{code, isTag};
}

/// Where the string that is open at the end begins (behind its quote).
std::optional<std::size_t> openString(std::string_view code)
{
    std::optional<std::size_t> open;
    char quote = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (quote == 0 && (code[i] == '\'' || code[i] == '"')) {
            quote = code[i];
            open = i + 1;
        } else if (quote != 0 && code[i] == quote) {
            quote = 0;
            open.reset();
        }
    }
    return open;
}

std::string_view lastPath(std::string_view text)
{
    std::size_t begin = text.size();
    while (begin > 0 && isPathByte(text[begin - 1])) {
        --begin;
    }
    return text.substr(begin);
}

std::string_view withoutLast(std::string_view text, std::size_t count)
{
    return trimmed(text.substr(0, text.size() - count));
}

/// What stands before an open string: the operator or word, and the value that is compared.
CompletionContext contextInString(std::string_view code, std::size_t open)
{
    CompletionContext context;
    context.prefix = std::string(code.substr(open));
    std::string_view before = trimmed(code.substr(0, open - 1));
    const std::string_view word = lastPath(before);
    if (word == "render" || word == "include") {
        context.kind = Kind::Partial;
    } else if (word == "did") {
        context.kind = Kind::Event;
    } else {
        const std::size_t operatorLength = word == "contains"                                 ? word.size()
                                           : before.ends_with("==") || before.ends_with("!=") ? 2
                                           : before.ends_with("<>")                           ? 2
                                                                                              : 0;
        const std::string_view path =
            operatorLength == 0 ? std::string_view() : lastPath(withoutLast(before, operatorLength));
        if (path == "customer.segments" || path == "customer.segment") {
            context.kind = Kind::Segment;
        } else if (!path.empty()) {
            context.kind = Kind::Literal;
            context.path = std::string(path);
        }
    }
    return context;
}

} // namespace

CompletionContext completionContext(std::string_view before)
{
    const auto mark = openMark(before);
    if (!mark) {
        return {};
    }
    if (const auto open = openString(mark->code)) {
        return contextInString(mark->code, *open);
    }
    const std::string_view word = lastPath(mark->code);
    const std::string_view front = withoutLast(mark->code, word.size());
    CompletionContext context;
    const std::size_t dot = word.rfind('.');
    if (dot != std::string_view::npos) {
        context.kind = Kind::Member;
        context.path = std::string(word.substr(0, dot));
        context.prefix = std::string(word.substr(dot + 1));
        return context;
    }
    context.prefix = std::string(word);
    context.kind = front.empty()          ? (mark->isTag ? Kind::Tag : Kind::Value)
                   : front.ends_with('|') ? Kind::Filter
                                          : Kind::Value;
    return context;
}

} // namespace postweave::ui::editor
