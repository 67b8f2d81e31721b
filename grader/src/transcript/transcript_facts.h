// transcript_facts.h - all transcripts of one recording at once, for the judge.
// SPDX-License-Identifier: MIT
#pragma once

struct facts_request {
    const char *expected; // the directory of the .t files
    const char *evidence; // the directory of a recording
    char **words;         // FACT PATTERN STEP FROM, one after another
    int count;            // of words
};

// Prints an object, for each FACT whether the output of STEP fits PATTERN:
//
//     {"output_1a": {"matches": false, "difference": "text",
//       "at": {"out": "run.out", "line": 3, "expected": "text"}|null,
//       "values": {"parent": "7"}}}
//
// From the first line on that holds the text FROM, "" for all of it; a line
// number in `at` counts from the beginning of the output all the same. A FACT
// whose output is missing is left out. Returns the exit status: 0, 2 for a
// pattern that is none, 4.
int transcript_facts(const struct facts_request *request);
