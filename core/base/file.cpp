// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postweave {
inline namespace base {

namespace {

class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

tl::unexpected<Error> systemFailure(ErrorCode code, const std::filesystem::path& path, std::string_view verb)
{
    const int reason = errno;
    return fail(code, fmt::format("cannot be {}: {}", verb, std::strerror(reason)), {path.string(), 0, 0, ""});
}

bool writeAll(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return missing ? fail(ErrorCode::NotFound, "there is no such file; check the path", {path.string(), 0, 0, ""})
                       : systemFailure(ErrorCode::InvalidInput, path, "read");
    }
    struct stat status {};
    if (::fstat(file.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
        return fail(ErrorCode::NotFound, "is a folder, not a file", {path.string(), 0, 0, ""});
    }
    std::string content;
    constexpr std::size_t kStep = std::size_t{1} << 16;
    for (;;) {
        const std::size_t size = content.size();
        content.resize(size + std::max(kStep, size));
        const ssize_t count = ::read(file.get(), content.data() + size, content.size() - size);
        if (count < 0 && errno != EINTR) {
            return systemFailure(ErrorCode::InvalidInput, path, "read");
        }
        content.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (content.size() > maxBytes) {
            return fail(ErrorCode::LimitExceeded, fmt::format("is larger than {} bytes", groupedDigits(maxBytes)),
                        {path.string(), 0, 0, ""});
        }
        if (count == 0) {
            return content;
        }
    }
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content)
{
    const std::filesystem::path part = path.string() + ".part";
    {
        const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.get() < 0) {
            return systemFailure(ErrorCode::WriteFailed, path, "written");
        }
        if (!writeAll(file.get(), content) || ::fsync(file.get()) != 0) {
            auto failure = systemFailure(ErrorCode::WriteFailed, path, "written");
            ::unlink(part.c_str());
            return failure;
        }
    }
    if (::rename(part.c_str(), path.c_str()) != 0) {
        auto failure = systemFailure(ErrorCode::WriteFailed, path, "written");
        ::unlink(part.c_str());
        return failure;
    }
    return syncFolder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

Result<void> syncFolder(const std::filesystem::path& folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() < 0 || (::fsync(descriptor.get()) != 0 && errno != EINVAL)) {
        return systemFailure(ErrorCode::WriteFailed, folder, "synced");
    }
    return {};
}

} // namespace base
} // namespace postweave
