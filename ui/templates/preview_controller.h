// SPDX-License-Identifier: GPL-3.0-or-later
// PreviewController: keeps what is known of the text on show up to date while somebody writes it: its problems, its
// message for the chosen person, how many reach each branch. All of it is computed on workers; the latest wins.
#pragma once

#include "ui/base/worker.h"
#include "ui/templates/branch_coverage.h"
#include "ui/templates/people_sample.h"
#include "ui/templates/squash.h"

#include <functional>

namespace postweave::ui::templates {

class PreviewController : public QObject {
    Q_OBJECT
public:
    /// `text` gives what the editor holds now.
    PreviewController(std::function<Text()> text, QObject* parent = nullptr);
    ~PreviewController() override;

    void setWorld(const World& world);
    /// Another template is on show (or the same one under another name); an empty id: none.
    void setTemplate(const QString& id, const QString& name);
    /// The text has changed.
    void textEdited();
    /// Which of the campaigns that send the template gives subject and sender; −1: none of them.
    void setCampaign(int index);

    [[nodiscard]] const std::optional<TemplateReading>& reading() const { return m_reading; }
    [[nodiscard]] const std::optional<Preview>& preview() const { return m_preview; }
    /// Nothing while it is not measured.
    [[nodiscard]] const std::optional<BranchCoverage>& coverage() const { return m_coverage; }
    [[nodiscard]] const World& world() const { return m_world; }
    [[nodiscard]] const QString& templateId() const { return m_id; }
    [[nodiscard]] std::vector<const campaign::Campaign*> campaigns() const;
    [[nodiscard]] int campaignIndex() const;

    [[nodiscard]] const SampleChoice& sampleChoice() const { return m_choice; }
    void setSampleChoice(const SampleChoice& choice);
    [[nodiscard]] const PeopleSample& sample() const { return m_sample; }
    /// Nothing while there is nobody.
    [[nodiscard]] std::optional<audience::Ordinal> person() const { return m_person; }
    void setPerson(audience::Ordinal person);
    /// To the next (1) or previous (−1) of the sample, around its ends.
    void stepPerson(int by);

    /// The template as it stands, in the campaign that shows it.
    [[nodiscard]] PreviewJob currentJob();

    /// Nothing is asked for and nothing runs.
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    void readingChanged();
    void previewChanged();
    void coverageChanged();
    /// The person, the sample, or what may be chosen.
    void personChanged();
    void settledChanged();
    /// The chosen segment cannot be evaluated; the sample is everybody then.
    void sampleFailed(const postweave::Error& error);

private:
    [[nodiscard]] PreviewJob job() const;
    [[nodiscard]] Text takeText();
    void runReading();
    void runPreview();
    void runCoverage();
    void takeCoverage(std::optional<BranchCoverage> coverage);
    /// What a part of the people shows while the rest is rendered.
    void takeSampled(BranchCoverage coverage, std::uint64_t generation);
    void findSample();
    void takeSample(PeopleSample sample, bool moveToFirst);
    void everythingAnew();
    void tellSettled();

    std::function<Text()> m_textOf;
    World m_world;
    std::shared_ptr<FactsKeeper> m_facts = std::make_shared<FactsKeeper>();
    QString m_id;
    QString m_name;
    Text m_text; ///< as last taken; null: edited since
    int m_campaign = 0;
    SampleChoice m_choice;
    PeopleSample m_sample;
    std::optional<audience::Ordinal> m_person;
    bool m_personIsChosen = false; ///< by the user, for this template
    std::optional<TemplateReading> m_reading;
    std::optional<Preview> m_preview;
    std::optional<BranchCoverage> m_coverage;
    Squash m_readingAsked;
    Squash m_previewAsked;
    Squash m_coverageAsked;
    LatestWork m_readingWork;
    LatestWork m_previewWork;
    LatestWork m_coverageWork;
    LatestWork m_sampleWork;
    bool m_wasSettled = true;
};

} // namespace postweave::ui::templates
