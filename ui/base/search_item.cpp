// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/search_item.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postweave::ui {

namespace {

constexpr int kWhole = 100;
constexpr int kStart = 80;
constexpr int kWordStart = 60;
constexpr int kInside = 40;
constexpr int kScattered = 20;

/// Lower case without accents.
QString plain(const QString& text)
{
    QString result;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.category() != QChar::Mark_NonSpacing) {
            result.append(c.toCaseFolded());
        }
    }
    return result;
}

bool startsWord(const QString& text, qsizetype position)
{
    return position == 0 || !text[position - 1].isLetterOrNumber();
}

bool occursScattered(const QString& letters, const QString& text)
{
    qsizetype position = 0;
    for (const QChar letter : letters) {
        position = text.indexOf(letter, position);
        if (position < 0) {
            return false;
        }
        ++position;
    }
    return true;
}

int plainScore(const QString& text, const QString& candidate)
{
    if (candidate == text) {
        return kWhole;
    }
    if (candidate.startsWith(text)) {
        return kStart;
    }
    int best = 0;
    for (qsizetype at = candidate.indexOf(text); at >= 0; at = candidate.indexOf(text, at + 1)) {
        best = std::max(best, startsWord(candidate, at) ? kWordStart : kInside);
    }
    if (best == 0 && text.size() >= 2 && occursScattered(text, candidate)) {
        best = kScattered;
    }
    return best;
}

} // namespace

int matchScore(const QString& text, const QString& candidate)
{
    const QString wanted = plain(text).simplified();
    return wanted.isEmpty() ? 0 : plainScore(wanted, plain(candidate));
}

QList<SearchItem> bestMatches(const QString& text, const QList<SearchItem>& items, int limit)
{
    std::vector<std::pair<int, const SearchItem*>> scored;
    for (const SearchItem& item : items) {
        const int score = std::max(matchScore(text, item.title), matchScore(text, item.detail) / 2);
        if (score > 0) {
            scored.emplace_back(score, &item);
        }
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    QList<SearchItem> best;
    for (const auto& [score, item] : scored) {
        if (best.size() >= limit) {
            break;
        }
        best.append(*item);
    }
    return best;
}

} // namespace postweave::ui
