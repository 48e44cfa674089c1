// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/findings_model.h"

#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>

namespace postweave::ui::campaigns {

namespace {

Icon iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Icon::Error;
    case Severity::Warning:
        return Icon::Warning;
    case Severity::Note:
        return Icon::Info;
    }
    return Icon::Info;
}

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Tone::Error;
    case Severity::Warning:
        return Tone::Warning;
    case Severity::Note:
        return Tone::Note;
    }
    return Tone::Note;
}

QString capitalised(const std::string& message)
{
    const QString words = QString::fromStdString(message);
    return words.left(1).toUpper() + words.mid(1);
}

QString placeOf(const campaign::Finding& finding)
{
    if (finding.part == campaign::CampaignPart::Template && finding.line > 0) {
        return FindingsModel::tr("line %1").arg(finding.line);
    }
    if (finding.part == campaign::CampaignPart::Document) {
        return {};
    }
    return QString::fromStdString(std::string(campaign::nameOf(finding.part)));
}

} // namespace

void FindingsModel::setFindings(campaign::Findings findings)
{
    beginResetModel();
    m_findings = std::move(findings);
    endResetModel();
}

const campaign::Finding* FindingsModel::at(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_findings.size() ? &m_findings[static_cast<std::size_t>(row)]
                                                                         : nullptr;
}

int FindingsModel::countOf(Severity severity) const
{
    return static_cast<int>(
        std::count_if(m_findings.begin(), m_findings.end(), [severity](const campaign::Finding& finding) {
            return finding.diagnostic.severity == severity;
        }));
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const campaign::Finding& finding = *at(index.row());
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Words:
            return capitalised(finding.diagnostic.message);
        case Place:
            return placeOf(finding);
        case People:
            return finding.people > 0 ? formatCount(static_cast<qint64>(finding.people)) : QString();
        default:
            return {};
        }
    }
    switch (role) {
    case Qt::ToolTipRole:
        return QString::fromStdString(finding.diagnostic.mend);
    case Qt::TextAlignmentRole:
        return index.column() == People ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case itemrole::Icon:
        return index.column() == Words ? QVariant(static_cast<int>(iconOf(finding.diagnostic.severity))) : QVariant();
    case itemrole::IconTone:
        return static_cast<int>(toneOf(finding.diagnostic.severity));
    case itemrole::Faint:
        return index.column() == Place;
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == People ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                 : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Words ? tr("Finding") : section == Place ? tr("Where") : tr("People");
}

} // namespace postweave::ui::campaigns
