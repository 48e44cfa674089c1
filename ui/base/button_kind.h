// SPDX-License-Identifier: GPL-3.0-or-later
// What a button is for decides how PostweaveStyle paints it.
#pragma once

#include "ui/base/icon.h"

class QAbstractButton;
class QWidget;

namespace postweave::ui {

enum class ButtonKind {
    Default,  ///< surface with a border
    Primary,  ///< accent ground; one a view
    Ghost,    ///< accent words without ground
    Quiet,    ///< secondary words without ground
    Bare,     ///< body words without ground, for a name that opens a menu
    Danger,   ///< error words with a border
    IconOnly, ///< 28 × 28, no words: give it a tooltip and an accessible name
};

/// Kept as the dynamic property `kind`; QToolButtons are IconOnly or Quiet unless told otherwise.
void setButtonKind(QAbstractButton* button, ButtonKind kind);
[[nodiscard]] ButtonKind buttonKind(const QWidget* button);

/// 28 instead of 32 pixels high; property `compact`.
void setCompact(QAbstractButton* button, bool compact = true);
/// Faint words behind the label, such as a shortcut; property `hint`.
void setButtonHint(QAbstractButton* button, const QString& hint);
/// Marks an input as wrong: the border turns to Theme::err; property `invalid`. Say the mend below it.
void setInvalid(QWidget* input, bool invalid = true);

} // namespace postweave::ui
