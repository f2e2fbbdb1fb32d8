import type { AttributeValues } from '../../elements/examples.ts';
import type { LiveAttribute } from '../../elements/live-element.ts';

const wordsOf = ({ type }: LiveAttribute): string[] => [...type.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);

/**
 * A control for each attribute: a tick for one that is there or not, a choice where the manifest knows the words, else a
 * field. `changed` is told all that are set, after each change.
 */
export function attributeControls(
  form: HTMLElement,
  attributes: readonly LiveAttribute[],
  initial: AttributeValues,
  changed: (values: AttributeValues) => void,
): void {
  const readers = attributes.map((attribute) => {
    const started = initial.find(({ name }) => name === attribute.name)?.value;
    const { element, read } = controlFor(attribute, started);
    form.append(element);
    return () => {
      const value = read();
      return value === undefined ? [] : [{ name: attribute.name, value }];
    };
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => changed(readers.flatMap((read) => read())));
}

interface Control {
  readonly element: HTMLElement;
  /** Undefined where the attribute is left out. */
  readonly read: () => string | undefined;
}

function controlFor(attribute: LiveAttribute, started: string | undefined): Control {
  const id = `attribute-${attribute.name}`;
  const row = document.createElement('div');
  row.className = 'control';
  const label = document.createElement('label');
  label.htmlFor = id;
  const name = document.createElement('code');
  name.textContent = attribute.name;
  label.append(name);
  const hint = document.createElement('p');
  hint.id = `${id}-hint`;
  hint.textContent = attribute.description.replaceAll('`', '');
  const finish = (control: HTMLElement, read: Control['read']): Control => {
    control.id = id;
    control.setAttribute('aria-describedby', hint.id);
    return { element: row, read };
  };
  if (attribute.type === 'boolean') {
    const tick = document.createElement('input');
    tick.type = 'checkbox';
    tick.checked = started !== undefined;
    row.classList.add('control--tick');
    row.append(tick, label, hint);
    return finish(tick, () => (tick.checked ? '' : undefined));
  }
  const words = wordsOf(attribute);
  if (words.length > 0) {
    const choice = document.createElement('select');
    const unset = attribute.default === '' ? 'not set' : `not set: ${attribute.default}`;
    choice.append(new Option(unset, ''), ...words.map((word) => new Option(word, word)));
    choice.value = started ?? '';
    row.append(label, choice, hint);
    return finish(choice, () => (choice.value === '' ? undefined : choice.value));
  }
  const field = document.createElement('input');
  field.type = 'text';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.value = started ?? '';
  row.append(label, field, hint);
  return finish(field, () => (field.value.trim() === '' ? undefined : field.value.trim()));
}
