import jsonPatch from 'fast-json-patch'
import { isDeepStrictEqual } from 'node:util'
import type { Patient } from '../patient.ts'
import { pythonRepr, pythonType } from '../python-repr.ts'
import { invalidUpdate } from './check-form.ts'
import { tokensOf, type Patch } from './patch.ts'

const CLAUSE = 'PDS FHIR API: update-patient, JSON Patch'

/** The record after all patches, in their order; the given one stays as it was. Stops at the first patch that does not fit. */
export function applyPatches(patient: Patient, patches: readonly Patch[]): Patient {
  const after = structuredClone(patient)
  for (const [at, patch] of patches.entries()) apply(after, patch, at)
  return after
}

function apply(document: Patient, patch: Patch, at: number): void {
  const fail = (words: string) => invalidUpdate(`Invalid patch - ${words}`, { rule: 'patch-does-not-fit', clause: CLAUSE, pointer: `/patches/${at}` })
  const tokens = tokensOf(patch.path)
  const last = tokens.pop()!
  let parent: unknown = document
  for (const [depth, token] of tokens.entries()) {
    const next = member(parent, token)
    if (next !== undefined) parent = next
    // PDS holds a list that is empty where the resource shows none.
    else if (depth === 0 || (depth === 2 && isIndex(last))) parent = startList(parent, token, patch)
    else fail(Array.isArray(parent) ? `index '${token}' is out of bounds` : `member '${token}' not found in ${pythonRepr(parent)}`)
  }

  const current = member(parent, last)
  if (patch.op === 'test') {
    if (current === undefined && Array.isArray(parent)) fail(`index '${last}' is out of bounds`)
    if (!isDeepStrictEqual(withoutEmpties(current), withoutEmpties(patch.value))) {
      fail(`${pythonRepr(current)} (<class '${pythonType(current)}'>) is not equal to tested value ${pythonRepr(patch.value)} (<class '${pythonType(patch.value)}'>)`)
    }
    return
  }
  if (patch.op !== 'add' && current === undefined) fail(`can't ${patch.op} non-existent object '${last}'`)
  if (patch.op === 'add' && Array.isArray(parent) && last !== '-' && !(isIndex(last) && Number(last) <= parent.length)) fail("can't insert outside of list")
  if (typeof parent !== 'object' || parent === null) fail(`member '${last}' not found in ${pythonRepr(parent)}`)

  const value = structuredClone(patch.value)
  if (patch.op === 'remove') jsonPatch.applyOperation(parent, { op: 'remove', path: `/${escape(last)}` })
  else jsonPatch.applyOperation(parent, { op: patch.op, path: `/${escape(last)}`, value })
}

function member(parent: unknown, token: string): unknown {
  if (Array.isArray(parent)) return isIndex(token) ? parent[Number(token)] : undefined
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, token) ? (parent as Record<string, unknown>)[token] : undefined
}

/** An empty list under `token`, put into the document when the patch adds to it. */
function startList(parent: unknown, token: string, patch: Patch): unknown[] {
  const list: unknown[] = []
  if (patch.op === 'add' && typeof parent === 'object' && parent !== null && !Array.isArray(parent)) (parent as Record<string, unknown>)[token] = list
  return list
}

function isIndex(token: string): boolean {
  return /^(0|[1-9]\d*|-)$/.test(token)
}

function escape(token: string): string {
  return token.replace(/~/g, '~0').replace(/\//g, '~1')
}

/** The value without empty lists: to PDS an absent suffix and an empty one are the same. */
function withoutEmpties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpties)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, item]) => !(Array.isArray(item) && item.length === 0))
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutEmpties(item)]))
}
