// SPDX-License-Identifier: GPL-3.0-or-later
// A score as lines, one a term.
#include "core/base/value.h"
#include "core/segment/wording.h"

#include <fmt/format.h>

#include <array>

namespace postweave::segment {

namespace {

constexpr std::array<std::string_view, 3> kQuintileWords{"how recent", "how frequent", "how much by"};

} // namespace

std::string describeScore(const Score& score, const Catalog& catalog)
{
    std::string text;
    for (const ScoreTerm& term : score.terms) {
        if (const auto* attribute = std::get_if<AttributeTerm>(&term)) {
            text += fmt::format("{} × {}\n", formatNumber(attribute->weight), readableName(attribute->attribute));
            continue;
        }
        if (const auto* quintile = std::get_if<QuintileTerm>(&term)) {
            text += fmt::format(
                "{} × quintile (1 to 5) of {} {}\n", formatNumber(quintile->weight),
                kQuintileWords[static_cast<std::size_t>(quintile->of)],
                describe(Node{EventCount{quintile->events, quintile->within, std::nullopt}, false}, catalog) +
                    (quintile->per.empty() ? "" : fmt::format(", by its {}", quintile->per)));
            continue;
        }
        const auto& event = std::get<EventTerm>(term);
        text += fmt::format("{} × {}", formatNumber(event.weight),
                            describe(Node{EventCount{event.events, event.within, std::nullopt}, false}, catalog));
        text += event.per.empty() ? "" : fmt::format(", by its {}", event.per);
        text += event.halfLife ? fmt::format(", halved every {}", describe(*event.halfLife)) : "";
        text += '\n';
    }
    return text;
}

} // namespace postweave::segment
