// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/date_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postweave::ingest {

namespace {

constexpr std::string_view kKnown = "it knows YYYY YY MM M DD D HH mm ss, as in DD/MM/YYYY HH:mm";

std::optional<int> readDigits(std::string_view text, std::size_t& position, std::size_t least, std::size_t most)
{
    int value = 0;
    std::size_t count = 0;
    for (; count < most && position < text.size() && text[position] >= '0' && text[position] <= '9';
         ++count, ++position) {
        value = value * 10 + (text[position] - '0');
    }
    return count < least ? std::nullopt : std::optional(value);
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

Result<DateFormat> DateFormat::parse(std::string_view pattern)
{
    struct Known {
        std::string_view letters;
        Part part;
        std::size_t minDigits;
    };
    constexpr std::array<Known, 9> kParts{{{"YYYY", Part::Year, 4},
                                           {"YY", Part::Year, 2},
                                           {"MM", Part::Month, 2},
                                           {"M", Part::Month, 1},
                                           {"DD", Part::Day, 2},
                                           {"D", Part::Day, 1},
                                           {"HH", Part::Hour, 2},
                                           {"mm", Part::Minute, 2},
                                           {"ss", Part::Second, 2}}};
    DateFormat format;
    format.m_pattern = pattern;
    for (std::size_t i = 0; i < pattern.size();) {
        const auto known = std::find_if(kParts.begin(), kParts.end(),
                                        [&](const Known& part) { return pattern.substr(i).starts_with(part.letters); });
        if (known != kParts.end()) {
            format.m_tokens.push_back(
                {known->part, '\0', known->minDigits, std::max<std::size_t>(known->minDigits, 2)});
            i += known->letters.size();
            continue;
        }
        if (isLetter(pattern[i]) && pattern[i] != 'T' && pattern[i] != 'Z') {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the date format '{}' has an unknown '{}'; {}", pattern, pattern[i], kKnown));
        }
        format.m_tokens.push_back({Part::Literal, pattern[i++], 0, 0});
    }
    if (const std::string fault = format.findFault(); !fault.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("the date format '{}' {}; {}", pattern, fault, kKnown));
    }
    return format;
}

bool DateFormat::hasTime() const
{
    return std::any_of(m_tokens.begin(), m_tokens.end(), [](const Token& token) { return token.part == Part::Hour; });
}

std::string DateFormat::findFault() const
{
    std::array<int, 7> count{};
    for (const Token& token : m_tokens) {
        ++count[static_cast<std::size_t>(token.part)];
    }
    const auto of = [&](Part part) { return count[static_cast<std::size_t>(part)]; };
    if (std::any_of(count.begin() + 1, count.end(), [](int n) { return n > 1; })) {
        return "has a part twice";
    }
    if (of(Part::Year) == 0 || of(Part::Month) == 0 || of(Part::Day) == 0) {
        return "lacks year, month or day";
    }
    if (of(Part::Hour) < of(Part::Minute) || of(Part::Minute) < of(Part::Second)) {
        return "has minutes without hours, or seconds without minutes";
    }
    return "";
}

std::optional<LocalDateTime> DateFormat::read(std::string_view text) const
{
    std::array<int, 7> values{};
    std::size_t position = 0;
    for (const Token& token : m_tokens) {
        if (token.part == Part::Literal) {
            if (position >= text.size() || text[position++] != token.literal) {
                return std::nullopt;
            }
            continue;
        }
        const auto value = readDigits(text, position, token.minDigits, token.maxDigits);
        if (!value) {
            return std::nullopt;
        }
        const bool shortYear = token.part == Part::Year && token.maxDigits == 2;
        values[static_cast<std::size_t>(token.part)] = *value + (shortYear ? (*value >= 69 ? 1900 : 2000) : 0);
    }
    const auto of = [&](Part part) { return values[static_cast<std::size_t>(part)]; };
    const auto date = of(Part::Year) < 1 ? std::nullopt : toDate({of(Part::Year), of(Part::Month), of(Part::Day)});
    if (!date || position != text.size() || of(Part::Hour) > 23 || of(Part::Minute) > 59 || of(Part::Second) > 59) {
        return std::nullopt;
    }
    const std::int64_t seconds = of(Part::Hour) * 3600 + of(Part::Minute) * 60 + of(Part::Second);
    return LocalDateTime{*date, seconds * kMicrosecondsPerSecond};
}

} // namespace postweave::ingest
