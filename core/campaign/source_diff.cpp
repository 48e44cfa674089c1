// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/source_diff.h"

#include <algorithm>
#include <cstddef>

namespace postweave::campaign {

namespace {

/// More single differences than these are not told apart.
constexpr std::ptrdiff_t kMostEdits = 2'000;

std::size_t offsetIn(std::string_view whole, std::string_view part)
{
    return static_cast<std::size_t>(part.data() - whole.data());
}

/// Tags and outputs whole, text in lines.
std::vector<std::string_view> tokensOf(std::string_view source)
{
    std::vector<std::string_view> tokens;
    for (std::size_t at = 0; at < source.size();) {
        const std::string_view rest = source.substr(at);
        std::size_t length = 0;
        if (rest.starts_with("{{") || rest.starts_with("{%")) {
            const std::size_t end = rest.find(rest[1] == '{' ? "}}" : "%}", 2);
            length = end == rest.npos ? rest.size() : end + 2;
        } else {
            length = std::min({rest.find('\n'), rest.find("{{") - 1, rest.find("{%") - 1, rest.size() - 1}) + 1;
        }
        tokens.push_back(rest.substr(0, length));
        at += length;
    }
    return tokens;
}

/// A token that both have, by its numbers.
struct Match {
    std::size_t before = 0;
    std::size_t after = 0;
};

class Comparison {
public:
    Comparison(std::vector<std::string_view> before, std::vector<std::string_view> after)
        : m_before(std::move(before)), m_after(std::move(after))
    {
    }

    /// In order; none where there are too many differences.
    std::vector<Match> matches()
    {
        const auto columns = static_cast<std::ptrdiff_t>(m_before.size());
        const auto rows = static_cast<std::ptrdiff_t>(m_after.size());
        const std::ptrdiff_t most = std::min(columns + rows, kMostEdits);
        std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
        for (std::ptrdiff_t edits = 0; edits <= most; ++edits) {
            // What a way back needs of this round: the diagonals it can be on.
            m_rounds.emplace_back(furthest.begin() + (most + 1 - edits - 1), furthest.begin() + (most + 1 + edits + 2));
            for (std::ptrdiff_t diagonal = -edits; diagonal <= edits; diagonal += 2) {
                const auto at = static_cast<std::size_t>(diagonal + most + 1);
                const bool isDown = diagonal == -edits || (diagonal != edits && furthest[at - 1] < furthest[at + 1]);
                std::ptrdiff_t x = isDown ? furthest[at + 1] : furthest[at - 1] + 1;
                while (x < columns && x - diagonal < rows && isSame(x, x - diagonal)) {
                    ++x;
                }
                furthest[at] = x;
                if (x >= columns && x - diagonal >= rows) {
                    return wayBack(edits);
                }
            }
        }
        return {};
    }

private:
    [[nodiscard]] bool isSame(std::ptrdiff_t x, std::ptrdiff_t y) const
    {
        return m_before[static_cast<std::size_t>(x)] == m_after[static_cast<std::size_t>(y)];
    }

    [[nodiscard]] std::vector<Match> wayBack(std::ptrdiff_t edits) const
    {
        std::vector<Match> matches;
        auto x = static_cast<std::ptrdiff_t>(m_before.size());
        auto y = static_cast<std::ptrdiff_t>(m_after.size());
        for (std::ptrdiff_t round = edits; round >= 0; --round) {
            const std::vector<std::ptrdiff_t>& furthest = m_rounds[static_cast<std::size_t>(round)];
            const auto on = [&](std::ptrdiff_t diagonal) {
                return furthest[static_cast<std::size_t>(diagonal + round + 1)];
            };
            const std::ptrdiff_t diagonal = x - y;
            const bool isDown = diagonal == -round || (diagonal != round && on(diagonal - 1) < on(diagonal + 1));
            const std::ptrdiff_t previousX = round == 0 ? 0 : isDown ? on(diagonal + 1) : on(diagonal - 1);
            const std::ptrdiff_t previousY = round == 0 ? 0 : previousX - (isDown ? diagonal + 1 : diagonal - 1);
            const std::ptrdiff_t startX = round == 0 ? 0 : isDown ? previousX : previousX + 1;
            while (x > startX && y > 0) {
                --x;
                --y;
                matches.push_back({static_cast<std::size_t>(x), static_cast<std::size_t>(y)});
            }
            x = previousX;
            y = previousY;
        }
        std::reverse(matches.begin(), matches.end());
        return matches;
    }

    std::vector<std::string_view> m_before;
    std::vector<std::string_view> m_after;
    std::vector<std::vector<std::ptrdiff_t>> m_rounds; ///< by number of edits, the diagonals around its own
};

} // namespace

std::vector<SourceHunk> sourceDiff(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> beforeTokens = tokensOf(before);
    const std::vector<std::string_view> afterTokens = tokensOf(after);
    std::vector<SourceHunk> hunks;
    SourceHunk open{{0, 0}, {0, 0}};
    const auto closeAt = [&](std::size_t beforeEnd, std::size_t afterEnd) {
        open.before.end = beforeEnd;
        open.after.end = afterEnd;
        if (open.before.begin < beforeEnd || open.after.begin < afterEnd) {
            hunks.push_back(open);
        }
    };
    for (const Match& match : Comparison(beforeTokens, afterTokens).matches()) {
        const std::string_view one = beforeTokens[match.before];
        const std::string_view other = afterTokens[match.after];
        closeAt(offsetIn(before, one), offsetIn(after, other));
        open.before.begin = offsetIn(before, one) + one.size();
        open.after.begin = offsetIn(after, other) + other.size();
    }
    closeAt(before.size(), after.size());
    return hunks;
}

} // namespace postweave::campaign
