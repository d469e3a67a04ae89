/** The longest question, in characters: as many as the agent takes. The page and its server hold to it alike. */
export const questionCharacters = 4_000;
