// earwitness._native: records in, answers out, as `earwitness analyze --format jsonl` has them. The package's Python
// side makes records of its arguments and values of the answers. An engine is immutable, so any number of threads may
// use one; the interpreter's lock is free while an engine is made and while it works.
#include <pybind11/pybind11.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "earwitness/engine.h"
#include "pipeline/batch.h"

namespace py = pybind11;

namespace {

std::unique_ptr<earwitness::Engine> make_engine(std::string knowledge) {
    earwitness::EngineOptions options;
    options.knowledge_text = std::move(knowledge);
    auto engine = earwitness::Engine::create(options);
    if (!engine) throw std::invalid_argument(engine.error().message);  // Python's ValueError
    return std::make_unique<earwitness::Engine>(std::move(*engine));
}

// The caller's string outlives the call: Python keeps its arguments.
std::string answer(const earwitness::Engine& engine, std::string_view record) {
    return earwitness::pipeline::answer_record(engine, record, earwitness::pipeline::PathRecords::kAllowed);
}

}  // namespace

PYBIND11_MODULE(_native, module) {
    module.attr("__version__") = std::string(earwitness::kVersion);
    py::class_<earwitness::Engine>(module, "Engine")
        .def(py::init(&make_engine), py::arg("knowledge") = "", py::call_guard<py::gil_scoped_release>())
        .def("answer", &answer, py::arg("record"), py::call_guard<py::gil_scoped_release>())
        .def_property_readonly("fingerprint", &earwitness::Engine::fingerprint);
}
