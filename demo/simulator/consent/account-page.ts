import type { ConsentVisit } from './desk.ts';
import { html, type Html } from './html.ts';
import { page, permissionChoice, problemNote } from './layout.ts';

/** What people read for the permissions of this flow; one that is not here is shown by its own word. */
const PERMISSION_WORDS: Readonly<Record<string, string>> = {
  'user.info.basic': 'Read your name and picture',
  'user.info.username': 'Read your username',
  'user.info.profile': 'Read your profile',
  'user.info.stats': 'Read your likes, followers and video counts',
  'user.account.type': 'Read the kind of your account',
  'user.insights': 'Read insights about your account',
  'video.list': 'Read your public videos',
  'video.insights': 'Read insights about your videos',
  'video.publish': 'Publish videos',
  'comment.list': 'Read comments on your videos',
  'comment.list.manage': 'Manage comments on your videos',
};

/** Shows what the app asks for, one checkbox each. Works without a script. */
export function accountConsentPage(visit: ConsentVisit, problem: string | null): Html {
  return page(
    'Authorize app',
    html`<h1>Authorize app</h1>
      <p class="lead">App <code>${visit.appId}</code> asks <bdi>${visit.user.displayName}</bdi> for access to this TikTok account.</p>
      ${problemNote(problem)}
      <form method="post" action="${visit.path}/consent?visit=${visit.visitId}">
        ${permissionChoice(visit.scope, visit.givenScope, (word) => PERMISSION_WORDS[word] ?? word)}
        <p class="actions">
          <button type="submit" name="action" value="authorize" class="primary">Authorize</button>
          <button type="submit" name="action" value="cancel">Cancel</button>
        </p>
      </form>`,
  );
}
