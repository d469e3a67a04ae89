import { spawnSync } from 'node:child_process';
import { createClient } from '@libsql/client';
import type { AgentInputItem } from '@openai/agents';
import { temporaryFolder } from '@sallyport/testing';
import { array, assert, constant, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../src/conversations/database.js';
import { boundHistory } from '../src/conversations/history.js';
import { LibsqlConversationStore } from '../src/conversations/store.js';
import { titleOf } from '../src/conversations/title.js';
import { limits } from '../src/limits.js';
import { toUIMessages } from '../src/ui-stream/to-ui-messages.js';
import { goodReplies, startBench } from './support/backend.js';
import { table } from './support/data-server.js';
import type { Reply } from './support/fake-openai.js';

const question = 'What is the average salary by department, as a chart?';

describe('a conversation', () => {
  it('gives a follow-up the history, and the model nothing that a browser made up', async () => {
    const followUp = [goodReplies[0], goodReplies[1], { text: 'By region I cannot say.' }].filter(
      (reply) => reply !== undefined,
    );
    const { backend, model } = await startBench({ replies: [...goodReplies, ...followUp] });
    const first = await backend.startRun({ question });
    await first.result;
    const second = await backend.startRun({
      question: 'And by region?',
      conversationId: first.conversationId,
    });
    expect((await second.result).answer).toBe('By region I cannot say.');

    const sent = model.requests.at(-1)?.body.messages as { role: string; content: unknown }[];
    const users = sent.filter((message) => message.role === 'user').map((message) => message.content);
    expect(users).toEqual([question, 'And by region?']);
    expect(JSON.stringify(sent)).toContain('Research earns 74,500');
    const classified = JSON.stringify(model.requests[7]?.body.messages);
    expect(classified).toContain('average salary by department');
  });

  it('is kept with all that is needed to draw it again, also by another process', async () => {
    const first = await startBench({ replies: goodReplies });
    const run = await first.backend.startRun({ question });
    const result = await run.result;
    await first.backend.close();

    const second = await startBench({ home: first.home });
    const [summary] = await second.backend.conversations.list();
    expect(summary).toMatchObject({ id: run.conversationId, title: question });
    const conversation = await second.backend.conversations.get(run.conversationId);
    expect(conversation?.turns).toMatchObject([
      { question, answer: result.answer, status: 'answered', usage: result.usage },
    ]);
    const [, answer] = conversation ? toUIMessages(conversation) : [];
    expect(answer?.parts.findLast((part) => part.type === 'dynamic-tool')?.output).toMatchObject({ table });
    expect(answer?.parts.filter((part) => part.type === 'text').map((part) => part.text)).toEqual([
      'Let me look at the data.',
      result.answer,
    ]);
  });

  it('forgets a question that another one replaces, and all that came after it', async () => {
    const again = (text: string): Reply[] => [...goodReplies.slice(0, 2), { text }];
    const replies = [...again('One.'), ...again('Two.'), ...again('Three.'), ...again('Four.')];
    const { backend, model } = await startBench({ replies });
    const { conversationId, ...first } = await backend.startRun({ question });
    await first.result;
    const ask = async (text: string, replaces?: string) => {
      const run = await backend.startRun({ question: text, conversationId, ...(replaces && { replaces }) });
      await run.result;
      return run;
    };
    const second = await ask('And by region?');
    await ask('And by year?');
    await ask('And by office?', second.runId);

    const conversation = await backend.conversations.get(conversationId);
    expect(conversation?.turns.map((turn) => [turn.question, turn.answer])).toEqual([
      [question, 'One.'],
      ['And by office?', 'Four.'],
    ]);
    const sent = JSON.stringify(model.requests.at(-1)?.body.messages);
    expect(sent).toContain('One.');
    expect(sent).not.toMatch(/region|year|Two|Three/);
    expect(conversation?.title).toBe(question);
  });

  it('takes the title of a first question that is replaced, and keeps one that a person gave', async () => {
    const { backend } = await startBench({ environment: {} });
    const first = await backend.startRun({ question });
    await first.result;
    const { conversationId } = first;
    const second = await backend.startRun({
      question: 'How many employees are there?',
      conversationId,
      replaces: first.runId,
    });
    await second.result;
    expect((await backend.conversations.list())[0]?.title).toBe('How many employees are there?');
    await backend.conversations.rename(conversationId, 'Pay');
    const third = await backend.startRun({ question, conversationId, replaces: second.runId });
    await third.result;
    expect((await backend.conversations.list())[0]?.title).toBe('Pay');
  });

  it('keeps all it has where the question to be replaced is not in it', async () => {
    const { backend } = await startBench({ environment: {} });
    const first = await backend.startRun({ question });
    await first.result;
    const { conversationId } = first;
    for (const input of [
      { question, conversationId, replaces: 'other' },
      { question, replaces: first.runId },
    ])
      await expect(backend.startRun(input)).rejects.toMatchObject({ code: 'turn-unknown' });
    expect(await backend.conversations.list()).toHaveLength(1);
    expect((await backend.conversations.get(conversationId))?.turns).toHaveLength(1);
  });

  it('can be renamed and removed with everything in it', async () => {
    const { backend } = await startBench({ replies: goodReplies });
    const run = await backend.startRun({ question });
    await run.result;
    expect(await backend.conversations.rename(run.conversationId, 'Pay')).toBe(true);
    expect((await backend.conversations.list())[0]?.title).toBe('Pay');
    expect(await backend.conversations.delete(run.conversationId)).toBe(true);
    expect(await backend.conversations.get(run.conversationId)).toBeUndefined();
    expect(await backend.conversations.delete(run.conversationId)).toBe(false);
  });
});

describe('the store', () => {
  const turn = { runId: 'r1', question, model: { kind: 'embedded', name: 'test' } } as const;

  it('says of runs whose process is gone that they were interrupted, and leaves those of living ones', async () => {
    const home = temporaryFolder();
    const client = await openDatabase(home);
    const store = new LibsqlConversationStore(client, limits);
    const id = await store.create(question);
    await store.beginTurn({ ...turn, conversationId: id });
    expect((await store.get(id))?.turns[0]?.status).toBe('running');
    expect(await store.isBusy(id)).toBe(true);

    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await client.execute({
      sql: 'UPDATE turns SET owner = replace(owner, ?, ?)',
      args: [`:${process.pid}:`, `:${gone}:`],
    });
    expect((await store.get(id))?.turns[0]).toMatchObject({
      status: 'interrupted',
      error: { code: 'interrupted' },
    });
    expect(await store.isBusy(id)).toBe(false);
    store.close();
  });

  it("gives up on another host's run when it has been silent for longer than a run may take", async () => {
    const client = await openDatabase(temporaryFolder());
    let now = 1_000_000;
    const store = new LibsqlConversationStore(client, limits, () => now);
    const id = await store.create(question);
    await store.beginTurn({ ...turn, conversationId: id });
    await client.execute("UPDATE turns SET owner = 'elsewhere:1:mark'");
    expect((await store.get(id))?.turns[0]?.status).toBe('running');
    now += limits.runMs + 120_000;
    expect((await store.get(id))?.turns[0]?.status).toBe('interrupted');
    store.close();
  });

  it('migrates a database once, and opens one that is already there', async () => {
    const home = temporaryFolder();
    const [first, second] = await Promise.all([openDatabase(home), openDatabase(home)]);
    first.close();
    second.close();
    const client = createClient({ url: `file:${home}/conversations.db` });
    const { rows } = await client.execute('SELECT id FROM migrations ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual([1, 2]);
    client.close();
  });

  it('keeps the session in order, and hands out its last items', async () => {
    const client = await openDatabase(temporaryFolder());
    const store = new LibsqlConversationStore(client, limits);
    const id = await store.create(question);
    const session = store.session(id, turn.model);
    await session.addItems([user('one'), user('two')]);
    await session.addItems([user('three')]);
    expect(await session.getItems()).toEqual([user('one'), user('two'), user('three')]);
    expect(await session.getItems(1)).toEqual([user('three')]);
    expect(await session.popItem()).toEqual(user('three'));
    await session.clearSession();
    expect(await session.getItems()).toEqual([]);
    store.close();
  });
});

describe('the history that a model is given', () => {
  const call = (callId: string): AgentInputItem => ({
    type: 'function_call',
    callId,
    name: 'run_analysis',
    arguments: '{}',
    status: 'completed',
  });
  const result = (callId: string, output = 'ok'): AgentInputItem => ({
    type: 'function_call_result',
    callId,
    name: 'run_analysis',
    status: 'completed',
    output,
  });

  it('never has a call without its result, or a result without its call, and is within its bounds', () => {
    const item = oneof(
      constant(user('q')),
      integer({ min: 0, max: 5 }).map((id) => call(String(id))),
      integer({ min: 0, max: 5 }).map((id) => result(String(id), 'x'.repeat(50))),
    );
    assert(
      property(array(item, { maxLength: 30 }), integer({ min: 1, max: 20 }), (items, most) => {
        const bounded = boundHistory(items, { items: most, resultLength: 20, portable: true });
        const ids = (type: string) =>
          new Set(bounded.flatMap((each) => (each.type === type && 'callId' in each ? [each.callId] : [])));
        expect(bounded.length).toBeLessThanOrEqual(most);
        expect(ids('function_call')).toEqual(ids('function_call_result'));
        expect(bounded[0] ?? user('')).toMatchObject({ role: 'user' });
      }),
    );
  });

  it('holds nothing that only the service that made it knows', () => {
    const reasoning: AgentInputItem = { type: 'reasoning', id: 'rs_1', content: [] };
    const marked = { ...call('1'), id: 'fc_1', providerData: { itemId: 'x' } };
    const items = [user('q'), reasoning, marked, result('1')];
    const bounds = { items: 10, resultLength: 4000 };
    expect(boundHistory(items, { ...bounds, portable: true })).toEqual([user('q'), call('1'), result('1')]);
    expect(boundHistory(items, { ...bounds, portable: false })).toEqual(items);
  });

  it('names long results instead of repeating them', () => {
    const [, , kept] = boundHistory([user('q'), call('1'), result('1', 'x'.repeat(5000))], {
      items: 10,
      resultLength: 4000,
      portable: true,
    });
    expect(kept).toMatchObject({ output: expect.stringContaining('Call run_analysis again') });
  });
});

describe('a title', () => {
  it('is the question on one line, cut at a word', () => {
    expect(titleOf('  What is\nthis? ', 80)).toBe('What is this?');
    expect(titleOf('one two three four', 10)).toBe('one two…');
    expect(titleOf(' ', 80)).toBe('New conversation');
  });
});

function user(content: string): AgentInputItem {
  return { type: 'message', role: 'user', content };
}
