// SPDX-License-Identifier: GPL-3.0-or-later
// A garden shop's customers for tests and pictures: the same people at every run.
#pragma once

#include "core/audience/audience.h"
#include "core/segment/catalog.h"

#include <cstddef>
#include <memory>

namespace postweave::ui::segments::testing {

/// 2026-07-14T12:00:00Z.
[[nodiscard]] Instant gardenNow();

/// Attributes: first_name, last_name, email, country, plan, newsletter_consent, birthday, signed_up (datetime),
/// loyalty_points (integer), lifetime_value (number, labelled "Order value"), tags (list); plan has a history.
/// Events: product_view {item, category}, add_to_cart {item}, purchase {item, category, amount}, email_open {campaign}.
[[nodiscard]] std::shared_ptr<const audience::Audience> gardenAudience(std::size_t people);

/// A score "engagement" and a segment "Free plan".
[[nodiscard]] std::shared_ptr<const segment::Definitions> gardenDefinitions();

} // namespace postweave::ui::segments::testing
