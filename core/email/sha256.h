// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4) through OpenSSL's libcrypto.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace postweave::email {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// Running hash over pieces. Move-only; not to be used from two threads at once.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::string_view bytes);
    /// Call once, at the end.
    [[nodiscard]] Sha256Digest finish();

    [[nodiscard]] static Sha256Digest of(std::string_view bytes);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Lower-case hexadecimal digits.
[[nodiscard]] std::string toHex(const Sha256Digest& digest);

} // namespace postweave::email
