//===- Handle.cpp ---------------------------------------------------------===//
#include "frontends/NIR/Reader/Handle.h"

namespace ganglion::nirfile {

static herr_t takeInnermost(unsigned n, const H5E_error2_t *error, void *text) {
  if (n == 0 && error->desc)
    *static_cast<std::string *>(text) = error->desc;
  return 0;
}

std::string lastReason() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, takeInnermost, &reason);
  return reason.empty() ? "libhdf5 gives no reason" : reason;
}

namespace {
struct Search {
  hid_t minor;
  bool found;
};
} // namespace

static herr_t compareMinor(unsigned, const H5E_error2_t *error, void *search) {
  auto *s = static_cast<Search *>(search);
  s->found |= error->min_num == s->minor;
  return 0;
}

bool lastFailedWith(hid_t minor) {
  Search search = {minor, false};
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, compareMinor, &search);
  return search.found;
}

} // namespace ganglion::nirfile
