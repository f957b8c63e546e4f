import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { JSONSchemaType, ValidateFunction } from 'ajv'
import { checkSignatures } from './check-signatures.ts'
import type { SignatureCheck } from './check-signatures.ts'
import { IN_TOTO_PAYLOAD, sealDigest, serialiseEnvelope } from './dsse.ts'
import type { Envelope } from './dsse.ts'
import { canSeal } from './key-type.ts'
import { LIMITS } from './limits.ts'
import { PUBLIC_KEY_FILE, SEAL_FILE } from './list-files.ts'
import { parseJson } from './parse-json.ts'
import { sha256 } from './sha256.ts'
import { LOG_END } from './statement.ts'
import type { LogEnd, ManifestEntry } from './statement.ts'
import type { Touch } from './verify.ts'

/** What a seal says, once a signature of it was found good. */
export interface CheckedSeal {
  /** See `sealDigest`. */
  digest: string
  /** SHA-256 of statement.dsse.json as it lies there, with all signatures. */
  fileDigest: string
  /** Of the first signature. */
  keyId: string
  signatures: SignatureCheck[]
  /** What is wrong with other signatures, or with the keys. */
  findings: Touch[]
  /** SHA-256 by name. */
  manifest: Map<string, string>
  logEnd: LogEnd
}

/** The seal or the key beside it is not as the harness wrote it, and nothing that it says is believed. */
export class BrokenSeal extends Error {
  readonly findings: Touch[]
  readonly signatures: SignatureCheck[]

  constructor(findings: Touch[], signatures: SignatureCheck[] = []) {
    super(findings[0]?.what)
    this.findings = findings
    this.signatures = signatures
  }
}

const broken = (what: string): BrokenSeal => new BrokenSeal([{ place: SEAL_FILE, what }])

const text = { type: 'string' } as const
const digest = { type: 'object', required: ['sha256'], properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } } } as const

const envelopeSchema: JSONSchemaType<Envelope> = {
  type: 'object',
  required: ['payloadType', 'payload', 'signatures'],
  properties: {
    payloadType: { type: 'string', const: IN_TOTO_PAYLOAD },
    payload: text,
    signatures: {
      type: 'array',
      minItems: 1,
      maxItems: LIMITS.signatures,
      items: {
        type: 'object',
        required: ['keyid', 'sig'],
        properties: {
          keyid: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          // The longest there are: a signature of ECDSA P-256, and its key.
          sig: { type: 'string', maxLength: 96 },
          publicKey: { type: 'string', maxLength: 124, nullable: true },
        },
      },
    },
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

let compiled: { ajv: Ajv; isEnvelope: ValidateFunction<Envelope>; isStatement: ValidateFunction<KnownStatement> } | undefined

/** Compiled once, and only by those who read a seal. */
function schemas(): NonNullable<typeof compiled> {
  if (compiled !== undefined) return compiled
  const ajv = new Ajv({ strict: false })
  return (compiled = { ajv, isEnvelope: ajv.compile(envelopeSchema), isStatement: ajv.compile<KnownStatement>(statementSchema) })
}

/**
 * Reads the seal of a pack and checks its signatures.
 *
 * @param expected keys of which each has to have signed; a signature by any other is checked with the key that came with it
 * @throws BrokenSeal
 */
export function readSeal(dir: string, expected: readonly KeyObject[] = []): CheckedSeal {
  const file = readFileSync(join(dir, SEAL_FILE))
  const envelope = envelopeIn(file)
  const sealKey = embeddedKey(dir)
  const { signatures, findings } = checkSignatures(envelope, sealKey, expected)
  if (sealKey === undefined) findings.unshift({ place: PUBLIC_KEY_FILE, what: 'was removed or changed: it holds no public key as the harness writes it' })
  if (signatures.every(({ status }) => status === 'bad')) throw new BrokenSeal(findings, signatures)

  const statement = parse(Buffer.from(envelope.payload, 'base64').toString())
  const { ajv, isStatement } = schemas()
  if (!isStatement(statement)) throw broken(`holds no statement that this version knows: ${ajv.errorsText(isStatement.errors)}`)
  const fileDigest = sha256(file)
  // Without countersignatures the file is the envelope as it was first written.
  return { digest: envelope.signatures.length === 1 ? fileDigest : sealDigest(envelope), fileDigest, keyId: signatures[0]?.keyId ?? '', signatures, findings, ...contentsOf(statement) }
}

/**
 * The envelope in a file, which is written as the harness writes it; its signatures may be anybody's.
 *
 * @throws BrokenSeal
 */
export function envelopeIn(file: Buffer): Envelope {
  const envelope = parse(file.toString())
  const { ajv, isEnvelope } = schemas()
  if (!isEnvelope(envelope)) throw broken(`is no envelope that this version knows: ${ajv.errorsText(isEnvelope.errors)}`)
  const asWritten = serialiseEnvelope({ ...envelope, payload: Buffer.from(envelope.payload, 'base64').toString('base64') })
  if (!file.equals(Buffer.from(asWritten))) throw broken('was changed: it is not written as the harness writes it')
  return envelope
}

function parse(json: string): unknown {
  try {
    return parseJson(json)
  } catch (error) {
    throw broken(`was changed: it is not JSON (${error instanceof Error ? error.message : error})`)
  }
}

/** The key in public-key.pem; undefined when that is missing, holds none, or is not written as the harness writes it. */
function embeddedKey(dir: string): KeyObject | undefined {
  try {
    const pem = readFileSync(join(dir, PUBLIC_KEY_FILE), 'utf8')
    const key = createPublicKey(pem)
    return canSeal(key) && key.export({ type: 'spki', format: 'pem' }) === pem ? key : undefined
  } catch {
    // Missing, unreadable or no key: all the same to the reader of the finding.
    return undefined
  }
}

function contentsOf({ subject, predicate }: KnownStatement): { manifest: Map<string, string>; logEnd: LogEnd } {
  const manifest = new Map(subject.map(({ name, digest: { sha256: value } }): [ManifestEntry['name'], string] => [name, value]))
  if (manifest.size !== subject.length) throw broken('names a file twice')
  const end = predicate.configuration.find(({ name }) => name === LOG_END)
  const lines = Number(end?.annotations?.['lines'])
  if (end === undefined || !Number.isSafeInteger(lines) || lines < 1) throw broken('does not say where the event log ends')
  return { manifest, logEnd: { lines, head: end.digest.sha256 } }
}
