// SPDX-License-Identifier: GPL-3.0-or-later
// PreviewView: a message as a recipient sees it. It runs no script of the message and fetches nothing from anywhere.
#pragma once

#include <QUrl>
#include <QVariant>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace postweave::ui::webview {

enum class Device { Desktop, Tablet, Phone };

/// The place in a message that stands for the caret.
struct MarkedLine {
    int line = 0;  ///< value of the attribute data-pw-line; the nearest one at or before it is marked
    QString label; ///< such as "line 24 · VIP"
};

/// Needs prepareWebEngine() before QApplication. UI thread only; loading happens in the engine's processes, what was
/// shown before stays until the new message is there.
class PreviewView : public QWidget {
    Q_OBJECT
public:
    explicit PreviewView(QWidget* parent = nullptr);
    ~PreviewView() override;

    /// A whole message (UTF-8), of any size. `keepPlace` keeps the scroll position, for a new version of the same one.
    void showHtml(const std::string& html, bool keepPlace = false);
    void showText(const std::string& text, bool keepPlace = false);
    void clear();

    /// Desktop: as wide as there is room, at least 640 CSS pixels; tablet 768; phone 375. Scaled down to fit.
    void setDevice(Device device);
    [[nodiscard]] Device device() const;
    /// As on a device in dark mode.
    void setDark(bool dark);
    void setImagesShown(bool shown);
    /// Nothing: as large as fits, at most 1.
    void setZoom(std::optional<double> zoom);
    /// The zoom in force.
    [[nodiscard]] double zoom() const;
    /// CSS pixels the message is laid out in.
    [[nodiscard]] int layoutWidth() const;
    /// Marks an element and scrolls it into view; nothing: no mark.
    void markLine(const std::optional<MarkedLine>& line);

    /// False while a message is being loaded.
    [[nodiscard]] bool isSettled() const;
    /// How many things the message asked the network for and did not get.
    [[nodiscard]] int refusedCount() const;

    /// For tests: asks the page in a world of its own that the message's scripts cannot reach.
    void evaluate(const QString& script, std::function<void(const QVariant&)> answer);
    [[nodiscard]] QWidget* inputWidget() const;

Q_SIGNALS:
    /// A message stands; false: it could not be shown.
    void shown(bool ok);
    void zoomChanged(double zoom);
    /// The pointer is on a link (empty: no more).
    void linkHovered(const QString& url);
    /// A link was clicked; it was not followed.
    void linkRefused(const QUrl& url);
    void refusedCountChanged(int count);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Parts;
    void load(bool keepPlace);
    void loadFinished(bool ok);
    void keepScroll(bool keep);
    void place();
    [[nodiscard]] int bezel() const;
    [[nodiscard]] int room() const;
    [[nodiscard]] QRect frameRect() const;
    void applyMark();

    std::unique_ptr<Parts> m_parts;
};

} // namespace postweave::ui::webview
