import type { signIns as English } from '../en/sign-ins.ts';
import { accounts } from './counts.ts';
import { fullStop, past } from './moment.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns: typeof English = {
  title: 'Logins',
  account: 'Conta do TikTok',
  someone: 'Login do TikTok',
  token: (last4) => `Token com final ${last4}`,
  pasted: 'Token colado',
  states: {
    active: 'Conectado',
    expiring: 'Expira em breve',
    read_only: 'Somente leitura',
    disconnected: 'Desconectado',
  },
  lasts: 'Não precisa de renovação',
  renews: 'Renova sozinho',
  renewsNext: (when) => `Renova sozinho, próxima vez ${when}`,
  worksUntil: (when) => fullStop(`Funciona até ${when}`),
  notRenewed: 'Ainda não foi renovado.',
  readOnly: 'As exportações aguardam um novo login.',
  refused: 'O TikTok o recusa.',
  imported: (used, shared) =>
    `${number(used)} de ${plural(shared, {
      one: '# conta de anúncios em uso',
      many: '# de contas de anúncios em uso',
      other: '# contas de anúncios em uso',
    })}`,
  importedMore: (used, shared) => {
    if (used === 1) return `${accounts(used)} aqui, não compartilhada`;
    const stillShared = plural(shared, { one: '# compartilhada', many: '# compartilhadas', other: '# compartilhadas' });
    return `${accounts(used)} aqui, ${shared === 0 ? 'nenhuma compartilhada' : stillShared}`;
  },
  none: 'Sem contas de anúncios',
  checked: (when) => `Verificado ${past(when)}`,
  notChecked: 'Ainda não verificado',
  more: (count) =>
    plural(count, {
      one: 'Mostrar mais # login',
      many: 'Mostrar mais # de logins',
      other: 'Mostrar mais # logins',
    }),
  less: 'Mostrar menos',

  manage: 'Gerenciar',
  manageName: (name) => `Gerenciar ${name}`,
  actionsName: (name) => `O que você pode fazer com ${name}`,
  check: 'Verificar agora',
  checking: 'Verificando…',
  checkedName: (name, state) => `${name}: ${state}`,
  checkFailed: (name) => `Não foi possível verificar ${name}`,
  signIn: 'Fazer login de novo',
  signInName: (name) => `Fazer login de novo como ${name}`,
  newToken: 'Colar um novo token',
  newTokenName: (name) => `Colar um novo token no lugar de ${name}`,
  choose: 'Escolher contas de anúncios',
  chooseName: (name) => `Escolher contas de anúncios de ${name}`,
  disconnect: 'Desconectar…',
  disconnectName: (name) => `Desconectar ${name}…`,
  pasteToken: 'Colar um token',
  orPasteToken: 'Colar um token de acesso',
  connectAdvertiser: 'Conectar conta de anúncios',
  businessCenter: 'Central de Negócios',
  opensNewTab: 'abre em uma nova aba',
  dismiss: 'Dispensar',
  dismissName: (name) => `Dispensar: ${name}`,

  noAccounts:
    'Este login não compartilha contas de anúncios. Faça login de novo e marque pelo menos uma na página do TikTok.',
  noAccountsOfAccount:
    'Esta conta do TikTok não dá acesso a contas de anúncios. Para adicioná-las, faça login como anunciante.',
  noAccountsOfToken: 'Este token não dá acesso a contas de anúncios. Cole-o de novo com o ID de uma.',
  businessCenterOnly:
    'Este login pertence a uma Central de Negócios, mas nenhuma conta de anúncios está atribuída a ele. Peça a quem a administra que atribua uma e verifique de novo.',
  quoted: (name) => `“${isolated(name)}”`,
  permissionsMissing: (names, stops, isOne) =>
    isOne
      ? `Falta a permissão ${names}, então ${stops}. Faça login de novo e deixe-a marcada.`
      : `Faltam as permissões ${names}, então ${stops}. Faça login de novo e deixe-as marcadas.`,
  stops: {
    '1': 'não é possível ler as contas de anúncios',
    '3': 'não é possível criar nem alterar públicos',
  },
  stopsOther: 'uma parte não vai funcionar',
  renewalDelayed: (until) =>
    `O TikTok ainda não o renovou. ${fullStop(`Continuamos tentando${until === undefined ? '' : `, e ele funciona até ${until}`}`)} Por enquanto, nada mudou.`,
  sandbox:
    'O sandbox do TikTok não lista contas de anúncios nem guarda públicos. Use-o para testar, não para exportar.',
  added: (count, names, more) =>
    `${plural(count, {
      one: '# conta de anúncios foi adicionada',
      many: '# de contas de anúncios foram adicionadas',
      other: '# contas de anúncios foram adicionadas',
    })}: ${named(names, more)}.`,
  gone: (count, names, more, isAlone) =>
    `${
      isAlone
        ? plural(count, {
            one: '# conta de anúncios não está mais aqui',
            many: '# de contas de anúncios não estão mais aqui',
            other: '# contas de anúncios não estão mais aqui',
          })
        : plural(count, {
            one: '# não está mais aqui',
            many: '# não estão mais aqui',
            other: '# não estão mais aqui',
          })
    }: ${named(names, more)}.`,

  disconnectTitle: (name) => `Desconectar ${name}?`,
  stopsPermission: 'Pedimos ao TikTok que retire a permissão e esquecemos o token.',
  stopsToken: 'Esquecemos o token. O TikTok continua a aceitá-lo até que seja revogado onde foi criado.',
  stopsWork: 'As renovações e verificações terminam.',
  stopsAccounts: (count) =>
    plural(count, {
      one: 'A conta de anúncios dele sai desta lista, e as exportações em andamento para ela param:',
      many: 'As # de contas de anúncios dele saem desta lista, e as exportações em andamento para elas param:',
      other: 'As # contas de anúncios dele saem desta lista, e as exportações em andamento para elas param:',
    }),
  andMore: (count) => `e mais ${number(count)}`,
  staysTikTok: 'As campanhas e os públicos continuam no TikTok.',
  staysHere: 'O mapeamento e o histórico de exportações são mantidos.',
  staysOthers: (count) =>
    plural(count, {
      one: 'Seu outro login não é afetado.',
      many: 'Seus outros # de logins não são afetados.',
      other: 'Seus outros # logins não são afetados.',
    }),
  keep: 'Manter login',
  disconnectNow: 'Desconectar',
  disconnecting: 'Desconectando…',
  disconnected: (name) => `${name}: login desconectado`,
  disconnectFailed: 'Não foi possível desconectar',

  expiringTitle: (name, date) => `${name}: faça login de novo antes de ${date}`,
  expiringToken: (name, date) => `${name}: cole um novo antes de ${date}`,
  expiring: (count) =>
    `Depois disso, as exportações para ${accounts(count)} ficariam em espera. Até lá, tudo funciona como antes.`,
  delayedTitle: (name) => `${name}: ainda não renovado`,
};
