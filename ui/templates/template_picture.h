// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of the empty page: one message, two faces.
#pragma once

class QWidget;

namespace postweave::ui::templates {

[[nodiscard]] QWidget* templatePicture(QWidget* parent = nullptr);

} // namespace postweave::ui::templates
