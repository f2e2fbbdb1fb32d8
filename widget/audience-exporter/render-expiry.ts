import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { daysLeft, EXPIRES_SOON_DAYS, tiktokTimeToIso } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';

/** Whether its end is a warning of its own: fewer than 60 days are left; TikTok's own flag counts too, as its clock decides. */
export function endsSoon({ audienceProgress: progress }: Export, now: number): boolean {
  const days = daysLeft(progress?.expiredTime ?? null, now);
  return days !== null && (days < EXPIRES_SOON_DAYS || progress?.isExpiring === true);
}

/** A warning while an audience ends soon. */
export function renderExpiry(view: ExporterModel, shown: Export): TemplateResult | typeof nothing {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { audienceProgress: progress, audience } = shown;
  const ends = progress?.expiredTime ?? null;
  const days = daysLeft(ends, Date.now());
  if (ends === null || days === null || !endsSoon(shown, Date.now())) return nothing;
  const isFixed = 'create' in audience && audience.create.retentionInDays !== undefined;
  return html`<div part="banner" class="banner banner--warning">
    ${icon('clock')}
    <div class="banner__text">
      <p>${words.expiresTitle(format.date(tiktokTimeToIso(ends)), days)}</p>
      <p>${isFixed ? words.expiresFixed : words.expiresText}</p>
    </div>
  </div>`;
}
