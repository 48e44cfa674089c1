// SPDX-License-Identifier: GPL-3.0-or-later
// WhyList: the rows of a WhyModel as a list whose words wrap.
#pragma once

#include <QListView>

namespace postweave::ui::segments {

class WhyModel;

/// Rows are as high as their words need in the list's width. Keeps a reference to the model, which outlives it.
class WhyList : public QListView {
    Q_OBJECT
public:
    explicit WhyList(WhyModel& model, QWidget* parent = nullptr);
};

} // namespace postweave::ui::segments
