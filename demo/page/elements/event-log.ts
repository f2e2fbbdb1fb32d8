const MOST_SHOWN = 50;

/** Lists the events of a place as they happen, the newest first. */
export function listEvents(place: HTMLElement, names: readonly string[]): void {
  const list = document.querySelector<HTMLElement>('#events');
  const none = document.querySelector<HTMLElement>('#none');
  const clear = document.querySelector<HTMLButtonElement>('#clear');
  if (list === null || none === null || clear === null) return;
  const showWhether = (): void => {
    none.hidden = list.childElementCount > 0;
    clear.hidden = !none.hidden;
  };
  const show = (event: Event): void => {
    list.prepend(rowOf(event));
    while (list.childElementCount > MOST_SHOWN) list.lastElementChild?.remove();
    showWhether();
  };
  for (const name of names) place.addEventListener(name, show);
  clear.addEventListener('click', () => {
    list.replaceChildren();
    showWhether();
    list.focus();
  });
  document.querySelector('#fires')?.replaceChildren(
    ...names.flatMap((name, index) => {
      const code = document.createElement('code');
      code.textContent = name;
      return index === 0 ? [code] : [', ', code];
    }),
  );
}

function rowOf(event: Event): HTMLLIElement {
  const [row, time, name] = [
    document.createElement('li'),
    document.createElement('time'),
    document.createElement('code'),
  ];
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = now.toLocaleTimeString();
  name.textContent = event.type;
  row.append(time, name);
  const { detail } = event as Event & { readonly detail?: unknown };
  if (detail !== undefined) {
    const said = document.createElement('pre');
    said.textContent = JSON.stringify(detail, sayErrors, 1);
    row.append(said);
  }
  return row;
}

/** An error has nothing that JSON would show. */
function sayErrors(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { code, requestId } = value as Error & { readonly code?: string; readonly requestId?: string };
  return { code, message: value.message, requestId };
}
