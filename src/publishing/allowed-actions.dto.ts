import { ApiProperty } from '@nestjs/swagger';
import { ACTION_NAMES, type ActionName } from '../workflow/actions.js';

/** Why an action would be refused. */
export class RefusalView {
  code: string;
  message: string;
}

/** Whether an action would be taken now. */
export class AllowedAction {
  /** The last segment of the action's route; `save` is the PATCH. */
  @ApiProperty({ enum: ACTION_NAMES, enumName: 'ActionName' })
  action: ActionName;
  allowed: boolean;
  reasons: RefusalView[];
}

/** Every action, in the order of the workflow. */
export class AllowedActions {
  items: AllowedAction[];
}
