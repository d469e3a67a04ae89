/**
 * What a word can mean in an instruction, whatever its language. A frame asks for some of these near each other, so
 * that a paraphrase and a translation are read as the phrase that they stand for.
 */
export const wordClasses = [
  /** Setting aside: ignore, disregard, forget, override. */
  'disregard',
  /** What came before: previous, earlier, above, original. */
  'prior',
  /** What guides a model: instructions, prompt, rules, guidelines. */
  'guidance',
  /** What somebody asked for: request, task, question. */
  'request',
  /** Who is addressed: AI, assistant, language model, agent. */
  'assistant',
  /** Who must not know, or has asked: user, human, operator. */
  'user',
  /** Saying: tell, mention, inform, reveal. */
  'tell',
  /** Not, never, without. */
  'negation',
  /** Taking data away: send, forward, upload, post. */
  'send',
  /** Getting at data: read, open, collect, print. */
  'read',
  /** What is worth stealing: password, key, token, history. */
  'secret',
  /** What a person's data are: files, messages, contacts, documents. */
  'data',
  /** Where things go: an address, a URL, a webhook. */
  'destination',
  /** Doing: run, execute, call, delete, transfer. */
  'act',
  /** With what: tool, function, command, script. */
  'tool',
  /** New, real, actual, updated. */
  'new',
  /** Must, always, immediately, important. */
  'must',
  /** Secretly, silently, in the background. */
  'covert',
  /** Confirmation, approval, permission. */
  'consent',
  /** Without: a word that takes its object away. */
  'without',
  /** Later: future, from now on, every conversation. */
  'lasting',
  /** Remember, memorise, save to memory. */
  'remember',
  /** Free of bounds: unrestricted, no limits, jailbroken. */
  'unbound',
  /** Taking on a part: you are now, act as, pretend. */
  'become',
  /** Rights: authorised, approved, administrator, owner. */
  'authority',
  /** You, your. */
  'you',
  /** Note, attention, message, notice: what opens an address to somebody. */
  'notice',
  /** Answer, reply, response, output. */
  'answer',
  /** What only somebody in a conversation has: your answer, this chat, what you were told. */
  'situation',
  /** Ending: abandon, stop, void, no longer valid. */
  'end',
  /** A word that may name an AI or anything else: agent, model, bot. */
  'agent',
  /** Not in any lexicon: a verb that stands where an order begins. See {@link orderable}. */
  'order',
] as const;

export type WordClass = (typeof wordClasses)[number];

/** The classes whose words are orders where they begin a clause. */
export const orderable: readonly WordClass[] = [
  'disregard',
  'send',
  'read',
  'act',
  'remember',
  'become',
  'tell',
];

/** Classes as bits, for a quick look at what a sentence holds. */
export function bitsOf(classes: readonly WordClass[]): number {
  return classes.reduce((bits, name) => bits | (1 << wordClasses.indexOf(name)), 0);
}

/**
 * The words of one language by class, in lower case, blanks as they are written. A trailing `*` lets letters follow:
 * `instruct*` is instruct, instructs, instruction, instructions.
 */
export type Lexicon = Readonly<Partial<Record<WordClass, string>>>;
