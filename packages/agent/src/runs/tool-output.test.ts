import { describe, expect, it } from 'vitest';
import { readToolOutput } from './tool-output.js';

describe('a tool output', () => {
  it('is the whole structured result', () => {
    const structuredContent = { table: { columns: [], data: [], rowCount: 0, truncated: false } };
    const report = { durationMs: 5, findings: [] };
    expect(readToolOutput({ structuredContent, isError: false, report }, 'short')).toEqual({
      output: structuredContent,
      isError: false,
      report,
    });
  });

  it('is the error that the text holds, with all its members', () => {
    const text = JSON.stringify({
      error: { code: 'x', message: 'No.', line: 3, hint: 'Try y.' },
      status: 'failed',
    });
    const { output, isError } = readToolOutput(
      { structuredContent: null, isError: true },
      { type: 'text', text },
    );
    expect(isError).toBe(true);
    expect(output).toEqual({
      error: { code: 'x', message: 'No.', line: 3, hint: 'Try y.' },
      status: 'failed',
    });
  });

  it('is an error in words where the call never reached the server', () => {
    expect(readToolOutput(undefined, 'Tool not found')).toMatchObject({
      isError: true,
      output: { error: { code: 'tool-failed', message: 'Tool not found' } },
    });
  });

  it('is its text where there is no structured result', () => {
    const text = [
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ];
    expect(readToolOutput({ structuredContent: null, isError: false }, text).output).toEqual({
      value: 'one\ntwo',
    });
  });
});
