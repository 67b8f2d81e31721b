// region_text.h - what is made from a file with regions: the skeleton, and the
// file with bodies from another one; and what of a file is still the kit's.
// SPDX-License-Identifier: MIT
#pragma once
#include "region_file.h"

#include <stdio.h>

// Writes FILE without the bodies of its regions. A stub line in a body stays,
// with its indentation and without its leader.
void region_strip(const struct region_file *file, FILE *out);

// IDS is a list "1a,2b": does ID stand in it, or begin with one of it and a
// hyphen?
bool region_wanted(const char *ids, const char *id);

// Writes FILE with the bodies of the wanted regions taken from SOLUTION, byte
// for byte. Nothing is written, and the id named, when a wanted region is not
// exactly once in both.
int region_splice(const struct region_file *file,
                  const struct region_file *solution, const char *ids,
                  FILE *out);

// Lines of the region's body that hold more than white space and comments.
size_t region_code_lines(const struct region_file *file,
                         const struct region *region);

// Is the body the same but for white space at the ends of lines? Then the
// region of a file that came from the kit is untouched.
bool region_same_body(const struct region_file *a, const struct region *in_a,
                      const struct region_file *b, const struct region *in_b);

// The first line from LINE on that is in no region's body.
size_t region_outside(const struct region_file *file, size_t line);

// Is every byte outside the bodies the same?
bool region_same_outside(const struct region_file *a,
                         const struct region_file *b);
