// SPDX-License-Identifier: GPL-3.0-or-later
// EnglishPlurals: tr("%n segment(s)", nullptr, n) in English without a translation file. Install it first; a real
// translation installed later answers before it.
#pragma once

#include <QTranslator>

namespace postweave::ui {

class EnglishPlurals : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    /// For texts with a number: `(s)` goes at 1 and is `s` otherwise; nothing for any other text.
    [[nodiscard]] QString translate(const char* context, const char* source, const char* disambiguation,
                                    int n) const override;
};

} // namespace postweave::ui
