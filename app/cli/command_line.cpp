// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::cli {

namespace {

constexpr FlagSpec kJson{"--json", ""};

std::vector<std::string_view> wordsOf(const CommandSpec& command)
{
    return split(command.words, ' ');
}

bool startsWith(std::span<const std::string> arguments, const std::vector<std::string_view>& words)
{
    return arguments.size() >= words.size() && std::equal(words.begin(), words.end(), arguments.begin());
}

const CommandSpec* findCommand(std::span<const std::string> arguments, std::span<const CommandSpec> commands)
{
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const CommandSpec& command) {
        return startsWith(arguments, wordsOf(command));
    });
    return found == commands.end() ? nullptr : &*found;
}

tl::unexpected<Error> unknownCommand(std::span<const std::string> arguments, std::span<const CommandSpec> commands)
{
    if (arguments.empty()) {
        return fail(ErrorCode::InvalidUsage, "no command was given; 'postweave-cli help' lists them");
    }
    const std::string given = arguments.size() > 1 ? arguments[0] + ' ' + arguments[1] : arguments[0];
    std::vector<std::string> names;
    for (const CommandSpec& command : commands) {
        names.emplace_back(command.words);
    }
    const std::string nearest = nearestOf(given, names);
    return fail(ErrorCode::InvalidUsage,
                nearest.empty() ? fmt::format("there is no command '{}'; 'postweave-cli help' lists them", given)
                                : fmt::format("there is no command '{}'; did you mean '{}'?", given, nearest));
}

const FlagSpec* findFlag(const CommandSpec& command, std::string_view name)
{
    const auto found = std::find_if(command.flags.begin(), command.flags.end(),
                                    [&](const FlagSpec& flag) { return flag.name == name; });
    if (found != command.flags.end()) {
        return &*found;
    }
    return name == kJson.name ? &kJson : nullptr;
}

} // namespace

std::optional<std::string> Invocation::value(std::string_view flag) const
{
    const auto found = m_flags.find(flag);
    return found == m_flags.end() ? std::nullopt : std::optional(found->second);
}

Result<void> Invocation::takeFlag(std::span<const std::string> arguments, std::size_t& index)
{
    const std::string& argument = arguments[index];
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const FlagSpec* flag = findFlag(*m_command, name);
    if (flag == nullptr) {
        return fail(ErrorCode::InvalidUsage,
                    fmt::format("{} takes no flag {}; usage: {}", m_command->words, name, usageOf(*m_command)));
    }
    if (m_flags.contains(name)) {
        return fail(ErrorCode::InvalidUsage, fmt::format("{} is given twice; keep one of them", name));
    }
    std::string text;
    if (equals != std::string::npos) {
        text = argument.substr(equals + 1);
        if (flag->argument.empty()) {
            return fail(ErrorCode::InvalidUsage, fmt::format("{} takes no value", name));
        }
    } else if (!flag->argument.empty()) {
        if (index + 1 >= arguments.size()) {
            return fail(ErrorCode::InvalidUsage, fmt::format("{} needs a value: {} {}", name, name, flag->argument));
        }
        text = arguments[++index];
    }
    m_flags.emplace(name, std::move(text));
    return {};
}

Result<Invocation> Invocation::parse(std::span<const std::string> arguments, std::span<const CommandSpec> commands)
{
    Invocation invocation;
    invocation.m_command = findCommand(arguments, commands);
    if (invocation.m_command == nullptr) {
        return unknownCommand(arguments, commands);
    }
    bool onlyPlaces = false;
    for (std::size_t i = wordsOf(*invocation.m_command).size(); i < arguments.size(); ++i) {
        if (!onlyPlaces && arguments[i] == "--") {
            onlyPlaces = true;
        } else if (!onlyPlaces && arguments[i].starts_with("--")) {
            if (const auto taken = invocation.takeFlag(arguments, i); !taken) {
                return fail(taken.error());
            }
        } else {
            invocation.m_places.push_back(arguments[i]);
        }
    }
    const std::vector<std::string_view>& places = invocation.m_command->places;
    const auto optional =
        std::count_if(places.begin(), places.end(), [](std::string_view place) { return place.starts_with('['); });
    if (invocation.m_places.size() > places.size() ||
        invocation.m_places.size() + static_cast<std::size_t>(optional) < places.size()) {
        return fail(ErrorCode::InvalidUsage, fmt::format("usage: {}", usageOf(*invocation.m_command)));
    }
    return invocation;
}

std::string usageOf(const CommandSpec& command)
{
    std::string text(command.words);
    for (const std::string_view place : command.places) {
        text += fmt::format(" {}", place);
    }
    for (const FlagSpec& flag : command.flags) {
        text +=
            flag.argument.empty() ? fmt::format(" [{}]", flag.name) : fmt::format(" [{} {}]", flag.name, flag.argument);
    }
    return text + " [--json]";
}

} // namespace postweave::cli
