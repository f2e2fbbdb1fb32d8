import type { FailureTexts } from '../failure-codes.ts';

const SAFE = 'Nada mudou.';
const signInHere = `${SAFE} Faça login de novo a partir desta página.`;

/** Sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `O servidor não aceitou a solicitação. ${SAFE} Corrija o que está indicado e tente de novo.`,
  request_timeout: `A solicitação demorou demais para chegar. ${SAFE} Tente de novo.`,
  payload_too_large: `É grande demais para enviar de uma vez. ${SAFE} Envie menos e tente de novo.`,
  not_found: 'Isto não existe mais ou é de outro espaço de trabalho. Recarregue a página para ver o que há.',
  origin_mismatch: `Sua sessão é de outro site. ${SAFE} Recarregue a página; se não bastar, fale com quem administra este produto.`,
  permission_denied: `Sua função não inclui a permissão necessária. ${SAFE} Peça a quem administra este espaço de trabalho.`,
  precondition_failed:
    'Outra pessoa alterou isto antes. Nada foi sobrescrito. Carregue de novo e repita a sua alteração.',
  oauth_state_invalid: `O link de login não é válido. ${signInHere}`,
  oauth_state_used: `O link de login já foi usado. ${signInHere}`,
  oauth_state_expired: `O link de login expirou: ele vale por 10 minutos. ${signInHere}`,
  oauth_denied: `O acesso não foi permitido no TikTok. ${SAFE} Comece de novo e permita o acesso na página do TikTok.`,
  oauth_exchange_failed: `O TikTok não aceitou o login. ${SAFE} Comece de novo; se persistir, quem administra este produto precisa conferir o app de desenvolvedor.`,
  oauth_user_mismatch: `Outro usuário do TikTok fez login. ${SAFE} Faça login com o usuário a quem esta conexão pertence.`,
  oauth_discarded:
    'O novo login não foi adotado. A conexão continua com o login que tinha. Se quiser mudar, faça login de novo.',
  oauth_review_over: `Não há mais o que decidir: alguém já decidiu ou o prazo acabou. ${SAFE} Se precisar, faça login de novo.`,
  tiktok_app_missing: `Nenhum app de desenvolvedor do TikTok está configurado. ${SAFE} Peça a quem administra este produto que configure um.`,
  tiktok_app_refused: 'O TikTok não conhece este app. Nada foi salvo. Confira o ID e o segredo e tente de novo.',
  tiktok_error:
    'O TikTok recusou a solicitação. Se o motivo não estiver claro, informe o ID da solicitação ao suporte do TikTok.',
  tiktok_permission_denied:
    'O TikTok não permite isto nesta conta de anúncios. Peça a função ou a permissão a um Administrador da conta e faça login de novo.',
  tiktok_token_rejected: 'O TikTok recusa este login. Nada se perde. Faça login de novo.',
  tiktok_rate_limited: 'O TikTok está limitando as solicitações. Nada se perde. Tente de novo em alguns minutos.',
  tiktok_unavailable:
    'O TikTok não respondeu como esperado. As exportações continuam sozinhas. Tente de novo em instantes.',
  tiktok_not_in_sandbox: `O sandbox do TikTok não oferece isto. ${SAFE} Use uma conta de anúncios real.`,
  connection_read_only:
    'Esta conexão é somente leitura. Ler continua funcionando e nada se perde. Para exportar, faça login de novo.',
  connection_expiring:
    'O login desta conexão expira em breve. Tudo continua funcionando. Faça login de novo antes disso.',
  connection_disconnected: 'O TikTok recusa o login desta conexão. Nada se perde. Faça login de novo.',
  account_not_importable: `Esta conta de anúncios não pode ser importada. ${SAFE} Resolva o que está indicado e recarregue a lista.`,
  account_suspended:
    'O TikTok suspendeu esta conta de anúncios. Nada se perde. Resolva com o TikTok e verifique de novo.',
  account_not_imported: `Esta conta de anúncios não está importada aqui. ${SAFE} Importe-a primeiro.`,
  unknown_property: 'O mapeamento cita uma propriedade que não existe mais. Nada foi salvo. Escolha outra propriedade.',
  attribute_not_mapped: `Este atributo não está mapeado para uma propriedade. ${SAFE} Mapeie-o ou deixe-o fora da exportação.`,
  no_identifier_chosen: `Falta e-mail, telefone ou ID de dispositivo: o TikTok não busca correspondências por mais nada. ${SAFE} Escolha pelo menos um.`,
  segment_has_no_source: `Seu produto ainda não enviou as pessoas deste segmento. ${SAFE} Escolha outro segmento ou exporte um arquivo CSV.`,
  segment_source_refused: `O endereço de onde vêm as pessoas do segmento não é permitido. ${SAFE} Avise quem administra este produto.`,
  segment_source_failed:
    'Não foi possível buscar as pessoas do segmento. Nada se perde. Tente de novo; se persistir, avise quem administra este produto.',
  missing_columns:
    'Faltam no arquivo colunas de que o mapeamento precisa. Nada foi enviado. Corrija o arquivo ou o mapeamento.',
  malformed_records: 'Não é possível ler o arquivo. Nada foi enviado. Salve-o de novo como CSV e escolha-o outra vez.',
  upload_offset_mismatch: 'O envio não continuou de onde parou. O que já chegou está seguro. Tente de novo.',
  upload_in_progress:
    'Já há outro envio em andamento para esta exportação, talvez em outra aba. Nada se perde. Espere que ele termine.',
  export_wrong_state: `O estado da exportação não permite isto agora. ${SAFE} Recarregue a página para ver como ela está.`,
  export_empty: 'Não há ninguém para enviar. Nada foi enviado. Veja os motivos e escolha outras pessoas ou colunas.',
  audience_not_found: `O TikTok não conhece este público nesta conta de anúncios. ${SAFE} Escolha outro.`,
  audience_type_mismatch: `O público recebe outro tipo de identificador. ${SAFE} Exporte o tipo com que ele foi criado ou crie um novo.`,
  audience_not_updatable: `Este público não pode ser alterado daqui. ${SAFE} Escolha outro ou crie um novo.`,
  audience_limit_reached: `A conta de anúncios já tem tantos públicos quanto o TikTok permite. ${SAFE} Exclua os que não são mais usados.`,
  audience_too_small: `São pessoas de menos para isto: após uma alteração devem restar 1.000, e um público semelhante precisa de 100. ${SAFE} Escolha mais pessoas.`,
  audience_in_use: `Algo aqui ainda trabalha com este público. ${SAFE} Espere a exportação ou pare a sincronização e tente de novo.`,
  audience_expired: `O público expirou, e o TikTok só permite excluí-lo. ${SAFE} Crie um novo.`,
  delivery_not_possible: `O público não recebe pessoas desta forma. ${SAFE} Escolha a outra forma de envio ou outra ação.`,
  export_expired:
    'Os arquivos desta exportação não são mais mantidos: são apagados após 7 dias. Faça outra exportação.',
  mirror_exists: `O público já é mantido em sincronia. ${SAFE} Altere essa sincronização ou remova-a primeiro.`,
  mirror_running: `Há uma execução em andamento. ${SAFE} Espere que ela termine ou cancele-a.`,
  audience_failed:
    'O TikTok não conseguiu tornar o público utilizável; muitas vezes há correspondências de menos. Exporte mais pessoas ou outros identificadores.',
  too_many_streams:
    'Há conexões ao vivo demais abertas. Nada se perde. Feche algumas abas; a conexão é tentada de novo sozinha.',
  business_center_not_reachable: `Nenhum login deste espaço de trabalho acessa esta Central de Negócios. ${SAFE} Alguém com acesso precisa fazer login aqui.`,
  call_denied:
    'Os controles não permitem isto. O TikTok não recebeu nada. Alguém com a permissão “Controles” pode mudar a regra.',
  call_outcome_unknown:
    'A resposta do TikTok se perdeu, e não se sabe se ele fez. Confira no TikTok Ads Manager antes de enviar outra vez.',
  approval_mismatch: 'A aprovação não é para esta chamada. O TikTok não recebeu nada. Peça de novo.',
  approval_over: `Não há mais o que decidir: já foi decidido, retirado ou o prazo acabou. ${SAFE} Se precisar, peça de novo.`,
  too_many_approvals:
    'Chamadas demais aguardam uma decisão. O TikTok não recebeu nada. Decida sobre algumas ou retire-as e tente de novo.',
  approval_needs_person: `Só uma pessoa pode decidir, e não a que pediu. ${SAFE} Peça a outra pessoa.`,
  spend_cap_exceeded:
    'Os orçamentos passariam de um limite de gastos. O TikTok não recebeu nada. Reduza um orçamento ou aumente o limite.',
  spend_cap_unprovable:
    'Não dá para comprovar que os orçamentos respeitam o limite de gastos. O TikTok não recebeu nada. Tente mais tarde ou remova o limite antes.',
  storage_failed:
    'O servidor não conseguiu gravar no disco. Nada do que foi enviado se perde. Avise quem administra este produto e tente de novo.',
};
