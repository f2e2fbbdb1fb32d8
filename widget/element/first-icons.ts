import { html, type TemplateResult } from 'lit';

/**
 * Marks of the first paint; all others come with the views that draw them. One path each, drawn on a 16-pixel grid with a
 * 1.5-pixel round stroke.
 */
export const FIRST_PATHS = {
  lock: 'M4.75 7h6.5a1.5 1.5 0 0 1 1.5 1.5v3.5a1.5 1.5 0 0 1-1.5 1.5h-6.5a1.5 1.5 0 0 1-1.5-1.5V8.5A1.5 1.5 0 0 1 4.75 7zM5.25 7V5.1a2.75 2.75 0 0 1 5.5 0V7',
  offline:
    'M2.5 2.5l11 11M1.9 6.6A9 9 0 0 1 4.4 5M14.1 6.6a9 9 0 0 0-6-2.4M4.3 9.1a5.6 5.6 0 0 1 2.4-1.4M11.7 9.1l-.5-.45M8 12.25v.01',
  plug: 'M5.75 2.25v3M10.25 2.25v3M3.75 5.25h8.5v2a4.25 4.25 0 0 1-8.5 0zM8 11.5v2.25',
} as const;

export const drawIcon = (name: string, path: string): TemplateResult =>
  html`<svg class="icon icon--${name}" viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`;

/** The same mark as `icon` draws, where nothing else is loaded yet. */
export const firstIcon = (name: keyof typeof FIRST_PATHS): TemplateResult => drawIcon(name, FIRST_PATHS[name]);
