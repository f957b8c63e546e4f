import type { KeyObject } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SignatureCheck } from './check-signatures.ts'
import type { Body, PackEvent } from './events.ts'
import { beginDigests } from './digest-files.ts'
import { digestOf } from './digest-of.ts'
import { SEALED_DOCUMENTS, SEAL_FILE, TooMuch, listFiles } from './list-files.ts'
import { otherReckoning, writerOf } from './other-reckoning.ts'
import { BrokenLog } from './read-events.ts'
import { BrokenSeal, readSeal } from './read-seal.ts'
import type { CheckedSeal } from './read-seal.ts'
import { replayLog } from './replay-log.ts'
import type { RunHistory } from './replay.ts'
import { summariseRun } from './results.ts'
import { isSealed } from './seal.ts'
import { digestOfResults } from './serialise-results.ts'
import { findTouchedLine } from './touched-line.ts'

/**
 * - `valid`      every sealed byte is as it was signed, and the results are what the log adds up to
 * - `touched`    something was changed, added or removed after sealing
 * - `reckoned-otherwise` every sealed byte is as it was signed, but the results are not those that this Assay adds the log up to: they
 *   are an older or newer one's
 * - `unsealed`   there is no seal: the run was killed, or the seal was taken away
 * - `unreadable` it is no pack, or not one that is safe to look at
 */
export type VerificationStatus = 'valid' | 'touched' | 'reckoned-otherwise' | 'unsealed' | 'unreadable'

export interface Touch {
  /** File, or file and line: `events.ndjson:17`. */
  place: string
  what: string
}

export interface Verification {
  status: VerificationStatus
  /** What is wrong, the first first. Empty when valid. */
  findings: Touch[]
  /** `given-key`: signed by the holders of all keys that the verifier brought. `own-key`: checked with the key in the pack, which proves integrity, not origin. */
  origin?: 'given-key' | 'own-key'
  /** Absent when a signature is not good. `digest`: see `sealDigest`; `fileDigest`: SHA-256 of statement.dsse.json, countersignatures included. */
  seal?: { digest: string; fileDigest: string; keyId: string }
  /** All that are in the envelope, in its order; none when it cannot be read. */
  signatures: SignatureCheck[]
  /** Sealed files that were looked at. */
  files: number
}

/** A verification and what was read on the way, so that a report need not read it again. */
export interface Inspection {
  verification: Verification
  /** What the log says as far as it can be read; absent when unreadable. */
  run?: RunHistory
  /** Files of the pack that may be opened. */
  files: ReadonlySet<string>
}

/**
 * Whether a pack is as it was sealed. Never throws for what is in the pack.
 *
 * @param expected keys of which each has to have signed; without any, the signatures are checked with the keys that came with the pack
 */
export const verifyPack = (dir: string, expected: readonly KeyObject[] = []): Verification => inspectPack(dir, expected).verification

export function inspectPack(dir: string, expected: readonly KeyObject[] = []): Inspection {
  const unreadable = (place: string, what: string): Inspection => ({
    verification: { status: 'unreadable', findings: [{ place, what }], signatures: [], files: 0 },
    files: new Set(),
  })
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) return unreadable(dir, 'is no folder')
  const listing = tryTo(() => listFiles(dir))
  if (listing instanceof Error) return unreadable(dir, `is not looked at: ${listing.message}`)

  const files = new Set(listing.files.map(({ name }) => name))
  if (!files.has('events.ndjson') && !files.has(SEAL_FILE)) return unreadable('events.ndjson', 'is not there: this is no pack')
  const findings: Touch[] = listing.strangers.map(({ name, what }) => ({ place: name, what: `is ${what}` }))
  const sealed = listing.files.map(({ name }) => name).filter(isSealed)
  const origin = expected.length === 0 ? 'own-key' : 'given-key'

  const digests = beginDigests(dir, files.has(SEAL_FILE) ? sealed : [])
  const seal = files.has(SEAL_FILE) ? tryTo(() => readSeal(dir, expected)) : undefined
  const { run, broken, lost }: ReadLog = files.has('events.ndjson') ? readLog(join(dir, 'events.ndjson'), files) : { lost: new Set() }
  if (seal instanceof BrokenSeal) findings.push(...seal.findings)
  else if (seal instanceof Error) throw seal
  else if (seal !== undefined) findings.push(...seal.findings, ...compareWithManifest(dir, seal, digests()))

  if (run === undefined && findings.length === 0) return unreadable(broken === undefined ? 'events.ndjson' : `events.ndjson:${broken.line}`, broken?.message ?? 'is not there')
  if (seal === undefined) {
    findings.unshift({ place: SEAL_FILE, what: 'is not there: the run did not come to its end, or the seal was taken away' })
    return { verification: { status: 'unsealed', findings, signatures: [], files: sealed.length }, ...(run === undefined ? {} : { run }), files }
  }
  if (findings.length === 0) {
    if (broken !== undefined) return unreadable(`events.ndjson:${broken.line}`, broken.message)
    if (run !== undefined) findings.push(...compareWithLog(dir, run, lost))
  }
  const reckoning = findings.length === 0 && run !== undefined && !(seal instanceof BrokenSeal) ? compareResults(dir, run, seal.manifest.get('results.json')) : {}
  findings.push(...(reckoning.findings ?? []))
  const status = reckoning.status ?? (findings.length === 0 ? 'valid' : 'touched')
  const { signatures } = seal
  const checked = seal instanceof BrokenSeal || seal.findings.length > 0 ? {} : { origin, seal: { digest: seal.digest, fileDigest: seal.fileDigest, keyId: seal.keyId } } as const
  return { verification: { status, findings, ...checked, signatures, files: sealed.length }, ...(run === undefined ? {} : { run }), files }
}

/** @param digests of the sealed files that are there */
function compareWithManifest(dir: string, { manifest, logEnd }: CheckedSeal, digests: ReadonlyMap<string, string>): Touch[] {
  const findings: Touch[] = []
  for (const [name, digest] of digests) {
    const expected = manifest.get(name)
    if (expected === undefined) {
      findings.push({ place: name, what: 'was added after sealing' })
      continue
    }
    if (digest === expected) continue
    if (name !== 'events.ndjson') findings.push({ place: name, what: 'was changed after sealing' })
    else findings.unshift(touchOf(join(dir, name), logEnd))
  }
  for (const name of manifest.keys()) if (!digests.has(name)) findings.push({ place: name, what: 'was removed after sealing' })
  for (const name of SEALED_DOCUMENTS) if (!manifest.has(name)) findings.push({ place: SEAL_FILE, what: `does not vouch for ${name}` })
  for (const [name, digest] of manifest) {
    if (name.startsWith('blobs/') && name !== `blobs/${digest}`) findings.push({ place: name, what: 'is not named by its digest' })
  }
  return findings
}

function touchOf(path: string, end: CheckedSeal['logEnd']): Touch {
  const found = tryTo(() => findTouchedLine(path, end))
  if (found instanceof BrokenLog) return { place: `events.ndjson:${found.line}`, what: found.message }
  if (found instanceof Error) throw found
  return { place: `events.ndjson:${found.line}`, what: `line ${found.line} ${found.what} after sealing` }
}

interface ReadLog {
  run?: RunHistory
  broken?: BrokenLog
  /** Blobs that it speaks of and that are not there, each once. */
  lost: ReadonlySet<string>
}

/** The log as far as it can be read. */
function readLog(path: string, files: ReadonlySet<string>): ReadLog {
  const blobs = new Set([...files].filter((name) => name.startsWith('blobs/')).map((name) => name.slice('blobs/'.length)))
  const lost = new Set<string>()
  const { run, broken } = replayLog(path, (event) => {
    for (const body of bodiesOf(event)) if (body !== undefined && 'blob' in body && !blobs.has(body.blob)) lost.add(body.blob)
  })
  if (run !== undefined && broken !== undefined) run.incomplete.push(`The log cannot be read beyond line ${broken.line - 1}: ${broken.message}.`)
  return { ...(run === undefined ? {} : { run }), ...(broken === undefined ? {} : { broken }), lost }
}

function bodiesOf(event: PackEvent): (Body | undefined)[] {
  if (event.type === 'attachment') return [event.body]
  return event.type === 'exchange' ? [event.exchange.request.body, event.exchange.response?.body] : []
}

/**
 * A seal can be good and still vouch for results that the log does not bear out, or that another Assay has added up.
 *
 * @param digest of the sealed results.json
 */
function compareResults(dir: string, run: RunHistory, digest: string | undefined): { status?: VerificationStatus; findings?: Touch[] } {
  const now = summariseRun(run)
  if (digestOfResults(now) === digest) return {}
  const findings = otherReckoning(readFileSync(join(dir, 'results.json'), 'utf8'), now, writerOf(readFileSync(join(dir, 'environment.json'), 'utf8')))
  return findings === undefined ? { status: 'touched', findings: [{ place: 'results.json', what: 'is not what the event log adds up to' }] } : { status: 'reckoned-otherwise', findings }
}

/** What the log speaks of besides results. */
function compareWithLog(dir: string, run: RunHistory, lost: ReadonlySet<string>): Touch[] {
  const findings: Touch[] = []
  if (digestOf(join(dir, 'environment.json')) !== run.started.environment) {
    findings.push({ place: 'environment.json', what: 'is not the environment in which the event log was begun' })
  }
  for (const name of lost) findings.push({ place: `blobs/${name}`, what: 'is not there, but the event log speaks of it' })
  return findings
}

/** The value, or the error if it is one of those that speak of the pack. */
function tryTo<T>(look: () => T): T | Error {
  try {
    return look()
  } catch (error) {
    if (error instanceof TooMuch || error instanceof BrokenSeal || error instanceof BrokenLog) return error
    throw error
  }
}
