import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsNumber, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsInstant } from '../http/instant.js';
import { OneLine } from '../http/one-line.js';
import { PHOTO_MEDIA_TYPES, type PhotoMediaType } from './formats/photo-format.js';
import {
  MetadataConflict,
  MetadataFault,
  noPhotoMetadata,
  PhotoMetadata,
  RawPhotoMetadata,
} from './metadata/photo-metadata.js';
import type { Photo } from './photo.entity.js';

/** The body of an upload, as `multipart/form-data`. */
export class PhotoUpload {
  /** The photo itself: JPEG, PNG, WebP, AVIF or TIFF, whatever its name or type says. */
  @ApiProperty({ type: 'string', format: 'binary' })
  file: string;
}

/** What must stay in the picture, whatever is cut off: in parts of width and height, from the upper left. */
export class FocalPoint {
  @ApiProperty({ type: 'number', format: 'double' })
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1)
  x: number;

  @ApiProperty({ type: 'number', format: 'double' })
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1)
  y: number;
}

/** What the paper may do with a photo, as its desk knows. */
export class PhotoRights {
  /** Null: as long as anybody remembers. */
  @ApiProperty({ format: 'date-time' })
  validFrom: string | null;

  /** Null: without an end. */
  @ApiProperty({ format: 'date-time' })
  validUntil: string | null;

  /** Whether the photo must not appear without its credit. */
  mandatoryCredit: boolean;
  note: string | null;
}

/** A size of a photo that can be fetched. */
export class PhotoRendition {
  name: string;
  @ApiProperty({ format: 'uri' })
  url: string;
  width: number;
  height: number;
  mediaType: string;
}

/** A photo, as every editorial route returns it. */
export class PhotoView {
  id: string;
  /** For people to read: what the sender called the file, cleaned. */
  filename: string;
  @ApiProperty({ enum: PHOTO_MEDIA_TYPES, enumName: 'PhotoMediaType' })
  mediaType: PhotoMediaType;
  /** In pixels, upright. */
  width: number;
  height: number;
  /** Of the original. */
  bytes: number;
  /** Of the original, in 64 hex digits. */
  sha256: string;
  /** Null: the middle. */
  @ApiProperty({ type: FocalPoint, nullable: true })
  focalPoint: FocalPoint | null;
  /** What the file said of itself when it was uploaded. */
  metadata: PhotoMetadata;
  /** Where the parts of the file say different things. */
  conflicts: MetadataConflict[];
  /** What of `metadata` is cleaned of agencies’ names, as the file has it. */
  rawMetadata: RawPhotoMetadata;
  /** What of the file’s metadata could not be read, was cut or was left out. */
  metadataFaults: MetadataFault[];
  rights: PhotoRights;
  /** For staff: `medium` shows the whole photo, `square-medium` a part of it. */
  renditions: PhotoRendition[];
}

/** What staff see of a photo. */
export function photoView(photo: Photo, renditions: PhotoRendition[]): PhotoView {
  const { id, filename, mediaType, width, height, bytes, sha256, metadata, conflicts } = photo;
  const { rawMetadata, metadataFaults, focalX, focalY } = photo;
  return {
    id,
    filename,
    mediaType,
    width,
    height,
    bytes,
    sha256,
    focalPoint: focalX === null || focalY === null ? null : { x: focalX, y: focalY },
    // In their order, which PostgreSQL does not keep, and with members that came later.
    metadata: { ...noPhotoMetadata(), ...metadata },
    conflicts,
    rawMetadata,
    metadataFaults,
    rights: {
      validFrom: photo.rightsValidFrom?.toISOString() ?? null,
      validUntil: photo.rightsValidUntil?.toISOString() ?? null,
      mandatoryCredit: photo.mandatoryCredit,
      note: photo.rightsNote,
    },
    renditions,
  };
}

/** What may be written of a photo's rights. A member that is left out is emptied. */
export class PhotoRightsBody {
  @IsOptional()
  @IsInstant()
  validFrom?: string | null;

  /** Later than `validFrom`. */
  @IsOptional()
  @IsInstant()
  validUntil?: string | null;

  @IsOptional()
  @IsBoolean()
  mandatoryCredit?: boolean | null;

  @IsOptional()
  @OneLine(1, 1000)
  note?: string | null;
}

/** The body that changes a photo: the members that are named, each whole. Null empties a member. */
export class PhotoChange {
  /** Needs `photo.upload`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => FocalPoint)
  focalPoint?: FocalPoint | null;

  /** Needs `photo.rights`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PhotoRightsBody)
  rights?: PhotoRightsBody | null;
}

/** A page of photos, newest first. */
export class PhotoPage {
  items: PhotoView[];
  nextCursor: string | null;
}
