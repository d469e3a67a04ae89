#!/bin/sh
# Runs nginx, and lets it read its certificates again when they have changed. Streams under way go on: old workers
# finish them. What nginx would not accept (a certificate whose key has yet to come) is looked at again.
set -u

fingerprint() {
    cat /certs/ca.pem /certs/crl.pem /certs/servers/nginx/*.pem /certs/clients/nginx/*.pem 2>/dev/null | cksum
}

known=$(fingerprint)
nginx -g 'daemon off;' &
nginx=$!
trap 'kill -QUIT "$nginx" 2>/dev/null' TERM INT QUIT

while kill -0 "$nginx" 2>/dev/null; do
    sleep 1 &
    wait $!
    seen=$(fingerprint)
    if [ "$seen" != "$known" ] && nginx -t -q 2>/dev/null; then
        known=$seen
        kill -HUP "$nginx" && echo "nginx: the certificates have changed and were read again" >&2
    fi
done
wait "$nginx"
