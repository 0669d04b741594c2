// `audit jekyll`: what is wrong with the pages of a folder, with the entity engine as the reader of their names.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "earwitness/engine.h"
#include "jekyll/audit/report.h"

namespace earwitness::pipeline {

// Every Markdown file under `what` that is an episode's page, or the one file that it is. Nothing is written.
// Errors: those of find_pages(); kNotFound where there is no such page.
Result<jekyll::AuditReport> audit_pages(const Engine& engine, const std::filesystem::path& what, std::size_t jobs,
                                        const std::function<void(std::size_t done, std::size_t total)>& progress);

}  // namespace earwitness::pipeline
