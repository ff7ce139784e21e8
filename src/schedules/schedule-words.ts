/** What can be planned. */
export const SCHEDULE_ACTIONS = ['publish', 'unpublish'] as const;
export type ScheduleAction = (typeof SCHEDULE_ACTIONS)[number];

/** Where a schedule stands: planned, or how it ended, which is final. */
export const SCHEDULE_STATES = ['planned', 'done', 'overtaken', 'refused', 'cancelled'] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];
export type ScheduleOutcome = Exclude<ScheduleState, 'planned'>;
