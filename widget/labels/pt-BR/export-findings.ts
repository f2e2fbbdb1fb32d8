import type { SentenceTexts } from '../sentence-texts.ts';
import { days, identifiers, people, rows as rowsOf } from './counts.ts';
import { list, number, plural } from './speech.ts';

const audiences = (count: number): string =>
  plural(count, { one: '# público', many: '# de públicos', other: '# públicos' });
const inDays = (left: number): string => (left <= 0 ? 'hoje' : `em ${days(left)}`);

const WHY = 'O arquivo rejects.csv indica o motivo, linha por linha.';

/** Portuguese sentences in place of the server's, about what the check before an export found and what a run asks. */
export const findingSentences: SentenceTexts = {
  list_empty: () => 'A lista não tem linhas, então não há ninguém para enviar.',
  none_usable({ rows, rejected, withoutConsent }) {
    const why = list([
      ...(rejected > 0 ? [`${number(rejected)} sem identificador utilizável`] : []),
      ...(withoutConsent > 0 ? [`${number(withoutConsent)} sem consentimento`] : []),
    ]);
    return `De ${rowsOf(rows)}, nenhuma pode ser enviada: ${why}. ${WHY}`;
  },
  nothing_changed: ({ people: count }) => `Nada mudou: o TikTok já tem tudo (${people(count)}), e nada é enviado.`,
  ads_need_1000: () =>
    `O TikTok precisa de ${number(1000)} correspondências para que os anúncios possam usar um público.`,
  would_be_in_it: ({ people: count, isAtMost }) => `Este teria ${isAtMost ? 'no máximo ' : ''}${people(count)}.`,
  create_now_add_later: () => 'Você pode criá-lo agora e adicionar pessoas depois.',
  file_needs_1000: () =>
    `O TikTok recusa uma alteração por arquivo que deixe menos de ${number(1000)} pessoas em um público.`,
  send_more: () => 'Envie mais pessoas.',
  would_leave: ({ people: count, leaving }) =>
    `Este tem ${people(count)} agora, e o TikTok retiraria até ${number(leaving)}.`,
  account_full: ({ held }) =>
    `A conta de anúncios já tem ${audiences(held)}, o máximo que o TikTok permite. Exclua um ou envie para um que já exista.`,
  account_nearly_full: ({ held, limit, room }) =>
    `A conta de anúncios tem ${audiences(held)}, e o TikTok permite ${number(limit)}. Depois deste, ${room === 0 ? 'não há espaço para mais nenhum' : `há espaço para mais ${number(room)}`}.`,
  name_taken: ({ name }) =>
    `A conta de anúncios já tem um público chamado “${name}”. O TikTok permite dois com o mesmo nome, mas ninguém consegue distingui-los: escolha outro nome ou envie para esse público.`,
  name_cut: ({ name }) => `O TikTok encurta o nome do fluxo para “${name}”.`,
  will_end: ({ days: count, at }) =>
    `Ele expira ${days(count)} depois de ser criado, por volta de ${at}, e nada prolonga esse prazo, nem mesmo adicionar pessoas.`,
  may_end_unused: () =>
    'O TikTok leva de 24 a 48 horas para processar as pessoas, então talvez os anúncios nunca cheguem a usá-lo.',
  audience_gone: () => 'O TikTok não conhece mais este público nesta conta de anúncios. Escolha outro ou crie um novo.',
  audience_of_other_account: () =>
    'Este público é de outra conta de anúncios, que o compartilha com esta. Só de lá é possível enviar pessoas para ele.',
  audience_of_other_kind: ({ kind }) =>
    `O TikTok classifica este público como “${kind}”, e esse tipo não recebe pessoas daqui.`,
  takes_nothing: ({ type }) => `O público é do tipo ${type}, que não recebe nada daqui.`,
  takes_others: ({ type, takes, sends }) =>
    `Este público só recebe ${list(takes)} (${type}), mas esta exportação enviaria ${list(sends)}. Escolha só o que ele recebe ou crie um novo público.`,
  expired: ({ at }) => `Este público expirou em ${at}, e o TikTok só permite excluí-lo. Crie um novo.`,
  made_to_end: ({ days: count, at, left }) =>
    `Este público foi criado para durar ${days(count)}: ele expira ${inDays(left)} (${at}), e nada prolonga esse prazo, nem mesmo adicionar pessoas.`,
  ends_soon: ({ at, left }) =>
    `Este público expira ${inDays(left)} (${at}). Se você o alterar ou usar em anúncios, o TikTok o mantém por mais 365 dias, a menos que ele tenha sido criado com uma data fixa para expirar.`,
  takes_out_first: ({ people: count }) =>
    `O TikTok esvazia primeiro o público${count === null ? '' : ` (${people(count)})`}. Os anúncios que usam este público podem parar até que ele esteja pronto de novo, normalmente em 24 a 48 horas. Não é possível desfazer.`,
  people_leave: ({ leaving, people: count }) =>
    `O TikTok retiraria até ${people(leaving)} do público, que agora tem ${people(count)}.`,
  identifiers_leave: ({ leaving, people: count }) =>
    `O TikTok retiraria até ${identifiers(leaving)} do público, que agora tem ${people(count)}.`,
  many_rejected({ rejected, rows, percent }) {
    const stayOut = plural(rejected, {
      one: 'não tem identificador utilizável e fica de fora',
      many: 'não têm identificador utilizável e ficam de fora',
      other: 'não têm identificador utilizável e ficam de fora',
    });
    return `${number(rejected)} de ${rowsOf(rows)} (${number(percent)}%) ${stayOut}. ${WHY}`;
  },
  consent_not_mapped: () =>
    'Nenhuma coluna diz quem deu consentimento, então a lista inteira é enviada. Mapeie Consentimento para deixar de fora quem não deu.',
  without_consent({ withheld, rows }) {
    const stayOut = plural(withheld, {
      one: 'não tem consentimento e fica de fora',
      many: 'não têm consentimento e ficam de fora',
      other: 'não têm consentimento e ficam de fora',
    });
    return `${number(withheld)} de ${rowsOf(rows)} ${stayOut}.`;
  },
  consent_unreadable: ({ withheld }) =>
    `Em ${number(withheld)} delas, não é possível ler a resposta como sim nem como não.`,
  withdrawn_leave: ({ identifiers: count }) =>
    plural(count, {
      one: '# identificador que pode estar no público é retirado.',
      many: '# de identificadores que podem estar no público são retirados.',
      other: '# identificadores que podem estar no público são retirados.',
    }),
  tiktok_not_asked: () =>
    'Não foi possível consultar o TikTok agora, então nada se sabe do lado dele: se há espaço para um público, o tamanho, quando expira. Consulte de novo em instantes; o envio também verifica.',
  replaces_everybody: ({ people: count }) =>
    `Todas as pessoas que estão no público agora são retiradas, e o segmento entra no lugar delas (${people(count)}).`,
  source_gave_nobody: ({ identifiers: count }) =>
    `A fonte do segmento não forneceu ninguém. Todas as pessoas seriam retiradas do público (${identifiers(count)}).`,
  everybody_leaves: ({ rows, identifiers: count }) =>
    `Ninguém do segmento (${rowsOf(rows)}) pode ser enviado. Todas as pessoas seriam retiradas do público (${identifiers(count)}).`,
  share_leaves: ({ identifiers: count, members, percent }) =>
    `Esta execução retiraria do público ${number(count)} de ${identifiers(members)} (${number(percent)}%).`,
  source_shrank: ({ rows, before, identifiers: count }) =>
    `A fonte do segmento forneceu ${rowsOf(rows)}, contra ${number(before)} na vez anterior. Esta execução retiraria ${identifiers(count)} do público.`,
};
