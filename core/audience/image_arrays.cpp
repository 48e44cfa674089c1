// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/image_arrays.h"

#include "core/base/json.h"
#include "core/base/parallel.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace postweave::audience {

namespace {

constexpr std::uint64_t kAlignment = 64;
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kMaxDirectory = std::size_t{64} << 20;

struct Header {
    std::array<char, 4> magic{'P', 'W', 'A', 'I'};
    std::uint32_t version = kVersion;
    std::uint64_t place = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
    std::array<std::uint64_t, 4> unused{};
};
static_assert(sizeof(Header) == kAlignment);

tl::unexpected<Error> unsound(const std::filesystem::path& file)
{
    return fail(ErrorCode::WorkspaceDamaged, fmt::format("{} is no sound image of an audience", file.string()));
}

} // namespace

ImageWriter::ImageWriter(std::filesystem::path file)
    : m_file(std::move(file)),
      m_temporary(m_file.string() + fmt::format(".{}", ::getpid())),
      m_descriptor(::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)),
      m_free(sizeof(Header)),
      m_good(m_descriptor >= 0)
{
}

ImageWriter::~ImageWriter()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
        ::unlink(m_temporary.c_str());
    }
}

void ImageWriter::write(std::uint64_t place, const void* bytes, std::size_t size)
{
    const char* next = static_cast<const char*>(bytes);
    for (std::size_t left = size; m_good && left > 0;) {
        const ssize_t written = ::pwrite(m_descriptor, next, left, static_cast<off_t>(place));
        if (written <= 0) {
            if (written == 0 || errno != EINTR) {
                m_good = false;
            }
            continue;
        }
        next += written;
        place += static_cast<std::uint64_t>(written);
        left -= static_cast<std::size_t>(written);
    }
}

Json ImageWriter::putBytes(const void* bytes, std::size_t size)
{
    const std::uint64_t taken = (size + kAlignment - 1) / kAlignment * kAlignment;
    const std::uint64_t place = m_free.fetch_add(taken);
    write(place, bytes, size);
    return Json::array({place, size, XXH3_64bits(bytes, size)});
}

Result<void> ImageWriter::finish(const Json& directory)
{
    const std::string text = toText(directory);
    Header header;
    header.place = m_free;
    header.size = text.size();
    header.checksum = XXH3_64bits(text.data(), text.size());
    write(header.place, text.data(), text.size());
    write(0, &header, sizeof header);
    const bool closed = m_descriptor >= 0 && ::close(m_descriptor) == 0;
    m_descriptor = -1;
    if (!m_good || !closed || ::rename(m_temporary.c_str(), m_file.c_str()) != 0) {
        ::unlink(m_temporary.c_str());
        return fail(ErrorCode::WriteFailed, fmt::format("{} cannot be written", m_file.string()));
    }
    return {};
}

ImageReader::ImageReader(ImageReader&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_size(other.m_size),
      m_directory(std::move(other.m_directory)),
      m_wanted(std::move(other.m_wanted))
{
}

ImageReader::~ImageReader()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<ImageReader> ImageReader::open(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return fail(ErrorCode::NotFound, fmt::format("there is no {}", file.string()));
    }
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_WILLNEED); // all of it, and the disk may start at once
    ImageReader reader(descriptor, static_cast<std::uint64_t>(status.st_size));
    if (!reader.readDirectory()) {
        return unsound(file);
    }
    return reader;
}

bool ImageReader::readBytes(std::uint64_t place, std::size_t size, void* bytes) const
{
    char* next = static_cast<char*>(bytes);
    while (size > 0) {
        const ssize_t count = ::pread(m_descriptor, next, size, static_cast<off_t>(place));
        if (count <= 0) {
            if (count < 0 && errno == EINTR) {
                continue;
            }
            return false;
        }
        next += count;
        place += static_cast<std::uint64_t>(count);
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

Result<void> ImageReader::readDirectory()
{
    Header header;
    if (!readBytes(0, sizeof header, &header) || header.magic != Header{}.magic || header.version != kVersion ||
        header.size > kMaxDirectory || header.place > m_size || header.size > m_size - header.place) {
        return fail(ErrorCode::WorkspaceDamaged, "no header");
    }
    std::string text(static_cast<std::size_t>(header.size), '\0');
    if (!readBytes(header.place, text.size(), text.data()) ||
        XXH3_64bits(text.data(), text.size()) != header.checksum) {
        return fail(ErrorCode::WorkspaceDamaged, "no directory");
    }
    Result<Json> directory = parseJson(text);
    if (!directory) {
        return fail(directory.error());
    }
    m_directory = *std::move(directory);
    return {};
}

ImageReader::Request ImageReader::requestOf(const Json& told, std::size_t element) const
{
    Request request;
    const bool isTriple =
        told.is_array() && told.size() == 3 &&
        std::all_of(told.begin(), told.end(), [](const Json& part) { return part.is_number_unsigned(); });
    if (!isTriple) {
        return request;
    }
    request.place = told[0].get<std::uint64_t>();
    request.bytes = told[1].get<std::uint64_t>();
    request.checksum = told[2].get<std::uint64_t>();
    request.sound = request.place <= m_size && request.bytes <= m_size - request.place && request.bytes % element == 0;
    return request;
}

bool ImageReader::read(const Request& request) const
{
    const auto size = static_cast<std::size_t>(request.bytes);
    void* bytes = request.resize(size);
    return readBytes(request.place, size, bytes) && XXH3_64bits(bytes, size) == request.checksum;
}

bool ImageReader::readAll()
{
    std::atomic<bool> sound{true};
    std::atomic<std::size_t> next{0};
    parallelFor(threadCount(), 1, [&](std::size_t, std::size_t) {
        for (std::size_t i = next++; i < m_wanted.size() && sound; i = next++) {
            if (!m_wanted[i].sound || !read(m_wanted[i])) {
                sound = false;
            }
        }
    });
    m_wanted.clear();
    return sound;
}

} // namespace postweave::audience
