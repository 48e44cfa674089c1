// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/preview_controller.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace postweave::ui::templates {

namespace {

// Milliseconds of quiet, and at most.
constexpr int kReadingQuiet = 120;
constexpr int kReadingLongest = 600;
constexpr int kPreviewQuiet = 40;
constexpr int kPreviewLongest = 160;
constexpr int kCoverageQuiet = 500;
constexpr int kCoverageLongest = 3000;

} // namespace

PreviewController::PreviewController(std::function<Text()> text, QObject* parent)
    : QObject(parent),
      m_textOf(std::move(text)),
      m_world(makeWorld({}, {}, {})),
      m_readingAsked(kReadingQuiet, kReadingLongest, this),
      m_previewAsked(kPreviewQuiet, kPreviewLongest, this),
      m_coverageAsked(kCoverageQuiet, kCoverageLongest, this)
{
    connect(&m_readingAsked, &Squash::due, this, &PreviewController::runReading);
    connect(&m_previewAsked, &Squash::due, this, &PreviewController::runPreview);
    connect(&m_coverageAsked, &Squash::due, this, &PreviewController::runCoverage);
    for (LatestWork* work : {&m_readingWork, &m_previewWork, &m_coverageWork, &m_sampleWork}) {
        connect(work, &LatestWork::runningChanged, this, &PreviewController::tellSettled, Qt::QueuedConnection);
    }
}

PreviewController::~PreviewController() = default;

void PreviewController::setWorld(const World& world)
{
    if (m_world->isSameFor(m_name, *world)) {
        m_world = world;
        return;
    }
    const bool otherPeople = world->people.audience != m_world->people.audience;
    if (otherPeople) {
        // Ordinals of one audience mean nothing in another: who was shown is found again by key.
        const auto before = std::exchange(m_person, std::nullopt);
        if (before && *before < m_world->people.audience->size()) {
            m_person = world->people.audience->find(m_world->people.audience->key(*before));
        }
        m_preview.reset();
        m_coverage.reset();
    }
    m_world = world;
    findSample();
    everythingAnew();
}

void PreviewController::setTemplate(const QString& id, const QString& name)
{
    m_name = name;
    if (id != m_id) {
        m_id = id;
        m_campaign = 0;
        m_personIsChosen = false;
        m_reading.reset();
        m_preview.reset();
        m_coverage.reset();
        findSample();
        Q_EMIT readingChanged();
        Q_EMIT coverageChanged();
    }
    everythingAnew();
}

void PreviewController::everythingAnew()
{
    textEdited();
    // Nobody is writing: no need to wait for quiet.
    m_readingAsked.flush();
    m_previewAsked.flush();
    m_coverageAsked.flush();
}

void PreviewController::textEdited()
{
    m_text.reset();
    if (m_id.isEmpty()) {
        for (LatestWork* work : {&m_readingWork, &m_previewWork, &m_coverageWork}) {
            work->cancel();
        }
        return;
    }
    m_readingAsked.ask();
    m_previewAsked.ask();
    m_coverageAsked.ask();
    tellSettled();
}

Text PreviewController::takeText()
{
    if (!m_text) {
        m_text = m_textOf();
    }
    return m_text;
}

std::vector<const campaign::Campaign*> PreviewController::campaigns() const
{
    return m_world->campaignsWith(m_name);
}

int PreviewController::campaignIndex() const
{
    return m_campaign < static_cast<int>(campaigns().size()) ? m_campaign : -1;
}

void PreviewController::setCampaign(int index)
{
    m_campaign = index < 0 ? static_cast<int>(campaigns().size()) : index;
    runPreview();
}

PreviewJob PreviewController::job() const
{
    const auto sending = campaigns();
    const int index = campaignIndex();
    return {m_world, m_facts, m_name, m_text,
            index < 0 ? standInCampaign(m_name) : *sending[static_cast<std::size_t>(index)]};
}

void PreviewController::runReading()
{
    m_readingAsked.cancel();
    m_readingWork.run([name = m_name, text = takeText(),
                       world = m_world](const CancelToken&) { return readTemplate(name, text, world); },
                      [this](TemplateReading reading) {
                          m_reading = std::move(reading);
                          Q_EMIT readingChanged();
                      });
}

void PreviewController::runPreview()
{
    m_previewAsked.cancel();
    if (!m_person || m_id.isEmpty()) {
        m_previewWork.cancel();
        m_preview.reset();
        Q_EMIT previewChanged();
        return;
    }
    static_cast<void>(takeText());
    m_previewWork.run(
        [job = job(), person = *m_person](const CancelToken& cancel) { return renderPreview(job, person, cancel); },
        [this](Preview preview) {
            m_preview = std::move(preview);
            Q_EMIT previewChanged();
        });
}

void PreviewController::runCoverage()
{
    m_coverageAsked.cancel();
    if (!m_world->hasPeople()) {
        m_coverageWork.cancel();
        takeCoverage(std::nullopt);
        return;
    }
    static_cast<void>(takeText());
    const auto grown = [self = QPointer(this),
                        generation = m_coverageWork.generation() + 1](const BranchCoverage& sample) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, sample] {
                if (self) {
                    self->takeSampled(sample, generation);
                }
            },
            Qt::QueuedConnection);
    };
    m_coverageWork.run([job = job(), grown](const CancelToken& cancel) { return measureCoverage(job, cancel, grown); },
                       [this](std::optional<BranchCoverage> coverage) { takeCoverage(std::move(coverage)); });
}

void PreviewController::takeSampled(BranchCoverage coverage, std::uint64_t generation)
{
    if (m_coverageWork.isRunning() && m_coverageWork.generation() == generation) {
        m_coverage = std::move(coverage);
        Q_EMIT coverageChanged();
    }
}

PreviewJob PreviewController::currentJob()
{
    static_cast<void>(takeText());
    return job();
}

void PreviewController::takeCoverage(std::optional<BranchCoverage> coverage)
{
    m_coverage = std::move(coverage);
    Q_EMIT coverageChanged();
    if (m_choice.kind == SampleChoice::Kind::Witnesses) {
        findSample();
    }
}

void PreviewController::setSampleChoice(const SampleChoice& choice)
{
    m_choice = choice;
    m_personIsChosen = false;
    findSample();
}

void PreviewController::findSample()
{
    m_sampleWork.cancel();
    if (m_choice.kind == SampleChoice::Kind::Segment) {
        m_sampleWork.run([world = m_world, segment = m_choice.segment](
                             const CancelToken& cancel) { return segmentSample(world, segment, cancel); },
                         [this](Result<PeopleSample> sample) {
                             if (sample) {
                                 takeSample(std::move(*sample), !m_personIsChosen);
                                 return;
                             }
                             Q_EMIT sampleFailed(sample.error());
                             setSampleChoice({SampleChoice::Kind::Everybody, {}});
                         });
        return;
    }
    const bool haveWitnesses =
        m_choice.kind == SampleChoice::Kind::Witnesses && m_coverage && !m_coverage->witnesses.empty();
    takeSample(haveWitnesses ? PeopleSample::of(m_coverage->witnesses)
                             : PeopleSample::everybody(m_world->people.audience->size()),
               !m_personIsChosen);
}

void PreviewController::takeSample(PeopleSample sample, bool moveToFirst)
{
    m_sample = std::move(sample);
    const bool isIn = m_person && m_sample.indexOf(*m_person).has_value();
    const bool isThere = m_person && *m_person < m_world->people.audience->size();
    const auto before = m_person;
    if (m_sample.size() > 0 && (!isThere || (moveToFirst && !isIn))) {
        m_person = m_sample.at(0);
    } else if (!isThere) {
        m_person.reset();
    }
    Q_EMIT personChanged();
    if (m_person != before) {
        runPreview();
    }
}

void PreviewController::setPerson(audience::Ordinal person)
{
    m_person = person;
    m_personIsChosen = true;
    Q_EMIT personChanged();
    runPreview();
}

void PreviewController::stepPerson(int by)
{
    const auto count = static_cast<std::int64_t>(m_sample.size());
    if (count == 0) {
        return;
    }
    const auto here = m_person ? m_sample.indexOf(*m_person) : std::nullopt;
    const std::int64_t next = here ? static_cast<std::int64_t>(*here) + by : (by > 0 ? 0 : count - 1);
    setPerson(m_sample.at(static_cast<std::size_t>(((next % count) + count) % count)));
}

bool PreviewController::isSettled() const
{
    for (const Squash* asked : {&m_readingAsked, &m_previewAsked, &m_coverageAsked}) {
        if (asked->isPending()) {
            return false;
        }
    }
    return !m_readingWork.isRunning() && !m_previewWork.isRunning() && !m_coverageWork.isRunning() &&
           !m_sampleWork.isRunning();
}

void PreviewController::tellSettled()
{
    if (std::exchange(m_wasSettled, isSettled()) != m_wasSettled) {
        Q_EMIT settledChanged();
    }
}

} // namespace postweave::ui::templates
