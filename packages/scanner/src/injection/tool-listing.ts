/** Where a member of a definition stands: in JSON, YAML or the text that a client prints. */
const member = /\b(?:tool_?(?:name|description)|(?:input|output)_?schema)["'\\]{0,4}\s{0,2}[:=]/gi;

/** So many members of definitions make a listing of tools, as a catalogue or a search for tools answers with. */
const leastMembers = 4;
/** How much of a text is looked at. Characters. */
const reach = 65_536;

/**
 * Whether a text lists tools. What it says is to be read as definitions are: they tell a model how to use them, and
 * an order that has to do with the tool is in its place there.
 */
export function isToolListing(text: string): boolean {
  let count = 0;
  for (const _ of text.slice(0, reach).matchAll(member)) {
    count += 1;
    if (count >= leastMembers) return true;
  }
  return false;
}
