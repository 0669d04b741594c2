#include "store/database.h"

namespace earwitness::store {

Transaction::Transaction(const Database& database) : database_(database) {
    begun_ = database_.begin();
    open_ = begun_.has_value();
}

Transaction::~Transaction() {
    // Fails only where the engine has rolled back by itself already (a full disk).
    if (open_) static_cast<void>(database_.execute("ROLLBACK").has_value());
}

Status Transaction::commit() {
    if (!begun_) return begun_;
    if (auto done = database_.execute("COMMIT"); !done) return done;
    open_ = false;
    return {};
}

}  // namespace earwitness::store
