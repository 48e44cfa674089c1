// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/english_plurals.h"

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

QString EnglishPlurals::translate(const char*, const char* source, const char*, int n) const
{
    if (n < 0) {
        return {};
    }
    return QString::fromUtf8(source).replace(u"(s)"_s, n == 1 ? QString() : u"s"_s);
}

} // namespace postweave::ui
