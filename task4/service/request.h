// request.h - one HTTP request, from its first line to the line in the log.
// SPDX-License-Identifier: MIT
#pragma once
#include "service.h"
#include <microhttpd.h>
#include <pthread.h>

// The requests of a service that are under way.
struct requests {
    const struct service *service;
    unsigned under_way;
    pthread_mutex_t lock;
    pthread_cond_t none_left;
};

// Waits until none is under way, SECONDS at the longest.
void requests_finish(struct requests *requests, int seconds);

// What libmicrohttpd calls for a request, its CONTEXT a struct requests.
enum MHD_Result request_answer(void *context, struct MHD_Connection *connection,
                               const char *path, const char *method,
                               const char *version, const char *data,
                               size_t *data_size, void **state);

// ... and when the last byte of its answer is sent, or its client is gone.
void request_completed(void *context, struct MHD_Connection *connection,
                       void **state, enum MHD_RequestTerminationCode how);
