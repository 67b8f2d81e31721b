// request.c - answers one request from the service's table, logs it, and keeps
// count of those under way.
// libmicrohttpd(3), RFC 9110 on methods and status codes
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "request.h"
#include <arpa/inet.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

void answer_set(struct answer *answer, unsigned status, const char *format, ...)
{
    va_list arguments;
    answer->status = status;
    va_start(arguments, format);
    vsnprintf(answer->text, sizeof(answer->text), format, arguments);
    va_end(arguments);
}

// An unknown path is 404 whatever the method; a known one knows only GET.
static void choose_answer(const struct service *service, const char *method,
                          const char *path, struct answer *answer)
{
    const struct route *route = service->routes;
    while (route->path && strcmp(route->path, path) != 0) {
        route++;
    }
    if (!route->path) {
        answer_set(answer, MHD_HTTP_NOT_FOUND, "there is nothing at this path");
    } else if (strcmp(method, MHD_HTTP_METHOD_GET) != 0) {
        answer_set(answer, MHD_HTTP_METHOD_NOT_ALLOWED,
                   "only GET is known here");
    } else {
        route->get(service->context, answer);
    }
}

// One line a request. The path and the method are the client's words: what is
// not printable, like a line end, is shown as '?'.
static void write_log(const char *name, struct MHD_Connection *connection,
                      const char *method, const char *path, unsigned status)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct sockaddr_in client;
    char address[INET_ADDRSTRLEN] = "?";
    char request[128];

    if (info) {
        memcpy(&client, info->client_addr, sizeof(client));
        inet_ntop(AF_INET, &client.sin_addr, address, sizeof(address));
    }
    snprintf(request, sizeof(request), "%.16s %s", method, path);
    for (char *c = request; *c != '\0'; c++) {
        if (!isprint((unsigned char)*c)) {
            *c = '?';
        }
    }
    printf("%s: %s %s %u\n", name, address, request, status);
}

static enum MHD_Result send_answer(struct MHD_Connection *connection,
                                   const struct answer *answer)
{
    char body[sizeof(answer->text) + 1];
    int length = snprintf(body, sizeof(body), "%s\n", answer->text);
    struct MHD_Response *response = MHD_create_response_from_buffer(
        (size_t)length, body, MHD_RESPMEM_MUST_COPY);
    if (!response) {
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                            "text/plain; charset=utf-8");
    if (answer->status == MHD_HTTP_METHOD_NOT_ALLOWED) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW,
                                MHD_HTTP_METHOD_GET);
    }
    enum MHD_Result result =
        MHD_queue_response(connection, answer->status, response);
    MHD_destroy_response(response); // the connection holds its own reference
    return result;
}

static void requests_add(struct requests *requests)
{
    pthread_mutex_lock(&requests->lock);
    requests->under_way++;
    pthread_mutex_unlock(&requests->lock);
}

static void requests_remove(struct requests *requests)
{
    pthread_mutex_lock(&requests->lock);
    if (--requests->under_way == 0) {
        pthread_cond_signal(&requests->none_left);
    }
    pthread_mutex_unlock(&requests->lock);
}

void requests_finish(struct requests *requests, int seconds)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += seconds;
    pthread_mutex_lock(&requests->lock);
    while (requests->under_way > 0 &&
           pthread_cond_timedwait(&requests->none_left, &requests->lock,
                                  &end) == 0) {
    }
    pthread_mutex_unlock(&requests->lock);
}

enum MHD_Result request_answer(void *context, struct MHD_Connection *connection,
                               const char *path, const char *method,
                               const char *version, const char *data,
                               size_t *data_size, void **state)
{
    struct requests *requests = context;
    struct answer answer;
    (void)version;
    (void)data;

    // called when the headers are there, for every piece of a body, and at the
    // end: the first call only counts, a body is read past
    if (!*state) {
        *state = requests;
        requests_add(requests);
        return MHD_YES;
    }
    if (*data_size > 0) {
        *data_size = 0;
        return MHD_YES;
    }
    choose_answer(requests->service, method, path, &answer);
    // before it is sent: who has the answer finds the line in the log
    write_log(requests->service->name, connection, method, path, answer.status);
    return send_answer(connection, &answer);
}

void request_completed(void *context, struct MHD_Connection *connection,
                       void **state, enum MHD_RequestTerminationCode how)
{
    (void)connection;
    (void)how;
    if (*state) {
        requests_remove(context);
        *state = NULL;
    }
}
