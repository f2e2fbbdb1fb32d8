/** Text that is safe inside markup. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Insert = string | number | Html | readonly Html[];

/** Builds markup; everything inserted is escaped unless it is markup already. */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  let text = strings[0] ?? '';
  inserts.forEach((insert, index) => {
    text += render(insert) + (strings[index + 1] ?? '');
  });
  return new Html(text);
}

function render(insert: Insert): string {
  if (insert instanceof Html) return insert.text;
  if (typeof insert === 'object') return insert.map((part) => part.text).join('');
  return String(insert).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
