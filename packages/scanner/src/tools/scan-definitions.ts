import type { Collector } from '../match/collector.js';
import type { Place } from '../walk/pointer.js';
import { misleadingAnnotation, sideChannelParameter } from './tool-rules.js';

type Json = Readonly<Record<string, unknown>>;

/** Names of parameters that ask for what only the client has. */
const sideChannel =
  /^_{0,3}(?:side_?notes?|(?:full|entire|complete|whole)?_?(?:conversation|chat|dialog(?:ue)?|message|session)_?(?:history|context|log|logs|transcript|dump)|conversation|system_?(?:prompt|message|instructions?)|hidden_?context|(?:all_?|previous_?|prior_?)(?:messages|tool_?(?:calls|results?|outputs?|responses?))|(?:available_?|other_?|all_?)tools?(?:_?(?:list|names|descriptions?))?|chain_?of_?thought|internal_?(?:reasoning|thoughts?|monologue)|(?:ssh|private|api)_?keys?_?(?:content|contents|file)|env(?:ironment)?_?(?:vars|variables|dump)|etc_?passwd)$/i;
const changingVerb =
  /^(?:delete|remove|drop|destroy|erase|wipe|purge|truncate|write|overwrite|create|update|modify|edit|insert|send|post|upload|transfer|pay|execute|exec|run_(?:command|shell|code)|kill|format|revoke|grant)(?:[_\-A-Z]|$)/;
const saysItChanges =
  /^(?:this tool |it )?(?:permanently |irreversibly )?(?:deletes?|removes?|drops?|destroys?|erases?|wipes?|purges?|overwrites?|sends? (?:an? )?(?:e-?mail|message)|transfers? (?:money|funds)|executes? (?:an? |any |arbitrary )?(?:shell |system )?(?:command|code))\b/i;
/** Levels of a schema that are looked into. */
const schemaDepth = 12;

/** Looks at the members of `tools` as wholes: what a name, an annotation and a description say together. */
export function scanDefinitions(tools: unknown, place: Place, collector: Collector): void {
  if (!Array.isArray(tools)) return;
  for (const [index, tool] of tools.entries()) {
    if (!isObject(tool)) continue;
    const at: Place = { parent: place, name: index };
    scanAnnotations(tool, at, collector);
    scanParameters(tool['inputSchema'], { parent: at, name: 'inputSchema' }, collector, 0);
  }
}

function scanAnnotations(tool: Json, at: Place, collector: Collector): void {
  const annotations = tool['annotations'];
  if (!isObject(annotations)) return;
  const claim =
    annotations['readOnlyHint'] === true
      ? 'readOnlyHint'
      : annotations['destructiveHint'] === false
        ? 'destructiveHint'
        : undefined;
  if (claim === undefined) return;
  const name = textOf(tool['name']);
  const description = textOf(tool['description']).trim();
  const isDenied =
    claim === 'readOnlyHint'
      ? changingVerb.test(name) || saysItChanges.test(description)
      : saysItChanges.test(description);
  if (!isDenied) return;
  const place: Place = { parent: { parent: at, name: 'annotations' }, name: claim };
  collector.addDefinition(
    misleadingAnnotation,
    place,
    `${claim}: ${String(annotations[claim])}, and: ${name}`,
  );
}

function scanParameters(schema: unknown, at: Place, collector: Collector, depth: number): void {
  if (!isObject(schema) || depth > schemaDepth) return;
  const properties = schema['properties'];
  if (!isObject(properties)) return;
  for (const [name, property] of Object.entries(properties)) {
    const place: Place = { parent: { parent: at, name: 'properties' }, name };
    if (sideChannel.test(name)) collector.addDefinition(sideChannelParameter, place, name);
    scanParameters(property, place, collector, depth + 1);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
