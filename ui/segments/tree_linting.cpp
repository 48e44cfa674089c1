// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_linting.h"

#include "ui/base/error_words.h"
#include "ui/base/number_format.h"

#include <QTimer>

#include <algorithm>

namespace postweave::ui::segments {

namespace {

constexpr int kQuietMilliseconds = 150;

} // namespace

TreeLinting::TreeLinting(QObject* parent) : QObject(parent), m_quiet(new QTimer(this))
{
    m_quiet->setSingleShot(true);
    m_quiet->setInterval(kQuietMilliseconds);
    connect(m_quiet, &QTimer::timeout, this, &TreeLinting::start);
}

bool TreeLinting::isRunning() const
{
    return m_quiet->isActive() || m_work.isRunning();
}

void TreeLinting::request(const Counts& counts)
{
    m_counts = counts;
    m_work.cancel();
    m_quiet->start();
}

void TreeLinting::clear()
{
    m_counts.reset();
    m_latest = {};
    m_work.cancel();
    m_quiet->stop();
}

void TreeLinting::start()
{
    m_work.run(
        [counts = m_counts](const CancelToken& cancel) {
            const SegmentContext& context = *counts->context;
            const segment::LintQuestion question{context.audience, context.definitions, context.now, context.zone,
                                                 context.cache};
            // What has errors says so itself; the rest is looked at without it.
            auto findings = segment::lint(withoutFaulty(counts->tree, counts->problems), question, cancel);
            return LintResult{counts->tree, findings ? std::move(*findings) : std::vector<segment::LintFinding>{}};
        },
        [this](LintResult result) {
            m_latest = std::move(result);
            Q_EMIT found();
        });
}

const segment::LintFinding* findingAt(const std::vector<segment::LintFinding>& findings, const segment::NodePath& path)
{
    const auto found =
        std::find_if(findings.begin(), findings.end(), [&](const auto& finding) { return finding.node == path; });
    return found != findings.end() ? &*found : nullptr;
}

QString findingWords(const segment::LintFinding& finding)
{
    const QString what = sentenceOf(finding.diagnostic.message);
    const QString mend = finding.diagnostic.mend.empty() ? QString() : sentenceOf(finding.diagnostic.mend);
    const QString people = finding.people > 0
                               ? TreeLinting::tr("%1 people").arg(formatCount(static_cast<qint64>(finding.people)))
                               : QString();
    QStringList parts;
    for (const QString& part : {what, mend, people}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace postweave::ui::segments
