// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_controller.h"

#include "ui/templates/templates_commands.h"

#include <QSet>

#include <utility>

namespace postweave::ui::templates {

namespace {

// Each save is a version: not one a keystroke, yet never much to lose.
constexpr int kSaveQuiet = 2500;
constexpr int kSaveLongest = 20000;

} // namespace

TemplatesController::TemplatesController(TemplateSource& source, TextHost& host, QObject* parent)
    : QObject(parent),
      m_source(source),
      m_host(host),
      m_preview([&host] { return host.text(); }),
      m_saveAsked(kSaveQuiet, kSaveLongest, this)
{
    watchDocument();
    connect(&m_saveAsked, &Squash::due, this, &TemplatesController::flush);
    connect(&source, &TemplateSource::templatesChanged, this, &TemplatesController::takeTemplates);
    connect(&source, &TemplateSource::worldChanged, this, &TemplatesController::takeWorld);
    connect(&source, &TemplateSource::reset, this, &TemplatesController::startAnew);
    connect(&m_preview, &PreviewController::settledChanged, this, &TemplatesController::settledChanged);
    takeWorld();
    takeTemplates();
}

TemplatesController::~TemplatesController() = default;

void TemplatesController::watchDocument()
{
    connect(&m_document, &TemplatesDocument::inserted, this, [this](const TemplateEntry& entry) {
        if (!m_merging) {
            m_source.save(entry.name, entry.text);
        }
    });
    connect(&m_document, &TemplatesDocument::removed, this, [this](const TemplateEntry& entry) {
        if (!m_merging) {
            m_source.remove(entry.name);
        }
    });
    connect(&m_document, &TemplatesDocument::renamed, this,
            [this](const QString& id, const QString& from, const QString& to) {
                if (!m_merging) {
                    m_source.rename(from, to);
                }
                if (id == m_document.currentId()) {
                    m_preview.setTemplate(id, to);
                }
            });
    connect(&m_document, &TemplatesDocument::currentChanged, this, &TemplatesController::showCurrent);
}

QUndoStack* TemplatesController::stackOf(const QString& id)
{
    std::unique_ptr<QUndoStack>& stack = m_stacks[id];
    if (!stack) {
        stack = std::make_unique<QUndoStack>();
    }
    return stack.get();
}

QUndoStack* TemplatesController::undoStack()
{
    return m_listIsLast || m_document.currentId().isEmpty() ? &m_listStack : stackOf(m_document.currentId());
}

void TemplatesController::setListIsLast(bool isLast)
{
    m_listIsLast = isLast;
    Q_EMIT undoStackChanged();
}

void TemplatesController::showCurrent()
{
    const TemplateEntry* entry = m_document.current();
    m_host.showText(m_document.currentId(), entry == nullptr ? Text() : entry->text);
    m_preview.setTemplate(m_document.currentId(), entry == nullptr ? QString() : entry->name);
    Q_EMIT undoStackChanged();
}

void TemplatesController::open(const QString& id)
{
    if (id != m_document.currentId()) {
        flush();
        m_document.setCurrent(id);
        setListIsLast(false);
    }
}

bool TemplatesController::openByName(const QString& name)
{
    const TemplateEntry* entry = m_document.findByName(name);
    if (entry != nullptr) {
        open(entry->id);
    }
    return entry != nullptr;
}

void TemplatesController::listChanged(QUndoCommand* command)
{
    flush();
    m_listStack.push(command);
    setListIsLast(true);
}

void TemplatesController::create(const QString& name, const std::string& text)
{
    listChanged(new CreateTemplate(
        m_document,
        {TemplatesDocument::newId(), m_document.uniqueName(name), 0, {}, std::make_shared<const std::string>(text)}));
}

void TemplatesController::duplicate(const QString& id)
{
    flush();
    if (const TemplateEntry* entry = m_document.find(id)) {
        create(tr("%1 copy").arg(entry->name), *entry->text);
    }
}

void TemplatesController::remove(const QString& id)
{
    flush();
    if (const TemplateEntry* entry = m_document.find(id)) {
        const QString name = entry->name;
        listChanged(new RemoveTemplate(m_document, *entry));
        Q_EMIT removed(name, &m_listStack);
    }
}

QString TemplatesController::rename(const QString& id, const QString& name)
{
    const QString wanted = name.trimmed();
    const TemplateEntry* entry = m_document.find(id);
    if (entry == nullptr || entry->name == wanted) {
        return {};
    }
    if (wanted.isEmpty()) {
        return tr("A template needs a name.");
    }
    if (m_document.findByName(wanted) != nullptr) {
        return tr("There is a template of that name already; choose another name.");
    }
    flush();
    stackOf(id)->push(new RenameTemplate(m_document, *entry, wanted));
    setListIsLast(false);
    return {};
}

void TemplatesController::restoreVersion(std::int64_t version)
{
    const TemplateEntry* entry = m_document.current();
    if (entry == nullptr) {
        return;
    }
    flush();
    m_source.loadVersion(entry->name, version, this, [this, id = entry->id](const std::string& text) {
        if (id == m_document.currentId()) {
            m_host.endStep();
            m_host.replaceText(text);
        }
    });
}

void TemplatesController::stepBegan()
{
    const QString id = m_document.currentId();
    if (id.isEmpty()) {
        return;
    }
    stackOf(id)->push(new EditText([this, id](bool forth) {
        m_document.setCurrent(id);
        forth ? m_host.stepForth() : m_host.stepBack();
    }));
    if (m_listIsLast) {
        setListIsLast(false);
    }
}

void TemplatesController::textEdited()
{
    if (m_document.currentId().isEmpty()) {
        return;
    }
    const bool wasSaved = isSaved();
    m_unsaved = m_document.currentId();
    m_saveAsked.ask();
    m_preview.textEdited();
    if (wasSaved) {
        Q_EMIT savedChanged();
    }
}

void TemplatesController::keepText()
{
    m_document.setText(m_unsaved, m_host.text());
}

void TemplatesController::flush()
{
    m_saveAsked.cancel();
    if (isSaved()) {
        return;
    }
    const TemplateEntry* entry = m_document.find(m_unsaved);
    if (entry != nullptr && m_unsaved == m_document.currentId()) {
        const Text before = entry->text;
        keepText();
        if (*before != *entry->text) {
            m_source.save(entry->name, entry->text);
            m_host.endStep();
        }
    }
    m_unsaved.clear();
    Q_EMIT savedChanged();
    Q_EMIT settledChanged();
}

void TemplatesController::takeTemplates()
{
    m_merging = true;
    QSet<QString> names;
    for (const SavedTemplate& saved : m_source.templates()) {
        names.insert(saved.name);
        const TemplateEntry* entry = m_document.findByName(saved.name);
        if (entry == nullptr) {
            m_document.insert({TemplatesDocument::newId(), saved.name, saved.version, saved.savedAt, saved.text});
            continue;
        }
        const QString id = entry->id;
        const bool isOthers = *entry->text != *saved.text && id != m_unsaved;
        m_document.setSaved(id, saved.version, saved.savedAt);
        if (isOthers) {
            m_document.setText(id, saved.text);
            if (id == m_document.currentId()) {
                m_host.replaceText(*saved.text);
            } else {
                m_host.forgetText(id);
                m_stacks.erase(id);
            }
        }
    }
    for (std::size_t i = m_document.entries().size(); i-- > 0;) {
        const TemplateEntry entry = m_document.entries()[i];
        if (!names.contains(entry.name) && entry.version > 0) {
            m_document.remove(entry.id);
        }
    }
    m_merging = false;
    if (m_document.currentId().isEmpty() && !m_document.entries().empty()) {
        m_document.setCurrent(m_document.entries().front().id);
    }
}

void TemplatesController::takeWorld()
{
    m_preview.setWorld(m_source.world());
}

void TemplatesController::startAnew()
{
    m_saveAsked.cancel();
    m_unsaved.clear();
    m_merging = true;
    m_listStack.clear();
    std::vector<QString> ids;
    for (const auto& [id, stack] : m_stacks) {
        ids.push_back(id);
    }
    m_document.setCurrent({});
    m_document.clear();
    for (const QString& id : ids) {
        m_host.forgetText(id);
    }
    m_stacks.clear();
    m_merging = false;
    takeWorld();
    takeTemplates();
    setListIsLast(false);
}

} // namespace postweave::ui::templates
