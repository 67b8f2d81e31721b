// report_text.h - results as text for a terminal.
// SPDX-License-Identifier: MIT
#pragma once
#include "results.h"

#include <stdio.h>

void report_text(FILE *to, bool color, const struct results *results);
