import type { Schedule } from '../../../shared/mirrors.ts';
import type { exportWays as English } from '../en/export-ways.ts';
import { days, people } from './counts.ts';
import { atTime } from './moment.ts';
import { isolated, list, plural } from './speech.ts';
import { zoneInWords } from './zone.ts';

const weekdays = {
  monday: 'Segunda-feira',
  tuesday: 'Terça-feira',
  wednesday: 'Quarta-feira',
  thursday: 'Quinta-feira',
  friday: 'Sexta-feira',
  saturday: 'Sábado',
  sunday: 'Domingo',
};
const lowered = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

/** `zone` is the ad account's, such as “Europe/Berlin”; null when TikTok does not say, then it is UTC. */
function scheduleInWords(schedule: Schedule, zone: string | null): string {
  const time = zoneInWords(zone);
  switch (schedule.every) {
    case 'hour':
      return 'A cada hora';
    case 'day':
      return `Todos os dias ${atTime(schedule.at)}, ${time}`;
    case 'week': {
      const every = schedule.on === 'saturday' || schedule.on === 'sunday' ? 'Todo' : 'Toda';
      return `${every} ${lowered(weekdays[schedule.on])} ${atTime(schedule.at)}, ${time}`;
    }
  }
}

const lines = (count: number): string => plural(count, { one: '# linha', many: '# de linhas', other: '# linhas' });

/** Words of `<tiktok-audience-exporter>` for the ways in and out: pasted lists, consent, schedules, deliveries. */
export const exportWays: typeof English = {
  list: 'Colar uma lista',
  pastedList: 'Lista colada',
  listLabel: 'E-mails, telefones ou IDs de dispositivo, um por linha',
  listHint: 'Pode misturar. Valores que já são hashes também servem.',
  listPlaceholder: 'ana@example.com\n+55 11 91234-5678',
  listFound: lines,
  listUnreadable: (count) =>
    plural(count, {
      one: '# linha não parece nada disso e ficará de fora.',
      many: '# de linhas não parecem nada disso e ficarão de fora.',
      other: '# linhas não parecem nada disso e ficarão de fora.',
    }),
  listTooLong: 'Esta lista é longa demais para colar. Salve-a como arquivo CSV e use o arquivo.',
  listHashedAs: (count) =>
    plural(count, {
      one: 'O que é a linha com hash?',
      many: 'O que são as linhas com hash?',
      other: 'O que são as linhas com hash?',
    }),
  listHashedHint: (count) =>
    plural(count, {
      one: 'Ninguém consegue ver de que é um hash, por isso diga aqui.',
      many: 'Ninguém consegue ver de que são # de hashes, por isso diga aqui.',
      other: 'Ninguém consegue ver de que são # hashes, por isso diga aqui.',
    }),
  listDevicesAs: (count) =>
    plural(count, {
      one: 'De quem é o ID de dispositivo?',
      many: 'De quem são os IDs de dispositivo?',
      other: 'De quem são os IDs de dispositivo?',
    }),
  listDevicesByCase: 'Identificar pelas letras',
  listDevicesHint:
    'Os do Google e da Apple são parecidos. Pelas letras: maiúsculas são da Apple e minúsculas, do Google.',
  pasteList: 'Cole pelo menos um e-mail, telefone ou ID de dispositivo.',
  listNothingFound: 'Nenhuma linha tem um e-mail, um telefone ou um ID de dispositivo.',
  listNotMapped: (kinds) =>
    kinds.length === 1
      ? `Ainda não mapeado para uma propriedade: ${list(kinds)}. Por isso, não pode ser enviado em listas.`
      : `Ainda não mapeados para uma propriedade: ${list(kinds)}. Por isso, não podem ser enviados em listas.`,
  noneInList: 'Nenhum na sua lista.',
  clear: 'Limpar',
  clearList: 'Limpar a lista',
  announceList: (count) =>
    plural(count, { one: '# linha encontrada', many: '# de linhas encontradas', other: '# linhas encontradas' }),

  agreed: 'Todas as pessoas desta lista aceitaram receber anúncios assim',
  agreedHint:
    'Seu mapeamento pede o consentimento de cada pessoa. Uma lista não tem coluna para isso, por isso você diz aqui.',
  sayConsent: 'Diga se todas as pessoas desta lista aceitaram.',
  consent: 'Consentimento',
  noConsentTitle: 'Falta uma coluna para Consentimento',
  noConsentText:
    'Seu mapeamento pede o consentimento de cada pessoa, então um arquivo sem ele não pode ser exportado. Associe a coluna que diz quem aceitou.',
  onlyRemoval: 'Só retirar pessoas',
  onlyRemovalChosen: 'Estas pessoas só são retiradas de um público. Isso não precisa do consentimento de ninguém.',
  onlyRemovalPossible:
    'Não se sabe quem destas pessoas aceitou, então só é possível retirá-las de um público existente. Para enviá-las, volte a Quem.',
  withoutConsentOf: (count, isAbout) =>
    `${isAbout ? 'Cerca de ' : ''}${plural(count, {
      one: '# linha sem consentimento ficará de fora.',
      many: '# de linhas sem consentimento ficarão de fora.',
      other: '# linhas sem consentimento ficarão de fora.',
    })}`,
  allConsent: 'Todas as pessoas das linhas analisadas aceitaram.',

  frequency: 'Com que frequência',
  once: 'Enviar uma vez',
  sync: 'Manter em sincronia',
  syncText:
    'O público segue o segmento: quem entra é adicionado, quem sai é retirado. Cada execução envia só o que mudou.',
  every: 'Executa',
  everyChoices: { hour: 'A cada hora', day: 'Todos os dias', week: 'Toda semana' },
  weekday: 'Dia',
  weekdays,
  timeOfDay: 'Horário',
  scheduleInWords,
  asSentence: (words) => `${words}.`,
  scheduleSpread: 'Cada execução começa até 10 minutos depois.',
  scheduleTime: 'Defina um horário.',
  syncSummary: (schedule) => `em sincronia ${lowered(schedule)}`,

  delivery: 'Como as pessoas chegam ao TikTok',
  deliveries: { file: 'Como arquivo', stream: 'Como fluxo' },
  deliveryTexts: {
    file: 'Para uma primeira lista grande ou para substituir tudo. Utilizável em 24 a 48 horas.',
    stream: 'Para pequenas mudanças frequentes. Sem mínimo de 1.000 a manter. Não pode ser substituído por inteiro.',
  },
  inSync: 'em sincronia',
  deliveryTags: { file: 'arquivo', stream: 'fluxo' },
  streamSuggested: 'Para executar a cada hora, um fluxo é melhor: ele aceita pequenas mudanças na hora.',
  useStream: 'Usar um fluxo',
  optionStream: 'como fluxo',
  optionEnds: (date) => `expira em ${date}`,
  optionReach: 'para Alcance e Frequência',
  fixedEnd: 'Expirar em um dia fixo',
  fixedEndText: 'Sem isso, o TikTok mantém o público por 365 dias após o último uso ou a última alteração.',
  reachFrequency: 'Para anúncios de Alcance e Frequência',
  reachFrequencyText: 'Só para anúncios reservados com antecedência. Não dá para voltar atrás.',
  fileOnly: 'Um fluxo não tem data fixa para expirar nem Alcance e Frequência.',
  streamNoReplace: 'Um fluxo não pode ser substituído. Retire pessoas ou crie um novo público.',
  syncNotPossible: 'Este público não pode seguir o segmento',
  syncNoStream: 'Um fluxo não pode partir do que contém agora. Em vez disso, mantenha um novo público em sincronia.',
  syncTaken: 'Já está em sincronia com um segmento. Pare essa sincronização primeiro.',
  syncReplacesTitle: 'A primeira execução substitui todas as pessoas',
  syncReplaces: (now) =>
    now === 0
      ? 'Ela retira todas as pessoas que estão lá e coloca o segmento no lugar. Antes, pergunta a você.'
      : plural(now, {
          one: 'Ela retira # pessoa que está lá agora e coloca o segmento no lugar. Antes, pergunta a você.',
          many: 'Ela retira # de pessoas que estão lá agora e coloca o segmento no lugar. Antes, pergunta a você.',
          other: 'Ela retira as # pessoas que estão lá agora e coloca o segmento no lugar. Antes, pergunta a você.',
        }),
  isSyncedTitle: 'Este público está em sincronia com um segmento',
  isSynced: 'O que você enviar pode ser retirado na próxima execução dele.',
  audienceExpires: (left) => (left <= 0 ? 'expira hoje' : `expira em ${days(left)}`),

  audiencesTitle: 'Públicos',
  audiencesText: 'O que esta conta de anúncios tem no TikTok e o que mantém tudo em sincronia.',
  audiencesShow: 'Mostrar públicos',

  checkOnly: 'Só verificar',
  checkOnlyTitle: 'Apenas uma verificação',
  checkOnlyText:
    'Nada foi enviado, e nada desta verificação pode ser enviado. Para enviar, volte e verifique antes de enviar.',
  checkOnlyBack: 'Voltar ao público',
  keepInSyncWith: (count) => `Enviar ${people(count)} e sincronizar`,
  syncStarts: (schedule) => `Depois continua automaticamente: ${isolated(lowered(schedule))}.`,
};
