import type { MappedAttributes } from '../../shared/mappings.ts';
import type { Property } from '../../shared/properties.ts';
import type { EpochMs, Slice, SliceQuery } from './types.ts';

export interface PropertyStore {
  /** In the order the host gave. */
  list(query: SliceQuery): Promise<Slice<Property>>;
  replaceAll(properties: readonly Property[], at: EpochMs): Promise<void>;
  /** Those of `names` that exist. */
  existing(names: readonly string[]): Promise<string[]>;
}

export interface MappingRecord {
  attributes: MappedAttributes;
  /** 0 before the first save. */
  version: number;
  updatedAt: EpochMs | null;
  updatedBy: string | null;
}

export interface MappingStore {
  get(): Promise<MappingRecord>;
  /** Writes version + 1. Null when `expectedVersion` is given and is no longer the stored one. */
  put(change: {
    attributes: MappedAttributes;
    expectedVersion: number | null;
    updatedAt: EpochMs;
    updatedBy: string | null;
  }): Promise<MappingRecord | null>;
}

export interface SegmentRecord {
  segmentId: string;
  name: string;
  size: number | null;
  /** People with a value, by property name; null when the host has not said. */
  filled: Readonly<Record<string, number>> | null;
  sourceUrl: string | null;
  updatedAt: EpochMs;
}

export interface SegmentStore {
  /** By name, then id. */
  list(query: SliceQuery): Promise<Slice<SegmentRecord>>;
  get(segmentId: string): Promise<SegmentRecord | null>;
  put(segment: SegmentRecord): Promise<void>;
}
