// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays in an image file. Private to core/audience.
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace postweave::audience {

/// Puts arrays into a new file, which gets its name at the end. put() may be called by several threads at once.
class ImageWriter {
public:
    explicit ImageWriter(std::filesystem::path file);
    ImageWriter(const ImageWriter&) = delete;
    ImageWriter& operator=(const ImageWriter&) = delete;
    ~ImageWriter();

    /// What the directory tells of the array.
    template <typename T>
    [[nodiscard]] Json put(const std::vector<T>& values)
    {
        return putBytes(values.data(), values.size() * sizeof(T));
    }
    [[nodiscard]] Result<void> finish(const Json& directory);

private:
    [[nodiscard]] Json putBytes(const void* bytes, std::size_t size);
    void write(std::uint64_t place, const void* bytes, std::size_t size);

    std::filesystem::path m_file;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
    std::atomic<std::uint64_t> m_free; ///< where the next array goes
    std::atomic<bool> m_good;
};

/// Reads arrays as a directory tells; they are filled, all together, by readAll().
class ImageReader {
public:
    /// NotFound, WorkspaceDamaged.
    [[nodiscard]] static Result<ImageReader> open(const std::filesystem::path& file);
    ImageReader(ImageReader&& other) noexcept;
    ImageReader& operator=(ImageReader&&) = delete;
    ~ImageReader();

    [[nodiscard]] const Json& directory() const { return m_directory; }
    /// The vector must stay where it is until readAll() is done; it is left empty where the directory makes no sense.
    template <typename T>
    void want(const Json& told, std::vector<T>& values)
    {
        m_wanted.push_back(requestOf(told, sizeof(T)));
        m_wanted.back().resize = [&values](std::size_t bytes) {
            values.resize(bytes / sizeof(T));
            return static_cast<void*>(values.data());
        };
    }
    /// On several threads; false where something is missing or contradicts its checksum.
    [[nodiscard]] bool readAll();

private:
    struct Request {
        std::uint64_t place = 0;
        std::uint64_t bytes = 0;
        std::uint64_t checksum = 0;
        bool sound = false;
        std::function<void*(std::size_t)> resize;
    };
    ImageReader(int descriptor, std::uint64_t size) : m_descriptor(descriptor), m_size(size) {}
    [[nodiscard]] Result<void> readDirectory();
    [[nodiscard]] Request requestOf(const Json& told, std::size_t element) const;
    [[nodiscard]] bool read(const Request& request) const;
    [[nodiscard]] bool readBytes(std::uint64_t place, std::size_t size, void* bytes) const;

    int m_descriptor;
    std::uint64_t m_size;
    Json m_directory;
    std::vector<Request> m_wanted;
};

} // namespace postweave::audience
