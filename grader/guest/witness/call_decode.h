// call_decode.h - what a noted system call asks for, one function a call.
// SPDX-License-Identifier: MIT
#pragma once
#include <jansson.h>
#include <stdint.h>
#include <sys/types.h>

// The arguments of the call that tracee TID is about to make, by name. NULL
// says that the call is not worth an event, see call_arguments().
typedef json_t *decoder(pid_t tid, const uint64_t *arguments);

decoder decode_clone;
decoder decode_clone3;
decoder decode_pidfd_open;
decoder decode_unshare;
decoder decode_setns;
decoder decode_sethostname;
decoder decode_chroot;
decoder decode_pivot_root;
decoder decode_mount;
decoder decode_umount;
