// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of JSON: keys, strings, numbers and words.
#pragma once

#include <QSyntaxHighlighter>

namespace postweave::ui::segments {

class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override;
};

} // namespace postweave::ui::segments
