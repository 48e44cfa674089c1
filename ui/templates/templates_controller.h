// SPDX-License-Identifier: GPL-3.0-or-later
// TemplatesController: the templates of the workspace: which one is open, new ones, names, saving by itself, taking
// back. What is computed of the open one is PreviewController's.
#pragma once

#include "ui/templates/preview_controller.h"
#include "ui/templates/template_source.h"
#include "ui/templates/templates_document.h"

#include <QUndoStack>

#include <map>
#include <memory>

namespace postweave::ui::templates {

/// The editor as the controller sees it: texts by template, each with a history of its own.
class TextHost {
public:
    virtual ~TextHost() = default;
    /// Of the template on show.
    [[nodiscard]] virtual Text text() const = 0;
    /// An empty id: none. `text` is for a template the host does not know yet.
    virtual void showText(const QString& id, const Text& text) = 0;
    virtual void forgetText(const QString& id) = 0;
    /// As an edit of the user's.
    virtual void replaceText(const std::string& text) = 0;
    /// Of the template on show: its last step back, or forth again.
    virtual void stepBack() = 0;
    virtual void stepForth() = 0;
    /// The next edit is a step of its own.
    virtual void endStep() = 0;
};

class TemplatesController : public QObject {
    Q_OBJECT
public:
    /// Source and host outlive it.
    TemplatesController(TemplateSource& source, TextHost& host, QObject* parent = nullptr);
    ~TemplatesController() override;

    [[nodiscard]] TemplatesDocument& document() { return m_document; }
    [[nodiscard]] PreviewController& preview() { return m_preview; }
    [[nodiscard]] TemplateSource& source() { return m_source; }
    /// What the next undo belongs to: the open template's own, or the list's right after something was done to that.
    [[nodiscard]] QUndoStack* undoStack();

    void open(const QString& id);
    /// False if there is none of that name.
    bool openByName(const QString& name);
    /// The name is made unique; the template is opened.
    void create(const QString& name, const std::string& text);
    void duplicate(const QString& id);
    void remove(const QString& id);
    /// Empty: done. Else why not, in words for the user.
    QString rename(const QString& id, const QString& name);
    void restoreVersion(std::int64_t version);

    /// From the editor.
    void stepBegan();
    void textEdited();
    /// What has changed is saved at once.
    void flush();
    [[nodiscard]] bool isSaved() const { return m_unsaved.isEmpty(); }
    [[nodiscard]] bool isSettled() const { return isSaved() && m_preview.isSettled(); }

Q_SIGNALS:
    void undoStackChanged();
    void savedChanged();
    void settledChanged();
    /// `stack` takes it back.
    void removed(const QString& name, QUndoStack* stack);

private:
    void watchDocument();
    void showCurrent();
    void keepText();
    void takeTemplates();
    void takeWorld();
    void startAnew();
    void listChanged(QUndoCommand* command);
    [[nodiscard]] QUndoStack* stackOf(const QString& id);
    void setListIsLast(bool isLast);

    TemplateSource& m_source;
    TextHost& m_host;
    TemplatesDocument m_document;
    PreviewController m_preview;
    QUndoStack m_listStack;
    std::map<QString, std::unique_ptr<QUndoStack>> m_stacks;
    bool m_listIsLast = false;
    bool m_merging = false;
    QString m_unsaved; ///< id of the template with edits that are not saved; empty: none
    Squash m_saveAsked;
};

} // namespace postweave::ui::templates
