// SPDX-License-Identifier: GPL-3.0-or-later
// ProblemListModel: what is wrong with the template on show, the gravest first, each with its mend.
#pragma once

#include "ui/templates/template_reading.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace postweave::ui::templates {

class ProblemListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { SeverityRole = Qt::UserRole, PlaceRole, RuleRole, MendRole, CanMendRole };

    using QAbstractListModel::QAbstractListModel;

    void setProblems(const TemplateReading& reading);
    void clear();
    [[nodiscard]] const campaign::Finding& problem(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)].finding;
    }
    /// Nothing where a person must decide.
    [[nodiscard]] const std::optional<Mend>& mend(int row) const { return m_rows[static_cast<std::size_t>(row)].mend; }
    /// How many are of a severity.
    [[nodiscard]] int count(Severity severity) const;
    /// Those with a place in the template itself, as the editor marks them, and the row of each.
    [[nodiscard]] Diagnostics marks() const;
    [[nodiscard]] int rowOfMark(int mark) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        campaign::Finding finding;
        std::optional<Mend> mend;
        [[nodiscard]] bool isInTemplate() const;
    };
    std::vector<Row> m_rows;
};

} // namespace postweave::ui::templates
