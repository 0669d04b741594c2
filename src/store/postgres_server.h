// For tests: Debian's PostgreSQL in a temporary folder, started when it is first asked for, reached over a socket in
// that folder and no port, stopped when the tests end. PostgreSQL refuses to run as root; there it runs as the user
// that its package made.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "store/postgres.h"

namespace earwitness::store {

class PostgresServer {
  public:
    static PostgresServer& running() {
        static PostgresServer server;
        return server;
    }

    // The address of a new, empty database.
    std::string fresh_database() {
        const std::string name = "archive_" + std::to_string(++databases_);
        auto server = open_postgres(url_of("postgres"));
        if (!server || !server->execute("CREATE DATABASE " + name)) throw std::runtime_error("PostgreSQL: no database");
        return url_of(name);
    }

  private:
    PostgresServer() : folder_("/tmp/ew_postgres_" + std::to_string(::getpid())) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        const std::string dir = folder_.string();
        if (::geteuid() == 0) shell("chown postgres " + dir);
        as_user("initdb -A trust -U postgres --locale=C -E UTF8 -D " + dir + "/data");
        as_user("pg_ctl -D " + dir + "/data -w -t 120 -l " + dir + "/log -o \"-c listen_addresses= -c fsync=off -k " +
                dir + "\" start");
    }
    ~PostgresServer() {
        try {
            as_user("pg_ctl -D " + folder_.string() + "/data -m immediate stop");
        } catch (const std::runtime_error&) {  // it has ended by itself
        }
        std::error_code code;
        std::filesystem::remove_all(folder_, code);
    }

    std::string url_of(const std::string& database) const {
        return "host=" + folder_.string() + " user=postgres dbname=" + database;
    }
    static void shell(const std::string& command) {
        if (std::system((command + " >/dev/null 2>&1").c_str()) != 0)
            throw std::runtime_error(command + ": failed; tools/install.sh test installs PostgreSQL");
    }
    static void as_user(const std::string& command) {
        const std::string found = "cd / && PATH=$(echo /usr/lib/postgresql/*/bin):$PATH && exec ";
        const std::string user = ::geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups " : "";
        shell("(" + found + user + command + ")");
    }

    std::filesystem::path folder_;
    int databases_ = 0;
};

}  // namespace earwitness::store
