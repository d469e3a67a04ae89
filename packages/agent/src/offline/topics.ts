import type { DatasetSummary } from './catalog.js';
import type { DeclineReason } from './decline.js';
import { formsOf } from './words/forms.js';
import { wordsOfName } from './words/tokens.js';

const greeting =
  /^\s*(hi|hello|hey|good (morning|afternoon|evening|day)|howdy|greetings|thanks?( you)?( very much| a lot)?|thank you|cheers|bye|goodbye|hiya|yo)( there| all| team| sallyport| analyst)?[\s!.,?]*$/i;
const about =
  /^\s*(hi|hello|hey)?[\s,!]*(please )?(((so )?(what|how) (can|could|do|does|will) (you|i|this|it)( do| help| ask( you)?| work| use this| use you)?( for me| me| with| here| with this)?)|who are you|what are you|are you (a |an )?(real |human|bot|ai|llm|gpt|model|chatgpt|person|robot)?.*|help( me)?|how are you( doing)?( today)?|what (is|are) (this|sallyport|you)( for| about)?|(which|what) (model|llm|ai) (is this|are you|do you use).*|what (kinds? of |sorts? of )?questions (can|could|do|may) (i|you).*|how (do|does|can) (i|this|it) (use|work).*|what do you (do|know)|introduce yourself|give me (some )?(examples?|sample)( of)?( questions?)?.*|what (should|can|could) i ask.*)[\s!?.]*$/i;

/** Whether a message greets, or asks what the analyst is. */
export const isGreeting = (question: string): boolean => greeting.test(question) || about.test(question);

interface Topic {
  reason: DeclineReason;
  pattern: RegExp;
  /** The topic counts only when its word is none of the data's own. */
  unlessData?: boolean;
}

const topics: readonly Topic[] = [
  {
    reason: 'destructive',
    pattern:
      /\b(drop\s+(the\s+)?(table|database|dataset|column|schema)|delete\s+from|insert\s+into|truncate\s+table|alter\s+table|rm\s+-rf?|update\s+\w+\s+set|shut\s*down)\b/i,
  },
  {
    reason: 'destructive',
    pattern:
      /^\s*(please\s+)?((can|could|would|will)\s+you\s+|i\s+(want|need)\s+(you\s+)?to\s+|let'?s\s+|go\s+ahead\s+and\s+)?(please\s+)?(delete|erase|wipe|destroy|truncate|purge|overwrite|corrupt|sabotage|modify|edit|update|insert|rename|fire)\b/i,
  },
  {
    reason: 'destructive',
    pattern:
      /^\s*(please\s+)?(remove|drop)\s+(all|every|the|any)?\s*(?!.*\bfilters?\b)(?!.*\b(from|outliers|nulls?)\b)(the\s+)?(employees?|sales|rows?|records?|data|datasets?|tables?|columns?|people|everything|entries)\b/i,
  },
  {
    reason: 'destructive',
    pattern:
      /^\s*(please\s+)?(set|raise|increase|lower|cut|double|change|replace|add|create|give)\b.*\b(all|every|everyone|everybody|new|to \$?\d+|by \d+\s?%|a raise)\b.*$/i,
  },
  {
    reason: 'prediction',
    pattern:
      /\b(predict\w*|forecast\w*|extrapolat\w*|tomorrow|in the (near )?future|(next|coming) (day|week|month|quarter|year|decade|season|summer|winter|spring|autumn)s?|going to (be|happen|rain|grow|rise|fall|increase|decrease|sell))\b/i,
  },
  {
    reason: 'prediction',
    pattern:
      /\bwill\b(?!.*\b(you|please|kindly)\b).*\b(be|have|sell|grow|rise|fall|rain|happen|reach|increase|decrease|earn|make|cost|snow)\b/i,
  },
  { reason: 'causal', pattern: /^\s*((and|but|so|ok|okay)[\s,]+)?(why\b|how come\b)/i },
  {
    reason: 'causal',
    pattern:
      /\b(what (caused|causes|cause|explains|is causing|drives|drove|led to|made)|(reasons?|explanations?|causes?) (for|why|behind|of)|explain why|tell me why|because of what)\b/i,
  },
  {
    reason: 'off-topic',
    pattern:
      /\b(ignore|disregard|forget|override)\b.{0,40}\b(instructions?|prompts?|rules|guardrails?|previous|above)\b|\b(system prompt|your (instructions|prompt)|jailbreak|developer mode|api[ _-]?keys?|private keys?|passwords?|credentials|secrets?)\b/i,
    unlessData: true,
  },
  {
    reason: 'off-topic',
    pattern:
      /\b(poem|haiku|limerick|joke|riddle|lyrics|essay|novel|fairy ?tale|bedtime story|recipe|horoscope|lottery|dating|girlfriend|boyfriend)\b/i,
    unlessData: true,
  },
  {
    reason: 'off-topic',
    pattern:
      /\b(capital (city )?of|president of|prime minister|king of|queen of|meaning of life|who (invented|discovered|painted|won|wrote|directed|founded)|what time is it|(today'?s|latest|current) news|world cup|super ?bowl|olympics)\b/i,
    unlessData: true,
  },
  {
    reason: 'off-topic',
    pattern:
      /^\s*(please\s+)?((can|could|would) you\s+)?(please\s+)?(write|compose|sing|translate|summari[sz]e this|proofread|cook|book|order (me )?a|buy|call|remind|email|send|tweet|google|search the (web|internet))\b/i,
    unlessData: true,
  },
  {
    reason: 'off-topic',
    pattern:
      /\b(write|generate|give me|debug|fix) (me )?(a |an |some |my )?(python|javascript|java|c\+\+|rust|sql|html|code|script|program|function|email|letter|essay|story|song|cover letter|blog( post)?|resume|cv)\b/i,
  },
];

/** All words of the names of datasets and columns. */
function dataWords(catalog: readonly DatasetSummary[]): ReadonlySet<string> {
  const names = catalog.flatMap((dataset) => [
    dataset.name,
    dataset.title ?? '',
    ...dataset.columns.map(({ name }) => name),
  ]);
  return new Set(names.flatMap(wordsOfName).flatMap((word) => Array.from(formsOf(word))));
}

/** A reason to decline that the question itself gives, whatever the data; undefined when there is none. */
export function topicToDecline(
  question: string,
  catalog: readonly DatasetSummary[],
): DeclineReason | undefined {
  for (const { reason, pattern, unlessData } of topics) {
    const match = pattern.exec(question);
    if (match === null) continue;
    if (unlessData === true) {
      const known = dataWords(catalog);
      const words = wordsOfName(match[0]).filter((word) => word.length > 3);
      if (words.some((word) => [...formsOf(word)].some((form) => known.has(form)) && words.length === 1))
        continue;
    }
    return reason;
  }
  return undefined;
}
