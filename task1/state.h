// state.h - the directories of a container, /tmp/container/ID.
// SPDX-License-Identifier: MIT
#pragma once
#include "container.h"

// Makes them where they are missing, locks them, and fills in their paths and
// that of the cgroup. Refuses an ID that is in use.
int state_open(struct container *c);

// Says why mounting an overlay there may have failed.
void state_hint(const struct container *c);

// Unlocks them; deletes them if that was asked for.
int state_close(struct container *c);
