import { reject } from '../errors.ts'
import { FIELDS, LISTS } from '../patient.ts'
import { tokensOf, type Patch } from './patch.ts'

const CLAUSE = 'PDS FHIR API: update-patient'

const LIST_NAMES: ReadonlySet<string> = new Set(LISTS)
const FIELD_NAMES: ReadonlySet<string> = new Set(FIELDS)

/**
 * What PDS demands of the patches as such, before it looks at the record: only what can be updated, additions at the
 * end of a list, a test before each removal from a list, and the object id with every change inside a list.
 */
export function checkForm(patches: readonly Patch[]): void {
  for (const [at, patch] of patches.entries()) {
    const [root = '', ...rest] = tokensOf(patch.path)
    const pointer = `/patches/${at}`
    if (!LIST_NAMES.has(root) && !FIELD_NAMES.has(root)) {
      invalidUpdate(`Update unsupported for resource - '${root}'`, { rule: 'update-unsupported', clause: CLAUSE, pointer })
    }
    if (!LIST_NAMES.has(root) || patch.op === 'test') continue
    if (patch.op === 'remove') checkRemoval(patches, at, rest.length)
    else if (rest.length === 0 || (patch.op === 'add' && rest.length === 1 && rest[0] !== '-')) {
      invalidUpdate(`Invalid patch - additions to '${root}' must use the path '/${root}/-'`, { rule: 'addition-not-at-the-end', clause: `${CLAUSE}, Addition`, pointer })
    }
  }
  for (const [at, patch] of patches.entries()) checkIdentified(patches, patch, at)
}

function checkRemoval(patches: readonly Patch[], at: number, depth: number): void {
  const { path } = patches[at]!
  const pointer = `/patches/${at}`
  const before = patches[at - 1]
  if (depth > 0 && before?.op === 'test' && equivalent(before.path, path)) return
  const seen = before ? `'${before.op} ${before.path}'` : 'the first item'
  invalidUpdate(`removal '${path}' is not immediately preceded by equivalent test - instead it is ${before ? `preceded by ${seen}` : seen}`, {
    rule: 'removal-without-test',
    clause: `${CLAUSE}, Removal`,
    pointer,
  })
}

/** A test stands for a removal when it is of the thing itself, or of the id or url of the thing or of the item that holds it. */
function equivalent(tested: string, removed: string): boolean {
  const item = removed.split('/').slice(0, 3).join('/')
  return [removed, `${removed}/id`, `${removed}/url`, item, `${item}/id`, `${item}/url`].includes(tested)
}

/** A change inside a list item needs the item's id (or url) among the patches, or in the value put in its place. */
function checkIdentified(patches: readonly Patch[], patch: Patch, at: number): void {
  const tokens = tokensOf(patch.path)
  if (!LIST_NAMES.has(tokens[0]!) || tokens[1] === '-' || (patch.op !== 'add' && patch.op !== 'replace')) return
  const root = `/${tokens[0]}/${tokens[1]}`
  const named = patches.some(({ op, path, value }) => op !== 'remove' && (path === `${root}/id` || path === `${root}/url` || (path === root && identifies(value))))
  // Sub-extensions carry a url of their own.
  if (named || (tokens[0] === 'extension' && tokens.length > 2 && identifies(patch.value))) return
  invalidUpdate(`no id or url found for path with root ${root}`, { rule: 'change-without-object-id', clause: `${CLAUSE}, Replacing`, pointer: `/patches/${at}` })
}

function identifies(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('id' in value || 'url' in value)
}

/** Stops with INVALID_UPDATE. */
export function invalidUpdate(words: string, rule: Parameters<typeof reject>[2]): never {
  return reject('INVALID_UPDATE', `Invalid update with error - ${words}`, rule)
}
