// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/member_set.h"

#include <numeric>

namespace postweave::workspace {

namespace {

constexpr std::byte kRuns{0};
constexpr std::byte kBits{1};

void writeNumber(std::uint32_t number, std::vector<std::byte>& out)
{
    for (; number >= 0x80; number >>= 7U) {
        out.push_back(static_cast<std::byte>((number & 0x7F) | 0x80));
    }
    out.push_back(static_cast<std::byte>(number));
}

std::optional<std::uint64_t> readNumber(std::span<const std::byte>& bytes)
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 35 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<std::uint64_t>(bytes.front());
        bytes = bytes.subspan(1);
        number |= (byte & 0x7F) << shift;
        if (byte < 0x80) {
            return number;
        }
    }
    return std::nullopt;
}

std::vector<std::byte> asRuns(std::span<const std::uint32_t> ids)
{
    std::vector<std::byte> out{kRuns};
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t last = i;
        while (last + 1 < ids.size() && ids[last + 1] == ids[last] + 1) {
            ++last;
        }
        writeNumber(ids[i] - end, out);
        writeNumber(ids[last] - ids[i], out);
        end = ids[last];
        i = last + 1;
    }
    return out;
}

std::vector<std::byte> asBits(std::span<const std::uint32_t> ids)
{
    std::vector<std::byte> out(1 + (std::size_t{ids.back()} + 7) / 8);
    out.front() = kBits;
    for (const std::uint32_t id : ids) {
        out[1 + (id - 1) / 8] |= std::byte{1} << (id - 1) % 8;
    }
    return out;
}

std::optional<MemberIds> fromRuns(std::span<const std::byte> bytes, std::uint32_t most)
{
    MemberIds ids;
    std::uint64_t end = 0;
    while (!bytes.empty()) {
        const auto distance = readNumber(bytes);
        const auto length = readNumber(bytes);
        if (!distance || !length || *distance == 0 || end + *distance + *length > most) {
            return std::nullopt;
        }
        const std::size_t begin = ids.size();
        ids.resize(begin + static_cast<std::size_t>(*length) + 1);
        std::iota(ids.begin() + static_cast<std::ptrdiff_t>(begin), ids.end(),
                  static_cast<std::uint32_t>(end + *distance));
        end = ids.back();
    }
    return ids;
}

std::optional<MemberIds> fromBits(std::span<const std::byte> bytes, std::uint32_t most)
{
    if (bytes.size() > (std::size_t{most} + 7) / 8) {
        return std::nullopt;
    }
    MemberIds ids;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (std::uint32_t bit = 0; bit < 8; ++bit) {
            if ((bytes[i] >> bit & std::byte{1}) != std::byte{0}) {
                ids.push_back(static_cast<std::uint32_t>(i * 8) + bit + 1);
            }
        }
    }
    return ids.empty() || ids.back() <= most ? std::optional(std::move(ids)) : std::nullopt;
}

} // namespace

std::vector<std::byte> encodeMembers(std::span<const std::uint32_t> ids)
{
    std::vector<std::byte> runs = asRuns(ids);
    const std::size_t bits = ids.empty() ? runs.size() : 1 + (std::size_t{ids.back()} + 7) / 8;
    return runs.size() <= bits ? std::move(runs) : asBits(ids);
}

std::optional<MemberIds> decodeMembers(std::span<const std::byte> bytes, std::uint32_t most)
{
    if (bytes.empty() || bytes.front() > kBits) {
        return std::nullopt;
    }
    const auto rest = bytes.subspan(1);
    return bytes.front() == kRuns ? fromRuns(rest, most) : fromBits(rest, most);
}

} // namespace postweave::workspace
