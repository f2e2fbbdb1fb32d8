// Keys and the mouse as W3C WebDriver actions, by the names that puppeteer and the test runner's commands use.

/** https://www.w3.org/TR/webdriver2/#keyboard-actions: the code points that stand for keys without a character. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  F2: '\uE032',
  F4: '\uE034',
  F10: '\uE03A',
  Meta: '\uE03D',
};
const BUTTONS: Readonly<Record<string, number>> = { left: 0, middle: 1, right: 2 };

export type KeyStep =
  | { readonly press: string }
  | { readonly down: string }
  | { readonly up: string }
  | { readonly type: string };

export type MouseStep =
  | { readonly type: 'move'; readonly position: readonly [number, number] }
  | {
      readonly type: 'click';
      readonly position: readonly [number, number];
      readonly button?: string;
      readonly count?: number;
    }
  | { readonly type: 'down' | 'up'; readonly button?: string };

/** Those a person sees: a letter with its accent is one. */
const charactersOf = (text: string): string[] =>
  Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);

/** @throws for a key that has no character and no code point here. */
function valueOf(key: string): string {
  const letter = /^(?:Key([A-Z])|Digit(\d))$/.exec(key);
  const known = KEYS[key] ?? letter?.[1]?.toLowerCase() ?? letter?.[2];
  if (known !== undefined) return known;
  if (charactersOf(key).length === 1) return key;
  throw new Error(`No key called ${key}`);
}

/** The body of `POST /actions` for a key, or for a text typed key by key. `A+B` holds A while B is pressed. */
export function keyActions(step: KeyStep): object {
  const down = (key: string): object => ({ type: 'keyDown', value: valueOf(key) });
  const up = (key: string): object => ({ type: 'keyUp', value: valueOf(key) });
  const chord = (keys: readonly string[]): object[] => [...keys.map(down), ...keys.toReversed().map(up)];
  let actions: object[];
  if ('type' in step) actions = charactersOf(step.type).flatMap((key) => chord([key]));
  else if ('press' in step) actions = chord(step.press.length > 1 ? step.press.split('+') : [step.press]);
  else if ('down' in step) actions = [down(step.down)];
  else actions = [up(step.up)];
  return { actions: [{ type: 'key', id: 'keyboard', actions }] };
}

/** The body of `POST /actions` for the mouse; positions in CSS pixels from the corner of the page that is seen. */
export function mouseActions(step: MouseStep): object {
  const button = BUTTONS[('button' in step ? step.button : undefined) ?? 'left'] ?? 0;
  const down = { type: 'pointerDown', button };
  const up = { type: 'pointerUp', button };
  const actions: object[] = [];
  if ('position' in step) {
    const [x, y] = step.position;
    actions.push({ type: 'pointerMove', origin: 'viewport', duration: 0, x: Math.round(x), y: Math.round(y) });
  }
  if (step.type === 'down') actions.push(down);
  if (step.type === 'up') actions.push(up);
  if (step.type === 'click') for (let press = 0; press < (step.count ?? 1); press += 1) actions.push(down, up);
  return { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] };
}
