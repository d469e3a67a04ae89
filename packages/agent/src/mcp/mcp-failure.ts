import { MtlsError, MtlsErrorCode } from '../mtls/index.js';
import { RunErrorCode, type RunError } from '../runs/run-error.js';
import { causesOf, codeOf, isTimeout, type McpConnectionError } from './failures.js';

/** The run's code for each failure of the mutual TLS connection; message and remedy are the connection's own. */
const codes: Record<MtlsErrorCode, RunErrorCode> = {
  [MtlsErrorCode.ServerUnreachable]: RunErrorCode.mcpUnreachable,
  [MtlsErrorCode.ServerNotTls]: RunErrorCode.tlsFailed,
  [MtlsErrorCode.ServerUnknown]: RunErrorCode.serverUnknown,
  [MtlsErrorCode.ServerNameWrong]: RunErrorCode.serverNameWrong,
  [MtlsErrorCode.ServerCertificateExpired]: RunErrorCode.certificateExpired,
  [MtlsErrorCode.ServerCertificateRevoked]: RunErrorCode.certificateRevoked,
  [MtlsErrorCode.ServerPurposeWrong]: RunErrorCode.serverUnknown,
  [MtlsErrorCode.RevocationListExpired]: RunErrorCode.certificateExpired,
  [MtlsErrorCode.ClientCertificateMissing]: RunErrorCode.certificateMissing,
  [MtlsErrorCode.ClientCertificateUnknown]: RunErrorCode.certificateUnknown,
  [MtlsErrorCode.ClientCertificateExpired]: RunErrorCode.certificateExpired,
  [MtlsErrorCode.ClientCertificateRevoked]: RunErrorCode.certificateRevoked,
  [MtlsErrorCode.ClientPurposeWrong]: RunErrorCode.certificateUnknown,
  [MtlsErrorCode.ClientNotAuthorised]: RunErrorCode.clientUnauthorised,
  [MtlsErrorCode.ConnectionClosed]: RunErrorCode.mcpUnreachable,
  [MtlsErrorCode.RedirectRefused]: RunErrorCode.tlsFailed,
  [MtlsErrorCode.OriginNotPinned]: RunErrorCode.tlsFailed,
};

/** What a failed connection to the MCP server means to a person: which certificate is wrong, or that nobody answers. */
export function mcpFailure(error: McpConnectionError, mcpUrl: string): RunError {
  const causes = causesOf(error);
  const refusal = causes.find((cause) => MtlsError.isInstance(cause));
  if (refusal) return { code: codes[refusal.code], message: refusal.message, remedy: refusal.remedy };
  if (causes.some((cause) => codeOf(cause) === 'CLIENT_HTTP_FORBIDDEN')) {
    return {
      code: RunErrorCode.clientUnauthorised,
      message: `The MCP server at ${mcpUrl} does not let this client in.`,
      remedy:
        "Add the client's name to the names that the server lets in, or use another client certificate.",
    };
  }
  if (isTimeout(error)) {
    return {
      code: RunErrorCode.mcpTimeout,
      message: `The MCP server at ${mcpUrl} did not answer in time.`,
      remedy: 'Ask again in a moment. If it stays so, restart the MCP server.',
    };
  }
  return {
    code: RunErrorCode.mcpUnreachable,
    message: `The MCP server at ${mcpUrl} cannot be reached.`,
    remedy: 'Start it (`pnpm dev` starts everything), or set MCP_PORT to the port that it listens on.',
  };
}
