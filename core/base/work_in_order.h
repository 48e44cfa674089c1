// SPDX-License-Identifier: GPL-3.0-or-later
// workInOrder: several jobs at a time, whose products come out in the order of the jobs.
#pragma once

#include "core/base/error.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace postweave {
inline namespace base {

/// One stretch of work, from its first job to its last product.
template <typename Job, typename Product>
class OrderedWork {
public:
    using Next = std::function<Result<std::optional<Job>>()>;
    using Work = std::function<Result<Product>(Job&)>;
    using Take = std::function<Result<void>(Product&)>;

    OrderedWork(unsigned workers, Next next, Work work) : m_next(std::move(next)), m_work(std::move(work))
    {
        m_most = workers + 1;
        for (unsigned i = 0; i < workers; ++i) {
            m_threads.emplace_back([this] { run(); });
        }
    }

    ~OrderedWork()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ended = true;
        }
        m_changed.notify_all();
        for (std::thread& thread : m_threads) {
            thread.join();
        }
    }

    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;

    Result<void> takeAll(const Take& take)
    {
        while (std::optional<Outcome> outcome = nextOutcome()) {
            if (outcome->exception) {
                std::rethrow_exception(outcome->exception);
            }
            Result<Product>& product = *outcome->product;
            if (!product) {
                return fail(product.error());
            }
            if (Result<void> taken = take(*product); !taken) {
                return taken;
            }
            discard(*std::move(outcome));
        }
        return {};
    }

private:
    struct Outcome {
        std::optional<Result<Product>> product;
        std::exception_ptr exception;
        [[nodiscard]] bool isThere() const { return product || exception; }
    };

    /// Nothing when all is taken.
    std::optional<Outcome> nextOutcome()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(
            lock, [this] { return m_outcomes.empty() ? m_ended && m_fetching == 0 : m_outcomes.front().isThere(); });
        if (m_outcomes.empty()) {
            return std::nullopt;
        }
        std::optional<Outcome> outcome(std::move(m_outcomes.front()));
        m_outcomes.pop_front();
        ++m_taken;
        m_changed.notify_all();
        return outcome;
    }

    /// Leaves a product's memory to the threads that made it, which free it more cheaply.
    void discard(Outcome outcome)
    {
        const std::lock_guard lock(m_mutex);
        m_spent.push_back(std::move(outcome));
    }

    void freeSpent()
    {
        std::vector<Outcome> spent; // outlives the lock
        const std::lock_guard lock(m_mutex);
        spent.swap(m_spent);
    }

    void run()
    {
        for (;;) {
            freeSpent();
            std::uint64_t number = 0;
            Outcome outcome;
            std::optional<Job> job = fetch(number, outcome);
            if (!job && !outcome.isThere()) {
                return;
            }
            if (job) {
                try {
                    outcome.product.emplace(m_work(*job));
                } catch (...) {
                    outcome.exception = std::current_exception();
                }
            }
            const std::lock_guard lock(m_mutex);
            m_ended = m_ended || outcome.exception || !*outcome.product;
            m_outcomes[static_cast<std::size_t>(number - m_taken)] = std::move(outcome);
            m_changed.notify_all();
        }
    }

    /// Waits for its turn and for room; a job that could not be had leaves its outcome.
    std::optional<Job> fetch(std::uint64_t& number, Outcome& outcome)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ended || (m_fetching == 0 && m_outcomes.size() < m_most); });
        if (m_ended) {
            return std::nullopt;
        }
        ++m_fetching;
        lock.unlock();
        std::optional<Job> job;
        try {
            Result<std::optional<Job>> next = m_next();
            if (next) {
                job = *std::move(next);
            } else {
                outcome.product.emplace(fail(next.error()));
            }
        } catch (...) {
            outcome.exception = std::current_exception();
        }
        lock.lock();
        --m_fetching;
        number = m_taken + m_outcomes.size();
        m_ended = m_ended || !job;
        if (job || outcome.isThere()) {
            m_outcomes.emplace_back();
        }
        m_changed.notify_all();
        return job;
    }

    Next m_next;
    Work m_work;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Outcome> m_outcomes; // of the jobs fetched and not yet taken, in order
    std::vector<Outcome> m_spent;
    std::uint64_t m_taken = 0;
    std::size_t m_most = 0; // of outcomes at a time
    unsigned m_fetching = 0;
    bool m_ended = false; // no more jobs
    std::vector<std::thread> m_threads;
};

/// Calls `next` until it gives nothing, `work` with each job, and `take` with each product. `next` is called by one
/// thread at a time, `work` by `workers` threads (at least one) side by side, `take` by the caller's, in the order of
/// the jobs; at most workers + 1 jobs are in the works. The first error in that order ends it, after the products
/// before it were taken; so does the first exception, which is thrown again here.
template <typename Job, typename Product>
Result<void> workInOrder(unsigned workers, typename OrderedWork<Job, Product>::Next next,
                         typename OrderedWork<Job, Product>::Work work,
                         const typename OrderedWork<Job, Product>::Take& take)
{
    return OrderedWork<Job, Product>(workers, std::move(next), std::move(work)).takeAll(take);
}

} // namespace base
} // namespace postweave
