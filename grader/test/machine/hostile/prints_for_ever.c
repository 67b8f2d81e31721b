// prints without end
#include <stdio.h>

static void hostile(void)
{
    for (;;) {
        puts("again");
    }
}
