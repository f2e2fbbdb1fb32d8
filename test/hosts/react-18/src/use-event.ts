import { type RefObject, useEffect, useRef } from 'react';

/** React 18 hears no events of custom elements: this does, and always calls the latest `listener`. */
export function useEvent<Name extends keyof HTMLElementEventMap>(
  target: RefObject<HTMLElement | null>,
  name: Name,
  listener: (event: HTMLElementEventMap[Name]) => void,
): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const element = target.current;
    const hear = (event: HTMLElementEventMap[Name]): void => latest.current(event);
    element?.addEventListener(name, hear);
    return () => element?.removeEventListener(name, hear);
  }, [target, name]);
}
