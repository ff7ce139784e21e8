import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { CreateItem } from './create-item.js';
import { DiscardDraft } from './discard-draft.js';
import { DraftsController } from './drafts.controller.js';
import { DraftWriter } from './draft-writer.js';
import { DuplicateController } from './duplicate.controller.js';
import { ItemWriting } from './item-writing.js';
import { EditLocks } from './locks/edit-locks.js';
import { EditLocksController } from './locks/edit-locks.controller.js';
import { RestoreRevision } from './restore-revision.js';
import { SaveDraft } from './save-draft.js';
import { WritingCheck } from './writing-check.js';

/** The verbs of writing: create, save, restore, discard, duplicate; and the lock of who is writing. */
@Module({
  imports: [ItemsModule, WorkflowModule],
  controllers: [DraftsController, DuplicateController, EditLocksController],
  providers: [
    CreateItem,
    SaveDraft,
    RestoreRevision,
    DiscardDraft,
    DraftWriter,
    WritingCheck,
    ItemWriting,
    EditLocks,
  ],
  exports: [ItemWriting, CreateItem, SaveDraft, RestoreRevision, DiscardDraft],
})
export class DraftsModule {}
