// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of integers in few bits. Private to core/event.
//
// Layout: byte mode (bit 0: the numbers are differences, the first from 0); signed base; divisor; then for each block
// of kPackedBlock numbers: least, width, and `width` bits a number, lowest bits first, in whole bytes. A number is base
// + divisor × (least + bits), modulo 2⁶⁴; with differences the running sum of these.
#pragma once

#include "core/event/byte_stream.h"

namespace postweave::event {

inline constexpr std::size_t kPackedBlock = 1024;

void packIntegers(std::span<const std::int64_t> values, ByteWriter& out);
/// The same of `count` times one number.
void packConstant(std::int64_t value, std::size_t count, ByteWriter& out);
/// Fills `values`, whose size the caller knows and has bounded. On damage the reader refuses.
void unpackIntegers(ByteReader& in, std::span<std::int64_t> values);

} // namespace postweave::event
