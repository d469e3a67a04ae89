import type { RequestId } from '../relay/messages.js';

/** How a remote server begins its answer to a request. */
export interface AnswerStart {
  status: number;
  /** Whether it answers with a stream of events. */
  isStream: boolean;
  /** Whether a session was made, or goes on. */
  hasSession: boolean;
}

/**
 * What HTTP says of a request and of its answer beside the messages: a front tells it to the remote server behind it, and
 * that to the front. The ids are those that requests have between the two.
 */
export interface Wire {
  /** The headers under which a client's request is routed unread. */
  headersOf(id: RequestId): Readonly<Record<string, string>> | undefined;
  answerBegins(id: RequestId, start: AnswerStart): void;
}
