// line_reader.c - see line_reader.h. getline(3) would grow with the line.
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "line_reader.h"

#include "cleanup.h"
#include "fail.h"

int line_reader_open(struct line_reader *reader, int fd)
{
    *reader = (struct line_reader){.left = LINE_FILE_BYTES};
    reader->file = fdopen(fd, "r");
    if (!reader->file) {
        close(fd);
        return fail_errno("cannot read lines");
    }
    reader->line = malloc(LINE_BYTES);
    return reader->line ? 0 : fail_errno("cannot read lines");
}

void line_reader_close(struct line_reader *reader)
{
    close_file(&reader->file);
    free(reader->line);
}

bool line_reader_next(struct line_reader *reader, struct text *line)
{
    size_t length = 0;
    int c = EOF;
    while (reader->left > 0 && (c = getc_unlocked(reader->file)) != EOF) {
        reader->left--;
        if (c == '\n' && length <= LINE_BYTES) {
            break;
        }
        if (c == '\n') {
            reader->cut = true;
            length = 0;
        } else if (length < LINE_BYTES) {
            reader->line[length++] = (char)c;
        } else {
            length = LINE_BYTES + 1;
        }
    }
    reader->cut |= reader->left == 0 || length > LINE_BYTES;
    *line = (struct text){reader->line, length};
    return c == '\n' || (length > 0 && length <= LINE_BYTES);
}
