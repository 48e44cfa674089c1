// SPDX-License-Identifier: GPL-3.0-or-later
// What may be completed where: the context at a caret, and the interface of whoever knows the names.
#pragma once

#include "ui/base/icon.h"

#include <QList>
#include <QString>

#include <string>
#include <string_view>

namespace postweave::ui::editor {

struct CompletionContext {
    enum class Kind {
        None,
        Tag,     ///< behind {%
        Filter,  ///< behind |
        Value,   ///< the first word of a value
        Member,  ///< behind `path.`
        Segment, ///< in a string that is compared with customer.segments or customer.segment
        Partial, ///< in the string behind render or include
        Literal, ///< in a string that is compared with `path`
        Event,   ///< in the string behind did
    };
    Kind kind = Kind::None;
    std::string path;   ///< of Member and Literal, without the last dot: customer, customer.address
    std::string prefix; ///< what stands already, up to the caret
    bool operator==(const CompletionContext&) const = default;
};

/// `before` is the text up to the caret; its last 4,000 bytes are enough.
[[nodiscard]] CompletionContext completionContext(std::string_view before);

struct Completion {
    QString text;   ///< what is inserted in place of the prefix
    QString detail; ///< faint words beside it
    Icon icon = Icon::Braces;
    bool operator==(const Completion&) const = default;
};

/// Answers at once, from what is in memory; UI thread.
class CompletionSource {
public:
    virtual ~CompletionSource() = default;
    /// All that may stand there, best first; the editor narrows them down to what fits the prefix.
    [[nodiscard]] virtual QList<Completion> completions(const CompletionContext& context) const = 0;
};

} // namespace postweave::ui::editor
