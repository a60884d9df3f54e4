//===- Handle.h - an open thing of libhdf5 --------------------------------===//
#ifndef GANGLION_FRONTENDS_NIR_READER_HANDLE_H
#define GANGLION_FRONTENDS_NIR_READER_HANDLE_H

#include <hdf5.h>
#include <string>

namespace ganglion::nirfile {

/// Closes its identifier (file, group, dataset, type, space, property list) when it goes out of scope.
class Handle {
public:
  explicit Handle(hid_t id) : id(id) {}
  Handle(const Handle &) = delete;
  Handle &operator=(const Handle &) = delete;
  ~Handle() {
    if (id >= 0)
      H5Idec_ref(id);
  }
  explicit operator bool() const { return id >= 0; }
  operator hid_t() const { return id; }

private:
  hid_t id;
};

/// What libhdf5 said about the call that failed last: the innermost reason.
std::string lastReason();

/// Whether the stack of reasons holds this minor error (H5E_NLINKS, ...).
bool lastFailedWith(hid_t minor);

} // namespace ganglion::nirfile

#endif // GANGLION_FRONTENDS_NIR_READER_HANDLE_H
