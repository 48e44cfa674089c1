// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/condition_words.h"

#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace postweave::ui::segments {

using segment::Group;
using segment::GroupKind;
using segment::Node;
using segment::SpanRole;

namespace {

class Condition {
    Q_DECLARE_TR_FUNCTIONS(Condition)
};

/// What core says between names and values; whatever is not here stays as core says it.
[[maybe_unused]] constexpr std::array kWords{
    QT_TRANSLATE_NOOP("Condition", "is"),
    QT_TRANSLATE_NOOP("Condition", "is not"),
    QT_TRANSLATE_NOOP("Condition", "is one of"),
    QT_TRANSLATE_NOOP("Condition", "is none of"),
    QT_TRANSLATE_NOOP("Condition", "is less than"),
    QT_TRANSLATE_NOOP("Condition", "is at most"),
    QT_TRANSLATE_NOOP("Condition", "is more than"),
    QT_TRANSLATE_NOOP("Condition", "is at least"),
    QT_TRANSLATE_NOOP("Condition", "is between"),
    QT_TRANSLATE_NOOP("Condition", "contains"),
    QT_TRANSLATE_NOOP("Condition", "does not contain"),
    QT_TRANSLATE_NOOP("Condition", "starts with"),
    QT_TRANSLATE_NOOP("Condition", "ends with"),
    QT_TRANSLATE_NOOP("Condition", "matches"),
    QT_TRANSLATE_NOOP("Condition", "is before"),
    QT_TRANSLATE_NOOP("Condition", "is after"),
    QT_TRANSLATE_NOOP("Condition", "is on"),
    QT_TRANSLATE_NOOP("Condition", "is in the last"),
    QT_TRANSLATE_NOOP("Condition", "is not in the last"),
    QT_TRANSLATE_NOOP("Condition", "is in the next"),
    QT_TRANSLATE_NOOP("Condition", "has its day in the next"),
    QT_TRANSLATE_NOOP("Condition", "falls in"),
    QT_TRANSLATE_NOOP("Condition", "does not fall in"),
    QT_TRANSLATE_NOOP("Condition", "falls on"),
    QT_TRANSLATE_NOOP("Condition", "has an object where"),
    QT_TRANSLATE_NOOP("Condition", "has no object where"),
    QT_TRANSLATE_NOOP("Condition", "has at least"),
    QT_TRANSLATE_NOOP("Condition", "has fewer than"),
    QT_TRANSLATE_NOOP("Condition", "nothing is asked"),
    QT_TRANSLATE_NOOP("Condition", "their"),
    QT_TRANSLATE_NOOP("Condition", "to"),
    QT_TRANSLATE_NOOP("Condition", "on"),
    QT_TRANSLATE_NOOP("Condition", "has"),
    QT_TRANSLATE_NOOP("Condition", "has any of"),
    QT_TRANSLATE_NOOP("Condition", "has all of"),
    QT_TRANSLATE_NOOP("Condition", "has none of"),
    QT_TRANSLATE_NOOP("Condition", "is set"),
    QT_TRANSLATE_NOOP("Condition", "is not set"),
    QT_TRANSLATE_NOOP("Condition", "exactly"),
    QT_TRANSLATE_NOOP("Condition", "not exactly"),
    QT_TRANSLATE_NOOP("Condition", "one of"),
    QT_TRANSLATE_NOOP("Condition", "none of"),
    QT_TRANSLATE_NOOP("Condition", "fewer than"),
    QT_TRANSLATE_NOOP("Condition", "at most"),
    QT_TRANSLATE_NOOP("Condition", "more than"),
    QT_TRANSLATE_NOOP("Condition", "at least"),
    QT_TRANSLATE_NOOP("Condition", "between"),
    QT_TRANSLATE_NOOP("Condition", "sum of"),
    QT_TRANSLATE_NOOP("Condition", "average of"),
    QT_TRANSLATE_NOOP("Condition", "smallest"),
    QT_TRANSLATE_NOOP("Condition", "largest"),
    QT_TRANSLATE_NOOP("Condition", "different values of"),
    QT_TRANSLATE_NOOP("Condition", "First"),
    QT_TRANSLATE_NOOP("Condition", "Last"),
    QT_TRANSLATE_NOOP("Condition", "then"),
    QT_TRANSLATE_NOOP("Condition", "then not"),
    QT_TRANSLATE_NOOP("Condition", "is in the top"),
    QT_TRANSLATE_NOOP("Condition", "is between percentiles"),
    QT_TRANSLATE_NOOP("Condition", "In segment"),
    QT_TRANSLATE_NOOP("Condition", "where"),
    QT_TRANSLATE_NOOP("Condition", "and"),
    QT_TRANSLATE_NOOP("Condition", "within"),
    QT_TRANSLATE_NOOP("Condition", "in the last"),
    QT_TRANSLATE_NOOP("Condition", "ago"),
    QT_TRANSLATE_NOOP("Condition", "from"),
    QT_TRANSLATE_NOOP("Condition", "before"),
    QT_TRANSLATE_NOOP("Condition", "for at least"),
    QT_TRANSLATE_NOOP("Condition", "for less than"),
    QT_TRANSLATE_NOOP("Condition", "(in any case)"),
    QT_TRANSLATE_NOOP("Condition", "nothing"),
    QT_TRANSLATE_NOOP("Condition", "ALL of"),
    QT_TRANSLATE_NOOP("Condition", "ANY of"),
    QT_TRANSLATE_NOOP("Condition", "NONE of"),
    QT_TRANSLATE_NOOP("Condition", "AT LEAST"),
    QT_TRANSLATE_NOOP("Condition", "NOT"),
    QT_TRANSLATE_NOOP("Condition", "every one must hold"),
    QT_TRANSLATE_NOOP("Condition", "one is enough"),
    QT_TRANSLATE_NOOP("Condition", "none may hold"),
    QT_TRANSLATE_NOOP("Condition", "of"),
    QT_TRANSLATE_NOOP("Condition", "the opposite holds"),
};

/// Periods and days of the week.
[[maybe_unused]] constexpr std::array kCalendarWords{
    QT_TRANSLATE_NOOP("Condition", "today"),        QT_TRANSLATE_NOOP("Condition", "yesterday"),
    QT_TRANSLATE_NOOP("Condition", "this week"),    QT_TRANSLATE_NOOP("Condition", "last week"),
    QT_TRANSLATE_NOOP("Condition", "this month"),   QT_TRANSLATE_NOOP("Condition", "last month"),
    QT_TRANSLATE_NOOP("Condition", "this quarter"), QT_TRANSLATE_NOOP("Condition", "last quarter"),
    QT_TRANSLATE_NOOP("Condition", "this year"),    QT_TRANSLATE_NOOP("Condition", "last year"),
    QT_TRANSLATE_NOOP("Condition", "Monday"),       QT_TRANSLATE_NOOP("Condition", "Tuesday"),
    QT_TRANSLATE_NOOP("Condition", "Wednesday"),    QT_TRANSLATE_NOOP("Condition", "Thursday"),
    QT_TRANSLATE_NOOP("Condition", "Friday"),       QT_TRANSLATE_NOOP("Condition", "Saturday"),
    QT_TRANSLATE_NOOP("Condition", "Sunday"),
};

/// Subjects that are no names from the data.
constexpr std::array kOwnSubjects{
    QT_TRANSLATE_NOOP("Condition", "Any event"),    QT_TRANSLATE_NOOP("Condition", "Random bucket"),
    QT_TRANSLATE_NOOP("Condition", "Random share"), QT_TRANSLATE_NOOP("Condition", "Distance in km"),
    QT_TRANSLATE_NOOP("Condition", "RFM recency"),  QT_TRANSLATE_NOOP("Condition", "RFM frequency"),
    QT_TRANSLATE_NOOP("Condition", "RFM monetary"),
};

QString subjectWords(const QString& text)
{
    const bool isOwn = std::any_of(kOwnSubjects.begin(), kOwnSubjects.end(),
                                   [&](const char* own) { return text == QLatin1String(own); });
    return isOwn ? QCoreApplication::translate("Condition", qUtf8Printable(text)) : text;
}

bool speaksEnglish()
{
    const QLocale::Language language = QLocale().language();
    return language == QLocale::English || language == QLocale::C;
}

QString amount(const QString& unit, int count)
{
    if (unit == QLatin1String("year")) {
        return Condition::tr("%n year(s)", nullptr, count);
    }
    if (unit == QLatin1String("month")) {
        return Condition::tr("%n month(s)", nullptr, count);
    }
    if (unit == QLatin1String("day")) {
        return Condition::tr("%n day(s)", nullptr, count);
    }
    if (unit == QLatin1String("hour")) {
        return Condition::tr("%n hour(s)", nullptr, count);
    }
    if (unit == QLatin1String("minute")) {
        return Condition::tr("%n minute(s)", nullptr, count);
    }
    if (unit == QLatin1String("object")) {
        return Condition::tr("%n object(s)", nullptr, count);
    }
    return unit == QLatin1String("second") ? Condition::tr("%n second(s)", nullptr, count)
                                           : Condition::tr("%n time(s)", nullptr, count);
}

/// `7 days`, `2 and 4 times`: the last number takes its unit along.
QString withUnits(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("(\\d{1,9}) (year|month|day|hour|minute|second|time|object)s?\\b"));
    QString words;
    qsizetype at = 0;
    for (auto matches = form.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        words += text.mid(at, match.capturedStart() - at) + amount(match.captured(2), match.captured(1).toInt());
        at = match.capturedEnd();
    }
    return words + text.mid(at);
}

/// `12.5 %`, as core writes it.
std::optional<double> percentIn(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(-?\\d{1,9}(?:\\.\\d{1,9})?) %$"));
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? std::optional(match.captured(1).toDouble()) : std::nullopt;
}

void outlineInto(QString& text, const Node& node, const segment::Catalog& catalog, int level)
{
    text += QString(level * 2, QLatin1Char(' ')) + conditionText(node, catalog);
    text += (node.off ? Condition::tr(" (switched off)") : QString()) + QLatin1Char('\n');
    if (const std::vector<Node>* children = segment::childrenOf(node)) {
        for (const Node& child : *children) {
            outlineInto(text, child, catalog, level + 1);
        }
    }
}

QString emphasised(const QString& text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

bool isShownBold(SpanRole role)
{
    return segment::isListed(role) || role == SpanRole::Window || role == SpanRole::Count || role == SpanRole::Held ||
           role == SpanRole::Other || role == SpanRole::Seed || role == SpanRole::Place;
}

QString conditionHtml(const Node& node, const segment::Catalog& catalog)
{
    QString html;
    bool afterValue = false;
    for (const segment::WordSpan& span : segment::describeNode(node, catalog)) {
        const QString words = spanWords(span);
        const bool isValue = segment::isListed(span.role);
        html += html.isEmpty() ? QString() : QLatin1String(afterValue && isValue ? ", " : " ");
        html += isShownBold(span.role) ? emphasised(words) : words.toHtmlEscaped();
        afterValue = isValue;
    }
    return html;
}

QString clauseHtml(const Node& node, const segment::Catalog& catalog)
{
    const Group* group = std::get_if<Group>(&node.body);
    if (group == nullptr) {
        return conditionHtml(node, catalog);
    }
    QStringList parts;
    for (const Node& child : group->children) {
        if (!segment::isIgnored(child)) {
            const bool isNested = segment::childrenOf(child) != nullptr && group->children.size() > 1;
            const QString clause = clauseHtml(child, catalog);
            parts << (isNested ? QStringLiteral("(%1)").arg(clause) : clause);
        }
    }
    switch (group->kind) {
    case GroupKind::All:
        return parts.isEmpty() ? Condition::tr("everybody") : parts.join(Condition::tr(" and "));
    case GroupKind::Any:
        return parts.isEmpty() ? Condition::tr("nobody") : parts.join(Condition::tr(" or "));
    case GroupKind::AtLeast:
        return Condition::tr("at least %1 of: %2").arg(group->atLeast).arg(parts.join(QStringLiteral("; ")));
    case GroupKind::None:
    case GroupKind::Not:
        break;
    }
    return parts.isEmpty() ? Condition::tr("everybody")
                           : Condition::tr("not: %1").arg(parts.join(Condition::tr(" or ")));
}

/// Core's English sentence, with the values found in it in their order.
QString englishSentence(const segment::FilterTree& tree, const segment::Catalog& catalog)
{
    const QString plain = QString::fromStdString(segment::describeSentence(tree, catalog));
    QString rich;
    qsizetype at = 0;
    tree.forEach([&](const Node& node, const segment::NodePath&) {
        if (segment::childrenOf(node) != nullptr) {
            return;
        }
        for (const segment::WordSpan& span : segment::describeNode(node, catalog)) {
            const QString word = QString::fromStdString(span.text);
            const qsizetype found = isShownBold(span.role) && !word.isEmpty() ? plain.indexOf(word, at) : -1;
            if (found >= 0) {
                rich += plain.mid(at, found - at).toHtmlEscaped() + emphasised(word);
                at = found + word.size();
            }
        }
    });
    return rich + plain.mid(at).toHtmlEscaped();
}

} // namespace

QString spanWords(const segment::WordSpan& span)
{
    const QString text = QString::fromStdString(span.text).trimmed();
    switch (span.role) {
    case SpanRole::Plain:
    case SpanRole::Operator:
    case SpanRole::Function:
        return QCoreApplication::translate("Condition", qUtf8Printable(text));
    case SpanRole::Subject:
        return subjectWords(text);
    case SpanRole::Calendar:
        return QCoreApplication::translate("Condition", qUtf8Printable(text));
    case SpanRole::Window: {
        const QString period = QCoreApplication::translate("Condition", qUtf8Printable(text));
        return period != text || speaksEnglish() ? period : withUnits(text);
    }
    case SpanRole::Value:
        if (const std::optional<double> percent = percentIn(text)) {
            return formatNumber(*percent) + QStringLiteral("\u00a0%");
        }
        [[fallthrough]];
    case SpanRole::Count:
    case SpanRole::Held:
        return speaksEnglish() ? text : withUnits(text);
    case SpanRole::Property:
    case SpanRole::Other:
    case SpanRole::Seed:
    case SpanRole::Place:
        break;
    }
    return text;
}

QString operatorWords(segment::Operator op)
{
    return spanWords({SpanRole::Operator, std::string(describe(op)), -1, -1, -1});
}

QString wordingText(const segment::Wording& wording)
{
    QString text;
    const segment::WordSpan* before = nullptr;
    for (const segment::WordSpan& span : wording) {
        const bool isListed = before != nullptr && before->role == span.role && segment::isListed(span.role);
        text += before == nullptr ? QString() : isListed ? QStringLiteral(", ") : QStringLiteral(" ");
        text += spanWords(span);
        before = &span;
    }
    return text;
}

QString conditionText(const Node& node, const segment::Catalog& catalog)
{
    const Group* group = std::get_if<Group>(&node.body);
    if (group == nullptr) {
        return wordingText(segment::describeNode(node, catalog));
    }
    QStringList parts;
    for (const segment::WordSpan& span : segment::describeNode(node, catalog)) {
        parts << QCoreApplication::translate("Condition", span.text.c_str());
    }
    return parts.join(QLatin1Char(' '));
}

QString outlineText(const segment::FilterTree& tree, const segment::Catalog& catalog)
{
    QString text;
    outlineInto(text, tree.root(), catalog, 0);
    return text;
}

QString sentenceHtml(const segment::FilterTree& tree, const segment::Catalog& catalog)
{
    return speaksEnglish() ? englishSentence(tree, catalog)
                           : Condition::tr("People for whom holds: %1").arg(clauseHtml(tree.root(), catalog));
}

} // namespace postweave::ui::segments
