// SPDX-License-Identifier: GPL-3.0-or-later
// PaneSplitter: panes side by side that share the lack where the window is narrow, until somebody moves a handle.
#pragma once

#include <QList>
#include <QSplitter>

namespace postweave::ui {

/// In pixels before scaling.
struct PaneWidth {
    int least; ///< while the others can give way
    int usual; ///< where there is room

    friend constexpr PaneWidth operator+(PaneWidth a, PaneWidth b) { return {a.least + b.least, a.usual + b.usual}; }
};

class PaneSplitter : public QSplitter {
    Q_OBJECT
public:
    explicit PaneSplitter(QWidget* parent = nullptr);

    /// What is left over goes to the pane that `takesRest`; one does.
    void addPane(QWidget* pane, PaneWidth width, bool takesRest = false);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Pane {
        PaneWidth width; ///< scaled
        bool takesRest = false;
    };
    [[nodiscard]] QList<int> sharedSizes() const;

    QList<Pane> m_panes;
    bool m_isMoved = false;
};

} // namespace postweave::ui
