// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/template_reading.h"

#include "core/campaign/campaign_check.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("postweave::ui::templates::Mend", text);
}

/// A name or path, which can be put in place of another.
bool isName(std::string_view text)
{
    return !text.empty() && text.find_first_of("{}|<>\n") == std::string_view::npos;
}

std::optional<Mend> defaultMend(const campaign::Finding& finding)
{
    const std::size_t end = finding.diagnostic.range.end;
    const std::string filter = " | default: ''";
    return Mend{words(QT_TRANSLATE_NOOP("postweave::ui::templates::Mend", "Add a default")),
                {end, end},
                filter,
                filter.size() - 1};
}

} // namespace

TemplateReading readTemplate(const QString& name, const Text& text, const World& world)
{
    TemplateReading reading;
    reading.text = text;
    const campaign::TemplateText source{name.toStdString(), *text, world->partials};
    const bool hasPeople = world->hasPeople();
    reading.findings =
        campaign::checkTemplate(source, campaign::Autoescape::Html, hasPeople ? &world->people : nullptr);
    const liquid::ParseResult parsed = liquid::parse(
        *text, {.campaignDialect = true, .autoescape = liquid::Autoescape::Html, .partials = world->partials});
    reading.parses = parsed.ok();
    reading.analysis = liquid::analyse(*parsed.parsed);
    std::stable_sort(reading.findings.begin(), reading.findings.end(),
                     [](const campaign::Finding& a, const campaign::Finding& b) {
                         return a.diagnostic.severity < b.diagnostic.severity;
                     });
    return reading;
}

std::optional<Mend> mendFor(const campaign::Finding& finding, const std::string& text)
{
    const Diagnostic& diagnostic = finding.diagnostic;
    const SourceRange range = diagnostic.range;
    if (finding.part != campaign::CampaignPart::Template || !finding.partial.empty() || range.end > text.size() ||
        range.begin > range.end) {
        return std::nullopt;
    }
    if (diagnostic.rule == "missing-default") {
        return defaultMend(finding);
    }
    static const QRegularExpression suggestion(u"^(?:did you mean '([^']+)'|write ([\\w.\\-]+)$)"_s);
    const QRegularExpressionMatch match = suggestion.match(QString::fromStdString(diagnostic.mend));
    if (!match.hasMatch() || !isName(std::string_view(text).substr(range.begin, range.end - range.begin))) {
        return std::nullopt;
    }
    const QString name = match.hasCaptured(1) ? match.captured(1) : match.captured(2);
    const std::string replacement = name.toStdString();
    return Mend{words(QT_TRANSLATE_NOOP("postweave::ui::templates::Mend", "Use %1")).arg(name), range, replacement,
                replacement.size()};
}

} // namespace postweave::ui::templates
