// SPDX-License-Identifier: GPL-3.0-or-later
// PaneSplitter: panes side by side that share the lack where the window is narrow, until somebody moves a handle.
#pragma once

#include <QList>
#include <QSplitter>

namespace postweave::ui {

class PaneSplitter : public QSplitter {
    Q_OBJECT
public:
    explicit PaneSplitter(QWidget* parent = nullptr);

    /// `usual` pixels wide where there is room, not narrower than `least` while the others can give way. What is left
    /// over goes to the pane that `takesRest`; one does.
    void addPane(QWidget* pane, int least, int usual, bool takesRest = false);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Pane {
        int least = 0;
        int usual = 0;
        bool takesRest = false;
    };
    [[nodiscard]] QList<int> sharedSizes() const;

    QList<Pane> m_panes;
    bool m_isMoved = false;
};

} // namespace postweave::ui
