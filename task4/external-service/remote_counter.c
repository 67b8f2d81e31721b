// remote_counter.c - asks a counter-service by libcurl.
// CURLOPT_WRITEFUNCTION(3), CURLOPT_TIMEOUT_MS(3), curl_url_set(3)
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "remote_counter.h"
#include <curl/curl.h>
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECT_MS = 5000, // for the connection
    ANSWER_MS = 10000, // for all of it
};

// The body of an answer. A number is short: a longer one is not taken.
struct body {
    char text[64];
    size_t length;
};

static size_t body_append(char *data, size_t size, size_t count, void *context)
{
    struct body *body = context;
    size_t length = size * count; // size is 1
    if (length >= sizeof(body->text) - body->length) {
        return 0; // an error to libcurl
    }
    memcpy(body->text + body->length, data, length);
    body->length += length;
    body->text[body->length] = '\0';
    return length;
}

// A number and nothing else but white space around it.
static int body_number(const struct body *body, unsigned long *value)
{
    char *end;
    errno = 0;
    *value = strtoul(body->text, &end, 10);
    if (errno != 0 || end == body->text || strchr(body->text, '-')) {
        return -1;
    }
    return end[strspn(end, " \t\r\n")] == '\0' ? 0 : -1;
}

// Whether libcurl can read it, and it is plain HTTP to a host.
static int is_http(const char *url)
{
    CURLU *parts = curl_url();
    char *scheme = NULL;
    int result =
        parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
        strcmp(scheme, "http") == 0;
    curl_free(scheme);
    curl_url_cleanup(parts);
    return result;
}

int remote_counter_at(struct remote_counter *counter, const char *url)
{
    size_t length = strlen(url);
    while (length > 0 && url[length - 1] == '/') {
        length--;
    }
    if (length > sizeof(counter->url) / 2 || !is_http(url)) {
        warnx("bad URL '%s': one like http://192.168.2.2:8080/ is needed", url);
        return -1;
    }
    snprintf(counter->url, sizeof(counter->url), "%.*s/%s", (int)length, url,
             "get_and_increment_counter");
    return 0;
}

static void set_request(CURL *handle, const char *url, struct body *body,
                        char message[CURL_ERROR_SIZE])
{
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_NOPROXY,
                     "*"); // the counter is a neighbour
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L); // there are other threads
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)ANSWER_MS);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body_append);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, body);
}

int remote_counter_increment(const struct remote_counter *counter,
                             unsigned long *value, char *why, size_t why_size)
{
    struct body body = {.length = 0};
    char message[CURL_ERROR_SIZE] = "";
    long status = 0;
    int result = -1;
    CURL *handle = curl_easy_init();
    if (!handle) {
        snprintf(why, why_size, "libcurl cannot start");
        return -1;
    }
    set_request(handle, counter->url, &body, message);
    CURLcode code = curl_easy_perform(handle);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (code == CURLE_WRITE_ERROR) {
        snprintf(why, why_size, "it did not answer with a number");
    } else if (code != CURLE_OK) {
        snprintf(why, why_size, "%s",
                 message[0] ? message : curl_easy_strerror(code));
    } else if (status != 200) {
        snprintf(why, why_size, "it answered with HTTP status %ld", status);
    } else if (body_number(&body, value) < 0) {
        snprintf(why, why_size, "it did not answer with a number");
    } else {
        result = 0;
    }
    curl_easy_cleanup(handle);
    return result;
}
