import { request } from 'undici';
import { BlockedError } from './blocked-error.js';
import { egressLimits } from './limits.js';

/** What {@link fetchThroughSallyport} is told. */
export interface SallyportFetchOptions {
  /** Where `/fetch` is, such as `http://127.0.0.1:8888/fetch`. */
  fetchUrl: string;
  /** Who asks, for its log and its budgets. */
  agent?: string;
  signal?: AbortSignal;
}

/** The text of a page, as an agent may read it. */
export interface FetchedPage {
  /** After redirects. */
  url: string;
  /** Of the server that was asked: an error page is a page too. */
  status: number;
  contentType: string;
  title: string;
  content: string;
}

/**
 * Fetches the readable text of an address through `sallyport run`.
 *
 * The reason of a block is in the body of its answer, whose status is 403: it is read before the status is looked at.
 *
 * @throws {BlockedError} with the reason, where Sallyport did not let it through.
 * @throws {Error} where the address cannot be reached, or Sallyport itself.
 */
export async function fetchThroughSallyport(
  url: string,
  options: SallyportFetchOptions,
): Promise<FetchedPage> {
  const { fetchUrl, agent, signal } = options;
  const late = AbortSignal.timeout(egressLimits.answerMs);
  const { statusCode, headers, body } = await request(`${fetchUrl}?url=${encodeURIComponent(url)}`, {
    headers: agent === undefined ? {} : { 'x-sallyport-agent': agent },
    signal: signal ? AbortSignal.any([signal, late]) : late,
  }).catch((error: unknown) => {
    throw new Error(`Sallyport cannot be reached at ${fetchUrl}. Start it: sallyport run`, { cause: error });
  });
  const answer = fieldsOf(await boundedText(body));
  if (!answer) throw new Error(`What answers at ${fetchUrl} is not Sallyport (status ${statusCode}).`);
  if (answer['blocked'] === true) {
    throw new BlockedError(textIn(answer, 'block_reason'), {
      status: statusCode,
      hint: textIn(answer, 'hint'),
      eventId: headers['x-sallyport-event']?.toString(),
    });
  }
  const fault = textIn(answer, 'error');
  if (statusCode !== 200 || fault !== '')
    throw new Error(`${url} was not fetched: ${fault || `status ${statusCode}`}`);
  const status = answer['status_code'];
  return {
    url: textIn(answer, 'url'),
    status: typeof status === 'number' ? status : 0,
    contentType: textIn(answer, 'content_type'),
    title: textIn(answer, 'title'),
    content: textIn(answer, 'content'),
  };
}

async function boundedText(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > egressLimits.answerBytes)
      throw new Error(`The answer is longer than ${egressLimits.answerBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // Told of by the caller, who knows where it came from.
    return undefined;
  }
}

function textIn(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
