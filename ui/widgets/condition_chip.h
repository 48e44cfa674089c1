// SPDX-License-Identifier: GPL-3.0-or-later
// ConditionChip: one word of a condition that can be changed: attribute, operator or value.
#pragma once

#include "ui/base/icon.h"

#include <QAbstractButton>

#include <optional>

namespace postweave::ui {

class ConditionChip : public QAbstractButton {
    Q_OBJECT
public:
    enum class Kind {
        Attribute, ///< sunken ground, type icon, 500
        Operator,  ///< bare secondary words
        Value,     ///< soft ground, 500
    };

    explicit ConditionChip(Kind kind, const QString& text = {}, QWidget* parent = nullptr);

    void setKind(Kind kind);
    void setTypeIcon(std::optional<Icon> icon);
    /// Its editor is open: accent ground.
    void setOpen(bool open);
    /// Its node is switched off: dashed outline, faint words.
    void setMuted(bool muted);
    /// The value does not fit: error outline. Say the mend below it.
    void setInvalid(bool invalid);
    /// With an × that removes it; also Delete and Backspace.
    void setRemovable(bool removable);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Colors;
    [[nodiscard]] Colors colors() const;
    [[nodiscard]] QRect removeRect() const;
    void changed();

    Kind m_kind;
    std::optional<Icon> m_icon;
    bool m_open = false;
    bool m_muted = false;
    bool m_invalid = false;
    bool m_removable = false;
    bool m_removePressed = false;
};

} // namespace postweave::ui
