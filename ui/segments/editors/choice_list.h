// SPDX-License-Identifier: GPL-3.0-or-later
// ChoiceList: rows to choose from in a popover: icon or check, words, and how many people each stands for.
#pragma once

#include "ui/base/icon.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <optional>
#include <vector>

namespace postweave::ui::segments {

struct Choice {
    QString title;
    QString hint; ///< faint, at the right, where there is no count
    std::optional<Icon> icon;
    std::optional<bool> checked; ///< a box to tick in place of an icon
    std::optional<qint64> count; ///< people, or events
    qint64 whole = 0;            ///< of how many, for the bar
    bool isHeading = false;      ///< of the rows below; cannot be chosen
    int id = 0;                  ///< the owner's
    bool operator==(const Choice&) const = default;
};

class ChoiceModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setChoices(std::vector<Choice> choices);
    [[nodiscard]] const Choice& at(int row) const { return m_choices[static_cast<std::size_t>(row)]; }
    /// Only the box; the rows stay.
    void setChecked(int row, bool checked);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<Choice> m_choices;
};

class ChoiceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Enter, a click or Space chooses; headings are skipped. It grows with its rows up to `mostRows`.
class ChoiceList : public QListView {
    Q_OBJECT
public:
    explicit ChoiceList(const QString& accessibleName, QWidget* parent = nullptr);

    /// The current row stays where it is if it is still there, else the first choice.
    void setChoices(std::vector<Choice> choices, int currentId = -1);
    [[nodiscard]] ChoiceModel& choices() { return m_model; }
    void setMostRows(int rows);
    void setChecked(int row, bool checked) { m_model.setChecked(row, checked); }
    /// By one, over headings; for a search field above that keeps the focus.
    void step(int rows);
    void chooseCurrent();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index);
    [[nodiscard]] int heightOfRows() const;

    ChoiceModel m_model;
    ChoiceDelegate m_delegate;
    int m_mostRows = 9;
};

} // namespace postweave::ui::segments
