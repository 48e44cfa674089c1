// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_panel.h"

#include "ui/base/appearance.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/language.h"
#include "ui/base/workspace_session.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLineEdit>
#include <QTimeZone>

#include <array>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<double, 4> kTextScales{1.0, 1.1, 1.25, 1.5};

QStringList zoneNames()
{
    QStringList names;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds()) {
        const QString name = QString::fromLatin1(id);
        if (name == u"UTC"_s || (name.contains(u'/') && !name.startsWith(u"Etc/"_s))) {
            names.append(name);
        }
    }
    return names;
}

int nearestScale(double scale)
{
    int best = 0;
    for (int i = 1; i < static_cast<int>(kTextScales.size()); ++i) {
        const auto distance = [&](int at) { return qAbs(kTextScales[static_cast<std::size_t>(at)] - scale); };
        best = distance(i) < distance(best) ? i : best;
    }
    return best;
}

} // namespace

SettingsPanel::SettingsPanel(Language& language, Appearance& appearance, WorkspaceSession& session, QWidget* parent)
    : QWidget(parent), m_language(language), m_appearance(appearance), m_session(session), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(scaled(16), scaled(14), scaled(16), scaled(16));
    m_grid->setHorizontalSpacing(scaled(20));
    m_grid->setVerticalSpacing(scaled(10));
    m_grid->addWidget(new Label(tr("Settings"), TextRole::Heading), 0, 0, 1, 2);
    addTheme();
    addMotion();
    addTextSize();
    addLanguage();
    if (m_session.isOpen()) {
        addTimeZone();
    }
}

void SettingsPanel::addRow(const QString& words, QWidget* control, const QString& hint)
{
    const int row = m_grid->rowCount();
    auto* label = new Label(words, TextRole::Body);
    control->setAccessibleName(words);
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(control, row, 1, Qt::AlignLeft);
    if (!hint.isEmpty()) {
        m_grid->addWidget(new Label(hint, TextRole::Small, &Theme::text3), row + 1, 1);
    }
}

void SettingsPanel::addTheme()
{
    auto* control = new SegmentedControl;
    control->add(tr("As the system"));
    control->add(tr("Light"), Icon::Sun, true);
    control->add(tr("Dark"), Icon::Moon, true);
    control->setCurrent(static_cast<int>(m_appearance.themeMode()));
    connect(control, &SegmentedControl::currentChanged, this,
            [this](int index) { m_appearance.setThemeMode(static_cast<ThemeMode>(index)); });
    addRow(tr("Theme"), control);
}

void SettingsPanel::addMotion()
{
    auto* control = new SegmentedControl;
    control->add(tr("As the system"));
    control->add(tr("Full"));
    control->add(tr("Reduced"));
    control->setCurrent(static_cast<int>(m_appearance.motionMode()));
    connect(control, &SegmentedControl::currentChanged, this,
            [this](int index) { m_appearance.setMotionMode(static_cast<MotionMode>(index)); });
    addRow(tr("Motion"), control);
}

void SettingsPanel::addTextSize()
{
    auto* control = new SegmentedControl;
    for (const double scale : kTextScales) {
        control->add(tr("%1 %").arg(qRound(scale * 100)));
    }
    control->setCurrent(nearestScale(textScale()));
    connect(control, &SegmentedControl::currentChanged, this,
            [this](int index) { m_appearance.chooseTextScale(kTextScales[static_cast<std::size_t>(index)]); });
    addRow(tr("Size of words"), control);
}

void SettingsPanel::addLanguage()
{
    auto* languages = new QComboBox;
    languages->addItem(tr("As the system"), QString());
    for (const Language::Choice& choice : Language::choices()) {
        languages->addItem(choice.name, choice.code);
    }
    languages->setCurrentIndex(qMax(0, languages->findData(m_language.chosen())));
    languages->setFixedWidth(scaled(240));
    connect(languages, &QComboBox::activated, this,
            [this, languages] { m_language.choose(languages->currentData().toString()); });
    addRow(tr("Language"), languages);
}

void SettingsPanel::addTimeZone()
{
    auto* zones = new QComboBox;
    zones->addItems(zoneNames());
    zones->setEditable(true);
    zones->setInsertPolicy(QComboBox::NoInsert);
    zones->completer()->setFilterMode(Qt::MatchContains);
    zones->completer()->setCompletionMode(QCompleter::PopupCompletion);
    zones->setCurrentText(QString::fromStdString(m_session.timeZone().name()));
    zones->setFixedWidth(scaled(240));
    zones->setEnabled(!m_session.isReadOnly());
    connect(zones, &QComboBox::editTextChanged, zones,
            [zones](const QString& text) { setInvalid(zones, zones->findText(text) < 0); });
    connect(zones, &QComboBox::textActivated, this, [this](const QString& zone) { m_session.setTimeZone(zone); });
    addRow(tr("Time zone"), zones, tr("Of this workspace: where its days begin"));
}

} // namespace postweave::ui
