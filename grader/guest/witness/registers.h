// registers.h - the system call and the memory of a stopped tracee.
//
// A tracee may be killed at any moment: functions return -1 without a message
// and the caller leaves the call out.
// SPDX-License-Identifier: MIT
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define CALL_ARGUMENTS 6

struct registers {
    long number; // of the system call
    bool compat; // numbers and arguments are those of 32-bit x86
    int64_t result;
    uint64_t arguments[CALL_ARGUMENTS];
};

// TID stands at the entry of a call or at its return.
int registers_read(pid_t tid, struct registers *registers);

// Where it stands, and the low end of its stack; what call of the kernel it is
// in, -1 for none.
int registers_where(pid_t tid, uint64_t *at, uint64_t *stack, long *call);

// It goes on at this address, and makes no call again that was interrupted.
int registers_jump(pid_t tid, uint64_t address);

// Changes the first argument of the call that is about to be made.
int registers_set_first(pid_t tid, bool compat, uint64_t value);

// Eight bytes of the tracee's memory.
int memory_read_word(pid_t tid, uint64_t address, uint64_t *word);
int memory_write_word(pid_t tid, uint64_t address, uint64_t word);

// A string of at most size-1 bytes; returns its length, or -1.
ssize_t memory_read_text(pid_t tid, uint64_t address, char *text, size_t size);
