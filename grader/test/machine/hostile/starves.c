// starves.c - tries to come before the recorder and to move its clock, and then
// computes for ever. Prints what it was given. sched(7), clock_settime(2)
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void set_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    now.tv_sec -= 1000000;
    if (clock_settime(CLOCK_REALTIME, &now) == 0) {
        puts("REACHED the clock");
    }
}

static void hostile(void)
{
    struct sched_param most = {.sched_priority = 99};
    struct rlimit all = {99, 99};
    int limit = open("/proc/sys/kernel/sched_rt_runtime_us", O_WRONLY);
    (void)!write(limit, "-1", 2);
    setrlimit(RLIMIT_RTPRIO, &all);
    if (sched_setscheduler(0, SCHED_FIFO, &most) == 0 ||
        sched_setscheduler(0, SCHED_RR, &most) == 0) {
        puts("REACHED a real-time class");
    }
    set_clock();
    puts("it computes");
    fflush(stdout);
    for (;;) {
    }
}
