// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/mark_script.h"

#include "core/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace postweave::ui::webview {

using namespace Qt::Literals::StringLiterals;

QString markScript(int line, const QString& label, const QString& color, const QString& onColor)
{
    const QJsonArray arguments{line, label, color, onColor};
    const QString code = uR"JS((function(line, label, color, onColor) {
  const old = document.querySelector('postweave-mark');
  if (old) old.remove();
  if (!line) return;
  let best = null, bestLine = 0;
  for (const element of document.body.querySelectorAll('[data-pw-line]')) {
    const at = Number(element.getAttribute('data-pw-line'));
    const box = element.getBoundingClientRect();
    if (at <= line && at > bestLine && box.width > 0 && box.height > 0) { best = element; bestLine = at; }
  }
  if (!best) return;
  best.scrollIntoView({block: 'nearest', inline: 'nearest'});
  const box = best.getBoundingClientRect();
  const mark = document.createElement('postweave-mark');
  const place = `all:initial;position:absolute;pointer-events:none;z-index:2147483647;box-sizing:border-box;` +
    `left:${box.left + scrollX}px;top:${box.top + scrollY}px;width:${box.width}px;height:${box.height}px;` +
    `outline:2px solid ${color};outline-offset:-1px`;
  mark.setAttribute('style', place);
  if (label) {
    const tag = document.createElement('span');
    tag.setAttribute('style', `all:initial;position:absolute;left:-1px;${box.top + scrollY > 20 ? 'bottom:100%' : 'top:-1px'};background:${color};color:${onColor};` +
      `font:500 12px/18px Inter,sans-serif;padding:0 6px;white-space:nowrap`);
    tag.textContent = label;
    mark.appendChild(tag);
  }
  document.documentElement.appendChild(mark);
}))JS"_s;
    const QString json = QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact));
    return code + u".apply(null, "_s + json + u')';
}

} // namespace postweave::ui::webview
