// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/reading_views.h"

#include "core/segment/sql.h"
#include "core/segment/wording.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace postweave::ui::segments {

namespace {

QPlainTextEdit* readingText(TextRole role, const QString& name, QWidget* parent)
{
    auto* text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setFont(fontFor(role));
    text->setAccessibleName(name);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return text;
}

} // namespace

WordsView::WordsView(QWidget* parent)
    : QWidget(parent),
      m_sentence(new Label({}, TextRole::Body, &Theme::text, this)),
      m_outline(readingText(TextRole::Body, tr("The segment in words"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(space::kPane));
    m_sentence->setAccessibleName(tr("The segment in one sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::RichText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_sentence);
    column->addWidget(m_outline, 1);
}

void WordsView::setTree(const segment::FilterTree& tree, const SegmentContext& context)
{
    m_sentence->setText(sentenceHtml(tree, context.catalog));
    m_outline->setPlainText(outlineText(tree, context.catalog));
}

QString WordsView::text() const
{
    return m_outline->toPlainText();
}

SqlView::SqlView(QWidget* parent)
    : QWidget(parent),
      m_dialects(new SegmentedControl(this)),
      m_text(readingText(TextRole::Code, tr("The segment as SQL"), this)),
      m_problem(new MendLine(this)),
      m_context(makeContext(nullptr, nullptr, {}, {}))
{
    m_dialects->setAccessibleName(tr("Dialect"));
    m_dialects->add(QStringLiteral("SQLite"));
    m_dialects->add(QStringLiteral("PostgreSQL"));
    QPushButton* copy = compactButton(tr("Copy"), this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_dialects);
    row->addStretch();
    row->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_text, 1);
    column->addWidget(m_problem);
    connect(m_dialects, &SegmentedControl::currentChanged, this, &SqlView::write);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
}

void SqlView::setTree(const segment::FilterTree& tree, const Context& context)
{
    m_tree = tree;
    m_context = context;
    write();
}

void SqlView::write()
{
    const auto dialect = m_dialects->current() == 1 ? segment::SqlDialect::PostgreSql : segment::SqlDialect::Sqlite;
    const Result<std::string> sql = segment::toSql(
        m_tree, dialect, {&m_context->catalog, m_context->definitions.get(), m_context->now, m_context->zone});
    m_text->setPlainText(sql ? QString::fromStdString(*sql) : QString());
    m_problem->say(sql ? QString() : QString::fromStdString(sql.error().message));
}

} // namespace postweave::ui::segments
