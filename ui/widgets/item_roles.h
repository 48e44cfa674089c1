// SPDX-License-Identifier: GPL-3.0-or-later
// What models tell the row and table delegates, beside Qt's own roles.
#pragma once

#include <Qt>

namespace postweave::ui::itemrole {

enum : int {
    Icon = Qt::UserRole + 0x100, ///< int of ui::Icon
    IconTone,                    ///< int of Tone, for the icon alone
    Secondary,                   ///< QString: second line of a row; faint words behind a cell's text
    Figure,                      ///< QString: the number, right-aligned or first in the second line
    Change,                      ///< QString: beside the figure, faint
    Spark,                       ///< QList<double>
    SparkDomain,                 ///< QPointF(low, high); missing: the values' own range
    Bar,                         ///< double, 0 to 1: a count bar in the cell
    BarFinds,                    ///< double, 0 to 1: its pale part; missing: none
    Tone,                        ///< int of Tone: colour of words, bar and sparkline
    Code,                        ///< bool: fixed pitch
    Faint,                       ///< bool: Theme::text3
    Strong,                      ///< bool: 500 weight
    Section,                     ///< bool: a heading among rows, not selectable
    Open,                        ///< bool, of a section: its chevron
    Badge,                       ///< QString: a badge behind the words, in the tone of BadgeTone
    BadgeTone,                   ///< int of Tone
};

} // namespace postweave::ui::itemrole
