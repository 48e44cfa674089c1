// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/style.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/motion.h"
#include "ui/base/painting.h"
#include "ui/base/shadow.h"
#include "ui/base/style_buttons.h"
#include "ui/base/style_inputs.h"
#include "ui/base/style_views.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleOption>
#include <QTabBar>
#include <QToolTip>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kRingOffset = 2;
constexpr int kRingWidth = 2;

bool wantsHover(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QScrollBar*>(widget) ||
           qobject_cast<const QSplitterHandle*>(widget) || qobject_cast<const QTabBar*>(widget) ||
           qobject_cast<const QHeaderView*>(widget);
}

bool isInsideInput(const QWidget* widget)
{
    const QWidget* parent = widget ? widget->parentWidget() : nullptr;
    return qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent);
}

void paintFocusFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const auto* frame = qobject_cast<const QFocusFrame*>(widget);
    const QVariant radius = frame && frame->widget() ? frame->widget()->property("ringRadius") : QVariant();
    const double corner = radius.isValid() ? radius.toDouble() : radius::kControl;
    paintRing(painter, option.rect, corner + kRingOffset + kRingWidth, kRingWidth);
}

void paintSplitterLine(const QStyleOption& option, QPainter& painter)
{
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QColor color = hovered ? theme().border2 : theme().border;
    if (option.state.testFlag(QStyle::State_Horizontal)) {
        paintVerticalHairline(painter, option.rect.center().x(), option.rect.top(), option.rect.bottom() + 1, color);
    } else {
        paintHorizontalHairline(painter, option.rect.left(), option.rect.right() + 1, option.rect.center().y(), color);
    }
}

} // namespace

PostweaveStyle::PostweaveStyle() : QProxyStyle(u"fusion"_s), m_focusRing(new FocusRing(this))
{
    setObjectName(u"postweave"_s);
}

PostweaveStyle::~PostweaveStyle() = default;

void PostweaveStyle::polish(QPalette& palette)
{
    palette = paletteFor(theme());
}

void PostweaveStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (wantsHover(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        view->viewport()->setAttribute(Qt::WA_Hover);
        view->setMouseTracking(true);
    } else if (qobject_cast<QMenu*>(widget)) {
        makeFloating(widget);
        widget->installEventFilter(this);
    }
}

void PostweaveStyle::unpolish(QWidget* widget)
{
    if (wantsHover(widget)) {
        widget->setAttribute(Qt::WA_Hover, false);
    }
    QProxyStyle::unpolish(widget);
}

bool PostweaveStyle::eventFilter(QObject* watched, QEvent* event)
{
    auto* menu = qobject_cast<QMenu*>(watched);
    if (menu && event->type() == QEvent::Show) {
        // Menus place their window; what the user sees begins inside the shadow.
        const bool isSubmenu = qobject_cast<QMenu*>(menu->parentWidget());
        menu->move(menu->pos() - QPoint(shadowMargin(), isSubmenu ? 0 : shadowMargin()));
    } else if (menu && event->type() == QEvent::MouseButtonPress) {
        if (!floatingBox(menu).contains(static_cast<QMouseEvent*>(event)->pos())) {
            menu->close();
            return true;
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

void PostweaveStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                   const QWidget* widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView*>(widget)) {
            stylepaint::rowFocus(*option, *painter, widget);
        }
        return;
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel:
        stylepaint::buttonGround(*option, *painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepaint::checkBox(*option, *painter);
        return;
    case PE_IndicatorRadioButton:
        stylepaint::radioButton(*option, *painter);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto* edit = qobject_cast<const QLineEdit*>(widget);
        if (!isInsideInput(widget) && (!edit || edit->hasFrame())) {
            stylepaint::inputPanel(option->rect, *option, *painter, widget);
        }
        return;
    }
    case PE_PanelMenu:
        stylepaint::menuPanel(*option, *painter);
        return;
    case PE_FrameMenu:
    case PE_IndicatorHeaderArrow: // drawn with the label
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
        return;
    case PE_Frame:
        paintBox(*painter, option->rect, {std::nullopt, theme().border, 0});
        return;
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        if (element == PE_PanelItemViewItem) {
            stylepaint::rowGround(*option, *painter, widget);
        }
        return;
    case PE_IndicatorBranch:
        stylepaint::branchIndicator(*option, *painter);
        return;
    case PE_PanelTipLabel:
        stylepaint::tooltipPanel(*option, *painter);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void PostweaveStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const
{
    switch (element) {
    case CE_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            stylepaint::pushButton(*button, *painter, widget);
            return;
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            if (!combo->editable) {
                stylepaint::comboLabel(*combo, *painter);
            }
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            stylepaint::menuItem(*item, *painter);
            return;
        }
        break;
    case CE_MenuEmptyArea:
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            stylepaint::headerSection(*header, *painter);
        } else {
            QStyleOptionHeader empty;
            empty.rect = option->rect;
            stylepaint::headerSection(empty, *painter);
        }
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            stylepaint::headerLabel(*header, *painter);
            return;
        }
        break;
    case CE_ProgressBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            stylepaint::progressBar(*bar, *painter);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            stylepaint::tabShape(*tab, *painter);
            return;
        }
        break;
    case CE_Splitter:
        paintSplitterLine(*option, *painter);
        return;
    case CE_FocusFrame:
        paintFocusFrame(*option, *painter, widget);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void PostweaveStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                        const QWidget* widget) const
{
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option); control == CC_ToolButton && tool) {
        stylepaint::toolButton(*tool, *painter, widget);
    } else if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
               control == CC_ComboBox && combo) {
        stylepaint::comboBox(*combo, *painter, widget);
    } else if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
               control == CC_SpinBox && spin) {
        stylepaint::spinBox(*spin, *painter, widget);
    } else if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
               control == CC_ScrollBar && slider) {
        stylepaint::scrollBar(*slider, *painter);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QSize PostweaveStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                       const QWidget* widget) const
{
    const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
    case CT_ToolButton:
        return option ? stylepaint::buttonSize(*option, widget) : usual;
    case CT_LineEdit:
        return {usual.width() + scaled(8), scaled(size::kInput)};
    case CT_ComboBox:
        return {size.width() + scaled(40), scaled(size::kInput)};
    case CT_SpinBox:
        return {usual.width() + scaled(8), scaled(size::kInput)};
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            return stylepaint::menuItemSize(*item, size);
        }
        return usual;
    case CT_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            return {stylepaint::headerWidth(*header), scaled(size::kTableHead)};
        }
        return {usual.width(), scaled(size::kTableHead)};
    case CT_TabBarTab:
        return {usual.width(), scaled(size::kButton)};
    case CT_ItemViewItem:
        return {usual.width(), qMax(usual.height(), scaled(28))};
    default:
        return usual;
    }
}

QRect PostweaveStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents) {
        if (isInsideInput(widget)) {
            return option->rect;
        }
        const auto* edit = qobject_cast<const QLineEdit*>(widget);
        const int margin = edit && !edit->hasFrame() ? 0 : scaled(7);
        return option->rect.adjusted(margin, 2, -margin, -2);
    }
    if (element == SE_HeaderLabel) {
        return option->rect; // the label keeps the cells' padding itself
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect PostweaveStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                                     const QWidget* widget) const
{
    if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option); control == CC_ScrollBar && slider) {
        return stylepaint::scrollBarPart(*slider, subControl);
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        return visualRect(option->direction, option->rect, option->rect.adjusted(scaled(9), 2, -scaled(28), -2));
    }
    if (control == CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const int arrows = spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : scaled(18);
        const QRect r = option->rect;
        QRect rect = r;
        switch (subControl) {
        case SC_SpinBoxEditField:
            rect = r.adjusted(scaled(7), 2, -(arrows + scaled(5)), -2);
            break;
        case SC_SpinBoxUp:
            rect = QRect(r.right() - arrows - 2, r.top() + 2, arrows, r.height() / 2 - 2);
            break;
        case SC_SpinBoxDown:
            rect = QRect(r.right() - arrows - 2, r.top() + r.height() / 2, arrows, r.height() / 2 - 2);
            break;
        default:
            break;
        }
        return visualRect(option->direction, option->rect, rect);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

int PostweaveStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return scaled(28);
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return scaled(8);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
        return iconsize::kNormal;
    case PM_MenuPanelWidth:
        return shadowMargin() + 1;
    case PM_SubMenuOverlap:
        return -shadowMargin();
    case PM_MenuVMargin:
        return scaled(4);
    case PM_MenuHMargin:
        return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return kRingOffset + kRingWidth;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolTipLabelFrameWidth:
        return scaled(6);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return scaled(space::kPane);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return scaled(space::kUnit);
    case PM_TreeViewIndentation:
        return scaled(22);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int PostweaveStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_FocusFrame_Mask:
        return 0;
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    case SH_Widget_Animation_Duration:
        return reducedMotion() ? 0 : motion::kExpand;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_TitleBar_NoBorder:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace postweave::ui
