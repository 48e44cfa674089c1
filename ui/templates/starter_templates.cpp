// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/starter_templates.h"

#include <QCoreApplication>

#include <algorithm>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(StarterTemplates)
};

constexpr std::string_view kHead = R"html(<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{{ campaign.subject }}</title>
  <style>
    body { margin: 0; background: #f4f1ea; }
    .page { width: 100%; max-width: 600px; background: #ffffff; }
    .words { padding: 24px 32px; font: 16px/1.5 Georgia, serif; color: #23302a; }
    h1 { margin: 0 0 12px; font: bold 26px/1.25 Georgia, serif; }
    .button { display: inline-block; padding: 12px 22px; border-radius: 4px; background: #2d5f47; color: #ffffff; font: bold 15px/1 Arial, sans-serif; text-decoration: none; }
    .small { font: 13px/1.5 Arial, sans-serif; color: #66706a; }
    @media (max-width: 480px) { .words { padding: 20px 18px !important; } h1 { font-size: 22px !important; } }
    @media (prefers-color-scheme: dark) {
      body { background: #141816 !important; }
      .page { background: #1d2420 !important; }
      .words, h1 { color: #eae6dc !important; }
      .small { color: #a3aaa5 !important; }
      .button { background: #9ed0b2 !important; color: #10261a !important; }
    }
  </style>
</head>
<body>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
<tr><td align="center">
<table role="presentation" class="page" cellpadding="0" cellspacing="0">
)html";

constexpr std::string_view kFoot = R"html(<tr>
  <td class="words small" id="footer">
    You get this message because you are our customer.
    <a href="{{ campaign.unsubscribe_url }}">Unsubscribe</a>
  </td>
</tr>
</table>
</td></tr>
</table>
</body>
</html>
)html";

constexpr std::string_view kPlain = R"html(<tr>
  <td class="words" id="greeting">
    <h1>Hello@NAME@</h1>
    <p>Write here what is new, in two or three sentences.</p>
    <p><a class="button" href="https://shop.example/">Have a look</a></p>
  </td>
</tr>
)html";

constexpr std::string_view kTwoVersions = R"html(<tr>
  <td class="words" id="offer">
    {% if @CONDITION@ %}
      <h1>For you first@NAME@</h1>
      <p>As one of our regulars you can order two days before everybody else.</p>
      <p><a class="button" href="https://shop.example/early">See it early</a></p>
    {% else %}
      <h1>Something new@NAME@</h1>
      <p>It is in the shop now.</p>
      <p><a class="button" href="https://shop.example/new">See what is new</a></p>
    {% endif %}
  </td>
</tr>
)html";

constexpr std::string_view kWinBack = R"html(<tr>
  <td class="words" id="reminder">
    {% if purchased in 30 days %}
      <h1>Thank you@NAME@</h1>
      <p>Your last order was not long ago. Here is how to get the most out of it.</p>
    {% elsif viewed in 30 days at least 2 times %}
      <h1>Still thinking about it?</h1>
      <p>What you looked at is still there.</p>
    {% else %}
      <h1>It has been a while@NAME@</h1>
      <p>A lot has changed since your last visit.</p>
    {% endif %}
    <p><a class="button" href="https://shop.example/">Visit the shop</a></p>
  </td>
</tr>
)html";

std::string replaced(std::string_view text, std::string_view mark, std::string_view by)
{
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, from)) {
        out += text.substr(from, at - from);
        out += by;
        from = at + mark.size();
    }
    return out.append(text.substr(from));
}

/// `, {{ customer.first_name }}` where there is such an attribute, and nothing for those who have none.
std::string nameWords(const TemplateWorld& world)
{
    for (const char* name : {"first_name", "firstname", "given_name", "name"}) {
        if (world.people.audience->attribute(name) != nullptr) {
            const std::string value = std::string("customer.") + name;
            return "{% if " + value + " %}, {{ " + value + " }}{% endif %}";
        }
    }
    return {};
}

std::string conditionWords(const TemplateWorld& world)
{
    const auto& segments = world.people.definitions->segments;
    const auto plain = std::find_if(segments.begin(), segments.end(), [](const auto& entry) {
        return entry.first.find_first_of("'\"") == std::string::npos;
    });
    return plain == segments.end() ? "purchased in 90 days" : "customer.segments contains '" + plain->first + "'";
}

std::string whole(std::string_view middle, const TemplateWorld& world)
{
    const std::string named = replaced(middle, "@NAME@", nameWords(world));
    return std::string(kHead) + replaced(named, "@CONDITION@", conditionWords(world)) + std::string(kFoot);
}

} // namespace

QList<StarterTemplate> starterTemplates(const TemplateWorld& world)
{
    return {
        {Icon::Template, Say::tr("One message for all"),
         Say::tr("a greeting by name, one button, dark mode, narrow screens"), Say::tr("newsletter"),
         whole(kPlain, world)},
        {Icon::Branch, Say::tr("One offer, two versions"), Say::tr("regulars read it differently than everybody else"),
         Say::tr("offer"), whole(kTwoVersions, world)},
        {Icon::Bolt, Say::tr("By what they did"),
         Say::tr("three versions: bought, looked, or neither in the last 30 days"), Say::tr("reminder"),
         whole(kWinBack, world)},
    };
}

} // namespace postweave::ui::templates
