import type { FailureTexts } from '../failure-codes.ts';

const SAFE = 'No ha cambiado nada.';
const startAgain = `${SAFE} Inicia sesión de nuevo desde esta página.`;

/** Sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `El servidor no aceptó la solicitud. ${SAFE} Corrige lo que se indica y vuelve a intentarlo.`,
  request_timeout: `La solicitud tardó demasiado en llegar. ${SAFE} Vuelve a intentarlo.`,
  payload_too_large: `Es demasiado grande para enviarlo de una vez. ${SAFE} Envía menos y vuelve a intentarlo.`,
  not_found: 'Esto ya no existe o pertenece a otro espacio de trabajo. Recarga la página para ver lo que hay.',
  origin_mismatch: `Tu sesión es de otro sitio web. ${SAFE} Recarga la página; si no basta, consulta a quien administra este producto.`,
  permission_denied: `Tu rol no incluye el permiso que hace falta. ${SAFE} Pídeselo a quien administra este espacio de trabajo.`,
  precondition_failed: 'Otra persona lo cambió antes. No se sobrescribió nada. Vuelve a cargarlo y repite tu cambio.',
  oauth_state_invalid: `El enlace de inicio de sesión no es válido. ${startAgain}`,
  oauth_state_used: `El enlace de inicio de sesión ya se usó. ${startAgain}`,
  oauth_state_expired: `El enlace de inicio de sesión caducó: dura 10 minutos. ${startAgain}`,
  oauth_denied: `No se permitió el acceso en TikTok. ${SAFE} Empieza de nuevo y permite el acceso en la página de TikTok.`,
  oauth_exchange_failed: `TikTok no aceptó el inicio de sesión. ${SAFE} Empieza de nuevo; si se repite, quien administra este producto debe revisar la app de desarrollador.`,
  oauth_user_mismatch: `Inició sesión otro usuario de TikTok. ${SAFE} Inicia sesión con el usuario al que pertenece esta conexión.`,
  oauth_discarded:
    'El nuevo inicio de sesión no se adoptó. La conexión sigue con el que tenía. Si quieres cambiarlo, inicia sesión de nuevo.',
  oauth_review_over: `Ya no queda nada que decidir: alguien decidió antes o se acabó el tiempo. ${SAFE} Si hace falta, inicia sesión de nuevo.`,
  tiktok_app_missing: `No hay ninguna app de desarrollador de TikTok configurada. ${SAFE} Pide a quien administra este producto que la configure.`,
  tiktok_app_refused: 'TikTok no conoce esta app. No se guardó nada. Revisa el ID y el secreto y vuelve a intentarlo.',
  tiktok_error:
    'TikTok rechazó la solicitud. Si no queda claro por qué, da el ID de solicitud a la asistencia de TikTok.',
  tiktok_permission_denied:
    'TikTok no lo permite en esta cuenta publicitaria. Pide el rol o el permiso a un Administrador de la cuenta e inicia sesión de nuevo.',
  tiktok_token_rejected: 'TikTok rechaza este inicio de sesión. No se pierde nada. Inicia sesión de nuevo.',
  tiktok_rate_limited: 'TikTok está limitando las solicitudes. No se pierde nada. Vuelve a intentarlo en unos minutos.',
  tiktok_unavailable:
    'TikTok no respondió como se esperaba. Las exportaciones continúan por sí solas. Vuelve a intentarlo en un momento.',
  tiktok_not_in_sandbox: `El sandbox de TikTok no ofrece esto. ${SAFE} Usa una cuenta publicitaria real.`,
  connection_read_only:
    'Esta conexión es de solo lectura. Leer sigue funcionando y no se pierde nada. Inicia sesión de nuevo para exportar.',
  connection_expiring:
    'El inicio de sesión de esta conexión termina pronto. Todo sigue funcionando. Inicia sesión de nuevo antes.',
  connection_disconnected:
    'TikTok rechaza el inicio de sesión de esta conexión. No se pierde nada. Inicia sesión de nuevo.',
  account_not_importable: `Esta cuenta publicitaria no se puede importar. ${SAFE} Resuelve lo que se indica y recarga la lista.`,
  account_suspended:
    'TikTok suspendió esta cuenta publicitaria. No se pierde nada. Resuélvelo con TikTok y compruébala de nuevo.',
  account_not_imported: `Esta cuenta publicitaria no está importada aquí. ${SAFE} Impórtala primero.`,
  unknown_property: 'La asignación nombra una propiedad que ya no existe. No se guardó nada. Elige otra propiedad.',
  attribute_not_mapped: `Este atributo no está asignado a ninguna propiedad. ${SAFE} Asígnalo o déjalo fuera de la exportación.`,
  no_identifier_chosen: `Falta correo, teléfono o ID de dispositivo: TikTok no busca coincidencias con nada más. ${SAFE} Elige al menos uno.`,
  segment_has_no_source: `Tu producto aún no envió las personas de este segmento. ${SAFE} Elige otro segmento o exporta un archivo CSV.`,
  segment_source_refused: `No se permite la dirección de la que vienen las personas del segmento. ${SAFE} Avisa a quien administra este producto.`,
  segment_source_failed:
    'No se pudieron obtener las personas del segmento. No se pierde nada. Vuelve a intentarlo; si se repite, avisa a quien administra este producto.',
  missing_columns:
    'Al archivo le faltan columnas que la asignación necesita. No se envió nada. Corrige el archivo o la asignación.',
  malformed_records: 'El archivo no se puede leer. No se envió nada. Guárdalo de nuevo como CSV y elígelo otra vez.',
  upload_offset_mismatch: 'La subida no continuó donde se detuvo. Lo que llegó está a salvo. Vuelve a intentarlo.',
  upload_in_progress:
    'Ya hay otra subida en curso para esta exportación, quizá en otra pestaña. No se pierde nada. Espera a que termine.',
  export_wrong_state: `El estado de la exportación no permite esto ahora. ${SAFE} Recarga la página para ver cómo está.`,
  export_empty: 'No hay nadie a quien enviar. No se envió nada. Revisa los motivos y elige otras personas o columnas.',
  audience_not_found: `TikTok no conoce esta audiencia en esta cuenta publicitaria. ${SAFE} Elige otra.`,
  audience_type_mismatch: `La audiencia admite otro tipo de identificador. ${SAFE} Exporta el tipo con el que se creó o crea una nueva.`,
  audience_not_updatable: `Esta audiencia no se puede cambiar desde aquí. ${SAFE} Elige otra o crea una nueva.`,
  audience_limit_reached: `La cuenta publicitaria ya tiene tantas audiencias como permite TikTok. ${SAFE} Elimina las que ya no se usan.`,
  audience_too_small: `Son muy pocas personas para esto: tras un cambio deben quedar 1000, y una audiencia similar necesita 100. ${SAFE} Elige más personas.`,
  audience_in_use: `Algo aquí aún trabaja con esta audiencia. ${SAFE} Espera a la exportación o deja de sincronizarla y vuelve a intentarlo.`,
  audience_expired: `La audiencia caducó y TikTok solo deja eliminarla. ${SAFE} Crea una nueva.`,
  delivery_not_possible: `La audiencia no recibe personas de esta forma. ${SAFE} Elige la otra forma de envío u otra acción.`,
  export_expired: 'Los archivos de esta exportación ya no se guardan: se borran a los 7 días. Haz otra exportación.',
  mirror_exists: `La audiencia ya se mantiene sincronizada. ${SAFE} Cambia esa sincronización o quítala primero.`,
  mirror_running: `Hay una ejecución en curso. ${SAFE} Espera a que termine o cancélala.`,
  audience_failed:
    'TikTok no pudo hacer utilizable la audiencia; a menudo hay muy pocas coincidencias. Exporta más personas u otros identificadores.',
  too_many_streams:
    'Hay demasiadas conexiones en vivo abiertas. No se pierde nada. Cierra algunas pestañas; se vuelve a intentar solo.',
  business_center_not_reachable: `Ningún inicio de sesión de este espacio de trabajo accede a este Centro de negocios. ${SAFE} Debe iniciar sesión aquí alguien con acceso.`,
  call_denied:
    'Los controles no lo permiten. TikTok no recibió nada. Alguien con el permiso “Controles” puede cambiar la regla.',
  call_outcome_unknown:
    'Se perdió la respuesta de TikTok y no se sabe si lo hizo. Míralo en TikTok Ads Manager antes de enviarlo otra vez.',
  approval_mismatch: 'La aprobación no corresponde a esta llamada. TikTok no recibió nada. Pídela de nuevo.',
  approval_over: `Ya no queda nada que decidir: se decidió, se retiró o se acabó el tiempo. ${SAFE} Si hace falta, pídelo de nuevo.`,
  too_many_approvals:
    'Demasiadas llamadas esperan una decisión. TikTok no recibió nada. Decide sobre algunas o retíralas y vuelve a intentarlo.',
  approval_needs_person: `Solo puede decidir una persona, y no la que lo pidió. ${SAFE} Pídeselo a otra persona.`,
  spend_cap_exceeded:
    'Los presupuestos superarían un límite de gasto. TikTok no recibió nada. Baja un presupuesto o sube el límite.',
  spend_cap_unprovable:
    'No se puede comprobar que los presupuestos respeten el límite de gasto. TikTok no recibió nada. Vuelve a intentarlo más tarde o quita antes el límite.',
  storage_failed:
    'El servidor no pudo escribir en su disco. Nada de lo enviado se pierde. Avisa a quien administra este producto y vuelve a intentarlo.',
};
