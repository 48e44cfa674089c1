// SPDX-License-Identifier: GPL-3.0-or-later
// Work off the UI thread: a function runs on the pool, its result comes back to the UI thread as an ordinary call.
// Nothing waits and no event loop is nested.
#pragma once

#include "core/base/cancel_token.h"

#include <QObject>
#include <QPointer>

#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace postweave::ui {

namespace detail {
/// Starts `work` on the pool and calls `done` on the UI thread; `done` is dropped once the application ends.
void startWork(std::function<void()> work, std::function<void()> done);
} // namespace detail

/// Runs `work(token)` on the pool and then `deliver(result)` on the UI thread, unless `context` is gone by then or the
/// returned token was cancelled. `work` must not touch widgets and must capture values, not references. Its result may
/// be void, then `deliver` takes nothing.
template <typename Work, typename Deliver>
CancelToken runInBackground(QObject* context, Work work, Deliver deliver)
{
    using Result = std::invoke_result_t<Work&, const CancelToken&>;
    const CancelToken token;
    const QPointer<QObject> guard(context);
    const auto sharedWork = std::make_shared<Work>(std::move(work));
    const auto sharedDeliver = std::make_shared<Deliver>(std::move(deliver));
    const auto isWanted = [guard, token] { return guard && !token.isCancelled(); };
    if constexpr (std::is_void_v<Result>) {
        detail::startWork([sharedWork, token] { (*sharedWork)(token); },
                          [sharedDeliver, isWanted] {
                              if (isWanted()) {
                                  (*sharedDeliver)();
                              }
                          });
    } else {
        const auto result = std::make_shared<std::unique_ptr<Result>>();
        detail::startWork([sharedWork, token, result] { *result = std::make_unique<Result>((*sharedWork)(token)); },
                          [sharedDeliver, isWanted, result] {
                              if (isWanted()) {
                                  (*sharedDeliver)(std::move(**result));
                              }
                          });
    }
    return token;
}

/// One line of work in which only the newest counts: run() cancels what is under way, and an answer that was overtaken
/// is never delivered. Lives on the UI thread; destroying it cancels.
class LatestWork : public QObject {
    Q_OBJECT
public:
    explicit LatestWork(QObject* parent = nullptr) : QObject(parent) {}
    ~LatestWork() override { m_token.cancel(); }

    /// As runInBackground, with this object as context.
    template <typename Work, typename Deliver>
    void run(Work work, Deliver deliver)
    {
        const std::uint64_t generation = begin();
        using Result = std::invoke_result_t<Work&, const CancelToken&>;
        if constexpr (std::is_void_v<Result>) {
            m_token =
                runInBackground(this, std::move(work), [this, generation, deliver = std::move(deliver)]() mutable {
                    if (finish(generation)) {
                        deliver();
                    }
                });
        } else {
            m_token = runInBackground(this, std::move(work),
                                      [this, generation, deliver = std::move(deliver)](Result result) mutable {
                                          if (finish(generation)) {
                                              deliver(std::move(result));
                                          }
                                      });
        }
    }

    /// Nothing will be delivered until the next run().
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Grows with every run().
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    std::uint64_t begin();
    [[nodiscard]] bool finish(std::uint64_t generation);
    void setRunning(bool running);

    CancelToken m_token;
    std::uint64_t m_generation = 0;
    bool m_running = false;
};

} // namespace postweave::ui
