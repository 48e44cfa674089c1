// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keycap.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QPainter>

namespace postweave::ui {

QString shortcutWords(const QKeySequence& keys)
{
    return keys.toString(QKeySequence::NativeText).replace(u'+', u' ');
}

QRect paintKeycap(QPainter& painter, const QRect& rect, const QKeySequence& keys)
{
    const QString words = shortcutWords(keys);
    if (words.isEmpty()) {
        return {rect.right() + 1, rect.y(), 0, rect.height()};
    }
    const QFont font = fontFor(TextRole::Small);
    const QSize size(textWidth(words, font) + 2 * scaled(5), scaled(18));
    const QRect box(rect.right() - size.width() + 1, rect.y() + (rect.height() - size.height()) / 2, size.width(),
                    size.height());
    paintBox(painter, box, {theme().surface, theme().border2, radius::kBadge});
    paintText(painter, box, words, font, theme().text2, Qt::AlignHCenter);
    return box;
}

} // namespace postweave::ui
