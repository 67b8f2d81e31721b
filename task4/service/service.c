// service.c - runs a service: starts libmicrohttpd, waits for the signal to
// stop, and lets the requests under way come to their end.
// sigwait(3), signal(7), libmicrohttpd(3)
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "service.h"
#include "request.h"
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CONNECTIONS = 256, // at a time; others wait in the kernel's queue
    IDLE_SEC = 10,     // a connection on which nothing happens is closed
    FINISH_SEC = 10,   // what requests under way have when the service stops
};

// A socket that listens on PORT of every address, 0 for a free one: -1 and
// errno when that cannot be. ip(7), socket(7)
static int listen_on(unsigned short port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0) {
        return -1;
    }
    // a port is free again as soon as the service before has ended
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(listener, (const struct sockaddr *)&address, sizeof address) < 0 ||
        listen(listener, SOMAXCONN) < 0) {
        int error = errno;
        close(listener);
        errno = error;
        return -1;
    }
    return listener;
}

// The port that a socket listens on; 0 when the kernel does not say.
static unsigned port_of(int listener)
{
    struct sockaddr_in address = {0};
    socklen_t length = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &length);
    return ntohs(address.sin_port);
}

// A thread a connection: one that waits for another service holds up no other
// client. The socket for signals between threads is what quiescing needs.
static struct MHD_Daemon *start(int listener, struct requests *requests)
{
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
            MHD_USE_POLL | MHD_USE_ITC,
        0, NULL, NULL, request_answer, requests, MHD_OPTION_LISTEN_SOCKET,
        listener, MHD_OPTION_NOTIFY_COMPLETED, request_completed, requests,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SEC, MHD_OPTION_END);
}

// Takes no more connections, and ends the others when their requests are done.
static void stop(struct MHD_Daemon *daemon, struct requests *requests)
{
    int listener = MHD_quiesce_daemon(daemon);
    if (listener >= 0) {
        close(listener);
    }
    requests_finish(requests, FINISH_SEC);
    MHD_stop_daemon(daemon);
}

// Blocks the signals that end the service, in this thread and in those it
// starts: sigwait takes them. As PID 1 of a container a process gets only
// signals that it has asked for in such a way.
static void hold_signals(sigset_t *held)
{
    signal(SIGPIPE, SIG_IGN); // a client, or who reads the log, may be gone
    sigemptyset(held);
    sigaddset(held, SIGTERM);
    sigaddset(held, SIGINT);
    sigprocmask(SIG_BLOCK, held, NULL);
}

int service_run(const struct service *service)
{
    sigset_t held;
    int signal_number;
    struct requests requests = {
        .service = service,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .none_left = PTHREAD_COND_INITIALIZER,
    };

    setvbuf(stdout, NULL, _IOLBF,
            0); // a line of the log at once, also to a file
    hold_signals(&held);
    int listener = listen_on(service->port);
    if (listener < 0) {
        warn("cannot listen on port %u", (unsigned)service->port);
        return -1;
    }
    struct MHD_Daemon *daemon = start(listener, &requests);
    if (!daemon) {
        warn("cannot start libmicrohttpd");
        close(listener);
        return -1;
    }
    printf("%s: listening on port %u\n", service->name, port_of(listener));
    sigwait(&held, &signal_number);
    stop(daemon, &requests);
    printf("%s: stopped\n", service->name);
    return 0;
}
