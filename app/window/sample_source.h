// SPDX-License-Identifier: GPL-3.0-or-later
// The sample workspace: where it lies, what is in it and how it is made.
#pragma once

#include "ui/start/workspace_opener.h"

namespace postweave::window {

[[nodiscard]] ui::SampleOffer sampleOffer();

} // namespace postweave::window
