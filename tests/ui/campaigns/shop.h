// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace with people, two segments and a template, for tests of campaigns.
#pragma once

#include "tests/ui/base/open_session.h"

namespace postweave::ui::testing {

/// 30 people; 10 in each of US, CA, DE; the keys divisible by 10 have no address.
inline QByteArray shopPeople()
{
    QByteArray csv = "id,email,first_name,country\n";
    for (int i = 1; i <= 30; ++i) {
        const QByteArray key = QByteArray::number(i);
        const QByteArray address = i % 10 == 0 ? QByteArray() : "p" + key + "@mail.example";
        csv += key + ',' + address + ",Name" + key + ',' + (i % 3 == 0 ? "DE" : i % 3 == 1 ? "US" : "CA") + '\n';
    }
    return csv;
}

struct Shop : OpenSession {
    [[nodiscard]] bool stock()
    {
        using workspace::DefinitionKind;
        if (!create() || !importPeople(shopPeople(), 30)) {
            return false;
        }
        save(DefinitionKind::Segment, "Americans",
             R"({"format": "postweave.segment/1", "name": "Americans", "where": {"all": [
                {"attribute": "country", "op": "in", "value": ["US", "CA"]}]}})");
        save(DefinitionKind::Segment, "Canadians",
             R"({"format": "postweave.segment/1", "name": "Canadians", "where": {"all": [
                {"attribute": "country", "op": "=", "value": "CA"}]}})");
        save(DefinitionKind::Template, "hello.liquid.html",
             "<p>Hello {{ customer.first_name | default: 'you' }}</p>\n"
             "<a href=\"https://shop.example/u?k={{ customer.key }}\">Unsubscribe</a>\n");
        return drain();
    }
};

/// Ready to be sent to the Americans.
inline constexpr const char* kSpring = R"({"format": "postweave.campaign/1", "name": "spring",
 "audience": {"segment": "Americans"}, "exclude": [{"segment": "Canadians"}], "template": "hello.liquid.html",
 "subject": "Hello {{ customer.first_name }}", "from": {"name": "Shop", "email": "news@shop.example"},
 "unsubscribe": {"url": "https://shop.example/u?k={{ customer.key }}"}})";

} // namespace postweave::ui::testing
