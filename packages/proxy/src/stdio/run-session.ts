import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { limits } from '../limits.js';
import type { Outcome } from '../relay/outcome.js';
import type { Relay } from '../relay/relay.js';
import type { Line } from './line-splitter.js';
import { LineWriter, pumpLines } from './pump.js';
import type { ServerEnd, ServerLink } from './server-link.js';

/** What a session is held between. */
export interface SessionOptions {
  input: Readable;
  output: Writable;
  link: ServerLink;
  /** Makes the relay. It is given what takes outcomes that come about without a line. */
  makeRelay: (onOutcome: (outcome: Outcome) => void) => Relay;
  note: (text: string) => void;
}

/** The process that started us, as soon as we can know it. */
const parent = process.ppid;
/** A client that was killed has left us to another parent: nobody waits for answers any more. */
const isClientGone = (): boolean => process.ppid !== parent;

/**
 * Lets a server answer what it owes, and calls go that still wait for the list of tools or for a person, before it is
 * told that no more comes: many end at that without answering.
 */
async function drain(relay: Relay, link: ServerLink): Promise<void> {
  const since = Date.now();
  let isOver = false;
  void link.ended.then(() => (isOver = true));
  const patience = (): number => {
    if (isClientGone()) return 0;
    if (relay.asked > 0) return Infinity;
    return relay.pending > 0 ? limits.drainMs : 0;
  };
  while (!isOver && Date.now() - since < patience()) await delay(limits.pollMs);
  link.end(() => {
    if (isClientGone()) return 0;
    // A client that never said anything may have been killed before we could know it.
    if (!relay.wasUsed) return limits.farewellMs;
    return relay.pending > 0 ? limits.drainMs : limits.idleDrainMs;
  });
}

/** Relays between a client and a server until the server is gone and every request is answered. */
export async function runSession({
  input,
  output,
  link,
  makeRelay,
  note,
}: SessionOptions): Promise<ServerEnd> {
  const client = new LineWriter(output);
  const server = new LineWriter(link.stdin);
  const relay = makeRelay((outcome) => {
    for (const text of outcome.notes) note(text);
    void client.answer(outcome.toClient);
    void server.answer(outcome.toServer);
  });
  const deal =
    (decide: (line: Line) => Outcome, isClient: boolean) =>
    (lines: readonly Line[]): Promise<void> | undefined => {
      const outcomes = lines.map(decide);
      for (const text of outcomes.flatMap(({ notes }) => notes)) note(text);
      const toClient = outcomes.flatMap((outcome) => outcome.toClient);
      const toServer = outcomes.flatMap((outcome) => outcome.toServer);
      const waits = isClient
        ? [client.answer(toClient), server.write(toServer)]
        : [server.answer(toServer), client.write(toClient)];
      const needed = waits.filter((wait) => wait !== undefined);
      return needed.length > 0 ? Promise.all(needed).then(() => undefined) : undefined;
    };
  // Whatever ends the client's side (its end, an error) ends the server too, once it has answered.
  const fromClient = pumpLines(
    input,
    deal((line) => relay.fromClient(line), true),
  ).finally(() => drain(relay, link));
  let isEndless = false;
  const fromServer = pumpLines(
    link.stdout,
    deal((line) => relay.fromServer(line), false),
    () => {
      if (!isEndless) note('the server writes a line without an end, and is ended');
      isEndless = true;
      link.stop('SIGKILL');
    },
  );
  await fromServer.catch((error: NodeJS.ErrnoException) => {
    // Closed because something that the server left running held it open.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') note(`the server cannot be read from: ${error.message}`);
    link.stop('SIGKILL');
  });
  const ended = await link.ended;
  const end = isEndless ? { ...ended, isClean: false, why: 'it wrote a line without an end' } : ended;
  await client.write(relay.abandon(end.why, end.remedy));
  // What the client sent before it could know is answered as well.
  if (!end.isClean) await Promise.race([fromClient.catch(() => undefined), delay(limits.farewellMs)]);
  await client.flushed();
  // Reading the client's input would keep us alive when the server is gone.
  input.destroy();
  await fromClient.catch(() => undefined);
  return end;
}
