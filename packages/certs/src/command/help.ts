/** What `sallyport-certs --help` prints. */
export const help = `sallyport-certs: a private certificate authority for mutual TLS

  sallyport-certs init                       make the authority, the server's leaf, the clients web and ask
  sallyport-certs ensure                     make what is missing, renew what nears its end
  sallyport-certs issue reports --client     a further client leaf, in clients/reports/
  sallyport-certs issue edge --server --name edge.internal
                                             a further server leaf, in servers/edge/
  sallyport-certs show                       every certificate, its names, its end, its state
  sallyport-certs verify                     check chain, keys, validity, revocation and permissions
  sallyport-certs renew                      issue all leaves anew and re-sign the revocation list
  sallyport-certs renew web                  issue one anew
  sallyport-certs revoke reports             revoke a name; running servers refuse it at once
  sallyport-certs deploy --plan plan.json    hand each service of a plan its own files, and keep them up to date
  sallyport-certs deploy --plan plan.json --check
                                             whether that is complete and alive: for a health check

  --dir FOLDER     where the certificates lie (default: SALLYPORT_CERTS, else ./certs)
  --days N         validity of the leaves (default 30, at most 397)
  --name DNS       a further DNS name of a server leaf; may be repeated
  --overwrite      replace what is there (init: the authority and everything that it issued)
  --json           print JSON
  --as-owner       started as root, become the owner of FOLDER first
  --once           deploy: end after the first round

Exit codes: 0 fine, 1 failure or a problem found, 2 wrong usage.
`;
