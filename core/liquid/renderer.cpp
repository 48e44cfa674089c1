// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/renderer.h"

#include "core/liquid/render_state.h"

namespace postweave::liquid {

struct Renderer::State {
    RenderState state;
};

Renderer::Renderer() : m_state(std::make_unique<State>()) {}
Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;

RenderResult Renderer::render(const Template& parsed, const Value& globals, const RenderOptions& options,
                              std::string& out, RenderTrace* trace)
{
    return m_state->state.run(parsed, globals, options, out, trace);
}

} // namespace postweave::liquid
