import data from './record-types.json' with { type: 'json' }
import type { NrlState } from './state.ts'

/** A type of record that pointers are made for, and the category it belongs to. */
export interface RecordType {
  /** SNOMED CT code (one type has a code of its own). */
  code: string
  display: string
  category: string
}

const TYPES: ReadonlyMap<string, RecordType> = new Map(data.types.map((type) => [type.code, type]))
const CATEGORIES: ReadonlyMap<string, string> = new Map(data.categories.map(({ code, display }) => [code, display]))

/** Source: producer and consumer documents, "categories and types". */
export const typeOf = (code: string): RecordType | undefined => TYPES.get(code)

/** What a category is called; undefined when there is none of this code. */
export const categoryName = (code: string): string | undefined => CATEGORIES.get(code)

/** The types an organisation may see or publish: what was agreed at onboarding. */
export const agreedTypes = ({ agreedTypes: agreed }: NrlState, odsCode: string): readonly string[] => agreed.get(odsCode) ?? [...TYPES.keys()]
