// devices.h - the devices that programs expect.
// SPDX-License-Identifier: MIT
#pragma once

// Mounts a /dev of our own: null, zero, full, random, urandom, tty, ptmx, pts
// and the links to the standard streams. No device of the machine is in it.
int devices_mount(void);
