// SPDX-License-Identifier: GPL-3.0-or-later
// JsonFields: reads the keys of one JSON object strictly, each fault a diagnostic with its path.
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/json.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postweave::segment {

/// `the key 'x' …` with the nearest of the allowed names, where one is near.
[[nodiscard]] std::string nearestHint(std::string_view name, std::span<const std::string> candidates);
/// `a number`, `text`, `a list`… for messages.
[[nodiscard]] std::string_view kindOf(const Json& json);

/// Refers to the JSON and the diagnostics it was made with.
class JsonFields {
public:
    /// Reports a value that is no object, and keys that are not allowed.
    JsonFields(const Json& json, std::string path, std::initializer_list<std::string_view> allowed,
               Diagnostics& diagnostics);

    [[nodiscard]] bool isObject() const { return m_json.is_object(); }
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    [[nodiscard]] const Json* find(std::string_view key) const;
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] Diagnostics& diagnostics() const { return m_diagnostics; }
    [[nodiscard]] std::string pathOf(std::string_view key) const { return childPath(m_path, key); }

    /// Nothing, and a diagnostic, if the key is missing.
    [[nodiscard]] const Json* require(std::string_view key, std::string_view mend);
    /// Nothing, and a diagnostic, if the key is missing or no text, or an empty one.
    [[nodiscard]] std::optional<std::string> requireText(std::string_view key, std::string_view mend);
    /// `fallback` if the key is missing; a diagnostic if it is neither true nor false.
    [[nodiscard]] bool flag(std::string_view key, bool fallback);
    /// Nothing if the key is missing; a diagnostic too if it is no number.
    [[nodiscard]] std::optional<double> number(std::string_view key);

    void report(std::string_view key, std::string rule, std::string message, std::string mend);

private:
    void reportUnknownKeys(std::initializer_list<std::string_view> allowed);

    const Json& m_json;
    std::string m_path;
    Diagnostics& m_diagnostics;
};

/// Adds an error at a path.
void reportAt(Diagnostics& diagnostics, std::string path, std::string rule, std::string message, std::string mend);

} // namespace postweave::segment
