import type { Mappable } from '../../../shared/identifiers/attributes.ts';
import type { Consent } from '../../../shared/identifiers/consent.ts';
import type { RejectReason } from '../../../shared/identifiers/reject-reasons.ts';
import type { mappingTable as English } from '../en/mapping-table.ts';
import { conflictText } from './conflict.ts';
import { discardedChanges, unsavedChanges } from './counts.ts';
import { atTime } from './moment.ts';
import { isolated, list, number, plural } from './speech.ts';

const attributes: Readonly<Record<Mappable, string>> = {
  email: 'E-mail',
  phone: 'Telefone',
  firstName: 'Nome',
  lastName: 'Sobrenome',
  firstNameInitial: 'Inicial do nome',
  gender: 'Gênero',
  dateOfBirth: 'Data de nascimento',
  city: 'Cidade',
  state: 'Estado',
  country: 'País',
  zip: 'CEP',
  googleAdvertisingId: 'ID de publicidade do Google',
  appleIdfa: 'IDFA da Apple',
  consent: 'Consentimento',
};

const matchesOn = 'O TikTok busca correspondências por este dado.';
const fillsColumn = 'Preenche sua coluna no seu arquivo de público.';
const uses: Readonly<Record<Mappable, string>> = {
  email: matchesOn,
  phone: matchesOn,
  firstName: fillsColumn,
  lastName: fillsColumn,
  firstNameInitial: 'Preenche sua coluna. Basta o nome completo: usamos a primeira letra.',
  gender: fillsColumn,
  dateOfBirth: fillsColumn,
  city: fillsColumn,
  state: fillsColumn,
  country: 'Preenche sua coluna e nos diz como ler os números de telefone.',
  zip: fillsColumn,
  googleAdvertisingId: 'O TikTok busca por ele correspondências em celulares Android.',
  appleIdfa: 'O TikTok busca por ele correspondências em dispositivos Apple.',
  consent: 'Diz quem pode ser enviado ao TikTok. O dado em si nunca é enviado.',
};

// Beside the value, with the fix where there is one.
const reasons: Readonly<Record<RejectReason, string>> = {
  empty: 'Depois da limpeza não sobra nada. A célula fica em branco.',
  invalid_email: 'Não é um e-mail completo. Este valor é ignorado.',
  invalid_phone: 'Não é um número de telefone possível. Este valor é ignorado.',
  unknown_country: 'Não conhecemos este país. Use um código ou o nome em inglês.',
  invalid_device_id: 'Não é um ID de publicidade. Este valor é ignorado.',
  zeroed_device_id: 'Só zeros: o rastreamento está desativado. Este valor é ignorado.',
  not_a_hash: 'Parece um hash danificado. Este valor é ignorado.',
  invalid_date: 'Não conseguimos ler esta data. Use ano, mês, dia.',
  invalid_gender: 'O TikTok só conhece m e f. A célula fica em branco.',
  invalid_zip: 'Não é um CEP ou código postal. A célula fica em branco.',
  invalid_text: 'Não é possível ler este texto. A célula fica em branco.',
  no_identifier: 'Sem e-mail, telefone ou ID de dispositivo.',
};

// Under an attribute's name; `uses` says it in full.
const matching = 'Correspondência';
const file = 'Só no arquivo';
const shortUses: Readonly<Record<Mappable, string>> = {
  email: matching,
  phone: matching,
  firstName: file,
  lastName: file,
  firstNameInitial: file,
  gender: file,
  dateOfBirth: file,
  city: file,
  state: file,
  country: 'Arquivo, país do telefone',
  zip: file,
  googleAdvertisingId: matching,
  appleIdfa: matching,
  consent: 'Nunca enviado',
};

// Beside the value: what it says, and what becomes of its row.
const consentSays: Readonly<Record<Consent, string>> = {
  yes: 'Diz que sim: a pessoa é mantida.',
  no: 'Não diz que sim: a pessoa fica de fora.',
  unknown: 'Nem sim nem não: a pessoa fica de fora. Use palavras como “yes” e “no”, ou “true” e “false”.',
};

type Preview = Parameters<typeof English.previewSpoken>[1];
const needsCountry = 'Falta um país. Mapeie País ou escolha um padrão ao exportar.';
const alreadyHashed = 'Já é um hash. É enviado como está, em minúsculas.';

function previewSpoken(attribute: string, preview: Preview): string {
  switch (preview.kind) {
    case 'hashed':
      return `${attribute}, normalizado: ${preview.normalized}`;
    case 'already_hashed':
      return `${attribute}: ${alreadyHashed}`;
    case 'consent':
      return `${attribute}: ${consentSays[preview.says]}`;
    case 'needs_country':
      return `${attribute}: ${needsCountry}`;
    case 'refused':
      return `${attribute}: ${reasons[preview.reason]}`;
  }
}

/** Words of `<tiktok-mapping-table>`. */
export const mappingTable: typeof English = {
  attributes,
  uses,
  shortUses,
  reasons,
  title: 'Mapeamento de propriedades',
  mappedCount: (mapped, all) => `${number(mapped)} de ${number(all)}`,
  legend:
    'O TikTok busca correspondências por estes quatro. O restante preenche seu arquivo de público; País também nos diz como ler os números de telefone.',
  columnAttribute: 'Atributo do TikTok',
  columnProperty: 'Sua propriedade',
  columnExample: 'Exemplo',
  columnPreview: 'Exemplo, normalizado, hash',
  columnNormalised: 'Normalizado',
  columnHash: 'SHA-256',
  useSuggestions: (count) =>
    plural(count, { one: 'Usar # sugestão', many: 'Usar # de sugestões', other: 'Usar # sugestões' }),
  suggestionsUsed: (count) =>
    plural(count, {
      one: '# sugestão usada. Ainda não foi salva.',
      many: '# de sugestões usadas. Ainda não foram salvas.',
      other: '# sugestões usadas. Ainda não foram salvas.',
    }),
  suggested: 'sugerida',
  useOne: 'Usar',
  useOneLabel: (property, attribute) => `Usar ${property} para ${attribute}`,
  suggestedLabel: (property, attribute) => `${attribute}: ${property} sugerida, escolher outra`,
  chooseProperty: 'Escolher uma propriedade',
  pickLabel: (attribute, property) => `${attribute}: ${property}`,
  pickNoneLabel: (attribute) => `${attribute}: escolher uma propriedade`,
  consentTitle: 'Consentimento',
  optional: 'opcional',
  consentText:
    'Quem não disse que sim fica de fora. Quem retira o consentimento é removido no TikTok na próxima exportação. A resposta em si nunca é enviada.',
  consentUnmapped: 'Ninguém é consultado: todas as pessoas que você exporta são enviadas',
  consentSays,
  staysBlank: 'Fica em branco no arquivo de público',
  noExample: 'Não há exemplo para mostrar. Seu produto não enviou nenhum para esta propriedade.',
  goneProperty: 'Esta propriedade não existe mais. Escolha outra.',
  needsCountry,
  alreadyHashed,
  previewSpoken,
  misfits: {
    boolean: 'Contém verdadeiro ou falso. É a propriedade certa?',
    number: 'Contém números. É a propriedade certa?',
    date: 'Contém datas. É a propriedade certa?',
  },
  types: { boolean: 'verdadeiro ou falso', number: 'número', date: 'data' },
  tryOne: 'Testar um valor',
  tryLabel: (attribute) => `Testar um valor para ${attribute}`,
  tryField: (attribute) => `Valor de teste para ${attribute}`,
  tryColumn: 'Seu teste',
  tryNote: 'Só aqui: não é salvo nem enviado.',
  tryEmpty: 'Digite qualquer valor para ver o que o TikTok receberia.',
  tryEnd: (attribute) => `Voltar ao exemplo de ${attribute}`,
  changed: 'não salvo',
  copyHash: (attribute) => `Copiar o hash de ${attribute}`,
  pickerLabel: (attribute) => `Propriedade para ${attribute}`,
  pickerList: 'Propriedades',
  pickerSystem: 'Propriedades do sistema',
  pickerCustom: 'Propriedades personalizadas',
  pickerUnmap: (attribute) => `Deixar ${attribute} sem mapear`,
  pickerCount: (found, all) =>
    `${number(found)} de ${plural(all, { one: '# propriedade', many: '# de propriedades', other: '# propriedades' })}`,
  pickerNone: (text) => `Nenhuma propriedade tem “${isolated(text)}” no nome.`,
  unsavedRegion: 'Alterações não salvas',
  unsaved: unsavedChanges,
  discard: 'Descartar',
  discarded: discardedChanges,
  undo: 'Desfazer',
  save: 'Salvar mapeamento',
  saving: 'Salvando…',
  saved: 'Salvo',
  conflictTitle: (person, time, date) =>
    `${person ?? 'Outra pessoa'} salvou este mapeamento ${date === null ? '' : `em ${date} `}${atTime(time)}`,
  conflictText,
  conflictRegion: 'Conflito no mapeamento',
  conflictMine: 'Sua versão',
  conflictTheirs: 'Outra versão, salva',
  conflictTheirsOf: (person) => `${person}, salva`,
  conflictNotMapped: 'Não mapeado',
  conflictOnlyMine: (names) =>
    `${list(names)}: ${names.length === 1 ? 'só você alterou, fica como está' : 'só você alterou, ficam como estão'}.`,
  conflictOnlyTheirs: (names) =>
    `${list(names)}: ${names.length === 1 ? 'só mudou na versão salva, que é adotada' : 'só mudaram na versão salva, que é adotada'}.`,
  conflictTakeTheirs: 'Adotar a versão salva',
  conflictSave: 'Salvar minha escolha',
  readOnlyTitle: 'Você pode ver, mas não alterar',
  readOnly: 'Para mapear é preciso ter a permissão “Mapear”. Peça a quem administra este espaço de trabalho.',
  emptyTitle: 'Ainda não há propriedades',
  emptyText:
    'Seu produto não enviou as propriedades de usuário. Quando enviar, é aqui que você escolhe quais o TikTok recebe.',
  lookAgain: 'Verificar de novo',
  looking: 'Verificando…',
  stillEmpty: 'Ainda sem propriedades.',
  noPermissionTitle: 'Você não pode ver o mapeamento',
  noPermissionText: 'Para vê-lo é preciso ter a permissão “Ler”. Peça a quem administra este espaço de trabalho.',
  loadFailedTitle: 'Não foi possível carregar o mapeamento de propriedades',
  offlineText: 'O mapeamento carrega sozinho assim que a conexão voltar.',
  saveFailedTitle: 'Não foi possível salvar o mapeamento',
  saveSessionEnded: 'Suas alterações continuam aqui. Faça login de novo em outra aba e salve.',
  saveOffline: 'Você está sem conexão. Suas alterações continuam aqui: salve-as quando a conexão voltar.',
  previewFailedTitle: 'A prévia não está disponível',
  previewFailedText: 'A parte que a prepara não carregou. Escolher e salvar continuam funcionando.',
};
