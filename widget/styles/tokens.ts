import { css } from 'lit';

/**
 * Private aliases (`--_name`) of the public tokens (`--tiktok-…`), each with its default. A value that a host sets
 * anywhere above wins; every colour is a light/dark pair, so an element follows the `color-scheme` it inherits.
 * docs/theming.md lists them; a test holds the two together.
 *
 * The second block derives everything from the one accent. "y" is relative luminance, what WCAG contrast is made of:
 * fills keep the accent (never dimmer than lightness 0.56 on dark), text on it is white or black, whichever contrasts
 * more (they meet at y 0.179), and accent text is darkened to y 0.135 on light and lightened to 0.78 on dark.
 */
export const tokens = css`
  :host {
    --_accent-base: var(--tiktok-accent, light-dark(#2a4778, #a8c2f0));
    --_mono: var(--tiktok-font-mono, ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace);
    --_size: var(--tiktok-font-size, 14px);
    --_size-xs: var(--tiktok-text-xs, calc(var(--_size) - 2px));
    --_size-sm: var(--tiktok-text-sm, calc(var(--_size) - 1px));
    --_size-lg: var(--tiktok-text-lg, calc(var(--_size) + 2px));
    --_size-xl: var(--tiktok-text-xl, calc(var(--_size) + 4px));
    --_size-figure: var(--tiktok-text-figure, calc(var(--_size) * 2));
    /* Line heights follow the size too: 20 for text and 16 for captions at the usual 14. */
    --_leading: calc(var(--_size) + 6px);
    --_leading-xs: calc(var(--_size) + 2px);
    --_leading-lg: calc(var(--_size) + 10px);
    --_medium: var(--tiktok-weight-medium, 500);
    --_strong: var(--tiktok-weight-strong, 600);
    --_radius: var(--tiktok-radius, 8px);
    --_radius-mark: var(--tiktok-radius-mark, calc(var(--_radius) * 0.5));
    --_radius-control: var(--tiktok-radius-control, calc(var(--_radius) * 0.75));
    --_radius-panel: var(--tiktok-radius-panel, calc(var(--_radius) * 1.25));
    --_radius-dialog: var(--tiktok-radius-dialog, calc(var(--_radius) * 1.5));
    --_space-half: var(--tiktok-space-half, 4px);
    --_space-1: var(--tiktok-space-1, 8px);
    --_space-1h: var(--tiktok-space-1h, 12px);
    --_space-2: var(--tiktok-space-2, 16px);
    --_space-3: var(--tiktok-space-3, 24px);
    --_space-4: var(--tiktok-space-4, 32px);
    --_space-6: var(--tiktok-space-6, 48px);

    --_surface: var(--tiktok-color-surface, light-dark(#fff, #15191f));
    --_sunken: var(--tiktok-color-surface-sunken, light-dark(#f6f7f9, #10141a));
    --_raised: var(--tiktok-color-surface-raised, light-dark(#fff, #1b2028));
    --_hover: var(--tiktok-color-surface-hover, light-dark(#f4f6f8, #1a1f27));
    --_scrim: var(--tiktok-color-scrim, light-dark(rgb(17 24 39 / 0.34), rgb(4 6 9 / 0.62)));
    --_line: var(--tiktok-color-line, light-dark(#e6e9ee, #272e38));
    --_line-strong: var(--tiktok-color-line-strong, light-dark(#d3d9e1, #363f4c));
    --_line-control: var(--tiktok-color-line-control, light-dark(#848fa1, #6e7a8c));
    --_text: var(--tiktok-color-text, light-dark(#19202b, #e7ebf1));
    --_muted: var(--tiktok-color-text-muted, light-dark(#566072, #a2acba));
    --_success: var(--tiktok-color-success, light-dark(#11693f, #74d0a0));
    --_success-soft: var(--tiktok-color-success-soft, light-dark(#e9f5ee, #16281f));
    --_success-line: var(--tiktok-color-success-line, light-dark(#c4e3d1, #25493a));
    --_warning: var(--tiktok-color-warning, light-dark(#83530b, #e6b765));
    --_warning-soft: var(--tiktok-color-warning-soft, light-dark(#fdf5e4, #2a2315));
    --_warning-line: var(--tiktok-color-warning-line, light-dark(#eed9a8, #50421f));
    --_danger: var(--tiktok-color-danger, light-dark(#ad2a20, #ff9e94));
    --_danger-soft: var(--tiktok-color-danger-soft, light-dark(#fcefed, #301b1a));
    --_danger-line: var(--tiktok-color-danger-line, light-dark(#f1cbc6, #5a2d2a));
    --_danger-fill: var(--tiktok-color-danger-fill, light-dark(#b3261e, #f08c81));
    --_on-danger: var(--tiktok-color-on-danger, light-dark(#fff, #2a0906));

    --_control: var(--tiktok-control-height, 36px);
    --_control-small: var(--tiktok-control-height-small, 28px);
    --_hit: var(--tiktok-hit, 32px);
    --_shadow-button: var(--tiktok-shadow-button, 0 1px 2px light-dark(rgb(17 24 39 / 0.06), rgb(0 0 0 / 0.3)));
    --_shadow-popover: var(
      --tiktok-shadow-popover,
      0 2px 6px light-dark(rgb(17 24 39 / 0.06), rgb(0 0 0 / 0.3)),
      0 12px 28px light-dark(rgb(17 24 39 / 0.12), rgb(0 0 0 / 0.45))
    );
    --_shadow-dialog: var(
      --tiktok-shadow-dialog,
      0 4px 12px light-dark(rgb(17 24 39 / 0.08), rgb(0 0 0 / 0.35)),
      0 24px 64px light-dark(rgb(17 24 39 / 0.2), rgb(0 0 0 / 0.6))
    );
    --_quick: var(--tiktok-motion-quick, 120ms);
    --_calm: var(--tiktok-motion-calm, 180ms);
    --_wait: var(--tiktok-motion-wait, 2400ms);
    --_ease: var(--tiktok-ease, cubic-bezier(0.2, 0, 0, 1));
  }
  /* What floats is one step lighter on dark: its surface, and so all that is mixed with it. */
  .dialog,
  .popover {
    --_surface: var(--_raised);
    --_line: var(--tiktok-color-line, light-dark(#e6e9ee, #343d49));
  }
  :host,
  .dialog,
  .popover {
    --_accent: var(
      --tiktok-color-accent,
      light-dark(var(--_accent-base), oklch(from var(--_accent-base) max(l, 0.56) c h))
    );
    --_on-accent: var(
      --tiktok-color-on-accent,
      color(
        from var(--_accent) xyz-d65 calc(0.9505 * clamp(0, (0.179 - y) * 1000000, 1)) clamp(0, (0.179 - y) * 1000000, 1)
          calc(1.089 * clamp(0, (0.179 - y) * 1000000, 1))
      )
    );
    --_accent-text: var(
      --tiktok-color-accent-text,
      light-dark(
        color(
          from var(--_accent-base) xyz-d65 calc(x * min(1, 0.135 / y)) calc(y * min(1, 0.135 / y)) calc(z * min(1, 0.135 / y))
        ),
        oklch(from var(--_accent-base) max(l, 0.78) min(c, 0.12) h)
      )
    );
    /* What hover mixes in: white for very dark and for middling fills, else black, so that hover never costs contrast. */
    --_accent-lift: color(
      from var(--_accent) xyz-d65
        calc(0.9505 * (clamp(0, (0.09 - y) * 1000000, 1) + clamp(0, (y - 0.179) * 1000000, 1) * clamp(0, (0.5 - y) * 1000000, 1)))
        calc(clamp(0, (0.09 - y) * 1000000, 1) + clamp(0, (y - 0.179) * 1000000, 1) * clamp(0, (0.5 - y) * 1000000, 1))
        calc(1.089 * (clamp(0, (0.09 - y) * 1000000, 1) + clamp(0, (y - 0.179) * 1000000, 1) * clamp(0, (0.5 - y) * 1000000, 1)))
    );
    --_accent-hover: var(--tiktok-color-accent-hover, color-mix(in oklab, var(--_accent) 88%, var(--_accent-lift)));
    --_accent-press: var(--tiktok-color-accent-press, color-mix(in oklab, var(--_accent) 80%, var(--_accent-lift)));
    --_accent-soft: var(
      --tiktok-color-accent-soft,
      light-dark(
        color-mix(in oklab, var(--_accent-text) 7%, var(--_surface)),
        color-mix(in oklab, var(--_accent-text) 11%, var(--_surface))
      )
    );
    --_accent-line: var(--tiktok-color-accent-line, color-mix(in oklab, var(--_accent-text) 28%, var(--_surface)));
    --_focus: var(--tiktok-color-focus, var(--_accent-text));
  }
  /* Fingers need 44, whatever the host's density. */
  @media (pointer: coarse) {
    :host {
      --_control: 44px;
      --_control-small: 44px;
      --_hit: 44px;
    }
  }
`;
