/** The consent pages' one stylesheet. */
export const CONSENT_STYLES = `
:root { color-scheme: light dark; --ink: light-dark(#1b2330, #e6eaf0); --soft: light-dark(#566072, #a3adbc); --line: light-dark(#d8dde5, #343c48);
  --page: light-dark(#f6f7f9, #10141a); --panel: light-dark(#ffffff, #171c23); --accent: light-dark(#2a4778, #a8c2f0); --on-accent: light-dark(#ffffff, #10141a);
  --bad: light-dark(#9b1c1c, #ffb4ab); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding: 16px 24px; border-bottom: 1px solid var(--line); font-weight: 600; }
small { color: var(--soft); font-weight: 400; font-size: 13px; }
main { max-width: 640px; margin: 32px auto; padding: 24px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
h1 { margin: 0 0 8px; font-size: 22px; } h2 { margin: 24px 0 8px; font-size: 16px; }
.lead { margin: 0 0 16px; color: var(--soft); } code { font: 13px ui-monospace, monospace; }
fieldset { margin: 0; padding: 0; border: 0; } legend { padding: 0; font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.choice { display: flex; gap: 12px; align-items: flex-start; min-height: 44px; padding: 8px 0; border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 60px; }
.choice span { display: grid; min-width: 0; overflow-wrap: anywhere; } .choice input { width: 18px; height: 18px; margin: 3px 0 0; accent-color: var(--accent); flex: none; }
.choice small { font-variant-numeric: tabular-nums; }
.field { display: grid; gap: 4px; margin: 16px 0 0; font-weight: 600; }
.field input, button { min-height: 44px; padding: 8px 14px; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); color: inherit; font: inherit; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-end; } .tools .field { flex: 1 1 200px; margin: 0; }
button { cursor: pointer; } .primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; gap: 8px; margin: 24px 0 0; }
.accounts { max-height: 60vh; overflow: auto; padding-inline: 12px; border: 1px solid var(--line); border-radius: 6px; }
.permissions .choice { min-height: 32px; padding: 4px 0; border: 0; } .count { color: var(--soft); }
.problem { padding: 12px; border: 1px solid var(--bad); border-radius: 6px; color: var(--bad); }
@media (pointer: coarse) { .permissions .choice { min-height: 44px; padding: 8px 0; } }
@media (max-width: 480px) { main { margin: 0; border: 0; border-radius: 0; } }
`;
