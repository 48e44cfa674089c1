// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/person_chooser.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/templates/preview_controller.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/surface.h"

#include <QComboBox>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace postweave::ui::templates {

namespace {

constexpr int kShown = 50;
constexpr int kVisible = 6;
constexpr int kProfileRole = Qt::UserRole;

} // namespace

PersonChooser::PersonChooser(PreviewController& preview, QWidget* parent)
    : QWidget(parent),
      m_preview(preview),
      m_field(new SearchField(tr("Key, e-mail or name"))),
      m_list(new QListView),
      m_model(new QStandardItemModel(this)),
      m_samples(new QComboBox),
      m_nobody(new Label(tr("Nobody found"), TextRole::Secondary, &Theme::text2))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, scaled(12), 0, scaled(12));
    layout->setSpacing(scaled(8));
    const auto padded = [layout](QWidget* widget) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(scaled(12), 0, scaled(12), 0);
        row->addWidget(widget);
        layout->addLayout(row);
    };
    padded(m_field);
    padded(m_nobody);
    m_nobody->hide();
    setUpList(m_list, ListRowDelegate::Form::TwoLines);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("People"));
    m_list->setMinimumWidth(scaled(320));
    m_list->setFixedHeight(kVisible * scaled(size::kListRow));
    m_field->setTarget(m_list);
    layout->addWidget(m_list);
    layout->addWidget(new Hairline(Qt::Horizontal));
    padded(new Label(tr("Step through"), TextRole::SecondaryMedium, &Theme::text2));
    padded(m_samples);
    m_samples->setAccessibleName(tr("Step through"));
    fillSamples();
    connect(m_field, &QLineEdit::textChanged, this, &PersonChooser::search);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { choose(m_model->index(0, 0)); });
    connect(m_list, &QListView::clicked, this, &PersonChooser::choose);
    connect(m_list, &QListView::activated, this, &PersonChooser::choose);
    connect(m_samples, &QComboBox::activated, this, [this](int index) {
        m_preview.setSampleChoice(m_samples->itemData(index).value<SampleChoice>());
        search();
    });
    connect(&preview, &PreviewController::personChanged, this, [this] {
        if (m_field->text().isEmpty()) {
            search();
        }
    });
    setFocusProxy(m_field);
    search();
}

void PersonChooser::fillSamples()
{
    const auto add = [this](const QString& words, const SampleChoice& choice) {
        m_samples->addItem(words, QVariant::fromValue(choice));
        if (choice == m_preview.sampleChoice()) {
            m_samples->setCurrentIndex(m_samples->count() - 1);
        }
    };
    const auto people = static_cast<qint64>(m_preview.world()->people.audience->size());
    add(tr("The fewest who together see every branch"), {SampleChoice::Kind::Witnesses, {}});
    add(tr("Everybody (%1)").arg(formatCount(people)), {SampleChoice::Kind::Everybody, {}});
    for (const auto& [name, tree] : m_preview.world()->people.definitions->segments) {
        const QString segment = QString::fromStdString(name);
        add(tr("Segment %1").arg(segment), {SampleChoice::Kind::Segment, segment});
    }
}

void PersonChooser::search()
{
    m_work.run([audience = m_preview.world()->people.audience, sample = m_preview.sample(), words = m_field->text()](
                   const CancelToken& cancel) { return findPeople(*audience, sample, words, kShown, cancel); },
               [this](const QList<FoundPerson>& people) { show(people); });
}

void PersonChooser::show(const QList<FoundPerson>& people)
{
    m_model->clear();
    for (const FoundPerson& person : people) {
        auto* item = new QStandardItem(person.name);
        item->setData(person.detail, itemrole::Secondary);
        item->setData(static_cast<int>(Icon::Person), itemrole::Icon);
        item->setData(person.profile, kProfileRole);
        item->setData(person.detail, Qt::AccessibleDescriptionRole);
        m_model->appendRow(item);
    }
    m_nobody->setVisible(people.isEmpty());
}

void PersonChooser::choose(const QModelIndex& index)
{
    if (index.isValid()) {
        m_preview.setPerson(index.data(kProfileRole).toUInt());
        Q_EMIT done();
    }
}

} // namespace postweave::ui::templates
