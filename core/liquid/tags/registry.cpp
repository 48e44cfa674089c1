// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/tag.h"

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

struct Entry {
    std::string_view name;
    TagParser parse;
    bool isDialect = false;
};

// `liquid` is the parser's own: its lines belong to the block around it.
constexpr std::array kTags{
    Entry{"#", parseInlineComment},
    Entry{"abort", parseAbort, true},
    Entry{"assign", parseAssign},
    Entry{"break", parseBreak},
    Entry{"capture", parseCapture},
    Entry{"case", parseCase},
    Entry{"comment", parseComment},
    Entry{"continue", parseContinue},
    Entry{"cycle", parseCycle},
    Entry{"decrement", parseDecrement},
    Entry{"doc", parseDoc},
    Entry{"echo", parseEcho},
    Entry{"for", parseFor},
    Entry{"if", parseIf},
    Entry{"ifchanged", parseIfchanged},
    Entry{"include", parseInclude},
    Entry{"increment", parseIncrement},
    Entry{"liquid", parseComment},
    Entry{"raw", parseRaw},
    Entry{"render", parseRender},
    Entry{"tablerow", parseTableRow},
    Entry{"unless", parseUnless},
};

} // namespace

TagParser findTag(std::string_view name, bool isDialect)
{
    const auto found = std::ranges::find(kTags, name, &Entry::name);
    return found == kTags.end() || (found->isDialect && !isDialect) ? nullptr : found->parse;
}

std::vector<std::string> tagNames(bool isDialect)
{
    std::vector<std::string> names;
    for (const Entry& entry : kTags) {
        if (isDialect || !entry.isDialect) {
            names.emplace_back(entry.name);
        }
    }
    return names;
}

std::size_t nameSignature(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t next = at + (text[at] == '(' ? 1 : 0);
        const bool isPart = next < text.size() && (isWordChar(text[next]) || text[next] == '-' || text[next] == '.' ||
                                                   text[next] == '[' || text[next] == ']');
        if (!isPart) {
            break;
        }
        ++next;
        at = next + (next < text.size() && text[next] == ')' ? 1 : 0);
    }
    return at;
}

} // namespace postweave::liquid
