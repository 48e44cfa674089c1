// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as an HTML message and as an address: tokens cover the text, links without parameters stay as they are,
// plain text is text, an accepted address is accepted again.
#include "core/base/text.h"
#include "core/email/address.h"
#include "core/email/html_tokens.h"
#include "core/email/links.h"
#include "core/email/plain_text.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace postweave;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void requireTokensCover(std::string_view html)
{
    email::HtmlTokenizer tokenizer(html);
    email::HtmlToken token;
    std::size_t end = 0;
    while (tokenizer.next(token)) {
        require(token.text.data() == html.data() + end && !token.text.empty());
        end += token.text.size();
    }
    require(end == html.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    requireTokensCover(text);
    require(email::changeLinks(text, [](const std::string& url) { return url; }) == text);
    require(email::tagLinks(text, {}, "") == text);
    static_cast<void>(email::tagLinks(text, {{"utm_source", "a b&c"}}, "https://shop.example/u"));
    const std::string plain = email::toPlainText(text);
    require(!isValidUtf8(text) || isValidUtf8(plain));
    if (const auto address = email::toSmtpAddress(text)) {
        require(email::toSmtpAddress(*address) == address);
    }
    return 0;
}
