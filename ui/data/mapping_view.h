// SPDX-License-Identifier: GPL-3.0-or-later
// MappingView: the table of columns, edited in place: Enter or F2 opens a cell's editor.
#pragma once

#include "core/ingest/mapping.h"

#include <QTableView>

namespace postweave::ui::data {

class MappingModel;

class MappingView : public QTableView {
    Q_OBJECT
public:
    explicit MappingView(MappingModel& model, QWidget* parent = nullptr);
    /// Which parts the editor of a column's part offers.
    void setKind(ingest::MappingKind kind);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class RoleDelegate* m_roles;
};

} // namespace postweave::ui::data
