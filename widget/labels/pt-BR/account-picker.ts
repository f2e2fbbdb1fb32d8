import type { accountPicker as English } from '../en/account-picker.ts';
import { accounts, accountsFound } from './counts.ts';
import { named } from './named.ts';
import { isolated, number, plural } from './speech.ts';

const REVIEWED = 'Poderá ser importada quando o TikTok a aprovar.';
const UNDER_REVIEW = `O TikTok ainda está analisando a conta. ${REVIEWED}`;

const imported = (count: number) => plural(count, { one: '# importada', many: '# importadas', other: '# importadas' });

/** Words of the account picker and of the token form, which come when they open. */
export const accountPicker: typeof English = {
  sandboxTitle: 'Conectar uma conta de sandbox',
  token: 'Token de acesso',
  tokenHint: 'Fica guardado de forma criptografada. Depois, só os últimos 4 caracteres aparecem.',
  tokenMissing: 'Cole o token de acesso do portal de desenvolvedores do TikTok.',
  tokenMissingHere: 'Cole o token de acesso que o TikTok forneceu.',
  tokenRefused: 'Este token não pode ser usado aqui.',
  tokenRefusedWhy:
    'O TikTok recusa este token. Ele foi digitado errado, foi revogado ou é de sandbox, e esses não podem ser conectados aqui. Nada foi salvo.',
  tokenUnreadable: 'Isto não é um token como o TikTok mostra: letras, dígitos e sinais, sem espaços.',
  advertiserIds: 'IDs das contas de anúncios',
  advertiserIdsHint: 'Se forem vários, separe-os com vírgulas ou espaços. O sandbox não consegue listá-los.',
  advertiserIdsMissing: 'Digite pelo menos um ID de conta de anúncios: só dígitos.',
  advertiserIdsOptional: 'Opcional: pedimos os IDs ao TikTok. Necessário quando o token é de outro app do TikTok.',
  advertiserIdsNeeded: 'O TikTok não lista as contas de anúncios deste token. Digite os IDs delas.',
  advertiserIdsUnreached: (ids) =>
    `Este token não dá acesso a ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. ${plural(ids.length, {
      one: 'Corrija ou remova esse ID.',
      many: 'Corrija ou remova esses IDs.',
      other: 'Corrija ou remova esses IDs.',
    })}`,
  tokenTitle: 'Conectar com um token de acesso',
  tokenFor:
    'Para parceiros com tokens de longa duração aprovados pelo TikTok. As demais pessoas fazem login no TikTok.',
  tokenFailed: 'Não foi possível conectar o token de acesso',
  connectToken: 'Conectar',
  connectingToken: 'Conectando…',
  connectSandbox: 'Conectar sandbox',
  sandboxFailed: 'Não foi possível conectar a conta de sandbox',

  pickerTitle: 'Escolha as contas de anúncios para usar aqui',
  signedInAs: (name) => `Login feito no TikTok como ${name}`,
  pickerList: 'Contas de anúncios que o TikTok compartilhou',
  find: 'Buscar por nome ou ID',
  sortName: 'Ordem',
  sorts: { importable: 'Importáveis primeiro', name: 'Por nome' },
  reload: 'Recarregar a lista',
  selectAll: (count) => `Selecionar as que você pode importar (${number(count)})`,
  selected: (count) => plural(count, { one: '# selecionada', many: '# selecionadas', other: '# selecionadas' }),
  cannotImport: (count) =>
    plural(count, {
      one: '# não pode ser importada',
      many: '# não podem ser importadas',
      other: '# não podem ser importadas',
    }),
  noneImportable: 'Nenhuma delas pode ser importada',
  loaded: (all, importable) =>
    `${accounts(all)}, ${plural(importable, {
      one: '# pode ser importada',
      many: '# podem ser importadas',
      other: '# podem ser importadas',
    })}`,
  found: accountsFound,
  showing: (shown, found, all) =>
    `Mostrando ${number(shown)} de ${number(found)} encontradas, ${number(all)} no total. Digite mais do nome ou do ID para refinar a lista.`,
  showMore: (count) => `Mostrar mais ${number(count)}`,
  notFoundTitle: 'Nenhuma conta de anúncios encontrada',
  notFound: (query) => `Nenhuma conta de anúncios tem “${isolated(query)}” no nome ou no ID.`,
  notFoundSelected: (query) => `Nenhuma das selecionadas tem “${isolated(query)}” no nome ou no ID.`,
  clearSearch: 'Mostrar todas',
  showSelected: 'Só as selecionadas',
  showAll: 'Mostrar todas',
  import: (count) =>
    plural(count, { one: 'Importar # conta', many: 'Importar # de contas', other: 'Importar # contas' }),
  chooseOne: 'Escolha pelo menos uma conta de anúncios',
  importing: 'Importando…',
  importProgress: (done, total) => `${number(done)} de ${imported(total)}`,
  stop: 'Parar',
  stopping: 'Parando…',
  loading: (count) =>
    count === 0 ? 'Carregando contas de anúncios' : `Carregando contas de anúncios: ${number(count)} até agora`,
  slow: 'Ainda carregando. O TikTok demora mais quando há milhares de contas de anúncios.',
  loadFailed: 'Não foi possível carregar as contas de anúncios',
  importFailed: 'Não foi possível importar as contas de anúncios',
  importBroke: (done, rest) =>
    `${imported(done)}, ${plural(rest, { one: 'falta #', many: 'faltam #', other: 'faltam #' })}`,
  importBrokeHow: 'O que foi importado está seguro, e nada é importado duas vezes. O restante continua selecionado.',
  importStopped: 'Parou, como você pediu. O restante continua selecionado.',
  importRefused: (count) =>
    plural(count, {
      one: '# conta de anúncios não pôde ser importada',
      many: '# de contas de anúncios não puderam ser importadas',
      other: '# contas de anúncios não puderam ser importadas',
    }),
  importRefusedWhy: (refused, done) => {
    const why = plural(refused, {
      one: 'Algo mudou no TikTok desde que esta lista foi carregada; o motivo agora aparece ao lado da conta.',
      many: 'Algo mudou no TikTok desde que esta lista foi carregada; o motivo agora aparece ao lado de cada conta.',
      other: 'Algo mudou no TikTok desde que esta lista foi carregada; o motivo agora aparece ao lado de cada conta.',
    });
    const rest = plural(done, {
      one: 'A outra foi importada.',
      many: 'As outras # foram importadas.',
      other: 'As outras # foram importadas.',
    });
    return `${why} ${done === 0 ? 'Nada foi importado.' : rest}`;
  },
  roleUnknown: 'Função desconhecida',
  roleUnknownWhy:
    'Não está em uma Central de Negócios, então o TikTok não informa o que você pode fazer. Se o TikTok recusar uma exportação, fale com o proprietário.',
  reasons: {
    analyst:
      'A função Analista só permite ler. Peça a um Administrador desta conta de anúncios a função Operador e recarregue esta lista.',
    suspended:
      'Suspensa pelo TikTok. Recorra no TikTok Ads Manager; ela poderá ser importada quando o TikTok a restaurar.',
    not_approved: `Ainda não aprovada pelo TikTok. ${REVIEWED}`,
    no_access:
      'Este login não tem acesso a ela. Fale com um Administrador desta conta de anúncios e recarregue esta lista.',
    already_imported: 'Já está aqui.',
  },
  statusReasons: {
    STATUS_DISABLE:
      'Desativada no TikTok. Peça ao proprietário ou ao suporte do TikTok para reabri-la e recarregue esta lista.',
    STATUS_PENDING_CONFIRM: UNDER_REVIEW,
    STATUS_WAIT_FOR_BPM_AUDIT: UNDER_REVIEW,
    STATUS_PENDING_CONFIRM_MODIFY: `O TikTok está analisando uma alteração nela. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED:
      'O TikTok aguarda a verificação da conta. Conclua-a no TikTok Ads Manager e recarregue esta lista.',
    STATUS_CONFIRM_FAIL: 'O TikTok não a aprovou. O TikTok Ads Manager diz o que mudar; depois, recarregue esta lista.',
    STATUS_CONFIRM_FAIL_END:
      'O TikTok não a aprovou. O TikTok Ads Manager diz o motivo; enquanto isso, use outra conta de anúncios.',
    STATUS_CONFIRM_MODIFY_FAIL:
      'O TikTok não aprovou uma alteração nela. O TikTok Ads Manager diz o que mudar; depois, recarregue esta lista.',
    STATUS_CONTRACT_PENDING:
      'O contrato com o TikTok ainda não está em vigor. Assine-o no TikTok Ads Manager e recarregue esta lista.',
    STATUS_SELF_SERVICE_UNAUDITED:
      'Os dados da empresa ainda não foram conferidos. Complete-os no TikTok Ads Manager e recarregue esta lista.',
  },
};
