// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/coverage_foot.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/templates/block_tree_model.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

#include <functional>

namespace postweave::ui::templates {

namespace {

constexpr int kMostSegments = 60; // more are too small to see

/// Branches by their place, with how many reach each.
std::vector<std::pair<QString, std::uint64_t>> branchesOf(const std::vector<BlockNode>& nodes,
                                                          const BranchCoverage& coverage)
{
    std::vector<std::pair<QString, std::uint64_t>> found;
    const std::function<void(const std::vector<BlockNode>&)> walk = [&](const std::vector<BlockNode>& level) {
        for (const BlockNode& node : level) {
            if (!node.isBlock()) {
                const QString line = QString::number(node.partial.isEmpty() ? node.line : node.lineInPartial);
                found.emplace_back(
                    node.partial.isEmpty() ? line : node.partial + u' ' + line,
                    coverage.countOf(static_cast<std::size_t>(node.block), static_cast<std::size_t>(node.branch)));
            }
            walk(node.children);
        }
    };
    walk(nodes);
    return found;
}

} // namespace

/// One small bar a branch: filled where somebody reaches it.
class CoverageFoot::Strip : public QWidget {
public:
    explicit Strip(QWidget* parent) : QWidget(parent) { setFixedHeight(scaled(8)); }

    void setReached(std::vector<bool> reached)
    {
        m_reached = std::move(reached);
        setVisible(!m_reached.empty() && m_reached.size() <= kMostSegments);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const double gap = 2;
        const auto count = static_cast<double>(m_reached.size());
        const double wide = (width() - gap * (count - 1)) / count;
        for (std::size_t i = 0; i < m_reached.size(); ++i) {
            const QRectF part(static_cast<double>(i) * (wide + gap), 1, wide, height() - 2);
            if (m_reached[i]) {
                paintBox(painter, part, {.fill = theme().bar, .radius = 1});
            } else {
                paintBox(painter, part, {.fill = theme().warnSoft, .border = theme().warnFill, .radius = 1});
            }
        }
    }

private:
    std::vector<bool> m_reached;
};

CoverageFoot::CoverageFoot(const BlockTreeModel& model, QWidget* parent)
    : Surface(&Theme::raised, parent),
      m_model(model),
      m_title(new Label({}, TextRole::BodyMedium)),
      m_strip(new Strip(this)),
      m_words(new Label({}, TextRole::Secondary, &Theme::text2))
{
    setEdges(Qt::TopEdge);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(space::kPane), scaled(12), scaled(space::kPane), scaled(14));
    layout->setSpacing(scaled(7));
    m_title->setWordWrap(true);
    m_words->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_strip);
    layout->addWidget(m_words);
    hide();
}

void CoverageFoot::setCoverage(const std::optional<BranchCoverage>& coverage)
{
    setVisible(coverage && coverage->branchCount() > 0 && coverage->people > 0);
    if (!isVisibleTo(parentWidget())) {
        return;
    }
    const auto witnesses = static_cast<int>(coverage->witnesses.size());
    const auto reached = static_cast<qint64>(coverage->reachedBranchCount());
    const auto all = static_cast<qint64>(coverage->branchCount());
    m_title->setText(
        reached == all
            ? tr("%n people reach all %1 branches", nullptr, witnesses).arg(formatCount(all))
            : tr("%n people reach %1 of %2 branches", nullptr, witnesses).arg(formatCount(reached), formatCount(all)));
    std::vector<bool> strip;
    for (const auto& [line, count] : branchesOf(m_model.blocks(), *coverage)) {
        strip.push_back(count > 0);
    }
    m_strip->setReached(std::move(strip));
    m_words->setText(unreachedWords(*coverage));
}

QString CoverageFoot::unreachedWords(const BranchCoverage& coverage) const
{
    QStringList lines;
    for (const auto& [line, count] : branchesOf(m_model.blocks(), coverage)) {
        if (count == 0) {
            lines.append(line);
        }
    }
    if (lines.isEmpty()) {
        return tr("Step through them at the right.");
    }
    const QString who = coverage.isWhole()
                            ? tr("nobody")
                            : tr("nobody of %1 people").arg(formatCount(static_cast<qint64>(coverage.people)));
    return lines.size() == 1 ? tr("Line %1 is reached by %2.").arg(lines.first(), who)
                             : tr("Lines %1 are reached by %2.").arg(lines.mid(0, 8).join(QStringLiteral(", ")), who);
}

} // namespace postweave::ui::templates
