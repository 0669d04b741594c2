// `earwitness archive dump`: the logical content of an archive as lines, without times and row numbers. For comparing
// archives (tests/kill_test.py) and for looking into one.
// `earwitness archive copy`: an archive into another folder, between SQLite and PostgreSQL either way.
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"

namespace earwitness::cli {
namespace {

void copy(const std::string& from, const std::string& to, Context& context) {
    const auto archive = store::Archive::open(from, store::OpenMode::kRead);
    if (!archive) return context.fail(archive.error());
    warn_of_settings(context, archive->folder());
    ProgressLine line(context.err);
    const auto progress = [&](std::size_t rows, std::size_t total, std::string_view table) {
        line.show("copying", rows, total, table);
    };
    const auto copied =
        archive->copy_to(to, context.err_is_terminal && !context.quiet ? store::Archive::CopyProgress(progress)
                                                                       : store::Archive::CopyProgress());
    line.wipe();
    if (!copied) return context.fail(in_context("nothing was copied", copied.error()));
    for (const auto& path : copied->missing)
        context.err << "earwitness: " << (archive->folder() / path).string()
                    << ": is missing there already; `earwitness run --audio` fetches it again\n";
    if (!context.quiet)
        context.out << to << ": " << counted(copied->rows, "row", "rows") << ", "
                    << counted(copied->media, "audio file", "audio files") << "\n";
}

}  // namespace

void add_archive_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("archive", "Look into the archive itself");
    command->require_subcommand(1);
    auto* dump = command->add_subcommand(
        "dump", "Print the content as lines in a stable order, without times: equal archives print equal bytes");
    add_shared_options(*dump, context);
    dump->callback([&context] {
        const auto archive = open_for_reading(context);
        if (!archive) return context.fail(archive.error());
        const auto done = archive->dump([&](std::string_view line) { context.out << line << "\n"; });
        if (!done) context.fail(done.error());
    });
    auto* move = command->add_subcommand(
        "copy", "Copy an archive: into a folder that is empty, or that names an empty database in its database.url");
    move->add_flag("-q,--quiet", context.quiet, "Print errors only");
    auto folders = std::make_shared<std::pair<std::string, std::string>>();
    move->add_option("from", folders->first, "The archive's folder")->required();
    move->add_option("to", folders->second, "The folder to be")->required();
    move->callback([&context, folders] { copy(folders->first, folders->second, context); });
}

}  // namespace earwitness::cli
