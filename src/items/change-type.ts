/** What kind of change a re-publication is; the last three tell readers "Updated". */
export const CHANGE_TYPES = ['minor', 'update', 'correction', 'clarification'] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** The changes that tell readers what was wrong; they are told so with the document from then on. */
export const CORRECTION_TYPES = ['correction', 'clarification'] as const satisfies readonly ChangeType[];
export type CorrectionType = (typeof CORRECTION_TYPES)[number];

/** Whether the change needs a public note. */
export function isCorrection(changeType: ChangeType): changeType is CorrectionType {
  return CORRECTION_TYPES.some((type) => type === changeType);
}
