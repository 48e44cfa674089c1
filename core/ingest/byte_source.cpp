// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/byte_source.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace postweave::ingest {

namespace {

tl::unexpected<Error> failure(ErrorCode code, const std::string& name, std::string_view what)
{
    const int reason = errno;
    return fail(code, fmt::format("{}: {}", what, std::strerror(reason)), {name, 0, 0, ""});
}

/// Moves everything that `from` still gives into a temporary file without name; takes `from` over.
Result<int> spool(int from, const std::string& name)
{
    std::string pattern = (std::filesystem::temp_directory_path() / "postweave-XXXXXX").string();
    const int to = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (to < 0) {
        auto error = failure(ErrorCode::WriteFailed, name, "no temporary file can be made for it");
        ::close(from);
        return error;
    }
    ::unlink(pattern.c_str());
    std::array<char, 65536> block{};
    for (;;) {
        const ssize_t count = ::read(from, block.data(), block.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            break;
        }
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = ::write(to, block.data() + done, static_cast<std::size_t>(count - done));
            if (written < 0 && errno != EINTR) {
                auto error = failure(ErrorCode::WriteFailed, name, "cannot be copied to a temporary file");
                ::close(from);
                ::close(to);
                return error;
            }
            done += written > 0 ? written : 0;
        }
    }
    ::close(from);
    return to;
}

} // namespace

Result<ByteSource> ByteSource::open(const std::filesystem::path& path)
{
    const std::string name = path.string();
    int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return fail(ErrorCode::NotFound, "there is no such file; check the path", {name, 0, 0, ""});
        }
        return failure(ErrorCode::InvalidInput, name, "cannot be read");
    }
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::NotFound, "is a folder, not a file", {name, 0, 0, ""});
    }
    if (!S_ISREG(status.st_mode)) {
        const Result<int> spooled = spool(descriptor, name);
        if (!spooled) {
            return fail(spooled.error());
        }
        descriptor = *spooled;
        ::fstat(descriptor, &status);
    }
    return ByteSource(descriptor, name, static_cast<std::uint64_t>(status.st_size));
}

ByteSource::ByteSource(int descriptor, std::string name, std::uint64_t size)
    : m_descriptor(descriptor), m_name(std::move(name)), m_size(size)
{
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_name(std::move(other.m_name)),
      m_size(other.m_size),
      m_offset(other.m_offset)
{
}

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_name, other.m_name);
    m_size = other.m_size;
    m_offset = other.m_offset;
    return *this;
}

ByteSource::~ByteSource()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<std::size_t> ByteSource::read(char* buffer, std::size_t size)
{
    std::size_t filled = 0;
    while (filled < size) {
        const ssize_t count = ::pread(m_descriptor, buffer + filled, size - filled, static_cast<off_t>(m_offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return failure(ErrorCode::InvalidInput, m_name, "cannot be read on");
        }
        if (count == 0) {
            break;
        }
        filled += static_cast<std::size_t>(count);
        m_offset += static_cast<std::uint64_t>(count);
    }
    return filled;
}

} // namespace postweave::ingest
