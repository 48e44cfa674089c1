// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/template_folder.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace postweave::workspace {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPartialBytes = std::size_t{16} << 20;

/// A relative name whose every part is a plain one: it cannot leave the folder.
bool staysInside(const fs::path& name)
{
    if (name.empty() || name.is_absolute()) {
        return false;
    }
    for (const fs::path& part : name) {
        if (part == ".." || part.empty()) {
            return false;
        }
    }
    return true;
}

/// The entry of `folder` with this name whatever the case; the first in order where several have it.
std::optional<fs::path> findWithoutCase(const fs::path& folder, const std::string& name)
{
    std::error_code ignored;
    std::optional<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        if (foldCase(entry.path().filename().string()) == foldCase(name) && (!found || entry.path() < *found)) {
            found = entry.path();
        }
    }
    return found;
}

} // namespace

TemplateFolder::TemplateFolder(fs::path folder) : m_folder(folder.empty() ? fs::path(".") : std::move(folder)) {}

std::optional<std::string> TemplateFolder::read(std::string_view name) const
{
    const fs::path wanted{std::string(name)};
    if (!staysInside(wanted)) {
        return std::nullopt;
    }
    std::error_code failure;
    const fs::path inside = fs::weakly_canonical(m_folder, failure);
    for (const std::string& file : std::array{wanted.filename().string(), wanted.filename().string() + ".liquid"}) {
        fs::path path = m_folder / wanted.parent_path() / file;
        if (!fs::is_regular_file(path, failure)) {
            path = findWithoutCase(m_folder / wanted.parent_path(), file).value_or(path);
        }
        // A symbolic link may still point elsewhere.
        const fs::path real = fs::weakly_canonical(path, failure);
        const bool linkedAway =
            std::mismatch(inside.begin(), inside.end(), real.begin(), real.end()).first != inside.end();
        if (failure || linkedAway || !fs::is_regular_file(real, failure)) {
            continue;
        }
        if (auto text = readFile(real, kMaxPartialBytes)) {
            return std::move(*text);
        }
    }
    return std::nullopt;
}

} // namespace postweave::workspace
