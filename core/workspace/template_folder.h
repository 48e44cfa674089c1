// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateFolder: partials from the files of one folder, `.liquid` optional, found without case where not exactly.
#pragma once

#include "core/liquid/partials.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::workspace {

/// Reads no file outside its folder, whatever a template asks for. Safe to use from several threads.
class TemplateFolder final : public liquid::PartialSource {
public:
    explicit TemplateFolder(std::filesystem::path folder);
    [[nodiscard]] std::optional<std::string> read(std::string_view name) const override;

private:
    std::filesystem::path m_folder;
};

} // namespace postweave::workspace
