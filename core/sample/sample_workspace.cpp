// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sample_workspace.h"

#include "core/base/file.h"
#include "core/sample/sample_shop.h"
#include "core/sample/sample_texts.h"
#include "core/sqlite/transaction.h"
#include "core/workspace/saving.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

#include <array>
#include <map>

namespace postweave::sample {

namespace {

using profile::AttributeCategory;

constexpr std::size_t kBatchCustomers = 2'000;

struct SampleAttribute {
    const char* key;
    const char* label;
    ValueType type;
    AttributeCategory category;
};

constexpr std::array<SampleAttribute, 17> kAttributes{
    {{"email", "E-mail", ValueType::Text, AttributeCategory::Demographic},
     {"first_name", "First name", ValueType::Text, AttributeCategory::Demographic},
     {"last_name", "Last name", ValueType::Text, AttributeCategory::Demographic},
     {"country", "Country", ValueType::Text, AttributeCategory::Demographic},
     {"city", "City", ValueType::Text, AttributeCategory::Demographic},
     {"language", "Language", ValueType::Text, AttributeCategory::Demographic},
     {"birthday", "Birthday", ValueType::Date, AttributeCategory::Demographic},
     {"signed_up", "Signed up", ValueType::Date, AttributeCategory::Behavioural},
     {"consent_email", "Newsletter consent", ValueType::Boolean, AttributeCategory::Preference},
     {"interests", "Interests", ValueType::List, AttributeCategory::Preference},
     {"favourite_category", "Favourite category", ValueType::Text, AttributeCategory::Preference},
     {"orders", "Orders", ValueType::Integer, AttributeCategory::Transactional},
     {"lifetime_value", "Lifetime value", ValueType::Number, AttributeCategory::Transactional},
     {"average_order", "Average order", ValueType::Number, AttributeCategory::Transactional},
     {"last_order", "Last order", ValueType::Date, AttributeCategory::Transactional},
     {"loyalty_points", "Loyalty points", ValueType::Integer, AttributeCategory::Transactional},
     {"loyalty_tier", "Loyalty tier", ValueType::Text, AttributeCategory::Transactional}}};

Value textOrMissing(std::string_view text)
{
    return text.empty() ? Value() : Value(std::string(text));
}

Value dateOrMissing(Date date)
{
    return date.days == 0 ? Value() : Value(date);
}

double euros(std::int64_t cents)
{
    return static_cast<double>(cents) / 100.0;
}

profile::ProfileRow rowOf(const SampleCustomer& customer)
{
    profile::ProfileRow row;
    row.key = customer.key;
    const std::int64_t average = customer.orders > 0 ? customer.lifetimeCents / customer.orders : 0;
    row.values = {textOrMissing(customer.email),
                  textOrMissing(customer.firstName),
                  textOrMissing(customer.lastName),
                  textOrMissing(customer.country),
                  textOrMissing(customer.city),
                  textOrMissing(customer.language),
                  dateOrMissing(customer.birthday),
                  customer.signedUp,
                  customer.consent,
                  customer.interests,
                  textOrMissing(customer.favouriteCategory),
                  std::int64_t{customer.orders},
                  euros(customer.lifetimeCents),
                  customer.orders > 0 ? Value(euros(average)) : Value(),
                  dateOrMissing(customer.lastOrder),
                  std::int64_t{customer.loyaltyPoints},
                  textOrMissing(customer.loyaltyTier)};
    return row;
}

/// The events' properties, by position in an EventRow.
const std::vector<std::string> kProperties{"item", "category", "quantity", "amount", "campaign", "url"};

event::EventRow rowOf(const SampleEvent& event, profile::ProfileId profile)
{
    event::EventRow row{profile, event.time, {}, {}};
    const auto add = [&](std::uint32_t property, const Value& value) { row.properties.emplace_back(property, value); };
    if (!event.item.empty()) {
        add(0, std::string(event.item));
        add(1, std::string(event.category));
    }
    if (event.quantity > 0) {
        add(2, std::int64_t{event.quantity});
        add(3, euros(event.cents));
    }
    if (!event.campaign.empty()) {
        add(4, event.campaign);
    }
    if (!event.url.empty()) {
        add(5, event.url);
    }
    return row;
}

class Writer {
public:
    Writer(workspace::Workspace& target, Instant now) : m_target(target), m_now(now), m_shop(now) {}

    Result<void> write(const CancelToken& cancel, const Progress& progress)
    {
        const auto prepared = inTransaction([&] { return prepare(); });
        if (!prepared) {
            return prepared;
        }
        for (std::size_t begin = 0; begin < SampleShop::kCustomers; begin += kBatchCustomers) {
            if (cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "the sample was not finished");
            }
            if (const auto written = inTransaction([&] { return writeBatch(begin); }); !written) {
                return written;
            }
            if (progress) {
                progress({begin + kBatchCustomers, SampleShop::kCustomers});
            }
        }
        if (const auto merged = m_target.events().mergeChunks(true, cancel); !merged) {
            return fail(merged.error());
        }
        return saveTexts();
    }

private:
    template <typename Work>
    Result<void> inTransaction(const Work& work)
    {
        auto transaction = sqlite::Transaction::begin(m_target.database());
        if (!transaction) {
            return fail(transaction.error());
        }
        if (const Result<void> done = work(); !done) {
            return done;
        }
        return transaction->commit();
    }

    Result<void> prepare()
    {
        const auto source = m_target.imports().source("Sample shop");
        if (!source) {
            return fail(source.error());
        }
        m_source = *source;
        for (const SampleAttribute& attribute : kAttributes) {
            m_columns.emplace_back(attribute.key);
            const auto added =
                m_target.profiles().addAttribute({attribute.key, attribute.label, attribute.type, attribute.category});
            if (!added) {
                return added;
            }
        }
        return {};
    }

    Result<void> writeBatch(std::size_t begin)
    {
        std::vector<profile::ProfileRow> rows;
        std::map<std::string_view, std::vector<event::EventRow>> events;
        for (std::size_t i = begin; i < begin + kBatchCustomers; ++i) {
            const SampleCustomer customer = m_shop.customer(i);
            rows.push_back(rowOf(customer));
            // Ids are dense from 1 in order of creation, and this workspace is new.
            const profile::ProfileId id{static_cast<std::int64_t>(i + 1)};
            for (const SampleEvent& event : customer.events) {
                events[event.type].push_back(rowOf(event, id));
            }
        }
        if (const auto counts = m_target.profiles().upsert(m_columns, rows, m_now, m_source); !counts) {
            return fail(counts.error());
        }
        for (const auto& [type, typeRows] : events) {
            if (const auto counts = m_target.events().append(type, kProperties, typeRows, m_source); !counts) {
                return fail(counts.error());
            }
        }
        return {};
    }

    Result<void> saveTexts()
    {
        for (const SampleText& text : sampleTexts()) {
            Result<std::string> saved;
            const workspace::SavedText given{std::string(text.file), std::string(text.text)};
            if (text.folder == "scores") {
                saved = workspace::saveScore(m_target, given, m_now);
            } else if (text.folder == "segments") {
                saved = workspace::saveSegment(m_target, given, m_now);
            } else if (text.folder == "templates") {
                saved = workspace::saveTemplate(m_target, given, std::string(text.file), m_now);
            } else {
                saved = workspace::saveCampaign(m_target, given, m_now);
            }
            if (!saved) {
                return fail(saved.error());
            }
        }
        return {};
    }

    workspace::Workspace& m_target;
    Instant m_now;
    SampleShop m_shop;
    profile::SourceId m_source;
    std::vector<std::string> m_columns;
};

void removeWithSidecars(const std::filesystem::path& path)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
        std::filesystem::remove(path.string() + suffix, ignored);
    }
}

} // namespace

Result<void> createSampleWorkspace(const std::filesystem::path& path, Instant now, const CancelToken& cancel,
                                   const Progress& progress)
{
    if (std::filesystem::exists(path)) {
        return fail(ErrorCode::AlreadyExists, "already exists; choose another name", {path.string(), 0, 0, ""});
    }
    // Under its own name only when it is whole: a sample that was cut short is made anew.
    const std::filesystem::path part = path.string() + ".part";
    removeWithSidecars(part);
    Result<void> written;
    {
        auto created = workspace::Workspace::create(part, "Europe/Berlin", now);
        if (!created) {
            Error error = created.error();
            error.where.file = path.string();
            return fail(std::move(error));
        }
        written = Writer(*created, now).write(cancel, progress);
    }
    if (!written) {
        removeWithSidecars(part);
        return written;
    }
    std::error_code failure;
    std::filesystem::rename(part, path, failure);
    if (failure) {
        removeWithSidecars(part);
        return fail(ErrorCode::WriteFailed, "cannot be written: " + failure.message(), {path.string(), 0, 0, ""});
    }
    return syncFolder(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
}

} // namespace postweave::sample
