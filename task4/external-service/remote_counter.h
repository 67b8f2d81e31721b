// remote_counter.h - the counter of a counter-service somewhere on the network.
// libcurl(3), libcurl-easy(3), libcurl-url(3)
// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

struct remote_counter {
    char url[256]; // what is asked to add one and to tell the new value
};

// Takes the service's URL, with or without a slash at its end; -1 after a
// message if it is none that this program can use.
int remote_counter_at(struct remote_counter *counter, const char *url);

// Asks for one more. Returns 0 and the new value, or -1 and why there is none,
// in words for a client. May be called by several threads at a time.
int remote_counter_increment(const struct remote_counter *counter,
                             unsigned long *value, char *why, size_t why_size);
