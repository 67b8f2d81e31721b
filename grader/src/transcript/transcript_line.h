// transcript_line.h - reads one line of a .t file into the pattern's pieces.
// SPDX-License-Identifier: MIT
#pragma once
#include "transcript_reader.h"

// Adds the line ROW to the open block, or as an item of its own.
int reader_line(struct reader *reader, struct text row);
