// SPDX-License-Identifier: GPL-3.0-or-later
// Links of an HTML message: where they are, and campaign parameters (UTM) on them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postweave::email {

/// Query parameters in the order they are to be added: name, plain value.
using UrlParameters = std::vector<std::pair<std::string, std::string>>;

/// Starts with `http://` or `https://`, without case.
[[nodiscard]] bool isWebUrl(std::string_view url);

/// The URL with the parameters at the end of its query, before its fragment, percent-encoded; a parameter that the
/// query has already is left as it is.
[[nodiscard]] std::string addParameters(std::string_view url, const UrlParameters& parameters);

/// Whether two URLs are the same once percent-encodings are decoded.
[[nodiscard]] bool isSameUrl(std::string_view a, std::string_view b);

/// The HTML with the parameters on every http(s) link (href of a, area and Outlook's v:* elements, inside conditional
/// comments too) but those that are the same as `exceptUrl`. Everything else stays byte for byte.
[[nodiscard]] std::string tagLinks(std::string_view html, const UrlParameters& parameters, std::string_view exceptUrl);

/// The HTML with each link's URL replaced by what `change` makes of it; links it returns unchanged stay byte for byte.
[[nodiscard]] std::string changeLinks(std::string_view html,
                                      const std::function<std::string(const std::string& url)>& change);

} // namespace postweave::email
