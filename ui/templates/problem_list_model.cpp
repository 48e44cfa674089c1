// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/problem_list_model.h"

#include <algorithm>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

QString capitalised(const std::string& words)
{
    const QString text = QString::fromStdString(words);
    return text.left(1).toUpper() + text.mid(1);
}

QString severityWord(Severity severity)
{
    return severity == Severity::Error     ? ProblemListModel::tr("error")
           : severity == Severity::Warning ? ProblemListModel::tr("warning")
                                           : ProblemListModel::tr("note");
}

} // namespace

bool ProblemListModel::Row::isInTemplate() const
{
    return finding.part == campaign::CampaignPart::Template && finding.partial.empty() && finding.line > 0;
}

void ProblemListModel::setProblems(const TemplateReading& reading)
{
    std::vector<Row> rows;
    for (const campaign::Finding& finding : reading.findings) {
        rows.push_back({finding, mendFor(finding, *reading.text)});
    }
    const int before = rowCount();
    const int after = static_cast<int>(rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    std::move(rows.begin(), rows.begin() + std::min(before, after), m_rows.begin());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin() + before),
                      std::make_move_iterator(rows.end()));
        endInsertRows();
    }
    if (before > 0 && after > 0) {
        Q_EMIT dataChanged(index(0), index(std::min(before, after) - 1));
    }
}

void ProblemListModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int ProblemListModel::count(Severity severity) const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [severity](const Row& row) {
        return row.finding.diagnostic.severity == severity;
    }));
}

Diagnostics ProblemListModel::marks() const
{
    Diagnostics marks;
    for (const Row& row : m_rows) {
        if (row.isInTemplate()) {
            marks.push_back(row.finding.diagnostic);
        }
    }
    return marks;
}

int ProblemListModel::rowOfMark(int mark) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_rows[static_cast<std::size_t>(row)].isInTemplate() && mark-- == 0) {
            return row;
        }
    }
    return -1;
}

int ProblemListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ProblemListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const Diagnostic& diagnostic = row.finding.diagnostic;
    switch (role) {
    case Qt::DisplayRole:
        return capitalised(diagnostic.message);
    case Qt::ToolTipRole:
        return diagnostic.mend.empty() ? capitalised(diagnostic.message)
                                       : capitalised(diagnostic.message) + u'\n' + capitalised(diagnostic.mend);
    case Qt::AccessibleDescriptionRole:
        return tr("%1, line %2, column %3")
            .arg(severityWord(diagnostic.severity))
            .arg(row.finding.line)
            .arg(row.finding.column);
    case SeverityRole:
        return static_cast<int>(diagnostic.severity);
    case PlaceRole:
        if (!row.finding.partial.empty()) {
            return QString::fromStdString(row.finding.partial);
        }
        return row.finding.line > 0 ? u"%1:%2"_s.arg(row.finding.line).arg(row.finding.column) : QString();
    case RuleRole:
        return QString::fromStdString(diagnostic.rule.empty() ? "syntax" : diagnostic.rule);
    case MendRole:
        return row.mend ? row.mend->label : capitalised(diagnostic.mend);
    case CanMendRole:
        return row.mend.has_value();
    default:
        return {};
    }
}

} // namespace postweave::ui::templates
