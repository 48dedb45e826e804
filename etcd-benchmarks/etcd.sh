#!/usr/bin/env bash
# etcd.sh DIR : one etcd with the v2 API and its data in DIR, on free ports; prints "ready URL" and runs until it is terminated.
set -euo pipefail
# The kernel names two free ports; nobody else takes them in the moment until etcd has them.
read -r client peer < <(python3 -c '
import socket
sockets = [socket.socket(), socket.socket()]
for each in sockets: each.bind(("127.0.0.1", 0))
print(*(each.getsockname()[1] for each in sockets))')
url=http://127.0.0.1:$client
{ until (exec 3<>"/dev/tcp/127.0.0.1/$client") 2>/dev/null; do sleep .1; done; sleep 1; echo "ready $url"; } &
exec etcd --enable-v2 --data-dir "$1" --listen-client-urls "$url" --advertise-client-urls "$url" \
    --listen-peer-urls "http://127.0.0.1:$peer" --initial-advertise-peer-urls "http://127.0.0.1:$peer" \
    --initial-cluster "default=http://127.0.0.1:$peer" --log-level error 2>/dev/null
