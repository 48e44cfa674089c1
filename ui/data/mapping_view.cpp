// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/mapping_view.h"

#include "ui/base/fonts.h"
#include "ui/data/mapping_model.h"
#include "ui/widgets/table_delegate.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>

namespace postweave::ui::data {

class RoleDelegate : public TableDelegate {
public:
    using TableDelegate::TableDelegate;
    ingest::MappingKind kind = ingest::MappingKind::Profiles;

    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        auto* box = new QComboBox(parent);
        box->setAccessibleName(MappingModel::tr("What this column is"));
        for (const ingest::ColumnRole role : rolesFor(kind)) {
            box->addItem(roleWord(role, kind), static_cast<int>(role));
        }
        // Choosing is the whole edit: it counts at once.
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* self = const_cast<RoleDelegate*>(this);
            Q_EMIT self->commitData(box);
            Q_EMIT self->closeEditor(box);
        });
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        auto* box = static_cast<QComboBox*>(editor);
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        model->setData(index, static_cast<QComboBox*>(editor)->currentData(), Qt::EditRole);
    }
};

MappingView::MappingView(MappingModel& model, QWidget* parent) : QTableView(parent), m_roles(nullptr)
{
    setModel(&model);
    setUpTable(this);
    m_roles = new RoleDelegate(this);
    setItemDelegateForColumn(MappingModel::Role, m_roles);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                    QAbstractItemView::SelectedClicked | QAbstractItemView::AnyKeyPressed);
    setAccessibleName(tr("What each column of the file becomes"));
    horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {190, 160, 190, 140};
    for (int column = 0; column < 4; ++column) {
        setColumnWidth(column, scaled(widths[column]));
    }
}

void MappingView::setKind(ingest::MappingKind kind)
{
    m_roles->kind = kind;
}

void MappingView::keyPressEvent(QKeyEvent* event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (opens && state() != EditingState && currentIndex().flags().testFlag(Qt::ItemIsEditable)) {
        edit(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace postweave::ui::data
