// SPDX-License-Identifier: GPL-3.0-or-later
// CommandLine: words, places and flags of one call, checked against a table of commands.
#pragma once

#include "core/base/error.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::cli {

struct FlagSpec {
    std::string_view name;     ///< with its dashes
    std::string_view argument; ///< what to call its value in the usage; empty: it takes none
};

class Invocation;

struct CommandSpec {
    std::string_view words;               ///< such as `segment count`
    std::vector<std::string_view> places; ///< such as WS and DEF; those in brackets at the end may be left out
    std::vector<FlagSpec> flags;          ///< besides --json, which every command takes
    std::string_view summary;
    /// The exit status where it ran (0 or 1); an error otherwise.
    std::function<Result<int>(const Invocation&)> run;
};

/// One call, valid against its command.
class Invocation {
public:
    [[nodiscard]] const CommandSpec& command() const { return *m_command; }
    [[nodiscard]] const std::string& place(std::size_t index) const { return m_places.at(index); }
    /// Nothing where it was left out.
    [[nodiscard]] std::optional<std::string> optionalPlace(std::size_t index) const
    {
        return index < m_places.size() ? std::optional(m_places[index]) : std::nullopt;
    }
    [[nodiscard]] bool has(std::string_view flag) const { return m_flags.contains(flag); }
    [[nodiscard]] std::optional<std::string> value(std::string_view flag) const;
    [[nodiscard]] bool json() const { return has("--json"); }

    /// InvalidUsage, saying what is wrong and what the usage is. Flags may stand anywhere; `--flag=value` works as well
    /// as `--flag value`; behind `--` everything is a place.
    [[nodiscard]] static Result<Invocation> parse(std::span<const std::string> arguments,
                                                  std::span<const CommandSpec> commands);

private:
    [[nodiscard]] Result<void> takeFlag(std::span<const std::string> arguments, std::size_t& index);

    const CommandSpec* m_command = nullptr;
    std::vector<std::string> m_places;
    std::map<std::string, std::string, std::less<>> m_flags;
};

/// `segment count WS DEF [--now T] [--json]`
[[nodiscard]] std::string usageOf(const CommandSpec& command);

} // namespace postweave::cli
