// veth.c - network links, see veth.h. Each call is one message to the kernel
// and its answer. A message is a header, a structure, and attributes: each has
// a length, a type and a value, and some hold other attributes.
// rtnetlink(7), netlink(7), veth(4).
// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "veth.h"
#include "fail.h"
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>

struct message {
    struct nlmsghdr header;
    union {
        struct ifinfomsg link;
        struct ifaddrmsg address;
    } about;
    char attributes[256]; // more than any message here needs
};

static struct message message_begin(unsigned short type, unsigned short flags,
                                    size_t about)
{
    struct message m = {
        .header = {.nlmsg_len = NLMSG_LENGTH((unsigned)about),
                   .nlmsg_type = type,
                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags},
    };
    return m;
}

// Adds an attribute, or with no VALUE the room that a structure needs. Returns
// where it begins.
static struct rtattr *message_add(struct message *m, unsigned short type,
                                  const void *value, size_t size)
{
    void *end = (char *)m + NLMSG_ALIGN(m->header.nlmsg_len);
    struct rtattr *attribute = end;
    attribute->rta_type = type;
    attribute->rta_len = (unsigned short)RTA_LENGTH(size);
    memcpy(RTA_DATA(attribute), value, size);
    m->header.nlmsg_len =
        NLMSG_ALIGN(m->header.nlmsg_len) + RTA_ALIGN(attribute->rta_len);
    return attribute;
}

static void message_add_text(struct message *m, unsigned short type,
                             const char *text)
{
    message_add(m, type, text, strlen(text) + 1);
}

// Ends an attribute that holds all those added since it was.
static void message_nest(struct message *m, struct rtattr *outer)
{
    char *end = (char *)m + m->header.nlmsg_len;
    outer->rta_len = (unsigned short)(end - (char *)outer);
}

// Sends the message and reads the answer; sets errno to what it says.
static int message_send(struct message *m)
{
    struct {
        struct nlmsghdr header;
        struct nlmsgerr error;
        char rest[512];
    } answer;
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd == -1) {
        return -1;
    }
    int result = -1;
    if (send(fd, m, m->header.nlmsg_len, 0) != -1 &&
        recv(fd, &answer, sizeof(answer), 0) != -1) {
        errno = -answer.error.error;
        result = errno == 0 ? 0 : -1;
    }
    close(fd);
    return result;
}

int veth_create(const char *outside, const char *inside, pid_t child)
{
    struct message m = message_begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL,
                                     sizeof(struct ifinfomsg));
    struct ifinfomsg peer = {0};
    message_add_text(&m, IFLA_IFNAME, outside);
    struct rtattr *info = message_add(&m, IFLA_LINKINFO, "", 0);
    message_add_text(&m, IFLA_INFO_KIND, "veth");
    struct rtattr *data = message_add(&m, IFLA_INFO_DATA, "", 0);
    struct rtattr *other = message_add(&m, VETH_INFO_PEER, &peer, sizeof(peer));
    message_add_text(&m, IFLA_IFNAME, inside);
    message_add(&m, IFLA_NET_NS_PID, &child, sizeof(child));
    message_nest(&m, other);
    message_nest(&m, data);
    message_nest(&m, info);
    if (message_send(&m) == -1) {
        return fail_errno("cannot make a veth pair '%s' and '%s'", outside,
                          inside);
    }
    return 0;
}

int link_address(const char *link, struct in_addr address, int prefix)
{
    struct message m = message_begin(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL,
                                     sizeof(struct ifaddrmsg));
    m.about.address.ifa_family = AF_INET;
    m.about.address.ifa_prefixlen = (unsigned char)prefix;
    m.about.address.ifa_index = if_nametoindex(link);
    message_add(&m, IFA_LOCAL, &address, sizeof(address));
    message_add(&m, IFA_ADDRESS, &address, sizeof(address));
    if (m.about.address.ifa_index == 0 || message_send(&m) == -1) {
        return fail_errno("cannot give '%s' an address", link);
    }
    return 0;
}

int link_up(const char *link)
{
    struct message m = message_begin(RTM_NEWLINK, 0, sizeof(struct ifinfomsg));
    m.about.link.ifi_flags = IFF_UP;
    m.about.link.ifi_change = IFF_UP;
    message_add_text(&m, IFLA_IFNAME, link);
    if (message_send(&m) == -1) {
        return fail_errno("cannot set '%s' up", link);
    }
    return 0;
}

int link_delete(const char *link)
{
    struct message m = message_begin(RTM_DELLINK, 0, sizeof(struct ifinfomsg));
    message_add_text(&m, IFLA_IFNAME, link);
    if (message_send(&m) == -1 && errno != ENODEV) {
        return fail_errno("cannot delete '%s'", link);
    }
    return 0;
}
