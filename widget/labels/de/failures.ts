import type { FailureTexts } from '../failure-codes.ts';

const SAFE = 'Es wurde nichts geändert.';
const NOT_SENT = 'TikTok hat nichts bekommen.';
const SIGN_IN = `${SAFE} Melden Sie sich von dieser Seite aus erneut an.`;
const TELL_OPERATORS = 'sagen Sie den Betreibern dieses Produkts Bescheid';

/** German sentences in place of the server's, which speaks English. */
export const failures: FailureTexts = {
  invalid_request: `Der Server hat die Anfrage nicht angenommen. ${SAFE} Korrigieren Sie, was genannt ist, und versuchen Sie es erneut.`,
  request_timeout: `Die Anfrage kam nicht rechtzeitig an. ${SAFE} Versuchen Sie es erneut.`,
  payload_too_large: `Das ist zu groß, um es auf einmal zu senden. ${SAFE} Senden Sie weniger.`,
  not_found:
    'Das gibt es nicht mehr, oder es gehört zu einem anderen Arbeitsbereich. Laden Sie die Seite neu, um zu sehen, was da ist.',
  origin_mismatch: `Ihre Sitzung gehört zu einer anderen Website. ${SAFE} Laden Sie die Seite neu; hilft das nicht, ${TELL_OPERATORS}.`,
  permission_denied: `Ihrer Rolle fehlt die nötige Berechtigung. ${SAFE} Wenden Sie sich an die Admins dieses Arbeitsbereichs.`,
  precondition_failed:
    'Jemand anderes hat das zuerst geändert. Es wurde nichts überschrieben. Laden Sie neu und ändern Sie es dann noch einmal.',
  oauth_state_invalid: `Der Anmeldelink ist nicht gültig. ${SIGN_IN}`,
  oauth_state_used: `Der Anmeldelink wurde schon verwendet. ${SIGN_IN}`,
  oauth_state_expired: `Der Anmeldelink ist abgelaufen: Er gilt 10 Minuten. ${SIGN_IN}`,
  oauth_denied: `Der Zugriff bei TikTok wurde nicht erlaubt. ${SAFE} Beginnen Sie neu und erlauben Sie auf der Seite von TikTok den Zugriff.`,
  oauth_exchange_failed: `TikTok hat die Anmeldung nicht angenommen. ${SAFE} Beginnen Sie neu; geschieht es wieder, ${TELL_OPERATORS}.`,
  oauth_user_mismatch: `Jemand anderes hat sich bei TikTok angemeldet. ${SAFE} Melden Sie sich mit dem TikTok-Konto an, zu dem diese Verbindung gehört.`,
  oauth_discarded:
    'Die neue Anmeldung wurde nicht übernommen. Die Verbindung nutzt weiter die bisherige. Um zu wechseln, melden Sie sich erneut an.',
  oauth_review_over: `Hier ist nichts mehr zu entscheiden: Jemand hat schon entschieden, oder die Zeit ist abgelaufen. ${SAFE} Melden Sie sich bei Bedarf erneut an.`,
  tiktok_app_missing: `Es ist keine Entwickler-App von TikTok eingerichtet. ${SAFE} Bitten Sie die Betreiber dieses Produkts, eine einzurichten.`,
  tiktok_app_refused:
    'TikTok kennt diese Entwickler-App nicht. Es wurde nichts gespeichert. Prüfen Sie ID und Secret und versuchen Sie es erneut.',
  tiktok_error:
    'TikTok hat die Anfrage abgelehnt. Ist nicht klar, warum, nennen Sie dem Support von TikTok die Anfrage-ID.',
  tiktok_permission_denied:
    'TikTok erlaubt das für dieses Werbekonto nicht. Bitten Sie einen Admin des Werbekontos um die Rolle oder Berechtigung und melden Sie sich dann erneut an.',
  tiktok_token_rejected: 'TikTok lehnt diese Anmeldung ab. Nichts ist verloren. Melden Sie sich erneut an.',
  tiktok_rate_limited:
    'TikTok begrenzt gerade die Anfragen. Nichts ist verloren. Versuchen Sie es in ein paar Minuten erneut.',
  tiktok_unavailable:
    'TikTok hat anders geantwortet als erwartet. Exporte gehen von selbst weiter. Versuchen Sie es in einer Minute erneut.',
  tiktok_not_in_sandbox: `Die Sandbox von TikTok bietet das nicht an. ${SAFE} Nutzen Sie ein echtes Werbekonto.`,
  connection_read_only:
    'Diese Verbindung erlaubt nur noch Lesen. Nichts ist verloren. Melden Sie sich erneut an, um zu exportieren.',
  connection_expiring:
    'Die Anmeldung dieser Verbindung läuft bald ab. Noch funktioniert alles. Melden Sie sich vorher erneut an.',
  connection_disconnected:
    'TikTok lehnt die Anmeldung dieser Verbindung ab. Nichts ist verloren. Melden Sie sich erneut an.',
  account_not_importable: `Dieses Werbekonto lässt sich nicht importieren. ${SAFE} Beheben Sie, was genannt ist, und laden Sie die Liste neu.`,
  account_suspended:
    'TikTok hat dieses Werbekonto gesperrt. Nichts ist verloren. Klären Sie es mit TikTok und prüfen Sie das Konto dann noch einmal.',
  account_not_imported: `Dieses Werbekonto ist hier nicht importiert. ${SAFE} Importieren Sie es zuerst.`,
  unknown_property:
    'Die Zuordnung nennt eine Eigenschaft, die es nicht mehr gibt. Es wurde nichts gespeichert. Wählen Sie eine andere.',
  attribute_not_mapped: `Dieses Attribut ist keiner Eigenschaft zugeordnet. ${SAFE} Ordnen Sie es zu oder lassen Sie es beim Export weg.`,
  no_identifier_chosen: `Es fehlt E-Mail, Telefon oder Geräte-ID: Über anderes erkennt TikTok niemanden. ${SAFE} Wählen Sie mindestens eines davon.`,
  segment_has_no_source: `Ihr Produkt hat die Personen dieses Segments noch nicht gesendet. ${SAFE} Wählen Sie ein anderes Segment oder exportieren Sie eine CSV-Datei.`,
  segment_source_refused: `Die Adresse, von der die Personen des Segments kommen, ist nicht erlaubt. ${SAFE} Bitte ${TELL_OPERATORS}.`,
  segment_source_failed: `Die Personen des Segments konnten nicht abgerufen werden. Nichts ist verloren. Versuchen Sie es erneut; geschieht es wieder, ${TELL_OPERATORS}.`,
  missing_columns:
    'Der Datei fehlen Spalten, die die Zuordnung braucht. Es wurde nichts gesendet. Korrigieren Sie die Datei oder die Zuordnung.',
  malformed_records:
    'Die Datei lässt sich nicht lesen. Es wurde nichts gesendet. Speichern Sie sie noch einmal als CSV und wählen Sie sie erneut.',
  upload_offset_mismatch:
    'Das Hochladen ging nicht dort weiter, wo es aufgehört hat. Was angekommen ist, ist sicher. Versuchen Sie es erneut.',
  upload_in_progress:
    'Für diesen Export wird schon etwas hochgeladen, vielleicht in einem anderen Tab. Nichts ist verloren. Warten Sie, bis es fertig ist.',
  export_wrong_state: `Der Stand des Exports lässt das gerade nicht zu. ${SAFE} Laden Sie die Seite neu, um seinen Stand zu sehen.`,
  export_empty:
    'Es gibt niemanden zu senden. Es wurde nichts gesendet. Sehen Sie sich die Gründe an und wählen Sie andere Personen oder Spalten.',
  audience_not_found: `TikTok kennt in diesem Werbekonto keine solche Zielgruppe. ${SAFE} Wählen Sie eine andere.`,
  audience_type_mismatch: `Die Zielgruppe nimmt eine andere Art von Kennungen an. ${SAFE} Exportieren Sie die Art, mit der sie entstand, oder erstellen Sie eine neue.`,
  audience_not_updatable: `Diese Zielgruppe lässt sich von hier aus nicht ändern. ${SAFE} Wählen Sie eine andere oder erstellen Sie eine neue.`,
  audience_limit_reached: `Das Werbekonto hat schon so viele Zielgruppen, wie TikTok erlaubt. ${SAFE} Löschen Sie welche, die nicht mehr gebraucht werden.`,
  audience_too_small: `Dafür sind es zu wenige Personen: Nach einer Änderung müssen 1.000 übrig bleiben, eine Lookalike-Zielgruppe braucht 100. ${SAFE} Wählen Sie mehr Personen.`,
  audience_in_use: `Hier arbeitet noch etwas an dieser Zielgruppe. ${SAFE} Warten Sie den Export ab oder beenden Sie das Synchronhalten und versuchen Sie es dann erneut.`,
  audience_expired: `Die Zielgruppe ist abgelaufen, und TikTok lässt sie nur noch löschen. ${SAFE} Erstellen Sie eine neue.`,
  delivery_not_possible: `Die Zielgruppe nimmt Personen nicht auf diesem Weg an. ${SAFE} Wählen Sie den anderen Weg oder eine andere Aktion.`,
  export_expired:
    'Die Dateien dieses Exports sind nicht mehr da: Sie werden nach 7 Tagen gelöscht. Exportieren Sie noch einmal.',
  mirror_exists: `Die Zielgruppe wird schon synchron gehalten. ${SAFE} Ändern oder beenden Sie zuerst das.`,
  mirror_running: `Ein Lauf ist im Gange. ${SAFE} Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.`,
  audience_failed:
    'TikTok konnte die Zielgruppe nicht nutzbar machen; oft werden zu wenige Personen erkannt. Exportieren Sie mehr Personen oder andere Kennungen.',
  too_many_streams:
    'Es sind zu viele Live-Verbindungen offen. Nichts ist verloren. Schließen Sie einige Tabs; der nächste Versuch kommt von selbst.',
  business_center_not_reachable: `Keine Anmeldung dieses Arbeitsbereichs hat Zugriff auf dieses Business Center. ${SAFE} Jemand mit Zugriff muss sich hier anmelden.`,
  call_denied: `Die Kontrollen erlauben das nicht. ${NOT_SENT} Wer die Berechtigung „Kontrollen“ hat, kann die Regel ändern.`,
  call_outcome_unknown:
    'Die Antwort von TikTok ging verloren, und niemand weiß, ob es ausgeführt wurde. Sehen Sie im TikTok Ads Manager nach, bevor Sie es noch einmal senden.',
  approval_mismatch: `Die Genehmigung gilt nicht für diesen Aufruf. ${NOT_SENT} Fragen Sie noch einmal an.`,
  approval_over: `Hier ist nichts mehr zu entscheiden: Es wurde entschieden, zurückgezogen, oder die Zeit ist abgelaufen. ${SAFE} Fragen Sie bei Bedarf noch einmal an.`,
  too_many_approvals: `Zu viele Aufrufe warten auf eine Entscheidung. ${NOT_SENT} Entscheiden Sie über einige oder ziehen Sie welche zurück und versuchen Sie es dann erneut.`,
  approval_needs_person: `Nur eine Person darf entscheiden, und nicht die, die angefragt hat. ${SAFE} Bitten Sie jemand anderes.`,
  spend_cap_exceeded: `Die Budgets würden ein Ausgabenlimit überschreiten. ${NOT_SENT} Senken Sie ein Budget oder erhöhen Sie das Limit.`,
  spend_cap_unprovable: `Es lässt sich nicht prüfen, ob die Budgets das Ausgabenlimit einhalten. ${NOT_SENT} Versuchen Sie es später erneut oder entfernen Sie zuerst das Limit.`,
  storage_failed: `Der Server konnte nicht auf seinen Datenträger schreiben. Was gesendet ist, geht nicht verloren. Bitte ${TELL_OPERATORS} und versuchen Sie es erneut.`,
};
