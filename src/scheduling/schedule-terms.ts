import { type Fault, validationFailed } from '../errors.js';
import { checkNotes } from '../publishing/publication-request.js';
import type { RepublishBody, UnpublishBody } from '../publishing/publishing.dto.js';
import type { NewSchedule } from './new-schedule.dto.js';

const OF_PUBLISH = ['changeType', 'note', 'publicNote', 'supersedes', 'overrideRights'] as const;
const OF_UNPUBLISH = ['type', 'reason', 'notice', 'redirectTo'] as const;

/**
 * What goes with the action when its time has come, as `publish` and `unpublish` take it. Throws `validation_failed` for
 * what goes with the other one, and as publishing does for notes that do not fit the change type.
 */
export function termsOf(body: NewSchedule): Record<string, unknown> {
  const strange = (body.action === 'publish' ? OF_UNPUBLISH : OF_PUBLISH).filter(
    (name) => body[name] != null,
  );
  if (strange.length > 0) {
    throw validationFailed(
      strange.map((name): Fault => ({
        pointer: `/${name}`,
        code: 'not_for_action',
        message: `does not go with ${body.action}`,
      })),
    );
  }
  if (body.action === 'unpublish') return { ...termsOfEnd(body) };
  checkNotes(body);
  return { ...termsOfPublication(body) };
}

/** What is said with the publication that is planned. */
export function termsOfPublication({
  changeType,
  note,
  publicNote,
  supersedes,
  overrideRights,
}: NewSchedule): RepublishBody {
  return { changeType, note, publicNote, supersedes, overrideRights };
}

/** How the item is to be taken off. */
export function termsOfEnd({ type, reason, notice, redirectTo }: NewSchedule): UnpublishBody {
  return {
    type: type ?? 'withdrawn',
    reason: reason ?? 'As planned.',
    notice: notice ?? null,
    redirectTo: redirectTo ?? null,
  };
}
