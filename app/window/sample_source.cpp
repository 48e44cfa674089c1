// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/sample_source.h"

#include "core/base/clock.h"
#include "core/sample/sample_workspace.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace postweave::window {

ui::SampleOffer sampleOffer()
{
    ui::SampleOffer offer;
    offer.path =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/Sample shop.postweave");
    offer.words = QCoreApplication::translate(
        "SampleSource",
        "A shop with 20,000 invented customers and what they did over 18 months, six segments, three templates "
        "and two campaigns. Made on this computer in a few seconds; change it as you like.");
    offer.make = [](const std::filesystem::path& path, const CancelToken& cancel, const Progress& progress) {
        return sample::createSampleWorkspace(path, SystemClock().now(), cancel, progress);
    };
    return offer;
}

} // namespace postweave::window
