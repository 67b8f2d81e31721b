// forks without end
#include <unistd.h>

static void hostile(void)
{
    for (;;) {
        fork();
    }
}
