// counter.h - a number that several threads may change at a time without
// losing a change: stdatomic.h, ISO C17 section 7.17.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdatomic.h>

struct counter {
    atomic_ulong value;
};

// Adds one; returns the new value. That nobody else gets the same is the point
// of doing both in one step.
static inline unsigned long counter_increment(struct counter *counter)
{
    return atomic_fetch_add(&counter->value, 1) + 1;
}

static inline unsigned long counter_value(struct counter *counter)
{
    return atomic_load(&counter->value);
}

static inline void counter_reset(struct counter *counter)
{
    atomic_store(&counter->value, 0);
}
