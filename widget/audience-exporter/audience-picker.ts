import type { Audience } from '../../shared/audiences.ts';
import { Combobox, type ComboboxField } from '../controllers/combobox.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { daysLeft, EXPIRES_SOON_DAYS, tiktokTimeToIso } from './export-verdict.ts';

const FROM_FILE = 'Customer File Audience';

/** Where the choice is kept. */
export interface AudienceChoice {
  readonly host: ViewHost;
  readonly draft: { readonly customAudienceId: string | null };
  change(change: { customAudienceId: string | null }): void;
}

/** The list of an ad account's audiences: those that can be changed first, the others with their reason. */
export class AudiencePicker {
  readonly combobox: Combobox<Audience>;
  readonly #view: AudienceChoice;

  constructor(view: AudienceChoice) {
    this.#view = view;
    const words = () => view.host.labels.audienceExporter;
    this.combobox = new Combobox<Audience>(view.host, {
      key: (audience) => audience.customAudienceId,
      text: (audience) => audience.name,
      detail: (audience) => audience.customAudienceId,
      aside: (audience) => this.factsOf(audience),
      refusal: (audience) => this.#refusal(audience),
      group: (audience) => (audience.updatable ? 'open' : 'closed'),
      groups: () => [
        { key: 'open', label: words().audiencesOpen },
        { key: 'closed', label: words().audiencesClosed },
      ],
      lines: 2,
      placeholder: () => words().chooseAudience,
      list: () => words().audienceList,
      count: (found, all) => words().audienceCount(found, all),
      none: (typed) => words().noAudienceFound(typed),
    });
  }

  /** "48,210 matched · ends 8 Sep 2026". */
  factsOf({ coverNum, isValid, expiredTime, delivery, mirrorId }: Audience): string {
    const { format, labels } = this.#view.host;
    const words = labels.audienceExporter;
    const facts = [isValid || coverNum > 0 ? words.audienceMatched(coverNum) : words.audienceNotReady];
    if (delivery !== null) facts.push(words.deliveryTags[delivery]);
    if (mirrorId !== null) facts.push(words.inSync);
    const days = daysLeft(expiredTime, Date.now());
    if (days !== null && days < EXPIRES_SOON_DAYS) facts.push(words.audienceExpires(days));
    else if (expiredTime !== null) facts.push(words.audienceEnds(format.date(tiktokTimeToIso(expiredTime))));
    return facts.join(' · ');
  }

  #refusal({ updatable, audienceType }: Audience): string | undefined {
    if (updatable) return undefined;
    const words = this.#view.host.labels.audienceExporter;
    return audienceType === FROM_FILE ? words.audienceForeign : words.audienceOfType(audienceType);
  }

  /** The field for the audience that is chosen now. */
  field(): ComboboxField<Audience> {
    const view = this.#view;
    return {
      opener: 'audience',
      label: view.host.labels.audienceExporter.audienceLegend,
      chosen: view.draft.customAudienceId,
      choose: (audience) => view.change({ customAudienceId: audience?.customAudienceId ?? null }),
    };
  }
}
