import { z } from 'zod';
import { questionCharacters } from '@/lib/question';
import { limits } from './limits';

/** An identifier in a path or a body. */
export const identifier = z.string().min(1).max(limits.identifierCharacters);

/** The body of `POST /api/chat`: the last question, and the conversation that it goes on with. */
export const chatRequest = z.object({
  id: identifier.optional(),
  message: z.string().trim().min(1).max(questionCharacters),
});

/** The context of a handler whose path names one thing. */
export interface PathContext<Name extends string> {
  params: Promise<Record<Name, string>>;
}
