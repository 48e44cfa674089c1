// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/json_locator.h"

#include "core/base/json.h"

#include <cstddef>
#include <string>

namespace postweave::ui::segments {

namespace {

/// Walks a text once and remembers the longest path that leads to `path`.
class Locator {
public:
    Locator(std::string_view text, std::string_view path) : m_text(text), m_path(path), m_best{0, text.size()} {}

    SourceRange find()
    {
        value("$");
        return m_best;
    }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char here() const { return atEnd() ? '\0' : m_text[m_at]; }

    void blanks()
    {
        while (!atEnd() && isBlank(here())) {
            ++m_at;
        }
    }

    [[nodiscard]] bool leadsThere(const std::string& path) const
    {
        const bool isPrefix = m_path.starts_with(path);
        return isPrefix && (m_path.size() == path.size() || m_path[path.size()] == '.' || m_path[path.size()] == '[');
    }

    void value(const std::string& path)
    {
        blanks();
        const std::size_t begin = m_at;
        const bool wanted = leadsThere(path);
        if (here() == '{') {
            members(path);
        } else if (here() == '[') {
            elements(path);
        } else if (here() == '"') {
            (void)quoted();
        } else {
            while (!atEnd() && here() != ',' && here() != '}' && here() != ']' && !isBlank(here())) {
                ++m_at;
            }
        }
        if (wanted && path.size() >= m_bestLength) {
            m_bestLength = path.size();
            m_best = {begin, m_at};
        }
    }

    void members(const std::string& path)
    {
        for (++m_at; !atEnd() && here() != '}';) {
            blanks();
            if (here() != '"') {
                ++m_at;
                continue;
            }
            const std::string key = quoted();
            blanks();
            ++m_at; // the colon
            value(childPath(path, key));
            blanks();
        }
        ++m_at;
    }

    void elements(const std::string& path)
    {
        std::size_t index = 0;
        for (++m_at; !atEnd() && here() != ']';) {
            blanks();
            if (here() == ',' || here() == ']') {
                m_at += here() == ',' ? 1 : 0;
                continue;
            }
            const std::size_t before = m_at;
            value(childPath(path, index++));
            blanks();
            m_at += m_at == before ? 1 : 0; // whatever stands there, go on
        }
        ++m_at;
    }

    std::string quoted()
    {
        const std::size_t begin = ++m_at;
        while (!atEnd() && here() != '"') {
            m_at += here() == '\\' ? 2 : 1;
        }
        const std::string_view inside = m_text.substr(begin, std::min(m_at, m_text.size()) - begin);
        ++m_at;
        return std::string(inside);
    }

    std::string_view m_text;
    std::string_view m_path;
    std::size_t m_at = 0;
    std::size_t m_bestLength = 0;
    SourceRange m_best;
};

} // namespace

SourceRange locateJsonPath(std::string_view text, std::string_view path)
{
    return Locator(text, path).find();
}

} // namespace postweave::ui::segments
