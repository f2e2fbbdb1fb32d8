import { plural } from './speech.ts';

/** French puts “de” between millions and a noun: « 1 000 000 de comptes », « 1 000 000 d’audiences ». */
const ofMillions = (form: string): string =>
  form.replace(/# (\p{L})/u, (_, letter: string) => `# ${/[aeiouéèê]/i.test(letter) ? 'd’' : 'de '}${letter}`);

/** A count with its noun after it: `counted(2, '# compte', '# comptes')`. Zero takes the first form. */
export const counted = (value: number, one: string, other: string): string =>
  plural(value, { one, many: ofMillions(other), other });

/** A count without a noun, or a text that only agrees with it: « 3 sélectionnés ». Zero takes the first form. */
export const agreed = (value: number, one: string, other: string): string => plural(value, { one, many: other, other });
