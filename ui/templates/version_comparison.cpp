// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/version_comparison.h"

#include "ui/templates/branch_coverage.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace postweave::ui::templates {

namespace {

using Status = campaign::RenderedMessage::Status;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(VersionComparison)
};

QString partOf(const std::string& source, SourceRange range)
{
    return QString::fromStdString(source.substr(range.begin, range.end - range.begin));
}

std::vector<ChangedPlace> placesOf(const std::vector<campaign::SourceHunk>& changes, const std::string& before,
                                   const std::string& after)
{
    std::vector<ChangedPlace> places;
    for (const campaign::SourceHunk& change : changes) {
        places.push_back({positionOf(before, change.before.begin).line, positionOf(after, change.after.begin).line,
                          partOf(before, change.before), partOf(after, change.after)});
    }
    return places;
}

QString linesOf(const VersionComparison& comparison, const campaign::ChangeKind& kind)
{
    QStringList lines;
    for (const std::size_t change : kind.changes) {
        lines.append(QString::number(comparison.places[change].lineAfter));
    }
    return lines.size() == 1 ? Say::tr("line %1").arg(lines.first())
                             : Say::tr("lines %1").arg(lines.join(QStringLiteral(", ")));
}

} // namespace

Result<VersionComparison> compareVersions(const PreviewJob& job, const std::string& earlier, const CancelToken& cancel,
                                          const std::function<void(const VersionComparison&)>& grown)
{
    const std::string name = job.name.toStdString();
    const auto versions = campaign::TemplateVersions::prepare(job.campaign, {name, earlier, job.world->partials},
                                                              {name, *job.text, job.world->partials});
    if (!versions) {
        return fail(versions.error());
    }
    const auto facts = campaign::Facts::gather(versions->both(), job.world->people, cancel);
    if (!facts) {
        return fail(facts.error());
    }
    const std::size_t all = job.world->people.audience->size();
    std::vector<audience::Ordinal> people(std::min(all, kMeasuredPeople));
    for (std::size_t i = 0; i < people.size(); ++i) {
        people[i] = static_cast<audience::Ordinal>(i * all / people.size());
    }
    const auto comparisonOf = [&](campaign::TemplateDiff diff) {
        std::vector<ChangedPlace> places = placesOf(diff.changes, earlier, *job.text);
        return VersionComparison{std::move(diff), std::move(places)};
    };
    campaign::DiffOptions options;
    if (grown) {
        options.grown = [&](const campaign::TemplateDiff& sample) { grown(comparisonOf(sample)); };
    }
    auto diff = campaign::diffTemplates(*versions, *facts, people, options, cancel);
    return diff ? Result<VersionComparison>(comparisonOf(std::move(*diff))) : fail(diff.error());
}

QString kindWords(const VersionComparison& comparison, const campaign::ChangeKind& kind)
{
    const QString lines = linesOf(comparison, kind);
    if (kind.before == kind.after) {
        return Say::tr("%1 reads otherwise").arg(lines);
    }
    switch (kind.after) {
    case Status::Ready:
        return Say::tr("now get a message (%1)").arg(lines);
    case Status::Aborted:
        return Say::tr("are now left out (%1)").arg(lines);
    case Status::Failed:
        break;
    }
    return Say::tr("their message now fails (%1)").arg(lines);
}

} // namespace postweave::ui::templates
