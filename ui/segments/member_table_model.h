// SPDX-License-Identifier: GPL-3.0-or-later
// MemberTableModel: the members of a segment, a row a person; looks values up as they are shown.
#pragma once

#include "ui/segments/member_query.h"

#include <QAbstractTableModel>

namespace postweave::ui::segments {

class MemberTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { SortValueRole = Qt::UserRole + 1 }; ///< true for numbers and dates, which stand at the right

    explicit MemberTableModel(QObject* parent = nullptr);

    void setMembers(Context context, MemberList members);
    void setColumns(std::vector<std::string> columns);
    [[nodiscard]] const std::vector<std::string>& columns() const { return m_columns; }
    [[nodiscard]] const Context& context() const { return m_context; }
    [[nodiscard]] audience::Ordinal personAt(int row) const;
    /// -1 if that person is not listed.
    [[nodiscard]] int rowOf(audience::Ordinal person) const;
    [[nodiscard]] QString nameOf(audience::Ordinal person) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString textAt(audience::Ordinal person, const std::string& column) const;
    [[nodiscard]] bool isAtRight(const std::string& column) const;

    Context m_context;
    PersonNames m_names;
    MemberList m_members;
    std::vector<std::string> m_columns{kNameColumn};
};

} // namespace postweave::ui::segments
