import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { ArrayDistinct, member } from '../http/array-distinct.js';
import { IsDay } from '../http/is-day.js';
import { ONE_LINE, trimmed } from '../http/one-line.js';
import { canonicalLanguage } from '../text/language.js';
import { parseInstant } from '../http/instant.js';
import { CROPS, type Crop } from '../photos/renditions/crops.js';
import type { Placement } from './reference.js';

const MOST_IN_A_GALLERY = 100;

/** The id of a record, kept in lower case, in which PostgreSQL gives it back. */
export function Id(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsUUID(),
  );
}

/** A member of content that is one line of text, or null. */
export function OptionalLine(max: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(trimmed),
    Matches(ONE_LINE, { message: 'must be one line of text' }),
    MaxLength(max),
  );
}

/** A member of content that is text, line breaks and all, or null. */
export function FreeText(max: number): PropertyDecorator {
  return applyDecorators(IsOptional(), Transform(trimmed), IsString(), MaxLength(max));
}

/** A list of short texts, without doubles; null empties it. */
export function Labels(most: number, max: number): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((label: unknown) => (typeof label === 'string' ? label.trim() : label))
        : value,
    ),
    IsArray(),
    ArrayMaxSize(most),
    ArrayDistinct(most),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    Matches(ONE_LINE, { each: true, message: 'must be lines of text' }),
  );
}

/** A language tag (BCP 47), kept in its canonical form. */
export function Language(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (canonicalLanguage(value) ?? value) : value,
    ),
    ValidateBy({
      name: 'isLanguage',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && canonicalLanguage(value) !== null,
        defaultMessage: () => 'must be a language tag such as en, ur or zh-Hant (BCP 47)',
      },
    }),
  );
}

/** A member of content that is a day, `2026-11-24`, or null. */
export function Day(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsDay());
}

/** A time as RFC 3339 with an offset; kept in UTC. */
export function Moment(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (parseInstant(value)?.toISOString() ?? value) : value,
    ),
    ValidateBy({
      name: 'isMoment',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parseInstant(value) !== null,
        defaultMessage: () => 'must be a time with an offset, such as 2026-11-24T08:30:00+05:00 (RFC 3339)',
      },
    }),
  );
}

/** An object of a class of its own, or null. */
export function Nested(type: () => new () => object): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    ValidateBy({
      name: 'isObject',
      validator: {
        validate: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => 'must be an object or null',
      },
    }),
    ValidateNested(),
    Type(type),
  );
}

/** The use of a photo caption as lead photo. What is null is inherited from the photo caption. */
export class LeadPhoto implements Placement {
  @Id()
  photoCaptionId: string;

  /** A caption for this use only. */
  @FreeText(5000)
  caption?: string | null;

  /** An alt text for this use only. */
  @FreeText(1000)
  altText?: string | null;

  /** The crop that this use shows; null shows the whole photo. */
  @ApiProperty({ enum: CROPS, enumName: 'Crop', required: false, nullable: true })
  @IsOptional()
  @IsIn(CROPS)
  crop?: Crop | null;
}

/** The use of a photo caption in a gallery. What is null is inherited from the photo caption. */
export class GalleryPhoto extends LeadPhoto {}

/** A gallery, in the order in which it is shown; each photo caption once. Null empties it. */
export function Gallery(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsArray(),
    ArrayMaxSize(MOST_IN_A_GALLERY),
    ArrayDistinct(MOST_IN_A_GALLERY, member('photoCaptionId')),
    ValidateNested({ each: true }),
    Type(() => GalleryPhoto),
  );
}
