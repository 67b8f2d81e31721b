// uts.h - host names of other UTS namespaces, without ever entering one.
//
// A helper process goes from namespace to namespace and reads the name there.
// It stays in the last one, which keeps the number of that one from being
// given to another. It lives as long as the other end of its socket is open.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <sys/types.h>

struct uts {
    int helper; // its socket, -1 when not open
    ino_t own;  // the namespace of this process
};

// Starts the helper. Call it before other descriptors are opened: the helper
// keeps what is open then.
int uts_open(struct uts *uts);
void uts_close(struct uts *uts);

// The host name that process PID, which is in the namespace INODE, sees; JSON
// null when it cannot be told.
json_t *uts_hostname(const struct uts *uts, pid_t pid, ino_t inode);
