/** What readers can see of an item. */
export const VISIBILITIES = ['unpublished', 'live', 'withdrawn', 'killed', 'spiked'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Where an item's draft is on its way. */
export const STAGES = ['draft', 'submitted', 'in_edit', 'approved', 'changes_requested'] as const;
export type Stage = (typeof STAGES)[number];
