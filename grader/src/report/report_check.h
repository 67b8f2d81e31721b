// report_check.h - the checks of a stage, told to a student.
// SPDX-License-Identifier: MIT
#pragma once
#include "report_page.h"
#include "results.h"

// What else there is to say of a stage below its line in the table: of its
// first failed check all, of others little. Prints nothing when all is well;
// returns whether it printed a check, which wants an empty line behind it.
bool report_stage_checks(const struct page *page, const struct results *results,
                         const struct stage *stage);

// The failed checks that belong to no stage of the table.
void report_other_checks(const struct page *page,
                         const struct results *results);
