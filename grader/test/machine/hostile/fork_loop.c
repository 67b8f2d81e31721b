// starts one process after another, without end
#include <sys/wait.h>
#include <unistd.h>

static void hostile(void)
{
    for (;;) {
        if (fork() == 0) {
            _exit(0);
        }
        wait(NULL);
    }
}
