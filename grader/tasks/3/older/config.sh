# shellcheck shell=bash disable=SC2034 # for scripts that read this file
# config.sh - the kit's settings, and what older scripts call them.
# SPDX-License-Identifier: MIT
IMAGE_DIR=$(cd "${BASH_SOURCE[0]%/*}" && pwd)/.images
CONTAINER_DIR=${IMAGE_DIR%/*}/.containers
IMAGEDIR=$IMAGE_DIR
CONTAINERDIR=$CONTAINER_DIR
# shellcheck source=/dev/null # it lies there when this stands in
source "${IMAGE_DIR%/*}/kit/config.sh"
