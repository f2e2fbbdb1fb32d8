/** Whether the last letter is a Korean one, and one that ends in a consonant; undefined where it is no Korean letter. */
function endsInConsonant(words: string): boolean | undefined {
  const letter = words.charCodeAt(words.length - 1) - 0xac00;
  return letter < 0 || letter > 11_171 ? undefined : letter % 28 !== 0;
}

const joined = (words: string, after: string, vowel: string, unknown: string): string => {
  const isConsonant = endsInConsonant(words);
  return `${words}${isConsonant === undefined ? unknown : isConsonant ? after : vowel}`;
};

/** "캠페인을", "광고를": the words as an object. They are ours, so they end in Korean; a name never comes last in them. */
export const asObject = (words: string): string => joined(words, '을', '를', '을(를)');

/** "캠페인이", "광고가": the words as a subject. */
export const asSubject = (words: string): string => joined(words, '이', '가', '이(가)');
