import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { CreateItem } from './create-item.js';
import { DiscardDraft } from './discard-draft.js';
import { DraftsController } from './drafts.controller.js';
import { DraftWriter } from './draft-writer.js';
import { DuplicateController } from './duplicate.controller.js';
import { ItemWriting } from './item-writing.js';
import { RestoreRevision } from './restore-revision.js';
import { SaveDraft } from './save-draft.js';
import { WritingCheck } from './writing-check.js';

/** The verbs of writing: create, save, restore, discard, duplicate. */
@Module({
  imports: [ItemsModule, WorkflowModule],
  controllers: [DraftsController, DuplicateController],
  providers: [CreateItem, SaveDraft, RestoreRevision, DiscardDraft, DraftWriter, WritingCheck, ItemWriting],
  exports: [ItemWriting, CreateItem, SaveDraft, RestoreRevision, DiscardDraft],
})
export class DraftsModule {}
