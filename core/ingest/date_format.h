// SPDX-License-Identifier: GPL-3.0-or-later
// DateFormat: dates written otherwise than YYYY-MM-DD, as a mapping's `date_format` describes them.
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::ingest {

/// Made of YYYY, YY (69 to 99: 19YY, else 20YY), MM, M, DD, D, HH, mm, ss and characters that stand for themselves
/// (letters only T and Z). M and D read one or two digits, the others exactly as many as they have letters.
class DateFormat {
public:
    /// InvalidInput: an unknown letter, a part that is there twice, no year, month or day, minutes without hours,
    /// seconds without minutes.
    [[nodiscard]] static Result<DateFormat> parse(std::string_view pattern);

    /// Nothing unless the whole text fits and names a moment there is. Without HH: midnight.
    [[nodiscard]] std::optional<LocalDateTime> read(std::string_view text) const;
    [[nodiscard]] bool hasTime() const;
    [[nodiscard]] const std::string& pattern() const { return m_pattern; }
    bool operator==(const DateFormat& other) const { return m_pattern == other.m_pattern; }

private:
    enum class Part : std::uint8_t { Literal, Year, Month, Day, Hour, Minute, Second };
    struct Token {
        Part part;
        char literal;
        std::size_t minDigits;
        std::size_t maxDigits;
    };
    [[nodiscard]] std::string findFault() const;

    std::string m_pattern;
    std::vector<Token> m_tokens;
};

} // namespace postweave::ingest
