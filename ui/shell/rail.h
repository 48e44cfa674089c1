// SPDX-License-Identifier: GPL-3.0-or-later
// Rail: the pages by icon and word, the settings at its foot.
#pragma once

#include "ui/base/icon.h"
#include "ui/widgets/surface.h"

#include <QAbstractButton>

class QVBoxLayout;

namespace postweave::ui {

class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(Icon icon, const QString& text, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// To the next button that can be pressed, if there is one.
    void moveFocus(int step);
    Icon m_icon;
};

class Rail : public Surface {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);

    /// In order; `shortcut` is shown in the tooltip.
    void addPage(const QString& id, Icon icon, const QString& title, const QString& shortcut);
    void setCurrent(const QString& id);
    void setPageEnabled(const QString& id, bool enabled);
    [[nodiscard]] RailButton* settingsButton() const { return m_settings; }

Q_SIGNALS:
    void pageRequested(const QString& id);

private:
    [[nodiscard]] RailButton* buttonOf(const QString& id) const;
    /// As wide as the widest word needs, in whatever language.
    void fitWords();

    QVBoxLayout* m_pages;
    RailButton* m_settings;
};

} // namespace postweave::ui
