import { z } from 'zod';
import { questionCharacters, titleCharacters } from '@/lib/question';
import { limits } from './limits';

/** An identifier in a path or a body. */
export const identifier = z.string().min(1).max(limits.identifierCharacters);

/** The body of `POST /api/chat`: the last question, the conversation that it goes on with, and the run it replaces. */
export const chatRequest = z.object({
  id: identifier.optional(),
  replaces: identifier.optional(),
  message: z.string().trim().min(1).max(questionCharacters),
});

/** The body of `PATCH /api/conversations/ID`. */
export const renameRequest = z.object({ title: z.string().trim().min(1).max(titleCharacters) });

/** The context of a handler whose path names one thing. */
export interface PathContext<Name extends string> {
  params: Promise<Record<Name, string>>;
}
