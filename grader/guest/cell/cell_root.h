// cell_root.h - the root of the cell.
// SPDX-License-Identifier: MIT
#pragma once

// Makes the writable layer of the cell, where the recorder can look at it.
int cell_root_prepare(void);

// In new namespaces: builds the root over the machine's own, with the
// submission in FOLDER, gives it a host name and enters it. What is mounted
// outside is gone after that.
int cell_root_enter(const char *host_name, const char *folder);
