// change_root.h - a new root directory that there is no way back from.
// SPDX-License-Identifier: MIT
#pragma once

// Makes the mount point PATH the root directory of this mount namespace, and
// the working directory. Nothing of the old root stays mounted.
int change_root(const char *path);
