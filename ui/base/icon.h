// SPDX-License-Identifier: GPL-3.0-or-later
// Icons: own drawings on a 16 grid, coloured by role, cached per colour, size and device pixel ratio.
#pragma once

#include "ui/base/theme.h"

#include <QIcon>
#include <QPixmap>

#include <optional>

class QPainter;

namespace postweave::ui {

/// In the order of their files, resources/icons/<name>.svg with hyphens.
enum class Icon {
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    Ban,
    Bell,
    Bolt,
    Braces,
    Branch,
    Calendar,
    Cart,
    Chart,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    ChevronsUpDown,
    Clock,
    Code,
    CodeFile,
    Columns,
    Comment,
    Compare,
    Copy,
    Database,
    Desktop,
    Dots,
    Download,
    Edit,
    Error,
    External,
    Eye,
    EyeOff,
    File,
    FilePlus,
    Filter,
    Folder,
    Gauge,
    Globe,
    GridCheck,
    Grip,
    Group,
    Hash,
    Help,
    History,
    Home,
    Image,
    ImageOff,
    Info,
    Key,
    Keyboard,
    Link,
    List,
    Lock,
    Logo,
    Loop,
    Mail,
    Merge,
    Minus,
    Moon,
    OkCircle,
    Pause,
    Pdf,
    People,
    Person,
    Phone,
    Pilcrow,
    Play,
    Plus,
    Redo,
    Refresh,
    Reply,
    Return,
    Save,
    Search,
    Segments,
    Send,
    Settings,
    Shield,
    Star,
    Stop,
    Sun,
    Table,
    Tablet,
    Tag,
    Target,
    Template,
    Text,
    Toggle,
    Trash,
    Undo,
    Upload,
    Wand,
    Warning,
    X,
};
inline constexpr int kIconCount = static_cast<int>(Icon::X) + 1;

/// Sides in pixels as designed: in chips, in badges, elsewhere, on the rail.
namespace iconsize {
inline constexpr int kChip = 12;
inline constexpr int kBadge = 14;
inline constexpr int kNormal = 16;
inline constexpr int kRail = 20;
} // namespace iconsize

/// File name without folder and ending.
[[nodiscard]] QString nameOf(Icon icon);

/// `side` in device-independent pixels. Arrows and undo are mirrored where the layout runs right to left.
[[nodiscard]] QPixmap iconPixmap(Icon icon, int side, const QColor& color, qreal devicePixelRatio);
void paintIcon(QPainter& painter, Icon icon, const QRect& rect, const QColor& color);
/// Centred in `rect` at `side`.
void paintIcon(QPainter& painter, Icon icon, const QRect& rect, int side, const QColor& color);

/// A QIcon that looks its colour up whenever it paints, so it follows the theme; disabled is always Theme::disabled.
[[nodiscard]] QIcon themedIcon(Icon icon, ColorRole role = &Theme::text2);
/// Which drawing a themedIcon shows; nothing for any other QIcon.
[[nodiscard]] std::optional<Icon> iconOf(const QIcon& icon);

} // namespace postweave::ui
