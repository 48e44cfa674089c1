// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/versions_popover.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/popover.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QListView>
#include <QLocale>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace postweave::ui::templates {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(VersionsPopover)
};

constexpr int kVersionRole = Qt::UserRole;
constexpr std::size_t kShown = 200;

QString momentWords(Instant at, const TimeZone& zone)
{
    const LocalDateTime local = zone.toLocal(at);
    const QDate day = QDate(1970, 1, 1).addDays(local.date.days);
    const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(local.microsecondOfDay / 1000));
    return numberLocale().toString(QDateTime(day, time), QLocale::ShortFormat);
}

QStandardItemModel* makeModel(const std::vector<SavedVersion>& versions, std::int64_t current, const TimeZone& zone,
                              QObject* parent)
{
    auto* model = new QStandardItemModel(parent);
    for (const SavedVersion& version : versions) {
        if (static_cast<std::size_t>(model->rowCount()) == kShown) {
            break;
        }
        const bool stands = version.version == current;
        auto* item = new QStandardItem(stands ? Say::tr("Version %1, as it stands").arg(version.version)
                                              : Say::tr("Version %1").arg(version.version));
        item->setData(
            Say::tr("%1 · %2").arg(momentWords(version.savedAt, zone), formatBytes(static_cast<qint64>(version.bytes))),
            itemrole::Secondary);
        item->setData(static_cast<int>(stands ? Icon::Check : Icon::History), itemrole::Icon);
        item->setData(QVariant::fromValue(static_cast<qlonglong>(version.version)), kVersionRole);
        item->setEnabled(!stands);
        model->appendRow(item);
    }
    return model;
}

} // namespace

void openVersions(QWidget* anchor, const QString& title, const std::vector<SavedVersion>& versions,
                  std::int64_t current, const TimeZone& zone, std::function<void(std::int64_t)> choose)
{
    auto* popover = new Popover(anchor->window());
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, scaled(10), 0, scaled(8));
    layout->setSpacing(scaled(8));
    auto* heading = new Label(title, TextRole::BodyStrong);
    heading->setContentsMargins(scaled(space::kPane), 0, scaled(space::kPane), 0);
    auto* list = new QListView;
    setUpList(list, ListRowDelegate::Form::TwoLines);
    list->setModel(makeModel(versions, current, zone, list));
    list->setAccessibleName(title);
    list->setFixedSize(scaled(300), std::clamp(static_cast<int>(versions.size()), 1, 7) * scaled(size::kListRow));
    layout->addWidget(heading);
    layout->addWidget(list);
    popover->setContent(content);
    const auto take = [popover, choose = std::move(choose)](const QModelIndex& index) {
        if (index.flags().testFlag(Qt::ItemIsEnabled)) {
            choose(index.data(kVersionRole).toLongLong());
            popover->close();
        }
    };
    QObject::connect(list, &QListView::activated, popover, take);
    QObject::connect(list, &QListView::clicked, popover, take);
    popover->openAt(anchor);
    list->setCurrentIndex(list->model()->index(0, 0));
    list->setFocus(Qt::PopupFocusReason);
}

} // namespace postweave::ui::templates
