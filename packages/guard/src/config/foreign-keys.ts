import type { LackingNode, NoEffectNode } from './schema-node.js';

const lacking = (about: string, instead: string): LackingNode => ({ kind: 'lacking', about, instead });
const noEffect = (about: string): NoEffectNode => ({ kind: 'no-effect', about });

const notHere = (what: string): LackingNode =>
  lacking(`${what}: not a part of Sallyport.`, 'Write `enabled: false` or leave the section out');

/**
 * Keys of Pipelock's format that a file may hold and that set nothing here. Those whose feature would protect somebody
 * are refused when they are turned on; the others are told of.
 */
export const foreignKeys = {
  response_scanning: {
    include_defaults: noEffect('The rules are always looked for.'),
  },
  mcp_input_scanning: {
    on_parse_error: noEffect('What is not JSON is never passed on.'),
  },
  mcp_tool_policy: {
    redirect_profiles: lacking('Calls that are sent elsewhere.', 'Leave it out'),
    quarantine_dir: noEffect('Nothing is sent elsewhere.'),
  },
  tool_chain_detection: {
    window_size: noEffect('Data is followed by its value, not by the order of calls.'),
    window_seconds: noEffect('Data is followed by its value, not by the order of calls.'),
    max_gap: noEffect('Data is followed by its value, not by the order of calls.'),
    tool_categories: noEffect('Tools are known by what they give and take.'),
    pattern_overrides: lacking('Actions per pattern of calls.', 'Set one `action` for the section'),
    custom_patterns: lacking('Patterns of calls of your own.', 'Leave the list out'),
  },
  dlp: {
    include_defaults: noEffect('The rules are always looked for.'),
  },
  websocket_proxy: {
    scan_text_frames: noEffect('Messages are always scanned where the tunnel is looked into.'),
    allow_binary_frames: noEffect('Messages of bytes pass, and are scanned.'),
    forward_cookies: noEffect('Cookies are treated as in any other request.'),
    strip_compression: noEffect('Compression of messages is never offered on.'),
    origin_policy: noEffect('The origin goes on as the program gave it.'),
    max_message_bytes: noEffect(
      '`request_body_scanning.max_body_bytes` and `tls_interception.max_response_bytes` bound them.',
    ),
    max_concurrent_connections: noEffect('Connections are bounded as for any tunnel.'),
    max_connection_seconds: noEffect('`forward_proxy.max_tunnel_seconds` bounds them.'),
    idle_timeout_seconds: noEffect('`forward_proxy.idle_timeout_seconds` bounds them.'),
  },
  scan_api: {
    listen: lacking(
      'A port of its own for the scan API.',
      'It is on the port of `sallyport run`: leave it empty',
    ),
  },
  logging: {
    output: noEffect('What happens is told on standard error, and kept in the audit log.'),
    file: noEffect('The audit log has files of its own.'),
    include_allowed: noEffect('What passes is counted.'),
    include_blocked: noEffect('What is blocked is always recorded.'),
  },
  top: {
    explain_blocks: noEffect('A block always says the rule, the place and what to do, and never the secret.'),
    suppress: lacking(
      'Accepted findings by rule and path.',
      'Use `suppressions`, which has a rule, a server, a tool, a place and an expiry',
    ),
    mcp_session_binding: noEffect('Pins refuse calls of tools that were not listed, in every session.'),
    cross_request_detection: notHere('Detection over HTTP requests'),
    session_profiling: notHere('Profiles of sessions'),
    adaptive_enforcement: notHere('Escalation of actions'),
    seed_phrase_detection: noEffect('Recovery phrases are always looked for.'),
    sentry: noEffect('Nothing is ever reported to a service.'),
  },
} as const;
