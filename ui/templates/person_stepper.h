// SPDX-License-Identifier: GPL-3.0-or-later
// PersonStepper: previous, the person the preview is for, next, and which of how many that is.
#pragma once

#include <QWidget>

class QAbstractButton;

namespace postweave::ui {
class Label;
} // namespace postweave::ui

namespace postweave::ui::templates {

class PreviewController;

class PersonStepper : public QWidget {
    Q_OBJECT
public:
    /// The controller outlives it.
    explicit PersonStepper(PreviewController& preview, QWidget* parent = nullptr);

    void openChooser();
    [[nodiscard]] QAbstractButton* previous() const { return m_previous; }
    [[nodiscard]] QAbstractButton* next() const { return m_next; }
    [[nodiscard]] QAbstractButton* person() const { return m_person; }
    /// "3 of 8".
    [[nodiscard]] QString placeWords() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Group;
    void showPerson();
    void showPlace();

    PreviewController& m_preview;
    QAbstractButton* m_previous;
    QAbstractButton* m_person;
    QAbstractButton* m_next;
    Label* m_place;
    Group* m_group = nullptr;
};

} // namespace postweave::ui::templates
