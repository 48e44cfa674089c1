// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/json_highlighter.h"

#include "ui/base/theme.h"

#include <QRegularExpression>

namespace postweave::ui::segments {

void JsonHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression token(
        QStringLiteral(R"RE(("(?:\\.|[^"\\])*")(\s*:)?|(-?\b\d[\d.eE+-]*)|\b(true|false|null)\b)RE"));
    for (auto matches = token.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto paint = [&](int group, ColorRole color) {
            if (match.capturedStart(group) >= 0) {
                setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)),
                          themed(color));
            }
        };
        paint(1, match.capturedStart(2) >= 0 ? &Theme::codeTag : &Theme::codeString);
        paint(3, &Theme::codeNumber);
        paint(4, &Theme::codeKeyword);
    }
}

} // namespace postweave::ui::segments
