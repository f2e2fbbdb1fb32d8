import type { ExportConfirmation, Finding } from '../../../shared/exports.ts';
import type { exportReport as English } from '../en/export-report.ts';
import { identifiers, people } from './counts.ts';
import { plural } from './speech.ts';

const findings: Readonly<Record<Finding['code'], string>> = {
  nobody_to_send: 'Não há ninguém para enviar',
  nothing_changed: 'Nada mudou',
  audience_too_small: 'Restariam pessoas de menos',
  too_small_to_target: 'Pessoas de menos para anúncios',
  audience_limit_reached: 'A conta de anúncios está cheia',
  audience_limit_near: 'A conta de anúncios está quase cheia',
  audience_name_taken: 'Outro público tem este nome',
  audience_name_cut: 'O TikTok encurta o nome',
  audience_type_mismatch: 'O público foi criado com outros identificadores',
  audience_not_updatable: 'O público não pode ser alterado daqui',
  audience_not_found: 'O público não existe mais',
  audience_expired: 'O público expirou',
  audience_expiring: 'O público expira em breve',
  fixed_retention: 'Expira em um dia fixo',
  replaces_audience: 'Todas as pessoas de agora são retiradas',
  many_removals: 'Muitas pessoas seriam retiradas',
  source_shrank: 'O segmento diminuiu',
  many_rejected: 'Muitas linhas foram rejeitadas',
  consent_not_mapped: 'O consentimento não é pedido a ninguém',
  rows_without_consent: 'Algumas pessoas não consentiram',
  account_not_usable: 'A conta de anúncios não aceita exportações agora',
  tiktok_not_asked: 'Não foi possível consultar o TikTok',
};

const confirmations: Readonly<Record<ExportConfirmation['code'], string>> = {
  many_removals: 'Esta execução retiraria muitas pessoas',
  replaces_audience: 'A primeira execução substitui todas as pessoas do público',
  source_shrank: 'O segmento está muito menor que da última vez',
};

/** Words of `<tiktok-audience-exporter>` for the report before sending, and for what a run asks first. */
export const exportReport: typeof English = {
  findings,
  blockersTitle: (count) =>
    plural(count, {
      one: '# problema impede esta exportação',
      many: '# de problemas impedem esta exportação',
      other: '# problemas impedem esta exportação',
    }),
  warningsTitle: 'Antes de enviar',
  notesTitle: 'Bom saber',
  findingActions: {
    who: 'Escolher outras pessoas',
    what: 'Escolher outros identificadores',
    audience: 'Alterar o público',
    account: 'Escolher outra conta',
  },
  askAgain: 'Consultar de novo',
  reportLoading: 'Consultando o TikTok sobre o público…',
  reportFailedTitle: 'Não foi possível consultar o que o TikTok dirá',
  waitForReport: 'Um momento: o TikTok está sendo consultado sobre o público.',
  withoutConsent: 'Sem consentimento',
  partNames: { ready: 'prontas', same: 'duplicadas', withheld: 'sem consentimento', rejected: 'rejeitadas' },
  sharesOf: (parts) => parts.map(({ share, label }) => `${share}% ${label}`).join(', '),
  hashedAlready: (count) =>
    plural(count, {
      one: '# valor já era um hash.',
      many: '# de valores já eram hashes.',
      other: '# valores já eram hashes.',
    }),
  changeTitle: 'O que mudaria',
  toAdd: 'A adicionar ou alterar',
  toRemove: 'A retirar',
  audienceNow: 'No público agora, conforme as correspondências',
  audienceAfter: 'Depois, antes de o TikTok buscar correspondências',
  identifiers,
  identifiersHint:
    'Um identificador é um e-mail, um número de telefone ou um ID de dispositivo. Uma pessoa pode ter vários.',
  aboutPeople: (count, isUpperBound) => `${isUpperBound ? 'até ' : ''}${people(count)}`,
  confirmations,
  confirmTitle: 'Esta execução aguarda você',
  confirmSend: 'Confirmar e enviar',
  doNotSend: 'Não enviar',
  startsByItself: 'Esta execução continua sozinha.',
};
