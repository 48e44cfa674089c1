// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/profile_panel.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/person_names.h"
#include "ui/data/value_words.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/rounded_corners.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>

#include <algorithm>
#include <vector>

namespace postweave::ui::data {

namespace {

/// More than anybody reads; the latest are shown.
constexpr std::size_t kShownEvents = 2'000;

struct Happening {
    const audience::EventTable* table;
    audience::EventTable::Row row;
    [[nodiscard]] Instant time() const { return table->time(row); }
};

QStandardItem* item(const QString& text, int role = 0)
{
    auto* made = new QStandardItem(text);
    made->setEditable(false);
    made->setToolTip(text);
    if (role != 0) {
        made->setData(true, role);
    }
    return made;
}

QTableView* makeTable(QAbstractItemModel* model, const QString& name, std::initializer_list<int> widths)
{
    auto* view = new QTableView;
    view->setModel(model);
    setUpTable(view);
    view->setAccessibleName(name);
    view->horizontalHeader()->setStretchLastSection(true);
    int column = 0;
    for (const int width : widths) {
        view->setColumnWidth(column++, scaled(width));
    }
    return view;
}

std::vector<Happening> happeningsOf(const audience::Audience& audience, audience::Ordinal person)
{
    std::vector<Happening> all;
    for (const auto& table : audience.events()) {
        for (const audience::EventTable::Row row : table->findRowsOf(person)) {
            all.push_back({table.get(), row});
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Happening& a, const Happening& b) { return b.time() < a.time(); });
    return all;
}

QString propertiesText(const Happening& happening, const TimeZone& zone)
{
    QStringList parts;
    for (const auto& [name, value] : happening.table->propertiesOf(happening.row)) {
        parts << ProfilePanel::tr("%1 %2").arg(QString::fromStdString(name), valueWords(value, zone));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

ProfilePanel::ProfilePanel(WorkspaceSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_attributesHead(new PaneHeader(tr("Attributes"))),
      m_eventsHead(new PaneHeader(tr("What they did"))),
      m_attributes(new QStandardItemModel(0, 2, this)),
      m_events(new QStandardItemModel(0, 3, this))
{
    m_attributes->setHorizontalHeaderLabels({tr("Attribute"), tr("Value")});
    m_events->setHorizontalHeaderLabels({tr("When"), tr("Event"), tr("Properties")});
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(scaled(space::kPane), 0, scaled(space::kPane), scaled(space::kPane));
    page->setSpacing(0);
    page->addWidget(makeHead());
    auto* columns = new QHBoxLayout;
    columns->setSpacing(scaled(space::kPane));
    columns->addWidget(makeCard(m_attributesHead, makeTable(m_attributes, tr("Attributes of this person"), {200})), 10);
    columns->addWidget(makeCard(m_eventsHead, makeTable(m_events, tr("What this person did"), {176, 170})), 14);
    page->addLayout(columns, 1);
    connect(&session, &WorkspaceSession::audienceChanged, this, &ProfilePanel::refresh);
}

QWidget* ProfilePanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, scaled(space::kPane), 0, scaled(space::kPane));
    row->setSpacing(scaled(space::kUnit));
    auto* back = new QPushButton(themedIcon(Icon::ArrowLeft), tr("Back to the overview"));
    setButtonKind(back, ButtonKind::Quiet);
    connect(back, &QPushButton::clicked, this, &ProfilePanel::closed);
    m_name = new Label({}, TextRole::Title);
    m_name->setElided(true);
    m_detail = new Label({}, TextRole::Body, &Theme::text2);
    row->addWidget(m_name);
    row->addWidget(m_detail);
    row->addStretch(1);
    row->addWidget(back);
    return head;
}

QWidget* ProfilePanel::makeCard(PaneHeader* head, QTableView* table)
{
    auto* card = new Card;
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(table, 1);
    roundCorners(card);
    return card;
}

void ProfilePanel::show(const QString& key)
{
    m_key = key;
    refresh();
}

void ProfilePanel::refresh()
{
    m_attributes->removeRows(0, m_attributes->rowCount());
    m_events->removeRows(0, m_events->rowCount());
    m_attributesHead->setCaption({});
    m_eventsHead->setCaption({});
    const AudiencePtr audience = m_session.audience();
    const auto person = audience ? audience->find(m_key.toStdString()) : std::nullopt;
    if (!person) {
        m_name->setText(m_key);
        m_detail->setText(tr("not in this workspace"));
        return;
    }
    m_name->setText(personName(*audience, *person));
    m_detail->setText(personDetail(*audience, *person));
    fillAttributes(*audience, *person);
    fillEvents(*audience, *person);
}

void ProfilePanel::fillAttributes(const audience::Audience& audience, audience::Ordinal person)
{
    m_attributes->appendRow({item(tr("Key")), item(m_key, itemrole::Code)});
    int filled = 0;
    for (const auto& attribute : audience.attributes()) {
        const Value value = audience.value(person, attribute->name);
        QStandardItem* name = item(QString::fromStdString(attribute->label));
        name->setData(static_cast<int>(typeIcon(attribute->column.type())), itemrole::Icon);
        filled += isMissing(value) ? 0 : 1;
        m_attributes->appendRow({name, isMissing(value) ? item(tr("not set"), itemrole::Faint)
                                                        : item(valueWords(value, m_session.timeZone()))});
    }
    m_attributesHead->setCaption(
        tr("%1 of %2 filled in")
            .arg(formatCount(filled), formatCount(static_cast<qint64>(audience.attributes().size()))));
}

void ProfilePanel::fillEvents(const audience::Audience& audience, audience::Ordinal person)
{
    const std::vector<Happening> all = happeningsOf(audience, person);
    const TimeZone& zone = m_session.timeZone();
    for (std::size_t i = 0; i < std::min(all.size(), kShownEvents); ++i) {
        QStandardItem* type = item(QString::fromStdString(all[i].table->type()), itemrole::Code);
        type->setData(static_cast<int>(Icon::Bolt), itemrole::Icon);
        m_events->appendRow(
            {item(momentWords(all[i].time(), zone), itemrole::Faint), type, item(propertiesText(all[i], zone))});
    }
    const auto count = static_cast<qint64>(all.size());
    m_eventsHead->setCaption(all.size() > kShownEvents
                                 ? tr("the latest %1 of %2").arg(formatCount(kShownEvents), formatCount(count))
                                 : tr("%n event(s)", nullptr, static_cast<int>(count)));
}

} // namespace postweave::ui::data
