// SPDX-License-Identifier: GPL-3.0-or-later
// Campaign: who gets which message, as `postweave.campaign/1` says it (FORMATS §4).
#pragma once

#include "core/email/header.h"
#include "core/email/links.h"
#include "core/segment/filter_tree.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace postweave::campaign {

/// Html: values in the HTML part are escaped for where they stand. None: the template's author escapes.
enum class Autoescape : std::uint8_t { Html, None };

/// Both may hold Liquid.
struct Sender {
    std::string name;
    std::string email;
    bool operator==(const Sender&) const = default;
};

/// Both may hold Liquid; values in the URL are percent-encoded. Either may be empty.
struct Unsubscribe {
    std::string url;
    std::string mailto; ///< an address
    bool operator==(const Unsubscribe&) const = default;
};

/// A tree that nobody satisfies: whom a campaign addresses until somebody says who.
[[nodiscard]] segment::FilterTree nobody();

/// A value. Texts that are still empty are for the check to report, not for the format.
struct Campaign {
    std::string name;
    segment::FilterTree audience = nobody();
    std::vector<segment::FilterTree> exclude;
    std::string templateName; ///< a saved template, or a path: resolved by whoever loads it
    std::string subject;      ///< may hold Liquid, as preheader and replyTo
    std::string preheader;
    Sender from;
    std::string replyTo;
    /// By the format's keys (source, medium, campaign, term, content, id), in that order, empty ones left out.
    std::vector<std::pair<std::string, std::string>> utm;
    Autoescape autoescape = Autoescape::Html;
    Unsubscribe unsubscribe;
    bool operator==(const Campaign&) const = default;
};

/// The names of utm in their order.
[[nodiscard]] const std::vector<std::string>& utmNames();

/// What goes on links: utm_source and so on.
[[nodiscard]] email::UrlParameters linkParameters(const Campaign& campaign);

} // namespace postweave::campaign
