/** The whole style of the reference page. Its hash is in the page's Content-Security-Policy. */
export const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 18%, Canvas); --soft: color-mix(in srgb, CanvasText 6%, Canvas); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr); }
header { border-bottom: 1px solid var(--line); }
h1 { font-size: 1.75rem; margin: 0; }
h2 { font-size: 1.25rem; }
h3 { font-size: 1rem; overflow-wrap: anywhere; }
h4 { font-size: 0.875rem; margin: 1rem 0 0.25rem; }
nav h2 { font-size: 0.875rem; margin: 1rem 0 0.25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
p { overflow-wrap: anywhere; }
article { border-top: 1px solid var(--line); padding: 0.5rem 0 1rem; }
.method { border: 1px solid var(--line); border-radius: 4px; font-size: 0.75rem; padding: 0.125rem 0.5rem; }
.who, .note { color: color-mix(in srgb, CanvasText 70%, Canvas); }
pre { background: var(--soft); border-radius: 8px; overflow-x: auto; padding: 1rem; font-size: 0.8125rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: 0.875rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.375rem 0.75rem 0.375rem 0; text-align: start; vertical-align: top; }
tr:target { background: var(--soft); }
@media (min-width: 60rem) {
  body { grid-template-columns: 16rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; }
  nav { align-self: start; max-block-size: 100vh; overflow-y: auto; position: sticky; top: 0; }
}
`;
