/** What an answer is written down as. */
const document = String.raw`(?:(?:short|brief|little|full|markdown|md|written)\s+)*(?:report|write-?up)`;
const article = String.raw`(?:(?:an?|the|some|this|my)\s+)?`;
const please = String.raw`(?:(?:ok|okay|now|please|kindly|and|then|also)[\s,]+)*(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?`;
const answerWords = String.raw`(?:it|this|that|them|these|those|(?:the|your|that|this)\s+(?:answers?|results?|findings?|tables?|charts?|analysis|figures?|numbers?))`;

/** `, and save it as a report`, at the end of a question. */
const savedAtTheEnd = new RegExp(
  String.raw`[\s,;.?!]*\b${please}(?:save|store|keep|write|put|turn|make|export|file)\s+${answerWords}\s*(?:down\s+|up\s+)?(?:all\s+)?(?:as|in|into|to)\s+${article}${document}\b[\s.!?]*$`,
  'i',
);
/** `and write a report (about it)`, at the end of a question. */
const writtenAtTheEnd = new RegExp(
  String.raw`[\s,;.?!]*\b(?:and|then)\s+(?:please\s+)?(?:write|create|make|prepare|draft|produce|generate|save)\s+(?:me\s+|us\s+)?${article}${document}(?:\s+(?:about|on|of|from|with)\s+${answerWords})?[\s.!?]*$`,
  'i',
);
/** `write a report about …`, at the beginning. */
const askedAtTheBeginning = new RegExp(
  String.raw`^\s*${please}(?:(?:write|create|make|prepare|draft|produce|generate|give|save)\s+(?:me\s+|us\s+)?)${article}${document}(?:\s+(?:about|on|of|for|that\s+(?:shows?|says|tells|answers)|showing|with|covering|which\s+shows)\b[\s:]*|\s*:\s*|\s*$|[\s.!?]+$)`,
  'i',
);
const onlyTheAnswer = new RegExp(String.raw`^${answerWords}[\s.!?]*$`, 'i');

/**
 * What a report is to be about, where a question asks for one: the question without the asking, empty where it means
 * the answer before (`save that as a report`). Undefined where no report is asked for.
 */
export function reportSubject(question: string): string | undefined {
  for (const pattern of [savedAtTheEnd, writtenAtTheEnd, askedAtTheBeginning]) {
    const match = pattern.exec(question);
    if (match === null) continue;
    const rest = question.slice(0, match.index) + question.slice(match.index + match[0].length);
    const subject = rest.replaceAll(/^[\s,;.:]+|[\s,;]+$/g, '');
    return onlyTheAnswer.test(subject) ? '' : subject;
  }
  return undefined;
}
