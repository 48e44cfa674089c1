// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/score.h"

namespace postweave::segment {

namespace {

QuintileTerm quintileOfPurchases(QuintileOf of, double weight)
{
    QuintileTerm term{of, {std::string(kPurchaseEvent), {}}, std::nullopt, weight, ""};
    term.per = of == QuintileOf::Monetary ? kPurchaseAmount : "";
    return term;
}

} // namespace

const std::vector<Score>& builtInScores()
{
    static const std::vector<Score> kScores{
        {"rfm",
         {quintileOfPurchases(QuintileOf::Recency, 100), quintileOfPurchases(QuintileOf::Frequency, 10),
          quintileOfPurchases(QuintileOf::Monetary, 1)}},
        {"rfm_recency", {quintileOfPurchases(QuintileOf::Recency, 1)}},
        {"rfm_frequency", {quintileOfPurchases(QuintileOf::Frequency, 1)}},
        {"rfm_monetary", {quintileOfPurchases(QuintileOf::Monetary, 1)}},
    };
    return kScores;
}

} // namespace postweave::segment
