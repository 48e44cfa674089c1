// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/person_stepper.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/templates/person_chooser.h"
#include "ui/templates/preview_controller.h"
#include "ui/widgets/label.h"
#include "ui/widgets/popover.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace postweave::ui::templates {

namespace {

constexpr int kLongestName = 150;
constexpr int kShortestName = 100; ///< with the room around it

/// A part of the group: words and an icon on no ground of their own.
class Part final : public QAbstractButton {
public:
    Part(Icon icon, const QString& name, QWidget* parent) : QAbstractButton(parent), m_icon(icon)
    {
        setAccessibleName(name);
        setToolTip(name);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int words =
            text().isEmpty()
                ? 0
                : std::min(textWidth(text(), fontFor(TextRole::BodyMedium)), scaled(kLongestName)) + scaled(18);
        return {words + scaled(30), scaled(size::kSmallButton)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {text().isEmpty() ? scaled(30) : std::min(sizeHint().width(), scaled(kShortestName)),
                sizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if ((underMouse() || isDown()) && isEnabled()) {
            painter.fillRect(rect().adjusted(0, 1, 0, -1), theme().hover);
        }
        QRect icon = rect();
        if (!text().isEmpty()) {
            paintText(painter, rect().adjusted(scaled(10), 0, -scaled(26), 0), text(), fontFor(TextRole::BodyMedium),
                      theme().text);
            icon.setLeft(rect().right() - scaled(28));
        }
        paintIcon(painter, m_icon, icon, scaled(iconsize::kNormal), isEnabled() ? theme().text2 : theme().disabled);
    }

private:
    Icon m_icon;
};

} // namespace

/// The frame around the three parts.
class PersonStepper::Group : public QWidget {
public:
    explicit Group(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), {.fill = theme().surface, .border = theme().border2, .radius = radius::kControl});
        for (const QObject* child : children()) {
            const auto* part = qobject_cast<const QAbstractButton*>(child);
            if (part != nullptr && part->x() > 2) {
                paintVerticalHairline(painter, part->x() - 1, 1, height() - 1, theme().border2);
            }
        }
    }
};

PersonStepper::PersonStepper(PreviewController& preview, QWidget* parent)
    : QWidget(parent), m_preview(preview), m_place(new Label({}, TextRole::Body, &Theme::text2))
{
    m_group = new Group(this);
    m_previous = new Part(Icon::ChevronLeft, tr("Previous person (Alt+Left)"), m_group);
    m_person = new Part(Icon::ChevronDown, tr("Choose a person"), m_group);
    m_next = new Part(Icon::ChevronRight, tr("Next person (Alt+Right)"), m_group);
    auto* parts = new QHBoxLayout(m_group);
    parts->setContentsMargins(1, 0, 1, 0);
    parts->setSpacing(1);
    for (QAbstractButton* part : {m_previous, m_person, m_next}) {
        parts->addWidget(part);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(10));
    layout->addWidget(m_group);
    layout->addWidget(m_place);
    connect(m_previous, &QAbstractButton::clicked, this, [this] { m_preview.stepPerson(-1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { m_preview.stepPerson(1); });
    connect(m_person, &QAbstractButton::clicked, this, &PersonStepper::openChooser);
    connect(&preview, &PreviewController::personChanged, this, &PersonStepper::showPerson);
    showPerson();
}

void PersonStepper::showPerson()
{
    const auto person = m_preview.person();
    const bool isThere = person.has_value();
    m_person->setText(isThere ? personName(*m_preview.world()->people.audience, *person) : tr("Nobody yet"));
    m_person->setAccessibleName(isThere ? tr("Shown for %1; choose a person").arg(m_person->text())
                                        : tr("Choose a person"));
    for (QAbstractButton* part : {m_previous, m_person, m_next}) {
        part->setEnabled(isThere);
    }
    m_place->setText(placeWords());
    m_person->setToolTip(tr("%1 (%2)").arg(m_person->text(), m_place->text()));
    m_person->updateGeometry();
    showPlace();
}

void PersonStepper::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showPlace();
}

void PersonStepper::showPlace()
{
    // The name matters more than which one of how many it is; the tooltip says that as well.
    const int needed = m_group->sizeHint().width() + layout()->spacing() + m_place->sizeHint().width();
    m_place->setVisible(needed <= width());
}

QString PersonStepper::placeWords() const
{
    const auto person = m_preview.person();
    const auto count = static_cast<qint64>(m_preview.sample().size());
    if (!person || count == 0) {
        return {};
    }
    const auto index = m_preview.sample().indexOf(*person);
    return index ? tr("%1 of %2").arg(formatCount(static_cast<qint64>(*index) + 1), formatCount(count))
                 : tr("– of %1").arg(formatCount(count));
}

void PersonStepper::openChooser()
{
    auto* popover = new Popover(window());
    auto* chooser = new PersonChooser(m_preview);
    popover->setContent(chooser);
    connect(chooser, &PersonChooser::done, popover, &QWidget::close);
    popover->openAt(m_person);
    chooser->setFocus(Qt::PopupFocusReason);
}

} // namespace postweave::ui::templates
