// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/mbox.h"

#include <fmt/format.h>

namespace postweave::email {

namespace {

constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string separatorDate(Instant instant)
{
    const LocalDateTime local = utcOf(instant);
    const YearMonthDay day = toYearMonthDay(local.date);
    const std::int64_t second = local.microsecondOfDay / kMicrosecondsPerSecond;
    return fmt::format("{} {} {:2} {:02}:{:02}:{:02} {:04}", kDays[weekday(local.date)], kMonths[day.month - 1],
                       day.day, second / 3600, second / 60 % 60, second % 60, day.year);
}

bool isSeparatorLike(std::string_view line)
{
    const std::size_t start = line.find_first_not_of('>');
    return start != std::string_view::npos && line.substr(start).starts_with("From ");
}

} // namespace

void appendMboxMessage(std::string& out, std::string_view sender, Instant date, std::string_view message)
{
    out += fmt::format("From {} {}\n", sender.find_first_of(" \t\r\n") == sender.npos ? sender : "MAILER-DAEMON",
                       separatorDate(date));
    while (!message.empty()) {
        const std::size_t end = message.find('\n');
        std::string_view line = message.substr(0, end);
        message.remove_prefix(end == message.npos ? message.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (isSeparatorLike(line)) {
            out += '>';
        }
        out.append(line).append("\n");
    }
    out += '\n';
}

} // namespace postweave::email
