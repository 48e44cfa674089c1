// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of the Segments page over ten thousand people: segments_picture light|dark PART FILE.png, where PART is
// page, editor, nested, empty or deep.
#include "core/segment/segment_format.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/memory_segment_source.h"
#include "ui/base/appearance.h"
#include "ui/segments/segment_pane.h"
#include "ui/segments/segments_page.h"

#include <QApplication>
#include <QPainter>
#include <QTimer>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::segments;

namespace {

constexpr const char* kViewed = R"({"format": "postweave.segment/1", "name": "Viewed, did not buy", "where": {"all": [
  {"attribute": "country", "op": "in", "value": ["US", "CA"]},
  {"event": "product_view", "where": [{"property": "item", "op": "=", "value": "X-100"}], "within": {"last": "P7D"}},
  {"any": [
    {"event": "purchase", "count": {"op": "=", "value": 0}, "within": {"last": "P30D"}},
    {"attribute": "plan", "op": "=", "value": "free"}]},
  {"attribute": "newsletter_consent", "op": "=", "value": true},
  {"attribute": "birthday", "op": "anniversary_in_next", "value": "P7D", "off": true},
  {"attribute": "lifetime_value", "op": "between", "value": [60, 372]}]}})";

constexpr const char* kNested =
    R"({"format": "postweave.segment/1", "name": "Every kind of condition", "where": {"any": [
  {"not": {"attribute": "country", "op": "in", "value": ["US", "DE", "CA"]}},
  {"all": [
    {"sequence": [{"event": "product_view"}, {"event": "add_to_cart", "within": "P7D"}, {"event": "purchase", "within": "P3D", "occurs": false}],
     "within": {"last": "P90D"}},
    {"event": "purchase", "within": {"last": "P1Y"}, "aggregate": {"fn": "sum", "property": "amount"}, "op": ">=", "value": 100},
    {"at_least": 2, "of": [
      {"score": "engagement", "percentile": {"from": 75, "to": 100}},
      {"segment": "Free plan"},
      {"event": "purchase", "which": "first", "within": {"last": "P1Y"}}]}]},
  {"none": [{"attribute": "plan", "op": "=", "value": "gratis"}, {"attribute": "colour", "op": "=", "value": "red"}]}]}})";

void fill(ui::segments::testing::MemorySegmentSource& source, const QString& part)
{
    if (part == QLatin1String("empty")) {
        return;
    }
    source.save(QStringLiteral("Viewed, did not buy"), kViewed);
    source.save(QStringLiteral("Every kind of condition"), kNested);
    for (const StarterSegment& starter : findStarters(*source.context(), 6, {})) {
        source.save(starter.name, segment::segmentText({starter.name.toStdString(), starter.tree}));
    }
}

/// The page with any popover over it.
QImage picture(QWidget& window, const QWidget* popover)
{
    QImage image = window.grab().toImage();
    if (popover != nullptr) {
        QPainter painter(&image);
        painter.drawPixmap(window.mapFromGlobal(popover->pos()), const_cast<QWidget*>(popover)->grab());
    }
    return image;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4) {
        qWarning("usage: segments_picture light|dark page|editor|nested|empty FILE.png");
        return 2;
    }
    Appearance appearance(false);
    appearance.setThemeMode(arguments[1] == QStringLiteral("dark") ? ThemeMode::Dark : ThemeMode::Light);
    appearance.setMotionMode(MotionMode::Reduced);
    ui::segments::testing::MemorySegmentSource source(ui::segments::testing::gardenAudience(10'000),
                                                      ui::segments::testing::gardenDefinitions());
    const QString part = arguments[2];
    fill(source, part);
    SegmentsPage page(source);
    QWidget* window = page.widget();
    window->resize(1364, 824);
    window->show();
    if (part != QLatin1String("empty")) {
        page.controller().open(part == QLatin1String("nested") ? QStringLiteral("Every kind of condition")
                                                               : QStringLiteral("Viewed, did not buy"));
    }
    QTimer::singleShot(1500, window, [&] {
        if (part == QLatin1String("editor")) {
            page.pane()->editors()->openFacetAt({5}, {segment::SpanRole::Value, -1, -1, -1});
        }
    });
    bool saved = false;
    QTimer::singleShot(2500, window, [&] {
        saved = picture(*window, page.pane()->editors()->popover()).save(arguments[3]);
        QApplication::quit();
    });
    QApplication::exec();
    return saved ? 0 : 1;
}
