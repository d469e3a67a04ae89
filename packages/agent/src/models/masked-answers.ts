import type { AgentOutputItem, Model, ModelRequest, StreamEvent } from '@openai/agents';
import { maskText, TextMask } from '@sallyport/guard';

/**
 * A model whose words hold no credentials, so that none that it read in data or in a question gets to the page, to
 * `ask` or into the history by its answer. Calls of tools are left as they are: the guard has to see what is in them.
 */
export function withMaskedAnswers(model: Model): Model {
  return {
    getResponse: async (request) => {
      const response = await model.getResponse(request);
      return { ...response, output: response.output.map(maskedItem) };
    },
    getStreamedResponse: (request) => maskedStream(model, request),
  };
}

async function* maskedStream(model: Model, request: ModelRequest): AsyncGenerator<StreamEvent> {
  const mask = new TextMask();
  let last: Delta | undefined;
  for await (const event of model.getStreamedResponse(request)) {
    if (last && (event.type === 'response_done' || isOfAnotherText(event, last))) {
      yield* deltaOf(last, mask.end());
      last = undefined;
    }
    if (event.type === 'output_text_delta') {
      last = event;
      yield* deltaOf(event, mask.push(event.delta));
    } else if (event.type === 'response_done') {
      const output = event.response.output.map(maskedItem);
      yield { ...event, response: { ...event.response, output } };
    } else {
      yield event;
    }
  }
}

type Delta = Extract<StreamEvent, { type: 'output_text_delta' }>;

function isOfAnotherText(event: StreamEvent, last: Delta): boolean {
  return event.type === 'output_text_delta' && event.itemId !== last.itemId;
}

function deltaOf(event: Delta, delta: string): Delta[] {
  return delta === '' ? [] : [{ ...event, delta }];
}

/** The item with its words masked, and all else the very same. */
function maskedItem<Item extends AgentOutputItem>(item: Item): Item {
  if (item.type === 'reasoning') {
    const { content, rawContent } = item;
    return { ...item, content: content.map(maskedPart), rawContent: rawContent?.map(maskedPart) };
  }
  if (!('role' in item) || item.role !== 'assistant') return item;
  return { ...item, content: item.content.map(maskedPart) };
}

function maskedPart<Part extends object>(part: Part): Part {
  if ('text' in part && typeof part.text === 'string') return { ...part, text: maskText(part.text) };
  if ('refusal' in part && typeof part.refusal === 'string') {
    return { ...part, refusal: maskText(part.refusal) };
  }
  return part;
}
