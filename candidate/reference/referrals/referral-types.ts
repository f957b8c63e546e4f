import types from './referral-types.json' with { type: 'json' }

/** Kinds of referral: SNOMED CT codes, with their terms. */
export const REFERRAL_TYPES: Readonly<Record<string, string>> = types
