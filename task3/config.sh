# shellcheck shell=bash
# config.sh - the settings of conductor.sh, which reads this file.
# Each stands in the form that an environment variable of that name overrides.
# SPDX-License-Identifier: MIT

# The interface that leads to the outside. `ip route show default` names yours.
: "${DEFAULT_IFC:=eth0}"

# Where images and containers are kept; a relative path starts beside conductor.sh.
: "${IMAGE_DIR:=.images}"
: "${CONTAINER_DIR:=.containers}"

# Containers share this subnet: each gets a piece with a prefix of its own size,
# the first 192.168.1.0/24, the next 192.168.2.0/24.
: "${SUBNET:=192.168.0.0}"
: "${SUBNET_BITS:=16}"
: "${CONTAINER_BITS:=24}"

# Name server of containers with -i; empty: those of this machine.
: "${NAMESERVER:=}"

# What `build` asks of debootstrap. An empty mirror is debootstrap's own default,
# a local one may be written file:/srv/mirror.
: "${SUITE:=trixie}"
: "${VARIANT:=minbase}"
: "${PACKAGES:=procps,iproute2,iputils-ping}"
: "${MIRROR:=}"

# Everything that changes state happens under this lock, one conductor at a time.
: "${LOCK_FILE:=/run/conductor.lock}"
: "${LOCK_WAIT_SEC:=60}"
