@# What people look at once a container has a network: first on the machine, then in it.
== ip a
@skip
{index:int}: ONE-outside@{peer:word} <BROADCAST,MULTICAST,UP,LOWER_UP> {outside:rest}
 link/ether {mac:rest}
@skip
 inet {machine:ipv4}/{machine_bits:int} {machine_scope:rest}
@skip
== ip a
1: lo: <LOOPBACK,UP,LOWER_UP> {lo:rest}
 link/loopback {lo_mac:rest}
 inet 127.0.0.1/8 {lo_scope:rest}
 valid_lft forever preferred_lft forever
@optional
 inet6 ::1/128 {lo_scope_6:rest}
 valid_lft forever preferred_lft forever
@end
{index_inside:int}: ONE-inside@{peer_inside:word} <BROADCAST,MULTICAST,UP,LOWER_UP> {inside:rest}
 link/ether {mac_inside:rest}
 inet {container:ipv4}/{container_bits:int} {container_scope:rest}
 valid_lft forever preferred_lft forever
@optional
 inet6 {address_6:word} {scope_6:rest}
 valid_lft forever preferred_lft forever
@end
@# a word of warning, where /proc is not what it should be, is a matter of stage 3a
== /kit/ifconfig
@skip
ONE-inside: flags=4163<UP,BROADCAST,RUNNING,MULTICAST> mtu {mtu:int}
 inet {container} netmask {netmask:ipv4} broadcast {broadcast:ipv4}
@skip

lo: flags=73<UP,LOOPBACK,RUNNING> mtu {lo_mtu:int}
 inet 127.0.0.1 netmask 255.0.0.0
@skip
