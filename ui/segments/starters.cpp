// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/starters.h"

#include "core/audience/column_summary.h"
#include "ui/segments/facets.h"
#include "ui/segments/literals.h"
#include "ui/segments/segment_sizes.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(postweave::ui::segments::Starters)
};

constexpr int kLapsedDays = 180;
constexpr int kRecentDays = 30;
constexpr int kEngagedDays = 90;
constexpr int kWeek = 7;

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

std::string eventNamed(const SegmentContext& context, std::initializer_list<std::string_view> parts)
{
    for (const std::string_view part : parts) {
        for (const CatalogEvent& event : context.catalog.events) {
            if (contains(event.type, part)) {
                return event.type;
            }
        }
    }
    return {};
}

std::string attributeNamed(const SegmentContext& context, std::initializer_list<std::string_view> parts,
                           std::initializer_list<ValueType> types)
{
    for (const std::string_view part : parts) {
        for (const CatalogEntry& entry : context.catalog.attributes) {
            if (contains(entry.name, part) && std::find(types.begin(), types.end(), entry.type) != types.end()) {
                return entry.name;
            }
        }
    }
    return {};
}

Node happened(const std::string& type, std::optional<int> lastDays, std::optional<ValueTest> count = std::nullopt)
{
    std::optional<Window> window;
    if (lastDays) {
        window = Window{Window::Last{Duration::days(*lastDays)}};
    }
    return Node{EventCount{{type, {}}, window, std::move(count)}, false};
}

ValueTest times(Operator op, std::int64_t number)
{
    return {op, Literal(number), false};
}

Node attributeIs(const std::string& name, Operator op, Operand operand)
{
    return Node{AttributeTest{name, {op, std::move(operand), false}, std::nullopt}, false};
}

FilterTree allOf(std::vector<Node> children)
{
    return FilterTree(makeGroup(GroupKind::All, std::move(children)));
}

/// Collects what the data allows.
class Proposals {
public:
    explicit Proposals(const SegmentContext& context) : m_context(context) {}

    std::vector<StarterSegment> collect()
    {
        addBuyers();
        addCart();
        addEngaged();
        addBirthday();
        addViewers();
        addConsent();
        addNewcomers();
        addLargestGroup();
        return std::move(m_starters);
    }

private:
    void add(const QString& name, const QString& explanation, Icon icon, FilterTree tree)
    {
        m_starters.push_back({name, explanation, icon, std::move(tree), 0, {}});
    }

    [[nodiscard]] std::string purchase() const { return eventNamed(m_context, {"purchase", "order"}); }

    void addBuyers()
    {
        const std::string type = purchase();
        if (!type.empty()) {
            add(Words::tr("Lapsed buyers"), Words::tr("bought before, nothing for %1 days").arg(kLapsedDays),
                Icon::Cart,
                allOf({happened(type, std::nullopt), happened(type, kLapsedDays, times(Operator::Equal, 0))}));
            add(Words::tr("Recent buyers"), Words::tr("bought in the last %1 days").arg(kRecentDays), Icon::Cart,
                allOf({happened(type, kRecentDays)}));
        }
    }

    void addCart()
    {
        const std::string cart = eventNamed(m_context, {"add_to_cart", "cart", "checkout"});
        if (!cart.empty() && !purchase().empty()) {
            EventSequence sequence;
            sequence.steps.push_back({{cart, {}}, std::nullopt, true});
            sequence.steps.push_back({{purchase(), {}}, Duration::days(1), false});
            sequence.within = Window{Window::Last{Duration::days(kWeek)}};
            add(Words::tr("Cart abandoners"), Words::tr("a cart in %1 days, no order within a day").arg(kWeek),
                Icon::Bolt, allOf({Node{sequence, false}}));
        }
    }

    void addEngaged()
    {
        const std::string opened = eventNamed(m_context, {"email_open", "email_click", "open", "click"});
        if (!opened.empty()) {
            constexpr int kOften = 5;
            add(Words::tr("High engagement"),
                Words::tr("%1 or more times “%2” in %3 days").arg(kOften).arg(readable(opened)).arg(kEngagedDays),
                Icon::Star, allOf({happened(opened, kEngagedDays, times(Operator::GreaterOrEqual, kOften))}));
        }
    }

    void addBirthday()
    {
        const std::string birth = attributeNamed(m_context, {"birth", "born"}, {ValueType::Date, ValueType::DateTime});
        if (!birth.empty()) {
            add(Words::tr("Birthday this week"), Words::tr("birthday in the next %1 days").arg(kWeek), Icon::Calendar,
                allOf({attributeIs(birth, Operator::AnniversaryInNext, Duration::days(kWeek))}));
        }
    }

    void addViewers()
    {
        const std::string viewed = eventNamed(m_context, {"product_view", "view"});
        if (!viewed.empty() && !purchase().empty()) {
            add(Words::tr("Viewed, did not buy"), Words::tr("looked in %1 days, bought nothing").arg(kRecentDays),
                Icon::Eye,
                allOf({happened(viewed, kRecentDays), happened(purchase(), kRecentDays, times(Operator::Equal, 0))}));
        }
    }

    void addConsent()
    {
        const std::string consent =
            attributeNamed(m_context, {"consent", "newsletter", "opt_in", "subscribed"}, {ValueType::Boolean});
        if (!consent.empty()) {
            add(attributeLabel(consent, m_context), Words::tr("those who said yes"), Icon::Toggle,
                allOf({attributeIs(consent, Operator::Equal, Literal(true))}));
        }
    }

    void addNewcomers()
    {
        const std::string since =
            attributeNamed(m_context, {"signed_up", "signup", "sign_up", "joined", "created", "registered"},
                           {ValueType::Date, ValueType::DateTime});
        if (!since.empty()) {
            add(Words::tr("Newcomers"),
                Words::tr("%1 in the last %2 days").arg(attributeLabel(since, m_context)).arg(kRecentDays),
                Icon::People, allOf({attributeIs(since, Operator::InLast, Duration::days(kRecentDays))}));
        }
    }

    void addLargestGroup()
    {
        const std::string name =
            attributeNamed(m_context, {"country", "region", "city", "plan", "tier"}, {ValueType::Text});
        const audience::AttributeColumn* column = m_context.audience->attribute(name);
        if (column == nullptr) {
            return;
        }
        const auto top = audience::topValues(column->column, 1);
        const std::optional<Literal> literal =
            top.empty() ? std::nullopt : literalOf(top.front().value, m_context.zone);
        if (literal) {
            add(readingText(*literal), Words::tr("the most frequent %1").arg(attributeLabel(name, m_context).toLower()),
                Icon::People, allOf({attributeIs(name, Operator::In, LiteralList{*literal})}));
        }
    }

    static QString readable(const std::string& name) { return QString::fromStdString(readableName(name)).toLower(); }

    const SegmentContext& m_context;
    std::vector<StarterSegment> m_starters;
};

} // namespace

std::vector<StarterSegment> findStarters(const SegmentContext& context, std::size_t most, const CancelToken& cancel)
{
    std::vector<StarterSegment> found;
    for (StarterSegment& starter : Proposals(context).collect()) {
        if (cancel.isCancelled() || found.size() == most) {
            break;
        }
        const SegmentSize size = sizeOf(starter.tree, context, false, cancel);
        starter.count = static_cast<std::uint64_t>(size.count.value_or(0));
        if (starter.count > 0 && starter.count < context.people()) {
            starter.past = sizeOf(starter.tree, context, true, cancel).past;
            found.push_back(std::move(starter));
        }
    }
    return found;
}

} // namespace postweave::ui::segments
