// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/export_folder.h"

#include "core/base/file.h"
#include "core/campaign/output_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace postweave::campaign {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kContentNames = {kMessagesName, kMboxName, kJsonLinesName, kCsvName};

bool isOurs(std::string_view name)
{
    return name == kManifestName || name == kStagingName || name == kPendingManifestName ||
           std::find(kContentNames.begin(), kContentNames.end(), name) != kContentNames.end();
}

tl::unexpected<Error> refuse(const fs::path& folder, std::string message)
{
    return fail(ErrorCode::AlreadyExists, std::move(message), {folder.string(), 0, 0, ""});
}

tl::unexpected<Error> failureOf(const fs::path& path, const std::error_code& code)
{
    errno = code.value();
    return writeFailure(path);
}

/// Takes away a file or a whole folder; nothing there is no error.
Result<void> removeAll(const fs::path& path)
{
    std::error_code code;
    fs::remove_all(path, code);
    return code ? Result<void>(failureOf(path, code)) : Result<void>();
}

/// The name of the first entry that `isExpected` does not know; empty if there is none.
template <typename Predicate>
Result<std::string> firstForeign(const fs::path& folder, Predicate isExpected)
{
    std::error_code code;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
        const std::string name = entry->path().filename().string();
        if (!isExpected(*entry, name)) {
            return name;
        }
    }
    return code ? Result<std::string>(failureOf(folder, code)) : Result<std::string>(std::string());
}

} // namespace

Result<ExportFolder> ExportFolder::open(const fs::path& folder, bool replaceFinished)
{
    const bool isMade = ::mkdir(folder.c_str(), 0777) == 0;
    if (!isMade && errno != EEXIST) {
        return writeFailure(folder);
    }
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno == ENOTDIR ? refuse(folder, "is a file, not a folder; choose another place")
                                : writeFailure(folder);
    }
    ExportFolder opened(folder, descriptor, isMade);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        opened.m_isMade = false;
        return refuse(folder, "another export is writing into this folder; wait for it or choose another");
    }
    if (auto prepared = opened.prepare(replaceFinished); !prepared) {
        return fail(std::move(prepared).error());
    }
    return opened;
}

ExportFolder::ExportFolder(ExportFolder&& other) noexcept
    : m_folder(std::move(other.m_folder)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_isMade(std::exchange(other.m_isMade, false)),
      m_isStaged(std::exchange(other.m_isStaged, false)),
      m_isCommitted(other.m_isCommitted)
{
}

ExportFolder::~ExportFolder()
{
    if (m_descriptor < 0) {
        return;
    }
    std::error_code ignored;
    if (m_isStaged && !m_isCommitted) {
        fs::remove_all(staging(), ignored);
    }
    if (m_isMade && !m_isCommitted) {
        fs::remove(m_folder, ignored);
    }
    ::close(m_descriptor);
}

/// Without a mark of an export, messages are somebody's own.
Result<void> ExportFolder::refuseForeign(bool isMarked) const
{
    auto foreign = firstForeign(
        m_folder, [&](const fs::directory_entry&, std::string_view name) { return isMarked && isOurs(name); });
    std::error_code code;
    if (foreign && foreign->empty() && fs::is_directory(m_folder / kMessagesName, code)) {
        foreign = firstForeign(m_folder / kMessagesName, [](const fs::directory_entry& entry, std::string_view name) {
            return name.ends_with(".eml") && !entry.is_directory();
        });
    }
    if (!foreign) {
        return fail(std::move(foreign).error());
    }
    return foreign->empty()
               ? Result<void>()
               : refuse(m_folder, fmt::format("holds '{}', which no export wrote; choose an empty folder", *foreign));
}

Result<void> ExportFolder::prepare(bool replaceFinished)
{
    std::error_code code;
    const bool isFinished = fs::exists(m_folder / kManifestName, code);
    const bool isInterrupted = fs::exists(staging(), code) || fs::exists(m_folder / kPendingManifestName, code);
    if (auto checked = refuseForeign(isFinished || isInterrupted); !checked) {
        return checked;
    }
    if (auto removed = removeLeftovers(isFinished); !removed) {
        return removed;
    }
    if (isFinished && !replaceFinished) {
        return refuse(m_folder, "holds a finished export; choose another folder, or --force to replace it");
    }
    m_isStaged = ::mkdir(staging().c_str(), 0777) == 0;
    return m_isStaged ? Result<void>() : Result<void>(writeFailure(m_folder));
}

/// The marks of an interruption go last, so that an interruption here is one too.
Result<void> ExportFolder::removeLeftovers(bool isFinished) const
{
    return (isFinished ? Result<void>() : removeMessages())
        .and_then([&] { return removeAll(staging()); })
        .and_then([&] { return removeAll(m_folder / kPendingManifestName); });
}

Result<void> ExportFolder::removeMessages() const
{
    for (const std::string_view name : kContentNames) {
        if (auto removed = removeAll(m_folder / name); !removed) {
            return removed;
        }
    }
    return {};
}

Result<void> ExportFolder::rename(const fs::path& from, const fs::path& to) const
{
    return ::rename(from.c_str(), to.c_str()) == 0 ? Result<void>() : Result<void>(writeFailure(m_folder));
}

Result<void> ExportFolder::commit()
{
    // The files' bytes must be on the disk before the manifest vouches for them.
    if (::syncfs(m_descriptor) != 0) {
        return writeFailure(m_folder);
    }
    const fs::path pending = m_folder / kPendingManifestName;
    const fs::path manifest = m_folder / kManifestName;
    if (auto moved = rename(staging() / kManifestName, pending); !moved) {
        return moved;
    }
    // From here on the folder is interrupted, whatever stood in it before, until the last rename.
    m_isCommitted = true;
    return removeAll(manifest)
        .and_then([&] { return removeMessages(); })
        .and_then([&] { return moveMessages(); })
        .and_then([&] { return removeAll(staging()); })
        .and_then([&] { return syncFolder(m_folder); })
        .and_then([&] { return rename(pending, manifest); })
        .and_then([&] { return syncFolder(m_folder); });
}

Result<void> ExportFolder::moveMessages() const
{
    for (const std::string_view name : kContentNames) {
        std::error_code code;
        if (fs::exists(staging() / name, code)) {
            if (auto moved = rename(staging() / name, m_folder / name); !moved) {
                return moved;
            }
        }
    }
    return {};
}

} // namespace postweave::campaign
