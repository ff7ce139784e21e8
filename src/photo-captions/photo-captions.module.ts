import { Module } from '@nestjs/common';
import { DraftsModule } from '../drafts/drafts.module.js';
import { ItemsModule } from '../items/items.module.js';
import { KindRegistry } from '../items/kind-registry.js';
import { photoCaptionKind } from './photo-caption.kind.js';
import { PhotoCaptionsController } from './photo-captions.controller.js';

/** Photo captions: their routes, and the value that plugs the kind into the engine. */
@Module({ imports: [ItemsModule, DraftsModule], controllers: [PhotoCaptionsController] })
export class PhotoCaptionsModule {
  constructor(registry: KindRegistry) {
    registry.register(photoCaptionKind);
  }
}
