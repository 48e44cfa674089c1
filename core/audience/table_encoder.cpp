// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/table_encoder.h"

#include "core/audience/dictionary_encoder.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>

namespace postweave::audience {

namespace {

using Code = DictionaryEncoder::Code;

/// The rows whose profiles are there, ascending: nearly always all of them.
class KeptRows {
public:
    /// Turns the ids of `profiles` into the ordinals of those kept.
    KeptRows(std::vector<std::uint32_t>& profiles, const OrdinalMap& ordinals) : m_count(profiles.size())
    {
        constexpr std::size_t kGrain = 262'144;
        std::atomic<bool> all{true};
        parallelFor(profiles.size(), kGrain, [&](std::size_t begin, std::size_t end) {
            bool found = true;
            for (std::size_t row = begin; row < end; ++row) {
                profiles[row] = ordinals.find(profiles[row]);
                found = found && profiles[row] != OrdinalMap::kNone;
            }
            all = all && found;
        });
        if (!all) {
            drop(profiles);
        }
    }

    [[nodiscard]] std::size_t size() const { return m_count; }
    /// At least `i`.
    [[nodiscard]] std::size_t operator[](std::size_t i) const { return m_rows.empty() ? i : m_rows[i]; }
    /// `values` has an entry a row before, one a kept row afterwards.
    template <typename T>
    void keepOnly(std::vector<T>& values) const
    {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            values[i] = values[m_rows[i]];
        }
        values.resize(m_count);
    }

private:
    void drop(std::vector<std::uint32_t>& profiles)
    {
        for (std::size_t row = 0; row < profiles.size(); ++row) {
            if (profiles[row] != OrdinalMap::kNone) {
                m_rows.push_back(static_cast<std::uint32_t>(row));
            }
        }
        m_count = m_rows.size();
        keepOnly(profiles);
    }

    std::vector<std::uint32_t> m_rows; ///< empty where all are kept, or none
    std::size_t m_count;
};

CodedColumn encodeTexts(event::PropertyColumn property, const KeptRows& rows)
{
    DictionaryEncoder encoder(ValueType::Text);
    std::vector<Code> known(property.dictionary.size()); // 0: not met yet
    std::vector<Code> codes = std::move(property.codes);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = rows[i];
        if (property.present[row] == 0) {
            codes[i] = ValueDictionary::kMissing;
            continue;
        }
        const std::uint32_t place = codes[row];
        if (known[place] == 0) {
            known[place] = encoder.internText(property.dictionary[place]);
        }
        codes[i] = known[place];
    }
    codes.resize(rows.size());
    return encoder.finish(std::move(codes));
}

CodedColumn encodeLists(const event::PropertyColumn& property, const KeptRows& rows)
{
    DictionaryEncoder encoder(ValueType::List);
    std::vector<Code> codes(rows.size());
    std::vector<std::string_view> items;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = rows[i];
        items.clear();
        const std::size_t begin = row == 0 ? 0 : property.itemEnds[row - 1];
        for (std::size_t item = begin; item < property.itemEnds[row]; ++item) {
            items.push_back(property.dictionary[property.codes[item]]);
        }
        codes[i] = property.present[row] != 0 ? encoder.internList(items) : ValueDictionary::kMissing;
    }
    return encoder.finish(std::move(codes));
}

CodedColumn encodeNumbers(const event::PropertyColumn& property, const KeptRows& rows)
{
    DictionaryEncoder encoder(property.type);
    std::vector<Code> codes(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = rows[i];
        if (property.present[row] != 0) {
            codes[i] = property.type == ValueType::Number ? encoder.internNumber(property.numbers[row])
                                                          : encoder.internInteger(property.integers[row]);
        }
    }
    return encoder.finish(std::move(codes));
}

CodedColumn encode(event::PropertyColumn property, const KeptRows& rows)
{
    switch (property.type) {
    case ValueType::Text:
        return encodeTexts(std::move(property), rows);
    case ValueType::List:
        return encodeLists(property, rows);
    default:
        return encodeNumbers(property, rows);
    }
}

} // namespace

std::shared_ptr<const EventTable> encodeTable(event::EventColumns columns, const OrdinalMap& ordinals,
                                              std::size_t profileCount, std::vector<std::uint64_t> chunks)
{
    const KeptRows rows(columns.profiles, ordinals);
    TimeColumn times;
    std::vector<EventProperty> properties(columns.properties.size());
    parallelFor(properties.size() + 1, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i == properties.size()) {
                rows.keepOnly(columns.times);
                times = TimeColumn(std::move(columns.times));
                continue;
            }
            properties[i].name = columns.properties[i].name;
            properties[i].column = encode(std::move(columns.properties[i]), rows);
        }
    });
    return std::make_shared<const EventTable>(columns.type, profileCount, std::move(columns.profiles), std::move(times),
                                              std::move(properties), TableOrigin{std::move(chunks), 0, {}});
}

} // namespace postweave::audience
