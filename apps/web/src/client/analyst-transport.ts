import type { AnalystMessage } from '@sallyport/agent';
import { DefaultChatTransport, type ChatTransport } from 'ai';
import { readQuestion } from '@/lib/message-view';
import { paced } from './paced';

/**
 * The way from the page to the runs of one conversation. Only the last question's text is ever sent: history and runs
 * are the server's. It knows the conversation's id as soon as the server has given one, and the run under way.
 */
export class AnalystTransport extends DefaultChatTransport<AnalystMessage> {
  #conversationId: string | undefined;
  #runId: string | undefined;
  readonly #onMissed: () => void;

  /** `onMissed` is called when an answer that was to be read on has meanwhile ended. */
  constructor(conversationId: string | undefined, onMissed: () => void) {
    super({
      prepareSendMessagesRequest: ({ messages, body }) => {
        const question = messages.findLast((message) => message.role === 'user');
        this.#runId = undefined;
        return {
          api: '/api/chat',
          body: { ...body, id: this.#conversationId, message: question ? readQuestion(question) : '' },
        };
      },
      prepareReconnectToStreamRequest: () => ({
        api: `/api/chat/${encodeURIComponent(this.#conversationId ?? '')}/stream`,
      }),
    });
    this.#conversationId = conversationId;
    this.#onMissed = onMissed;
  }

  override async reconnectToStream(
    ...options: Parameters<ChatTransport<AnalystMessage>['reconnectToStream']>
  ) {
    const stream = await super.reconnectToStream(...options);
    if (stream === null) this.#onMissed();
    return stream;
  }

  protected override processResponseStream(body: ReadableStream<Uint8Array>) {
    return paced(super.processResponseStream(body));
  }

  /** The run whose answer is being read. */
  get runId(): string | undefined {
    return this.#runId;
  }

  /** Notes which run answers; true when that names a conversation that had no id before. */
  note(run: { runId: string; conversationId: string }): boolean {
    const isNew = this.#conversationId === undefined;
    this.#runId = run.runId;
    this.#conversationId = run.conversationId;
    return isNew;
  }
}
