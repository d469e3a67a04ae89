import type { AuthorityFiles } from '../../egress/tls/index.js';

/** What a program is told of the proxy by. */
export interface ProxyVariables {
  /** `http://HOST:PORT` of the proxy. */
  readonly proxy: string;
  /** The interception authority, where there is one. */
  readonly authority: Pick<AuthorityFiles, 'certificate' | 'bundle' | 'javaStore'> | undefined;
  /** Hosts that are reached without the proxy, as programs have them separated by commas. */
  readonly direct: string;
}

/** Every variable by which Node, Python, curl, Go, git, Java and their kin are told of a proxy and its authority. */
export function proxyVariables(
  { proxy, authority, direct }: ProxyVariables,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const { hostname, port } = new URL(proxy);
  const variables: Record<string, string> = {
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    ALL_PROXY: proxy,
    WS_PROXY: proxy,
    WSS_PROXY: proxy,
    NO_PROXY: direct,
    // Node from 22.21 and 24.5 on; others are told by warnings.
    NODE_USE_ENV_PROXY: '1',
    GLOBAL_AGENT_HTTP_PROXY: proxy,
    npm_config_proxy: proxy,
    npm_config_https_proxy: proxy,
    npm_config_noproxy: direct,
    YARN_HTTP_PROXY: proxy,
    YARN_HTTPS_PROXY: proxy,
    PIP_PROXY: proxy,
    CARGO_HTTP_PROXY: proxy,
    SALLYPORT_PROXY: proxy,
    SALLYPORT_FETCH_URL: `${proxy}/fetch`,
    PIPELOCK_FETCH_URL: `${proxy}/fetch`,
  };
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'WS_PROXY', 'WSS_PROXY']) {
    variables[name.toLowerCase()] = variables[name] ?? '';
  }
  const java = [
    `-Dhttp.proxyHost=${hostname} -Dhttp.proxyPort=${port}`,
    `-Dhttps.proxyHost=${hostname} -Dhttps.proxyPort=${port}`,
    `-Dhttp.nonProxyHosts=${direct.replaceAll(',', '|')}`,
    // Java splits the variable at blanks, unless they are quoted.
    ...(authority ? [`"-Djavax.net.ssl.trustStore=${authority.javaStore}"`] : []),
  ];
  variables['JAVA_TOOL_OPTIONS'] = [environment['JAVA_TOOL_OPTIONS'] ?? '', ...java].join(' ').trim();
  return authority ? { ...variables, ...authorityVariables(authority) } : variables;
}

/** Node adds to its own authorities; all others take one file in place of theirs. */
function authorityVariables({
  certificate,
  bundle,
}: Pick<AuthorityFiles, 'certificate' | 'bundle'>): Record<string, string> {
  return {
    NODE_EXTRA_CA_CERTS: certificate,
    SSL_CERT_FILE: bundle,
    REQUESTS_CA_BUNDLE: bundle,
    CURL_CA_BUNDLE: bundle,
    GIT_SSL_CAINFO: bundle,
    PIP_CERT: bundle,
    npm_config_cafile: bundle,
    CARGO_HTTP_CAINFO: bundle,
    AWS_CA_BUNDLE: bundle,
    GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: bundle,
    DENO_CERT: certificate,
    NIX_SSL_CERT_FILE: bundle,
  };
}
