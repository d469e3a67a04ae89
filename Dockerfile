# Every image of Sallyport, each a target of its own:
#
#   docker build -t cert-generator --target certs .
#   docker compose build
#
# The service images hold Node, one deployed package and its production dependencies: no shell, no package manager,
# no source, no key and no certificate. Versions are pinned; dependencies come from the frozen lockfile.

FROM node:24.9.0-bookworm-slim AS dependencies
ENV CI=true NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1
WORKDIR /workspace
RUN npm install --global --no-fund --no-audit pnpm@10.34.9
# The store by the lockfile alone: a change of a source leaves this layer as it is.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml .pnpmfile.cjs ./
RUN pnpm fetch
COPY . .
RUN pnpm install --frozen-lockfile --offline
# Folders that volumes are mounted on take their owner from here.
RUN mkdir -p /folders/state /folders/socket /folders/cache /folders/certs /folders/secrets

FROM dependencies AS certs-built
RUN pnpm turbo run build --filter=@sallyport/certs \
  && sh docker/deploy.sh @sallyport/certs /out

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS certs
LABEL org.opencontainers.image.title="sallyport-certs" \
  org.opencontainers.image.description="The certificate authority of a Sallyport stack: leaves, revocation lists, renewal." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY --from=certs-built /out /app
COPY --from=certs-built --chown=0:0 /folders/certs /certs
WORKDIR /app
ENV NODE_ENV=production
# It starts as root to become the owner of the mounted folder, so that what it writes belongs to the caller.
USER 0:0
ENTRYPOINT ["/nodejs/bin/node", "/app/bin/sallyport-certs.js"]
CMD ["ensure", "--dir", "/certs", "--as-owner"]

FROM dependencies AS services-built
RUN pnpm turbo run build --filter=@sallyport/mcp-server --filter=@sallyport/agent

FROM services-built AS mcp-server-deployed
RUN sh docker/deploy.sh @sallyport/mcp-server /out

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS mcp-server
LABEL org.opencontainers.image.title="sallyport-mcp-server" \
  org.opencontainers.image.description="The data-analysis MCP server of Sallyport, over mutual TLS." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY --from=mcp-server-deployed /out /app
COPY --from=mcp-server-deployed --chown=65532:65532 /folders/state /state
COPY --from=mcp-server-deployed --chown=65532:65532 /folders/cache /cache
COPY --from=mcp-server-deployed --chown=65532:65532 /folders/socket /run/sallyport
WORKDIR /app
ENV NODE_ENV=production
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["dist/main.js"]

FROM services-built AS sandbox-deployed
RUN sh docker/deploy.sh @sallyport/sandbox /out

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS sandbox
LABEL org.opencontainers.image.title="sallyport-sandbox" \
  org.opencontainers.image.description="The sandbox host of Sallyport: programs of models, in children that nobody misses." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY --from=sandbox-deployed /out /app
COPY --from=sandbox-deployed --chown=65532:65532 /folders/cache /cache
COPY --from=sandbox-deployed --chown=65532:65532 /folders/socket /run/sallyport
WORKDIR /app
ENV NODE_ENV=production SALLYPORT_SANDBOX_JAIL=container
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["dist/process/host/main.js", "--socket", "/run/sallyport/sandbox.sock", "--cache", "/cache", "--source", "/data"]

FROM services-built AS sallyport-deployed
RUN sh docker/deploy.sh @sallyport/proxy /out

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS sallyport
LABEL org.opencontainers.image.title="sallyport" \
  org.opencontainers.image.description="The sallyport command: a firewall before MCP servers, and the egress proxy." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY --from=sallyport-deployed /out /app
COPY --from=sallyport-deployed --chown=65532:65532 /folders/state /state
WORKDIR /app
ENV NODE_ENV=production SALLYPORT_HOME=/state
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node", "/app/bin/sallyport.js"]
CMD ["--help"]

# The page as Next packs it, and beside it the agent with its packages, which no bundler touches.
FROM services-built AS web-deployed
RUN SALLYPORT_STANDALONE=1 pnpm --filter=@sallyport/web build \
  && sh docker/deploy.sh @sallyport/agent /agent \
  && cp -r apps/web/.next/standalone /out \
  && rm -rf /out/apps/web/node_modules/@sallyport /out/apps/web/src /out/packages \
  && cp -r apps/web/.next/static /out/apps/web/.next/static \
  && cp -r apps/web/bin /out/apps/web/bin \
  && mkdir /out/apps/web/node_modules/@sallyport && ln -s /agent /out/apps/web/node_modules/@sallyport/agent

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS web
LABEL org.opencontainers.image.title="sallyport-web" \
  org.opencontainers.image.description="The chat page of Sallyport and its agents." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY --from=web-deployed /out /app
COPY --from=web-deployed /agent /agent
COPY --from=web-deployed --chown=65532:65532 /folders/state /state
COPY --from=web-deployed --chown=65532:65532 /folders/secrets /secrets
WORKDIR /app/apps/web
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 SALLYPORT_HOME=/state SALLYPORT_CERTS=/certs
USER 65532:65532
EXPOSE 3000
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["bin/sallyport-web.js"]

FROM node:24.9.0-bookworm-slim AS inspector-installed
WORKDIR /inspector
COPY docker/inspector/package.json docker/inspector/package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM gcr.io/distroless/nodejs24-debian12:nonroot AS inspector
LABEL org.opencontainers.image.title="sallyport-inspector" \
  org.opencontainers.image.description="MCP Inspector, for the demonstration: with no certificate of its own." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY --from=inspector-installed /inspector /inspector
COPY --from=sallyport-deployed /out /app
COPY --from=sallyport-deployed --chown=65532:65532 /folders/state /state
WORKDIR /inspector
ENV NODE_ENV=production HOME=/state SALLYPORT_HOME=/state NODE_EXTRA_CA_CERTS=/certs/ca.pem
USER 65532:65532
ENTRYPOINT ["/nodejs/bin/node", "/inspector/node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js"]
CMD ["--help"]

FROM nginx:1.28.0-bookworm AS nginx
LABEL org.opencontainers.image.title="sallyport-nginx" \
  org.opencontainers.image.description="The mutual-TLS front door of a Sallyport stack." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY nginx/nginx.conf /etc/nginx/nginx.conf
COPY nginx/mcp.conf nginx/mcp-proxy.inc nginx/page.conf nginx/page-proxy.inc nginx/clients.map /etc/nginx/sallyport/
COPY nginx/watch.sh /usr/local/bin/sallyport-nginx
USER 101:101
EXPOSE 8443 8444
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/sallyport-nginx"]
CMD []
