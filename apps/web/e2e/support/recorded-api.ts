import type { Page } from 'playwright-core';
import { recorded } from './recorded';

/** Answers every request to the route handlers from recordings; `answers` overrides by path. */
export async function useRecordedApi(
  page: Page,
  answers: Record<string, { status?: number; body: unknown }> = {},
) {
  await page.route('**/api/**', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const answer = answers[path] ??
      defaults[path] ?? { status: 404, body: { error: { code: 'not-found', message: path } } };
    if (typeof answer.body === 'string') {
      await route.fulfill({
        status: answer.status ?? 200,
        contentType: 'text/event-stream',
        body: answer.body,
      });
    } else {
      await route.fulfill({ status: answer.status ?? 200, json: answer.body });
    }
  });
}

const defaults: Record<string, { status?: number; body: unknown }> = {
  '/api/status': { body: recorded.status },
  '/api/datasets': { body: { datasets: recorded.datasets } },
  '/api/datasets/employees': { body: recorded.profile },
  '/api/suggestions': { body: { suggestions: recorded.suggestions } },
  '/api/conversations': {
    body: {
      conversations: [
        {
          id: 'conversation-1',
          title: 'What is the average salary per department?',
          createdAt: 1,
          updatedAt: Date.now(),
        },
        { id: 'conversation-2', title: 'Total sales in Q1', createdAt: 1, updatedAt: Date.now() - 7_200_000 },
      ],
    },
  },
};
