import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { type PhotoView, photoView } from './photo.dto.js';
import type { Photo } from './photo.entity.js';
import { everyLink, renditionLinks } from './renditions/rendition-links.js';
import { extensionsOf } from './renditions/rendition-names.js';

/** Shows photos to staff, with where their pictures are. */
@Injectable()
export class PhotoPresenter {
  constructor(private readonly config: Config) {}

  view(photo: Photo): PhotoView {
    const under = `${this.config.publicUrl}/api/v1/photos/${photo.id}/renditions/`;
    return photoView(photo, everyLink(renditionLinks(under, photo, extensionsOf(this.config))));
  }
}
