// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/gallery_cards.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/combinator_pill.h"
#include "ui/widgets/condition_chip.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/table_delegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTableView>

namespace postweave::ui::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CardParts {
    QWidget* card;
    QVBoxLayout* column;
};

CardParts card(const QString& title)
{
    auto* widget = new Card;
    auto* column = new QVBoxLayout(widget);
    column->setSpacing(8);
    column->addWidget(new Label(title, TextRole::Secondary, &Theme::text2));
    return {widget, column};
}

QHBoxLayout* row(QVBoxLayout* column, std::initializer_list<QWidget*> widgets)
{
    auto* layout = new QHBoxLayout;
    layout->setSpacing(10);
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    column->addLayout(layout);
    return layout;
}

class Swatches : public QWidget {
public:
    Swatches() { setMinimumHeight(150); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const std::pair<const char*, ColorRole> roles[] = {{"chrome", &Theme::chrome},    {"canvas", &Theme::canvas},
                                                           {"surface", &Theme::surface},  {"raised", &Theme::raised},
                                                           {"sunken", &Theme::sunken},    {"border", &Theme::border},
                                                           {"border 2", &Theme::border2}, {"control", &Theme::control},
                                                           {"text", &Theme::text},        {"text 2", &Theme::text2},
                                                           {"text 3", &Theme::text3},     {"accent", &Theme::accent},
                                                           {"soft", &Theme::soft},        {"ok", &Theme::ok},
                                                           {"warn", &Theme::warn},        {"error", &Theme::err},
                                                           {"data 1", &Theme::data1},     {"data 2", &Theme::data2},
                                                           {"data 3", &Theme::data3},     {"data 4", &Theme::data4},
                                                           {"data 5", &Theme::data5},     {"data 6", &Theme::data6},
                                                           {"bar pale", &Theme::barPale}, {"track", &Theme::track}};
        int i = 0;
        for (const auto& [name, role] : roles) {
            const QRect box(i % 8 * 62, i / 8 * 50, 54, 22);
            paintBox(painter, box, {themed(role), theme().border, 4});
            paintText(painter, box.translated(0, 22), QString::fromLatin1(name), fontFor(TextRole::Small),
                      theme().text);
            ++i;
        }
    }
};

class IconSheet : public QWidget {
public:
    IconSheet() { setMinimumHeight(6 * 30); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (int i = 0; i < kIconCount; ++i) {
            paintIcon(painter, static_cast<Icon>(i), QRect(i % 17 * 25, i / 17 * 30, 16, 16), theme().text2);
        }
    }
};

ConditionChip* chip(ConditionChip::Kind kind, const QString& text)
{
    return new ConditionChip(kind, text);
}

QWidget* countRow(QGridLayout* grid, int line, const QString& words, const CountShares& shares, const QString& number,
                  ColorRole color)
{
    auto* bar = new CountBar;
    bar->setShares(shares);
    grid->addWidget(new Label(words, TextRole::Body, color), line, 0);
    grid->addWidget(bar, line, 1);
    auto* figure = new Label(number, TextRole::BodyMedium, color);
    figure->setAlignment(Qt::AlignRight);
    grid->addWidget(figure, line, 2);
    return bar;
}

} // namespace

QWidget* colorCard()
{
    const CardParts parts = card(u"Colour"_s);
    parts.column->addWidget(new Swatches);
    return parts.card;
}

QWidget* typeCard()
{
    const CardParts parts = card(u"Type"_s);
    row(parts.column, {new Label(u"12,480"_s, TextRole::Number)});
    row(parts.column, {new Label(u"Viewed, did not buy"_s, TextRole::Title)});
    row(parts.column, {new Label(u"Who is left out, and why"_s, TextRole::Heading)});
    row(parts.column, {new Label(u"Country is one of US, CA"_s)});
    row(parts.column, {new Label(u"9,112 above · 2,871 empty"_s, TextRole::Secondary, &Theme::text2)});
    row(parts.column, {new Label(u"14 May, axis and rail"_s, TextRole::Small, &Theme::text2)});
    row(parts.column, {new Label(u"{% if customer.plan != 'free' %}"_s, TextRole::Code)});
    return parts.card;
}

QWidget* buttonCard()
{
    const CardParts parts = card(u"Buttons, 32 px"_s);
    auto* grid = new QGridLayout;
    const std::pair<const char*, ButtonKind> kinds[] = {{"Export", ButtonKind::Primary},
                                                        {"Test", ButtonKind::Default},
                                                        {"Add", ButtonKind::Ghost},
                                                        {"Later", ButtonKind::Quiet},
                                                        {"Delete", ButtonKind::Danger}};
    int column = 0;
    for (const auto& [text, kind] : kinds) {
        for (int line = 0; line < 3; ++line) {
            auto* button = new QPushButton(QString::fromLatin1(text));
            setButtonKind(button, kind);
            button->setEnabled(line != 1);
            if (line == 2) {
                button->setIcon(themedIcon(Icon::Plus));
                setCompact(button);
            }
            grid->addWidget(button, line, column);
        }
        ++column;
    }
    parts.column->addLayout(grid);
    auto* segments = new SegmentedControl;
    segments->add(u"Tree"_s);
    segments->add(u"Words"_s);
    segments->add(u"JSON"_s);
    segments->add(u"SQL"_s);
    auto* views = new SegmentedControl;
    views->add(u"Desktop"_s, Icon::Desktop);
    views->add(u"Tablet"_s, Icon::Tablet);
    views->add(u"Phone"_s, Icon::Phone);
    row(parts.column, {segments, views});
    return parts.card;
}

QWidget* chipCard()
{
    using Kind = ConditionChip::Kind;
    const CardParts parts = card(u"Combinator pills and condition chips, 26 px"_s);
    auto* all = new CombinatorPill;
    auto* any = new CombinatorPill;
    any->setCombinator(Combinator::Any);
    auto* none = new CombinatorPill;
    none->setCombinator(Combinator::None);
    auto* some = new CombinatorPill;
    some->setCombinator(Combinator::AtLeast, 2, 4);
    row(parts.column, {all, any, none, some});
    ConditionChip* country = chip(Kind::Attribute, u"Country"_s);
    country->setTypeIcon(Icon::Text);
    ConditionChip* us = chip(Kind::Value, u"US"_s);
    us->setRemovable(true);
    ConditionChip* open = chip(Kind::Value, u"open"_s);
    open->setOpen(true);
    ConditionChip* wrong = chip(Kind::Value, u"3O"_s);
    wrong->setInvalid(true);
    row(parts.column, {country, chip(Kind::Operator, u"is one of"_s), us, open, wrong});
    ConditionChip* birthday = chip(Kind::Attribute, u"Birthday"_s);
    birthday->setTypeIcon(Icon::Calendar);
    ConditionChip* next = chip(Kind::Operator, u"in the next"_s);
    ConditionChip* days = chip(Kind::Value, u"7 days"_s);
    for (ConditionChip* muted : {birthday, next, days}) {
        muted->setMuted(true);
    }
    row(parts.column, {birthday, next, days});
    return parts.card;
}

QWidget* inputCard()
{
    const CardParts parts = card(u"Inputs, 30 px"_s);
    auto* grid = new QGridLayout;
    auto* plain = new QLineEdit(u"20"_s);
    plain->setObjectName(u"plain"_s);
    auto* wrong = new QLineEdit(u"3O"_s);
    setInvalid(wrong);
    auto* combo = new QComboBox;
    combo->addItems({u"Country"_s, u"Plan"_s});
    auto* spin = new QSpinBox;
    spin->setValue(42);
    auto* hint = new QLineEdit;
    hint->setPlaceholderText(u"Filter segments"_s);
    auto* off = new QLineEdit(u"disabled"_s);
    off->setEnabled(false);
    grid->addWidget(plain, 0, 0);
    grid->addWidget(hint, 0, 1);
    grid->addWidget(wrong, 1, 0);
    grid->addWidget(combo, 1, 1);
    grid->addWidget(spin, 2, 0);
    grid->addWidget(off, 2, 1);
    parts.column->addLayout(grid);
    auto* on = new QCheckBox(u"on"_s);
    on->setChecked(true);
    auto* radio = new QRadioButton(u"one"_s);
    radio->setChecked(true);
    auto* toggle = new Switch(u"on"_s);
    toggle->setChecked(true);
    row(parts.column, {on, new QCheckBox(u"off"_s), radio, new QRadioButton(u"other"_s), toggle, new Switch(u"off"_s)});
    return parts.card;
}

QWidget* countCard()
{
    const CardParts parts = card(u"Count bar, 4 px: pale = finds, solid = also in the segment"_s);
    auto* grid = new QGridLayout;
    countRow(grid, 0, u"matches, in segment"_s, {.finds = 0.61, .in = 0.12}, formatCount(61212), &Theme::text);
    countRow(grid, 1, u"excludes nobody"_s, {.finds = 1, .in = 0.12}, formatCount(100000), &Theme::text);
    countRow(grid, 2, u"finds nobody"_s, {}, u"0"_s, &Theme::warn);
    countRow(grid, 3, u"counting"_s, {.finds = 0.44, .counting = true}, u"44,100…"_s, &Theme::text2);
    countRow(grid, 4, u"alert"_s, CountShares::solid(0.41, Tone::Error), formatPercent(0.412), &Theme::err);
    parts.column->addLayout(grid);
    auto* progress = new QProgressBar;
    progress->setValue(64);
    parts.column->addWidget(progress);
    return parts.card;
}

QWidget* listCard()
{
    const CardParts parts = card(u"List rows"_s);
    auto* view = new QListView;
    auto* model = new QStandardItemModel(view);
    const QStringList names{u"Viewed, did not buy"_s, u"High engagement"_s, u"Lapsed buyers"_s};
    auto* section = new QStandardItem(u"Spring 2026"_s);
    section->setData(true, itemrole::Section);
    section->setData(true, itemrole::Open);
    section->setFlags(Qt::ItemIsEnabled);
    model->appendRow(section);
    for (const QString& name : names) {
        auto* item = new QStandardItem(name);
        item->setData(formatCount(12480 * name.size() / 10), itemrole::Figure);
        item->setData(formatPercentChange(name.size() % 2 == 0 ? 0.041 : -0.068), itemrole::Change);
        item->setData(QVariant::fromValue(QList<double>{1, 2, 1.5, 3, 2.5, 4, double(name.size()) / 4}),
                      itemrole::Spark);
        model->appendRow(item);
    }
    view->setModel(model);
    setUpList(view, ListRowDelegate::Form::TwoLines);
    view->setCurrentIndex(model->index(1, 0));
    view->setFixedHeight(190);
    parts.column->addWidget(view);
    return parts.card;
}

QWidget* badgeCard()
{
    const CardParts parts = card(u"Badges, 20 px"_s);
    row(parts.column,
        {new Badge(u"24 passed"_s, Tone::Ok), new Badge(u"3 to look at"_s, Tone::Warning),
         new Badge(u"1 blocking"_s, Tone::Error), new Badge(u"draft"_s), new Badge(u"note"_s, Tone::Note)});
    return parts.card;
}

QWidget* errorCard()
{
    const CardParts parts = card(u"Error presenter"_s);
    auto* error = new ErrorPresenter;
    error->present(u"The disk is full, the export stopped"_s,
                   u"14,208 of 22,492 messages are kept. Free 211 MB, or choose another folder, and it goes on."_s,
                   u"ENOSPC"_s);
    error->addMend(u"Choose a folder…"_s, [] {});
    error->addMend(u"Try again"_s, [] {});
    parts.column->addWidget(error);
    return parts.card;
}

QWidget* iconCard()
{
    const CardParts parts = card(u"Icons: 16 grid, 1.5 stroke, round caps"_s);
    parts.column->addWidget(new IconSheet);
    return parts.card;
}

QWidget* tableCard()
{
    const CardParts parts = card(u"Table"_s);
    auto* view = new QTableView;
    auto* model = new QStandardItemModel(0, 4, view);
    model->setHorizontalHeaderLabels({u"Attribute"_s, u"Type"_s, u"Filled in"_s, u"Distinct"_s});
    const char* names[] = {"email", "first_name", "phone", "postcode"};
    for (int i = 0; i < 4; ++i) {
        auto* name = new QStandardItem(QString::fromLatin1(names[i]));
        name->setData(true, itemrole::Code);
        name->setData(static_cast<int>(Icon::Text), itemrole::Icon);
        auto* bar = new QStandardItem;
        bar->setData(1.0 - i * 0.2, itemrole::Bar);
        bar->setData(static_cast<int>(i == 2 ? Tone::Error : Tone::Accent), itemrole::Tone);
        auto* count = new QStandardItem(formatCount(99641 / (i + 1)));
        count->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        model->appendRow({name, new QStandardItem(u"text"_s), bar, count});
    }
    model->horizontalHeaderItem(3)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    view->setModel(model);
    setUpTable(view);
    view->horizontalHeader()->setStretchLastSection(true);
    view->setSortingEnabled(true);
    view->selectRow(2);
    view->setFixedHeight(160);
    parts.column->addWidget(view);
    return parts.card;
}

QWidget* histogramCard()
{
    const CardParts parts = card(u"Histogram"_s);
    auto* view = new HistogramView;
    QList<qint64> counts;
    for (int i = 0; i < 45; ++i) {
        counts.append(100 + i * 40 - i * i + (i * 7919) % 37);
    }
    view->setBars(counts, 0, 600, true);
    view->setRange(60, 372);
    parts.column->addWidget(view);
    return parts.card;
}

QWidget* stepperCard()
{
    const CardParts parts = card(u"Stepper"_s);
    auto* stepper = new Stepper;
    stepper->setSteps({{u"Audience"_s, u"22,492 of 25,003 people"_s, Step::State::Done},
                       {u"Checks"_s, u"1 to mend, 3 to look at"_s, Step::State::Warning},
                       {u"Export"_s, u"Trial run, 63 %"_s, Step::State::Open}});
    stepper->setCurrent(1);
    parts.column->addWidget(stepper);
    return parts.card;
}

QWidget* floatingCard()
{
    const CardParts parts = card(u"Menu, popover"_s);
    QMenu menu;
    menu.addAction(u"Duplicate\tCtrl D"_s);
    menu.addAction(themedIcon(Icon::Ban), u"Switch off\tM"_s);
    menu.addSeparator();
    menu.addAction(themedIcon(Icon::Trash), u"Delete"_s)->setEnabled(false);
    menu.setActiveAction(menu.actions().first());
    menu.resize(menu.sizeHint());
    auto* shownMenu = new QLabel;
    shownMenu->setPixmap(menu.grab());
    Popover popover(parts.card);
    popover.setAttribute(Qt::WA_DeleteOnClose, false);
    auto* words = new Label(u"61,212 of 100,000 people"_s);
    words->setContentsMargins(16, 12, 16, 12);
    popover.setContent(words);
    popover.resize(popover.sizeHint());
    auto* shownPopover = new QLabel;
    shownPopover->setPixmap(popover.grab());
    row(parts.column, {shownMenu, shownPopover});
    return parts.card;
}

} // namespace postweave::ui::gallery
