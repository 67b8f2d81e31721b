// veth.h - network links, by rtnetlink(7): no other program is called. The
// names are those in the network namespace of the caller.
// SPDX-License-Identifier: MIT
#pragma once
#include <netinet/in.h>
#include <sys/types.h>

// Makes a veth pair: OUTSIDE here, and INSIDE in the network namespace of the
// process CHILD. Both are down and have no address.
int veth_create(const char *outside, const char *inside, pid_t child);

// Gives LINK an address in a network with that length of prefix.
int link_address(const char *link, struct in_addr address, int prefix);

// Sets LINK up. Of a veth pair both ends must be, for packets to pass.
int link_up(const char *link);

// Deletes LINK, of a veth pair both ends. One that is not there is no error.
int link_delete(const char *link);
