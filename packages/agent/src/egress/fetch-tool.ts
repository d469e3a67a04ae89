import { tool, type Tool } from '@openai/agents';
import { z } from 'zod';
import { BlockedError } from './blocked-error.js';
import { fetchThroughSallyport, type SallyportFetchOptions } from './fetch-through-sallyport.js';

/** A tool for agents: the text of a page, fetched through `sallyport run`. A block is told to the model with its reason. */
export function createFetchTool(options: Omit<SallyportFetchOptions, 'signal'>): Tool {
  return tool({
    name: 'fetch_page',
    description: 'Fetches the readable text of a web page or an API by its address.',
    parameters: z.object({ url: z.string().describe('An absolute address, such as https://example.com/') }),
    execute: async ({ url }) => {
      try {
        const { title, content, status } = await fetchThroughSallyport(url, options);
        return { status, title, content };
      } catch (error) {
        if (!BlockedError.isInstance(error)) throw error;
        return { blocked: true, reason: error.message, hint: error.hint };
      }
    },
  });
}
