import { css } from 'lit';

/** The rows where they have less room: the preview in one column, then under the property, then cards. */
export const narrowStyles = css`
  @container tiktok (inline-size < 880px) {
    .when-wide {
      display: none;
    }
    .when-medium {
      display: inline;
    }
    .mapping .row {
      grid-template-columns: 168px minmax(0, 1.2fr) minmax(0, 1fr);
      grid-template-areas: 'attribute property raw' 'attribute property normal' 'attribute property hash';
      column-gap: var(--_space-2);
      padding-block: 10px;
    }
    .mapping .row--head {
      grid-template-areas: 'attribute property raw';
    }
    .mapping .row--head :is([data-cell='normal'], [data-cell='hash']) {
      display: none;
    }
    .mapping .row:has([data-cell='blank']) {
      grid-template-areas: 'attribute property raw';
    }
    .mapping .row:has(.value--word) {
      grid-template-areas: 'attribute property raw' 'attribute property normal';
    }
    .value--word {
      grid-column: auto;
      grid-area: normal;
    }
    [data-cell='blank'] {
      grid-area: raw;
    }
  }
  @container tiktok (inline-size < 640px) {
    .mapping .row {
      grid-template-columns: 152px minmax(0, 1fr);
      grid-template-areas: 'attribute property' '. raw' '. normal' '. hash';
      row-gap: var(--_space-half);
    }
    .mapping .row:has([data-cell='blank']) {
      grid-template-areas: 'attribute property' '. raw';
    }
    .mapping .row:has(.value--word) {
      grid-template-areas: 'attribute property' '. raw' '. normal';
    }
    .mapping .row--head {
      display: none;
    }
  }
  @container tiktok (inline-size < 480px) {
    .mapping .row {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'attribute' 'property' 'raw' 'normal' 'hash';
      row-gap: 6px;
      padding-block: var(--_space-2);
    }
    .mapping .row:has([data-cell='blank']) {
      grid-template-areas: 'attribute' 'property' 'raw';
    }
    .mapping .row:has(.value--word) {
      grid-template-areas: 'attribute' 'property' 'raw' 'normal';
    }
    .mapping__nokey {
      display: none;
    }
    .mapping__attribute {
      flex: 1;
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--_space-1);
    }
    .mapping__attribute > :first-child {
      font-weight: var(--_medium);
    }
    .value:not(.value--word) {
      display: grid;
      grid-template-columns: 84px minmax(0, 1fr);
      gap: var(--_space-1);
      align-items: baseline;
    }
    .value.value--try {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-half);
    }
    .hash {
      justify-self: start;
    }
    .value .label {
      display: block;
      font-size: var(--_size-xs);
      color: var(--_muted);
    }
    .mapping__group {
      padding-inline: var(--_space-2);
    }
    .mapping__note {
      padding-inline: var(--_space-2);
    }
  }
`;
