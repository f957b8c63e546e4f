import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { JSONSchemaType } from 'ajv'
import { IN_TOTO_PAYLOAD, isSignedBy, serialiseEnvelope } from './dsse.ts'
import type { Envelope } from './dsse.ts'
import { keyIdOf } from './keys.ts'
import { PUBLIC_KEY_FILE, SEAL_FILE } from './list-files.ts'
import { parseJson } from './parse-json.ts'
import { sha256 } from './sha256.ts'
import { LOG_END } from './statement.ts'
import type { LogEnd, ManifestEntry } from './statement.ts'

/** What a seal says, once its signature was found good. */
export interface CheckedSeal {
  digest: string
  keyId: string
  /** SHA-256 by name. */
  manifest: Map<string, string>
  logEnd: LogEnd
}

/** The seal or the key beside it is not as the harness wrote it. */
export class BrokenSeal extends Error {
  readonly place: string

  constructor(place: string, message: string) {
    super(message)
    this.place = place
  }
}

const text = { type: 'string' } as const
const digest = { type: 'object', required: ['sha256'], properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } } } as const

const envelopeSchema: JSONSchemaType<Envelope> = {
  type: 'object',
  required: ['payloadType', 'payload', 'signatures'],
  properties: {
    payloadType: { type: 'string', const: IN_TOTO_PAYLOAD },
    payload: text,
    signatures: { type: 'array', minItems: 1, maxItems: 1, items: { type: 'object', required: ['keyid', 'sig'], properties: { keyid: text, sig: text } } },
  },
}

const statementSchema = {
  type: 'object',
  required: ['_type', 'subject', 'predicateType', 'predicate'],
  properties: {
    _type: { const: 'https://in-toto.io/Statement/v1' },
    predicateType: { const: 'https://in-toto.io/attestation/test-result/v0.1' },
    subject: { type: 'array', items: { type: 'object', required: ['name', 'digest'], properties: { name: text, digest } } },
    predicate: {
      type: 'object',
      required: ['configuration'],
      properties: {
        configuration: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'digest'],
            properties: { name: text, digest, annotations: { type: 'object', additionalProperties: text } },
          },
        },
      },
    },
  },
}

interface KnownStatement {
  subject: { name: string; digest: { sha256: string } }[]
  predicate: { configuration: { name: string; digest: { sha256: string }; annotations?: Record<string, string> }[] }
}

/**
 * Reads the seal of a pack and checks its signature.
 *
 * @param key the key to trust; without one, the key that lies beside the seal
 * @throws BrokenSeal
 */
export function readSeal(dir: string, key?: KeyObject): CheckedSeal {
  const file = readFileSync(join(dir, SEAL_FILE))
  const envelope = parse(file.toString())
  const ajv = new Ajv({ strict: false })
  if (!ajv.validate(envelopeSchema, envelope)) throw new BrokenSeal(SEAL_FILE, `is no envelope that this version knows: ${ajv.errorsText()}`)
  const signature = envelope.signatures[0]
  const payload = Buffer.from(envelope.payload, 'base64')
  const asWritten = serialiseEnvelope({ ...envelope, payload: payload.toString('base64') })
  if (!file.equals(Buffer.from(asWritten))) throw new BrokenSeal(SEAL_FILE, 'was changed: it is not written as the harness writes it')

  const publicKey = key ?? embeddedKey(dir)
  const keyId = keyIdOf(publicKey)
  if (signature?.keyid !== keyId) {
    const place = key === undefined ? PUBLIC_KEY_FILE : SEAL_FILE
    throw new BrokenSeal(place, key === undefined ? 'is not the key that the seal names' : 'was signed with another key than the one given')
  }
  if (!isSignedBy(envelope, publicKey)) throw new BrokenSeal(SEAL_FILE, 'was changed: its signature does not match what it says')
  if (key !== undefined && keyIdOf(embeddedKey(dir)) !== keyId) throw new BrokenSeal(PUBLIC_KEY_FILE, 'was changed: it is not the key that the seal names')

  const statement = parse(payload.toString())
  if (!ajv.validate<KnownStatement>(statementSchema, statement)) throw new BrokenSeal(SEAL_FILE, `holds no statement that this version knows: ${ajv.errorsText()}`)
  return { digest: sha256(file), keyId, ...contentsOf(statement) }
}

function parse(json: string): unknown {
  try {
    return parseJson(json)
  } catch (error) {
    throw new BrokenSeal(SEAL_FILE, `was changed: it is not JSON (${error instanceof Error ? error.message : error})`)
  }
}

function embeddedKey(dir: string): KeyObject {
  try {
    const pem = readFileSync(join(dir, PUBLIC_KEY_FILE), 'utf8')
    const key = createPublicKey(pem)
    if (key.export({ type: 'spki', format: 'pem' }) === pem) return key
  } catch {
    // Missing, unreadable or no key: all the same to the reader of the message below.
  }
  throw new BrokenSeal(PUBLIC_KEY_FILE, 'was removed or changed: it holds no public key as the harness writes it')
}

function contentsOf({ subject, predicate }: KnownStatement): { manifest: Map<string, string>; logEnd: LogEnd } {
  const manifest = new Map(subject.map(({ name, digest: { sha256: value } }): [ManifestEntry['name'], string] => [name, value]))
  if (manifest.size !== subject.length) throw new BrokenSeal(SEAL_FILE, 'names a file twice')
  const end = predicate.configuration.find(({ name }) => name === LOG_END)
  const lines = Number(end?.annotations?.['lines'])
  if (end === undefined || !Number.isSafeInteger(lines) || lines < 1) throw new BrokenSeal(SEAL_FILE, 'does not say where the event log ends')
  return { manifest, logEnd: { lines, head: end.digest.sha256 } }
}
