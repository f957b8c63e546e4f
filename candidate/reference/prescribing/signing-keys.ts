import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { behaviour } from '../behaviour.ts'
import { ConfigError, type ConfigProblem } from '../config/config-error.ts'
import { isObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'

/** A prescriber's key with the certificate that says whose it is. On a smartcard in live use; in files here. */
export interface SigningKey {
  /** SDS user id in the certificate's name. */
  userId: string
  privateKey: KeyObject
  certificate: X509Certificate
}

/** The organisation that pays for the practice's prescriptions. */
export interface Commissioner {
  odsCode: string
  name: string
}

export interface PrescribingSettings {
  keys: ReadonlyMap<string, SigningKey>
  commissioner?: Commissioner
}

const REMEDY = 'Give prescribers: { "<SDS user id>": { "key": FILE, "certificate": FILE } } with absolute paths of PEM files.'
const settings = new WeakMap<object, PrescribingSettings>()

/**
 * Settings `areas.prescribing` of the configuration: `commissioner` { odsCode, name }, and `prescribers`, by SDS user id the
 * PEM files of `key` and `certificate`. Read once.
 *
 * @throws ConfigError naming everything that is wrong
 */
export function settingsOf({ config }: Pick<Services, 'config'>): PrescribingSettings {
  const known = settings.get(config)
  if (known) return known
  const given = config.areas['prescribing']
  const { prescribers, commissioner } = isObject(given) ? given : {}
  const problems: ConfigProblem[] = []
  const keys = Object.entries(isObject(prescribers) ? prescribers : {}).flatMap(([userId, files]): [string, SigningKey][] => {
    try {
      const key = readKey(isObject(files) ? files : {})
      if (key.userId !== userId) throw new Error(`the certificate is that of ${key.userId}`)
      return [[userId, key]]
    } catch (error) {
      problems.push({
        place: `areas/prescribing/prescribers/${userId}`,
        what: error instanceof Error ? error.message : String(error),
        remedy: REMEDY,
      })
      return []
    }
  })
  if (problems.length > 0) throw new ConfigError(problems)
  const read: PrescribingSettings = {
    keys: new Map(keys),
    ...(isObject(commissioner) && { commissioner: { odsCode: String(commissioner['odsCode']), name: String(commissioner['name']) } }),
  }
  settings.set(config, read)
  return read
}

function readKey({ key, certificate: file }: Record<string, unknown>): SigningKey {
  const privateKey = createPrivateKey(readFileSync(String(key)))
  const certificate = new X509Certificate(readFileSync(String(file)))
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the key is not that of the certificate')
  // Named as on smartcards: CN=<user id>_<GIVEN>_<FAMILY>.
  const userId = /^CN=(\d{12})_/m.exec(certificate.subject)?.[1]
  if (userId === undefined) throw new Error(`the certificate does not name a user id: ${certificate.subject.replaceAll('\n', ', ')}`)
  return { userId, privateKey, certificate }
}

/** The key with which a prescription is signed: the signed-in user's own, and nobody else's. */
export const keyForSigning = behaviour(
  'prescribing.keyForSigning',
  ({ session }: Work, keys: ReadonlyMap<string, SigningKey>): SigningKey | undefined => keys.get(session.user.id),
)

/** The user's key, if it can be used today. */
export function signingKeyAt(work: Work): SigningKey {
  const key = keyForSigning(work, settingsOf(work.services).keys)
  const refuse = (text: string) => new Refusal('rule', [{ reason: 'signing-key', text }])
  if (!key) throw refuse('There is no signing certificate for you here, so you cannot sign. Ask the practice manager.')
  const now = work.services.clock.now()
  const { validFrom, validTo } = key.certificate
  if (now <= Date.parse(validFrom) || now >= Date.parse(validTo))
    throw refuse(`Your signing certificate is valid from ${validFrom} to ${validTo}: you cannot sign with it today.`)
  return key
}
