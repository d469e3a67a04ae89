/** The longest question, in characters: as many as the agent takes. The page and its server hold to it alike. */
export const questionCharacters = 4_000;

/** The longest title of a conversation, in characters: as many as the agent keeps. */
export const titleCharacters = 80;
