// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/output_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace postweave::campaign {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 18;

std::string_view mendFor(int reason)
{
    switch (reason) {
    case ENOSPC:
    case EDQUOT:
        return "free some space and start again";
    case EROFS:
    case EACCES:
    case EPERM:
        return "choose a folder that you may write to";
    case ENOENT:
        return "make its parent folder first";
    default:
        return "check the disk and start again";
    }
}

} // namespace

tl::unexpected<Error> writeFailure(const std::filesystem::path& path)
{
    const int reason = errno;
    return fail(ErrorCode::WriteFailed,
                fmt::format("cannot be written: {}; {}", std::strerror(reason), mendFor(reason)),
                {path.string(), 0, 0, ""});
}

Result<OutputFile> OutputFile::create(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return writeFailure(path);
    }
    return OutputFile(path, descriptor);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_buffer(std::move(other.m_buffer)),
      m_hash(std::move(other.m_hash)),
      m_bytes(other.m_bytes)
{
}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept
{
    close();
    m_path = std::move(other.m_path);
    m_descriptor = std::exchange(other.m_descriptor, -1);
    m_buffer = std::move(other.m_buffer);
    m_hash = std::move(other.m_hash);
    m_bytes = other.m_bytes;
    return *this;
}

OutputFile::~OutputFile()
{
    close();
}

void OutputFile::close()
{
    if (m_descriptor >= 0) {
        ::close(std::exchange(m_descriptor, -1));
    }
}

Result<void> OutputFile::write(std::string_view bytes)
{
    m_hash.add(bytes);
    m_bytes += bytes.size();
    m_buffer.append(bytes);
    return m_buffer.size() < kBufferBytes ? Result<void>() : flush();
}

Result<void> OutputFile::flush()
{
    std::string_view rest = m_buffer;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            return writeFailure(m_path);
        }
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    m_buffer.clear();
    return {};
}

Result<WrittenFile> OutputFile::finish(bool isDurable)
{
    if (auto flushed = flush(); !flushed) {
        return fail(std::move(flushed).error());
    }
    const bool isSynced = !isDurable || ::fsync(m_descriptor) == 0 || errno == EINVAL;
    // Some file systems report a full disk only here.
    if (!isSynced || ::close(std::exchange(m_descriptor, -1)) != 0) {
        return writeFailure(m_path);
    }
    return WrittenFile{m_hash.finish(), m_bytes};
}

} // namespace postweave::campaign
