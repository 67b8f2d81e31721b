// options.h - the command line that all services share.
// SPDX-License-Identifier: MIT
#pragma once
#include "service.h"
#include <stdio.h>

// Reads --port into the service, and answers --help. Returns -1 to go on, with
// the first operand at argv[optind], or the exit status: 0, or 2 after a
// message.
int service_options(int argc, char **argv, void (*usage)(FILE *file),
                    struct service *service);
