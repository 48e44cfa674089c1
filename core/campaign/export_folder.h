// SPDX-License-Identifier: GPL-3.0-or-later
// ExportFolder: the folder of an export, in which everything appears at once or not at all.
#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::campaign {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kStagingName = ".postweave-export";
/// The manifest's name while what it names moves into place: a folder with it is interrupted.
inline constexpr std::string_view kPendingManifestName = ".postweave-manifest";
/// Whatever else an export writes at the top of its folder.
inline constexpr std::string_view kMessagesName = "messages";
inline constexpr std::string_view kMboxName = "messages.mbox";
inline constexpr std::string_view kJsonLinesName = "messages.jsonl";
inline constexpr std::string_view kCsvName = "audience.csv";

/// Locked against other processes while it lives. Unless commit() was called, its end takes away what was written, and
/// the folder if open() made it.
class ExportFolder {
public:
    /// Makes the folder if need be, takes away what an interrupted export left, and makes an empty staging folder.
    /// AlreadyExists for a finished export (unless `replaceFinished`), foreign files, or another export at work;
    /// WriteFailed.
    [[nodiscard]] static Result<ExportFolder> open(const std::filesystem::path& folder, bool replaceFinished);
    ExportFolder(ExportFolder&& other) noexcept;
    ExportFolder& operator=(ExportFolder&&) = delete;
    ~ExportFolder();

    /// Where to write, manifest.json last.
    [[nodiscard]] std::filesystem::path staging() const { return m_folder / kStagingName; }
    /// Moves all from staging into place; manifest.json appears last, by a rename. Whatever interrupts it, the folder
    /// is then either finished or plainly not.
    [[nodiscard]] Result<void> commit();

private:
    ExportFolder(std::filesystem::path folder, int descriptor, bool isMade)
        : m_folder(std::move(folder)), m_descriptor(descriptor), m_isMade(isMade)
    {
    }
    [[nodiscard]] Result<void> prepare(bool replaceFinished);
    [[nodiscard]] Result<void> refuseForeign(bool isMarked) const;
    [[nodiscard]] Result<void> removeLeftovers(bool isFinished) const;
    [[nodiscard]] Result<void> moveMessages() const;
    [[nodiscard]] Result<void> removeMessages() const;
    [[nodiscard]] Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) const;

    std::filesystem::path m_folder;
    int m_descriptor;
    bool m_isMade;
    bool m_isStaged = false;
    bool m_isCommitted = false;
};

} // namespace postweave::campaign
