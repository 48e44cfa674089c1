// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/source_range.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <vector>

namespace postweave {
inline namespace base {

namespace {

bool isPlainName(std::string_view key)
{
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// Builds the document, watching depth and repeated keys, which nlohmann's own builder lets pass.
class StrictBuilder : public nlohmann::json_sax<Json> {
public:
    StrictBuilder(Json& root, int maxDepth) : m_root(root), m_maxDepth(maxDepth) {}

    bool null() override { return put(Json(nullptr)); }
    bool boolean(bool value) override { return put(Json(value)); }
    bool number_integer(number_integer_t value) override { return put(Json(value)); }
    bool number_unsigned(number_unsigned_t value) override { return put(Json(value)); }
    bool number_float(number_float_t value, const string_t&) override { return put(Json(value)); }
    bool string(string_t& value) override { return put(Json(std::move(value))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override
    {
        Level& level = m_levels.back();
        level.key = value;
        if (!level.keys.insert(value).second) {
            error = Error{ErrorCode::InvalidInput,
                          fmt::format("the key '{}' occurs twice; keep one of them", value),
                          {"", 0, 0, path()}};
            return false;
        }
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        errorOffset = position == 0 ? 0 : position - 1;
        return false;
    }

    std::optional<Error> error;
    std::optional<std::size_t> errorOffset;

private:
    struct Level {
        Json* container;
        std::string key;
        std::unordered_set<std::string> keys;
    };

    [[nodiscard]] std::string path() const
    {
        std::string text = "$";
        for (const Level& level : m_levels) {
            if (level.container->is_object()) {
                text = childPath(text, level.key);
            } else if (!level.container->empty()) {
                text = childPath(text, level.container->size() - 1);
            }
        }
        return text;
    }

    Json* place(Json&& value)
    {
        if (m_levels.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        Level& level = m_levels.back();
        if (level.container->is_array()) {
            level.container->push_back(std::move(value));
            return &level.container->back();
        }
        // Pushed, not looked up: ordered_json searches its keys one by one, and key() has refused repeated ones.
        auto& members = level.container->get_ref<Json::object_t&>();
        members.push_back({level.key, std::move(value)});
        return &members.back().second;
    }

    bool put(Json&& value)
    {
        place(std::move(value));
        return true;
    }

    bool open(Json&& value)
    {
        if (static_cast<int>(m_levels.size()) >= m_maxDepth) {
            error = Error{
                ErrorCode::LimitExceeded, fmt::format("nested deeper than {} levels; flatten it", m_maxDepth), {}};
            return false;
        }
        m_levels.push_back({place(std::move(value)), {}, {}});
        return true;
    }

    bool close()
    {
        m_levels.pop_back();
        return true;
    }

    Json& m_root;
    int m_maxDepth;
    std::vector<Level> m_levels;
};

} // namespace

Result<Json> parseJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.maxBytes) {
        return fail(ErrorCode::LimitExceeded,
                    fmt::format("larger than {} bytes; split it", groupedDigits(limits.maxBytes)));
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    if (const auto offset = firstInvalidUtf8(text)) {
        const SourcePosition at = positionOf(text, *offset);
        return fail(ErrorCode::InvalidInput, "not UTF-8; save it as UTF-8", {"", at.line, at.column, ""});
    }
    Json root;
    StrictBuilder builder(root, limits.maxDepth);
    if (Json::sax_parse(text.begin(), text.end(), &builder)) {
        return root;
    }
    if (builder.error) {
        return fail(*builder.error);
    }
    const SourcePosition at = positionOf(text, builder.errorOffset.value_or(0));
    const bool atEnd = builder.errorOffset.value_or(0) >= text.size();
    return fail(ErrorCode::InvalidInput,
                atEnd ? "this JSON ends too early; look for a missing bracket or quote"
                      : "this is not JSON from here on; look for a missing comma, quote or bracket",
                {"", at.line, at.column, ""});
}

std::string childPath(std::string_view path, std::string_view key)
{
    if (isPlainName(key)) {
        return fmt::format("{}.{}", path, key);
    }
    return fmt::format("{}[{}]", path, toText(Json(std::string(key))));
}

std::string childPath(std::string_view path, std::size_t index)
{
    return fmt::format("{}[{}]", path, index);
}

std::string toText(const Json& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace base
} // namespace postweave
