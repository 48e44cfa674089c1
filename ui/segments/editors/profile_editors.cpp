// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/profile_editors.h"

#include "core/segment/leaf_evaluation.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"
#include "ui/widgets/flow_layout.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr double kPercent = kBucketCount / 100.0; // buckets a percent
constexpr double kPole = 90;
constexpr double kDateLine = 180;

QDoubleSpinBox* numberBox(double low, double high, int decimals, const QString& name, QWidget* parent)
{
    constexpr int kWidth = 104;
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(low, high);
    box->setDecimals(decimals);
    box->setAccessibleName(name);
    box->setMinimumWidth(scaled(kWidth));
    return box;
}

/// In percent of all buckets; nothing where the test is no single run of them.
std::optional<std::pair<double, double>> shareOf(const ValueTest& test)
{
    const auto bucket = [](const Literal& literal) {
        return axisPosition(literal, ValueType::Integer, {}).value_or(0);
    };
    const LiteralList values = literalsOf(test.operand);
    if (values.empty()) {
        return std::nullopt;
    }
    switch (test.op) {
    case Operator::Between:
        return std::pair(bucket(values.front()) / kPercent, (bucket(values.back()) + 1) / kPercent);
    case Operator::Less:
        return std::pair(0.0, bucket(values.front()) / kPercent);
    case Operator::LessOrEqual:
        return std::pair(0.0, (bucket(values.front()) + 1) / kPercent);
    case Operator::Greater:
        return std::pair((bucket(values.front()) + 1) / kPercent, 100.0);
    case Operator::GreaterOrEqual:
        return std::pair(bucket(values.front()) / kPercent, 100.0);
    case Operator::Equal:
        return std::pair(bucket(values.front()) / kPercent, (bucket(values.front()) + 1) / kPercent);
    default:
        return std::nullopt;
    }
}

} // namespace

BucketEditor::BucketEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_seed(new QLineEdit(this)),
      m_from(numberBox(0, 100, 2, tr("From this share"), this)),
      m_to(numberBox(0, 100, 2, tr("Up to this share"), this)),
      m_mend(new MendLine(this))
{
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    column->addWidget(editorHeading(tr("Random share of people"), tr("the same ones every time"), this));
    m_seed->setAccessibleName(tr("Name of the draw"));
    m_seed->setText(QString::fromStdString(std::get<BucketTest>(this->node().body).seed));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(scaled(space::kUnit));
    grid->addWidget(new Label(tr("Draw"), TextRole::Body, &Theme::text2, this), 0, 0);
    grid->addWidget(m_seed, 0, 1, 1, 3);
    grid->addWidget(new Label(tr("Share"), TextRole::Body, &Theme::text2, this), 1, 0);
    grid->addWidget(m_from, 1, 1);
    grid->addWidget(new Label(tr("to"), TextRole::Body, &Theme::text2, this), 1, 2);
    grid->addWidget(m_to, 1, 3);
    grid->setColumnStretch(4, 1);
    column->addLayout(grid);
    for (QDoubleSpinBox* box : {m_from, m_to}) {
        box->setSuffix(QStringLiteral("\u00a0%"));
    }
    addPresets(this, column);
    auto* hint = new Label(tr("Conditions with the same draw never overlap where their shares do not; another draw "
                              "deals everybody anew."),
                           TextRole::Secondary, &Theme::text3, this);
    hint->setWordWrap(true);
    column->addWidget(hint);
    column->addWidget(m_mend);
    setFocusProxy(facet.role == SpanRole::Seed ? static_cast<QWidget*>(m_seed) : m_from);
    showShare();
    connect(m_seed, &QLineEdit::textEdited, this, &BucketEditor::trySeed);
    const auto edited = [this] { tryShare(m_from->value(), m_to->value()); };
    connect(m_from, &QDoubleSpinBox::valueChanged, this, edited);
    connect(m_to, &QDoubleSpinBox::valueChanged, this, edited);
}

void BucketEditor::addPresets(QWidget* parent, QVBoxLayout* column)
{
    auto* presets = new FlowLayout(scaled(space::kHalf));
    const auto add = [&](const QString& words, double from, double to) {
        QPushButton* button = compactButton(words, parent);
        connect(button, &QPushButton::clicked, this, [this, from, to] {
            tryShare(from, to);
            showShare();
        });
        presets->addWidget(button);
    };
    // NOLINTBEGIN(readability-magic-numbers)
    add(tr("A tenth"), 0, 10);
    add(tr("One half"), 0, 50);
    add(tr("The other half"), 50, 100);
    // NOLINTEND(readability-magic-numbers)
    column->addLayout(presets);
}

void BucketEditor::showShare()
{
    const auto share = shareOf(std::get<BucketTest>(node().body).test);
    const QSignalBlocker quietFrom(m_from);
    const QSignalBlocker quietTo(m_to);
    m_from->setValue(share ? share->first : 0);
    m_to->setValue(share ? share->second : 100);
}

void BucketEditor::trySeed()
{
    const std::string seed = m_seed->text().toStdString();
    m_mend->say(seed.empty() ? tr("Give the draw a name, such as “spring test”.") : QString());
    setInvalid(m_seed, seed.empty());
    if (!seed.empty()) {
        Node changed = node();
        std::get<BucketTest>(changed.body).seed = seed;
        tryNode(std::move(changed));
    }
}

void BucketEditor::tryShare(double from, double to)
{
    const auto first = static_cast<std::int64_t>(std::llround(from * kPercent));
    const auto end = static_cast<std::int64_t>(std::llround(to * kPercent));
    m_mend->say(first < end ? QString() : tr("The share is empty; choose a higher end."));
    if (first < end) {
        Node changed = node();
        std::get<BucketTest>(changed.body).test = ValueTest{Operator::Between, LiteralList{first, end - 1}, false};
        tryNode(std::move(changed));
    }
}

PlaceEditor::PlaceEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent)
{
    constexpr int kDecimals = 6;
    const DistanceTest distance = std::get<DistanceTest>(this->node().body);
    const CoordinateNames names = coordinateNames(*context);
    m_latitude = numberBox(-kPole, kPole, kDecimals, tr("Latitude in degrees"), this);
    m_longitude = numberBox(-kDateLine, kDateLine, kDecimals, tr("Longitude in degrees"), this);
    m_latitude->setValue(distance.from.latitude);
    m_longitude->setValue(distance.from.longitude);
    m_latitudeName = namesBox(names.latitudes, distance.latitude, tr("Attribute with the latitude"));
    m_longitudeName = namesBox(names.longitudes, distance.longitude, tr("Attribute with the longitude"));
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    column->addWidget(editorHeading(tr("Distance from a place"), tr("in degrees"), this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(scaled(space::kUnit));
    grid->addWidget(new Label(tr("Latitude"), TextRole::Secondary, &Theme::text2, this), 0, 1);
    grid->addWidget(new Label(tr("Longitude"), TextRole::Secondary, &Theme::text2, this), 0, 2);
    grid->addWidget(new Label(tr("Place"), TextRole::Body, &Theme::text2, this), 1, 0);
    grid->addWidget(m_latitude, 1, 1);
    grid->addWidget(m_longitude, 1, 2);
    grid->addWidget(new Label(tr("People"), TextRole::Body, &Theme::text2, this), 2, 0);
    grid->addWidget(m_latitudeName, 2, 1);
    grid->addWidget(m_longitudeName, 2, 2);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    column->addLayout(grid);
    setFocusProxy(m_latitude);
    for (QDoubleSpinBox* box : {m_latitude, m_longitude}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &PlaceEditor::tryPlace);
    }
    for (QComboBox* box : {m_latitudeName, m_longitudeName}) {
        connect(box, &QComboBox::activated, this, &PlaceEditor::tryPlace);
    }
}

QComboBox* PlaceEditor::namesBox(const std::vector<std::string>& names, const std::string& current,
                                 const QString& accessibleName)
{
    auto* box = new QComboBox(this);
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const std::string& name : names) {
        box->addItem(attributeLabel(name, *context()), QString::fromStdString(name));
    }
    if (box->findData(QString::fromStdString(current)) < 0) {
        box->addItem(attributeLabel(current, *context()), QString::fromStdString(current));
    }
    box->setCurrentIndex(box->findData(QString::fromStdString(current)));
    return box;
}

void PlaceEditor::tryPlace()
{
    Node changed = node();
    auto& distance = std::get<DistanceTest>(changed.body);
    const auto nameIn = [](const QComboBox* box) { return box->currentData().toString().toStdString(); };
    distance.latitude = nameIn(m_latitudeName);
    distance.longitude = nameIn(m_longitudeName);
    distance.from = {m_latitude->value(), m_longitude->value()};
    tryNode(std::move(changed));
}

} // namespace postweave::ui::segments
