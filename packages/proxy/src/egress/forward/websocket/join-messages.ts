import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { EgressState } from '../../state.js';
import type { Exchange, MessageInspector } from '../../types.js';
import { egressLimits } from '../../limits.js';
import { joinTunnel } from '../join.js';
import { closeCodes, closeFrame } from './frames.js';
import { MessageGate, type GateEnd } from './message-gate.js';

/** Who looks at the messages of each direction; undefined where nobody does. */
export interface MessageInspectors {
  readonly sent: MessageInspector | undefined;
  readonly received: MessageInspector | undefined;
}

/** Joins the sides of a WebSocket message by message. What is refused ends it for both, with a word on why. */
export async function joinMessages(
  state: EgressState,
  client: Duplex,
  upstream: Duplex,
  exchange: Exchange,
  { sent, received }: MessageInspectors,
): Promise<void> {
  const { requests, tls } = state.settings;
  const gates: MessageGate[] = [];
  const onEnd = ({ code, reason, isRecorded }: GateEnd): void => {
    for (const gate of gates) gate.shut();
    if (!isRecorded) state.judge.refuse(broken(code, reason), 'upstream', exchange);
    const why = `sallyport: ${reason}`;
    client.end(closeFrame(code, why));
    upstream.end(closeFrame(code, why, randomBytes(4)));
    setTimeout(() => {
      client.destroy();
      upstream.destroy();
    }, egressLimits.farewellMs).unref();
  };
  const gateOf = (
    inspector: MessageInspector | undefined,
    isFromClient: boolean,
    most: number,
  ): MessageGate | undefined => {
    if (!inspector) return undefined;
    const gate = new MessageGate({ isFromClient, inspector, most, onEnd });
    gates.push(gate);
    return gate;
  };
  await joinTunnel(state, client, upstream, exchange, {
    sent: gateOf(sent, true, requests.maxBodyBytes),
    received: gateOf(received, false, tls.maxResponseBytes),
  });
}

function broken(code: number, reason: string): Parameters<EgressState['judge']['refuse']>[0] {
  const isTooBig = code === closeCodes.tooBig;
  return {
    status: isTooBig ? 413 : 400,
    rule: isTooBig ? 'websocket-message-size' : 'websocket-malformed',
    reason: `the WebSocket was ended: ${reason}`,
    hint: isTooBig
      ? 'Send less at a time. A person can raise request_body_scanning.max_body_bytes or tls_interception.max_response_bytes.'
      : 'Only frames as RFC 6455 has them pass, without extensions.',
  };
}
