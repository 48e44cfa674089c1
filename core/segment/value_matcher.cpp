// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/value_matcher.h"

#include "core/audience/column_scan.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/segment/object_matcher.h"

#include <algorithm>
#include <unordered_map>

namespace postweave::segment {

using audience::Bitset;
using audience::ValueDictionary;
using Code = ValueDictionary::Code;

AnniversaryDays::AnniversaryDays(Date first, Date last)
{
    constexpr int kLeapYear = 366;
    if (last.days - first.days >= kLeapYear) {
        m_days.fill(true);
        return;
    }
    for (Date day = first; day <= last; ++day.days) {
        const YearMonthDay ymd = toYearMonthDay(day);
        m_days[static_cast<std::size_t>(ymd.month * 32 + ymd.day)] = true;
        if (ymd.month == 2 && ymd.day == 28 && daysInMonth(ymd.year, 2) == 28) {
            m_days[2 * 32 + 29] = true;
        }
    }
}

bool AnniversaryDays::contains(Date date) const
{
    const YearMonthDay ymd = toYearMonthDay(date);
    return m_days[static_cast<std::size_t>(ymd.month * 32 + ymd.day)];
}

bool ValueMatcher::SomeDays::accepts(std::int64_t number) const
{
    const Date date = ofMoments ? zone.dayOf({number}) : Date{static_cast<std::int32_t>(number)};
    return std::visit([&](const auto& some) { return some.contains(date); }, days);
}

bool ValueMatcher::Objects::accepts(const std::vector<std::string_view>& items) const
{
    const auto accepted =
        std::count_if(items.begin(), items.end(), [&](std::string_view item) { return matcher->acceptsItem(item); });
    return accepted >= static_cast<std::ptrdiff_t>(matcher->atLeast());
}

bool ValueMatcher::Text::accepts(std::string_view original) const
{
    const std::string folded = ignoreCase ? foldCase(original) : std::string();
    const std::string_view text = ignoreCase ? std::string_view(folded) : original;
    switch (op) {
    case Operator::Equal:
        return text == wanted.front();
    case Operator::In:
        return std::binary_search(wanted.begin(), wanted.end(), text);
    case Operator::Less:
        return text < wanted.front();
    case Operator::LessOrEqual:
        return text <= wanted.front();
    case Operator::Greater:
        return text > wanted.front();
    case Operator::GreaterOrEqual:
        return text >= wanted.front();
    case Operator::Between:
        return text >= wanted.front() && text <= wanted.back();
    case Operator::Contains:
        return text.find(wanted.front()) != std::string_view::npos;
    case Operator::StartsWith:
        return text.starts_with(wanted.front());
    case Operator::EndsWith:
        return text.ends_with(wanted.front());
    case Operator::Matches:
        return pattern->isFoundIn(text);
    default:
        return false;
    }
}

bool ValueMatcher::Text::looksFrom(char mark) const
{
    switch (op) {
    case Operator::Contains:
    case Operator::EndsWith:
        return wanted.front().starts_with(mark);
    case Operator::Matches:
        return pattern->firstCharacter() == mark;
    default:
        return false;
    }
}

bool ValueMatcher::List::accepts(const std::vector<std::string_view>& items) const
{
    std::vector<std::string> folded;
    for (const std::string_view item : items) {
        folded.push_back(ignoreCase ? foldCase(item) : std::string(item));
    }
    const auto isThere = [&](const std::string& text) {
        return std::find(folded.begin(), folded.end(), text) != folded.end();
    };
    return op == Operator::HasAll ? std::all_of(wanted.begin(), wanted.end(), isThere)
                                  : std::any_of(wanted.begin(), wanted.end(), isThere);
}

ValueMatcher ValueMatcher::forOtherTypes(Operator op)
{
    ValueMatcher matcher;
    matcher.m_negative = isNegative(op);
    return matcher;
}

bool ValueMatcher::acceptsSet(const Value& value) const
{
    struct Visitor {
        const Value& value;

        [[nodiscard]] std::int64_t integer() const
        {
            if (const auto* date = std::get_if<Date>(&value)) {
                return date->days;
            }
            if (const auto* instant = std::get_if<Instant>(&value)) {
                return instant->microseconds;
            }
            const auto* flag = std::get_if<bool>(&value);
            return flag != nullptr ? *flag : std::get<std::int64_t>(value);
        }
        bool operator()(Nothing) const { return false; }
        bool operator()(Anything) const { return true; }
        bool operator()(const IntegerSet& set) const { return set.contains(integer()); }
        bool operator()(const RealSet& set) const { return set.contains(std::get<double>(value)); }
        bool operator()(const Text& text) const { return text.accepts(std::get<std::string>(value)); }
        [[nodiscard]] std::vector<std::string_view> items() const
        {
            const TextList& list = std::get<TextList>(value);
            return {list.begin(), list.end()};
        }
        bool operator()(const List& list) const { return list.accepts(items()); }
        bool operator()(const Objects& objects) const { return objects.accepts(items()); }
        bool operator()(const SomeDays& days) const { return days.accepts(integer()); }
    };
    return std::visit(Visitor{value}, m_accepted);
}

bool ValueMatcher::matches(const Value& value) const
{
    return (!isMissing(value) && acceptsSet(value)) != m_negative;
}

bool ValueMatcher::matchesNumber(double number) const
{
    return std::get<RealSet>(m_accepted).contains(number) != m_negative;
}

RealSet ValueMatcher::acceptedNumbers() const
{
    const RealSet& accepted = std::get<RealSet>(m_accepted);
    return m_negative ? accepted.complement() : accepted;
}

/// Marks the accepted codes of a dictionary.
struct ValueMatcher::CodeMarker {
    static constexpr std::size_t kWordsPerThread = 1024;

    const ValueDictionary& dictionary;
    Bitset& codes;

    [[nodiscard]] Code last() const { return static_cast<Code>(dictionary.size()); }

    template <typename Accepts>
    void markEach(const Accepts& accepts) const
    {
        for (Code code = 1; code <= last(); ++code) {
            if (accepts(code)) {
                codes.set(code);
            }
        }
    }

    /// The dictionary ascends: each range of numbers is a range of codes.
    template <typename Set, typename NumberOf>
    void markRanges(const Set& set, const NumberOf& numberOf) const
    {
        const auto firstFrom = [&](const auto& isBefore) {
            Code low = 1;
            for (Code count = last(); count > 0;) {
                const Code half = count / 2;
                if (isBefore(numberOf(low + half))) {
                    low += half + 1;
                    count -= half + 1;
                } else {
                    count = half;
                }
            }
            return low;
        };
        for (const auto& range : set.ranges()) {
            const Code begin = firstFrom([&](auto number) { return number < range.low; });
            const Code end = firstFrom([&](auto number) { return number <= range.high; });
            for (Code code = begin; code < end; ++code) {
                codes.set(code);
            }
        }
    }

    void operator()(Nothing) const {}
    void operator()(Anything) const
    {
        markEach([](Code) { return true; });
    }
    void operator()(const IntegerSet& set) const
    {
        markRanges(set, [&](Code code) { return dictionary.integer(code); });
    }
    void operator()(const RealSet& set) const
    {
        markRanges(set, [&](Code code) { return dictionary.number(code); });
    }
    void operator()(const Text& text) const
    {
        using audience::TextEndings;
        const TextEndings* endings = text.looksFrom(TextEndings::kMark) ? dictionary.endings() : nullptr;
        if (endings != nullptr) {
            markByEndings(text, *endings);
            return;
        }
        // Whole words of the set for each thread.
        parallelFor(codes.words().size(), kWordsPerThread, [&](std::size_t begin, std::size_t end) {
            const std::size_t last = std::min(codes.size(), end * Bitset::kWordBits);
            for (std::size_t code = std::max<std::size_t>(begin * Bitset::kWordBits, 1); code < last; ++code) {
                if (text.accepts(dictionary.text(static_cast<Code>(code)))) {
                    codes.set(code);
                }
            }
        });
    }

    void markByEndings(const Text& text, const audience::TextEndings& endings) const
    {
        Bitset accepted(endings.endings().size() + 1);
        for (std::size_t i = 0; i < endings.endings().size(); ++i) {
            accepted.assign(i + 1, text.accepts(endings.endings()[i]));
        }
        const Bitset positions = audience::rowsOf(endings.codes(), accepted);
        // The text at position i has code i + 1.
        const auto from = positions.words();
        const auto to = codes.words();
        for (std::size_t i = 0; i < to.size(); ++i) {
            const Bitset::Word before = i == 0 || i > from.size() ? 0 : from[i - 1] >> (Bitset::kWordBits - 1);
            to[i] = (i < from.size() ? from[i] << 1U : 0) | before;
        }
        for (const std::uint32_t position : endings.others()) {
            codes.assign(position + 1, text.accepts(dictionary.text(position + 1)));
        }
    }

    void operator()(const SomeDays& days) const
    {
        markEach([&](Code code) { return days.accepts(dictionary.integer(code)); });
    }

    void operator()(const Objects& objects) const
    {
        Bitset accepted(dictionary.itemCount());
        for (std::size_t item = 0; item < dictionary.itemCount(); ++item) {
            accepted.assign(item, objects.matcher->acceptsItem(dictionary.item(item)));
        }
        markEach([&](Code code) {
            const auto items = dictionary.list(code);
            const auto count =
                std::count_if(items.begin(), items.end(), [&](auto item) { return accepted.test(item); });
            return count >= static_cast<std::ptrdiff_t>(objects.matcher->atLeast());
        });
    }

    void operator()(const List& list) const
    {
        // Which of the wanted texts an item is, so that each distinct item is compared once.
        std::unordered_map<std::string_view, std::vector<std::size_t>> places;
        for (std::size_t i = 0; i < list.wanted.size(); ++i) {
            places[list.wanted[i]].push_back(i);
        }
        std::vector<std::vector<std::size_t>> wantedOf(dictionary.itemCount());
        Bitset useful(dictionary.itemCount());
        for (std::size_t item = 0; item < wantedOf.size(); ++item) {
            const std::string folded =
                list.ignoreCase ? foldCase(dictionary.item(item)) : std::string(dictionary.item(item));
            if (const auto wanted = places.find(folded); wanted != places.end()) {
                wantedOf[item] = wanted->second;
                useful.set(item);
            }
        }
        const bool all = list.op == Operator::HasAll && list.wanted.size() != 1;
        markEach([&](Code code) { return all ? holdsAll(list, code, wantedOf) : holdsAny(code, useful); });
    }

    [[nodiscard]] bool holdsAny(Code code, const Bitset& useful) const
    {
        const std::span<const std::uint32_t> items = dictionary.list(code);
        return std::any_of(items.begin(), items.end(), [&](std::uint32_t item) { return useful.test(item); });
    }

    [[nodiscard]] bool holdsAll(const List& list, Code code,
                                const std::vector<std::vector<std::size_t>>& wantedOf) const
    {
        std::vector<std::size_t> found;
        for (const std::uint32_t item : dictionary.list(code)) {
            found.insert(found.end(), wantedOf[item].begin(), wantedOf[item].end());
        }
        std::sort(found.begin(), found.end());
        const auto end = std::unique(found.begin(), found.end());
        return static_cast<std::size_t>(end - found.begin()) == list.wanted.size();
    }
};

Bitset ValueMatcher::matchingCodes(const ValueDictionary& dictionary) const
{
    Bitset codes(dictionary.size() + 1);
    std::visit(CodeMarker{dictionary, codes}, m_accepted);
    return m_negative ? codes.flip() : codes;
}

} // namespace postweave::segment
