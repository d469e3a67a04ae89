// What the reference server has that asks its client back: by requests of its own, as the older revisions have it, and by
// results that want more input, as the current one has it.
import {
  acceptedContent,
  createRequestStateCodec,
  fromJsonSchema,
  inputRequired,
  MissingRequiredClientCapabilityError,
} from '@modelcontextprotocol/server';
import { richSchema } from '@sallyport/testing/conformance';
import * as z from 'zod';

const text = (said) => ({ content: [{ type: 'text', text: said }] });
const form = (properties, required) => ({
  type: 'object',
  properties,
  ...(required ? { required } : {}),
});
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';

/** Seals what a call of several rounds must remember; the key lives as long as the process. */
export const states = createRequestStateCodec({ key: crypto.getRandomValues(new Uint8Array(32)) });

const defaults = form({
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
});
const titled = [1, 2, 3].map((n) => ({ const: `value${n}`, title: `Choice ${n}` }));
const options = ['option1', 'option2', 'option3'];
const enums = form({
  untitledSingle: { type: 'string', enum: options },
  titledSingle: { type: 'string', oneOf: titled },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
  titledMulti: { type: 'array', items: { anyOf: titled } },
});

/** Tools that ask by a request of their own. */
function addCallbacks(tool) {
  const elicits = (name, message, requestedSchema) =>
    tool(name, 'Asks the user.', async (_args, { mcpReq }) => {
      const { action, content } = await mcpReq.elicitInput({ message, requestedSchema });
      return text(`Elicitation completed: action=${action}, content=${JSON.stringify(content)}`);
    });
  elicits('test_elicitation_sep1034_defaults', 'Please fill in the form.', defaults);
  elicits('test_elicitation_sep1330_enums', 'Please choose.', enums);
  tool(
    'test_elicitation',
    'Asks the user.',
    async ({ message }, { mcpReq }) => {
      const requestedSchema = form({ username: { type: 'string' }, email: { type: 'string' } }, [
        'username',
        'email',
      ]);
      const { action, content } = await mcpReq.elicitInput({ message, requestedSchema });
      return text(`User response: action=${action}, content=${JSON.stringify(content)}`);
    },
    z.object({ message: z.string() }),
  );
  tool(
    'test_sampling',
    'Asks the model.',
    async ({ prompt }, { mcpReq }) => {
      const messages = [{ role: 'user', content: { type: 'text', text: prompt } }];
      const { content } = await mcpReq.requestSampling({ messages, maxTokens: 100 });
      return text(`LLM response: ${content.text}`);
    },
    z.object({ prompt: z.string() }),
  );
}

const asks = {
  elicit: (message, properties) =>
    inputRequired.elicit({ message, requestedSchema: form(properties, Object.keys(properties)) }),
  sample: (question, maxTokens) =>
    inputRequired.createMessage({
      messages: [{ role: 'user', content: { type: 'text', text: question } }],
      maxTokens,
    }),
};
const askName = () => asks.elicit('What is your name?', { name: { type: 'string' } });

/** Tools whose result is a question first. */
function addRounds(tool) {
  /** Asks for each of `questions` that is not answered, and then gives what `answer` makes of the answers. */
  const round = (name, questions, answer) =>
    tool(`test_input_required_result_${name}`, 'Needs input.', (_args, { mcpReq }) => {
      const given = mcpReq.inputResponses ?? {};
      const asked = questions();
      const isWhole = Object.keys(asked).every((key) => key in given);
      return isWhole ? text(answer(given)) : inputRequired({ inputRequests: asked });
    });
  round(
    'elicitation',
    () => ({ user_name: askName() }),
    (given) => {
      const { name } = acceptedContent(given, 'user_name') ?? {};
      return `Hello, ${String(name)}!`;
    },
  );
  const question = () => ({ capital_question: asks.sample('What is the capital of France?', 100) });
  round('sampling', question, (given) => JSON.stringify(given.capital_question));
  round(
    'list_roots',
    () => ({ client_roots: inputRequired.listRoots() }),
    (given) => JSON.stringify(given.client_roots),
  );
  /** The same with something to remember; each of `steps` is one round. */
  const remembering = (name, steps) =>
    tool(`test_input_required_result_${name}`, 'Needs input.', async (_args, { mcpReq }) => {
      const { at } = mcpReq.requestState() ?? { at: 0 };
      const isAnswered = Object.keys(steps[at]()).every((key) => key in (mcpReq.inputResponses ?? {}));
      const next = isAnswered ? at + 1 : at;
      if (next === steps.length) return text('state-ok');
      return inputRequired({ inputRequests: steps[next](), requestState: await states.mint({ at: next }) });
    });
  const confirm = () => ({ confirm: asks.elicit('Please confirm', { ok: { type: 'boolean' } }) });
  remembering('request_state', [confirm]);
  remembering('tampered_state', [confirm]);
  remembering('multiple_inputs', [
    () => ({
      user_name: askName(),
      greeting: asks.sample('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    }),
  ]);
  remembering('multi_round', [
    () => ({ step1: asks.elicit('Step 1: What is your name?', { name: { type: 'string' } }) }),
    () => ({ step2: asks.elicit('Step 2: What is your favorite color?', { color: { type: 'string' } }) }),
  ]);
  tool('test_input_required_result_capabilities', 'Asks what the client can answer.', (_args, { mcpReq }) => {
    const { sampling, elicitation } =
      mcpReq._meta?.[capabilitiesKey] ?? mcpReq.envelope?.[capabilitiesKey] ?? {};
    return inputRequired({
      inputRequests: {
        ...(sampling ? { greeting: asks.sample('Generate a greeting', 50) } : {}),
        ...(elicitation ? { user_name: askName() } : {}),
      },
    });
  });
  tool('test_streaming_elicitation', 'Asks in a stream.', () =>
    inputRequired({ inputRequests: { user_name: askName() } }),
  );
  tool('test_missing_capability', 'Needs sampling.', (_args, { mcpReq }) => {
    const { sampling } = mcpReq._meta?.[capabilitiesKey] ?? mcpReq.envelope?.[capabilitiesKey] ?? {};
    if (!sampling) throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
    return text('sampled');
  });
}

const inHeaders = fromJsonSchema({
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    priority: { type: 'integer', 'x-mcp-header': 'Priority' },
  },
  required: ['region'],
});

/**
 * @param tool registers one: name, description, what answers, the schema of what it takes.
 * @param notify tells every client of a change, where each request has a server of its own.
 */
export function addAskingTools(server, tool, notify) {
  addCallbacks(tool);
  addRounds(tool);
  tool('json_schema_2020_12_tool', 'Has a rich schema.', () => text('done'), fromJsonSchema(richSchema));
  tool(
    'test_parameters_in_headers',
    'Is routed by its parameters.',
    ({ region }) => text(String(region)),
    inHeaders,
  );
  tool('test_logging_tool', 'Logs.', async (_args, { mcpReq }) => {
    await mcpReq.log('info', 'something happened');
    return text('logged');
  });
  tool('test_reconnection', 'Is waited for.', () => text('done'));
  const tells = (name, tell) =>
    tool(name, 'Tells that a list has changed.', async () => {
      await tell();
      return text('told');
    });
  tells('test_trigger_tool_change', () => notify?.toolsChanged() ?? server.sendToolListChanged());
  tells('test_trigger_prompt_change', () => notify?.promptsChanged() ?? server.sendPromptListChanged());
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Needs input.' },
    ({ mcpReq }) => {
      const given = acceptedContent(mcpReq.inputResponses, 'user_context');
      if (!given) {
        const properties = { context: { type: 'string' } };
        return inputRequired({
          inputRequests: { user_context: asks.elicit('What context should the prompt use?', properties) },
        });
      }
      return {
        messages: [{ role: 'user', content: { type: 'text', text: `Context: ${String(given.context)}` } }],
      };
    },
  );
}
