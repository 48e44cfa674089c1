// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a date that a text names, as Ruby's Date._parse finds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::liquid {

struct DateElements {
    std::optional<std::int64_t> year;
    std::optional<int> month;
    std::optional<int> day;
    std::optional<int> dayOfYear;
    std::optional<int> hour;
    std::optional<int> minute;
    std::optional<int> second;
    std::optional<std::int64_t> nanosecond;
    std::string zone; ///< as written, lower case

    [[nodiscard]] bool isEmpty() const
    {
        return !year && !month && !day && !dayOfYear && !hour && !minute && !second && !nanosecond;
    }
};

/// `text` is lower case.
[[nodiscard]] DateElements parseDateElements(std::string_view text);

} // namespace postweave::liquid
