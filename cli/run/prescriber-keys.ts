import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { loadWorld, type WorldStaff } from '../../config/world.ts'
import { createAuthority, createKeyPair, issueCertificate } from '../../mocks/services/eps/certificates.ts'
import { WORK_FOLDER } from '../paths.ts'

/** Keys and certificates of the synthetic world's prescribers, as their smartcards would hold them. */
export interface PrescriberKeys {
  /** Authority that issued the certificates (PEM); EPS trusts it. */
  authority: string
  /** PEM files by SDS user id. */
  files: Record<string, { key: string; certificate: string }>
}

const DAY = 24 * 60 * 60 * 1000
const AUTHORITY = 'authority.pem'

/** Everybody whose role lets them sign at the practice. */
function prescribers(): WorldStaff[] {
  const { practice, staff } = loadWorld()
  return staff.filter(({ roles }) => roles.some(({ organisation, activities }) => organisation === practice.odsCode && activities.includes('B0420')))
}

/** Makes what is missing or about to run out, reuses the rest: RSA keys take long to make. */
export async function preparePrescriberKeys(folder = join(WORK_FOLDER, 'keys', 'prescribers')): Promise<PrescriberKeys> {
  if (!areCurrent(folder)) await renew(folder)
  return {
    authority: readFileSync(join(folder, AUTHORITY), 'utf8'),
    files: Object.fromEntries(prescribers().map(({ id }) => [id, { key: resolve(folder, `${id}.key`), certificate: resolve(folder, `${id}.pem`) }])),
  }
}

function areCurrent(folder: string): boolean {
  const madeAt = join(folder, 'made-at')
  if (!existsSync(madeAt) || Date.now() - Number(readFileSync(madeAt, 'utf8')) > 300 * DAY) return false
  const there = new Set(readdirSync(folder))
  return prescribers().every(({ id }) => there.has(`${id}.pem`))
}

/** Made aside and put in place whole: another run may be making its own at this moment, and the first one counts. */
async function renew(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const aside = mkdtempSync(`${folder}-`)
  const write = (name: string, content: string) => writeFileSync(join(aside, name), content, { mode: 0o600 })
  const now = Date.now()
  const authority = await createAuthority(now)
  write(AUTHORITY, authority.certificate.toString())
  for (const { id, given, family } of prescribers()) {
    const keys = await createKeyPair()
    const certificate = await issueCertificate(authority, { userId: id, given, family, publicKey: keys.publicKey, notBefore: now - DAY, notAfter: now + 730 * DAY })
    write(`${id}.key`, keys.privateKey)
    write(`${id}.pem`, certificate.toString())
  }
  write('made-at', String(now))
  if (existsSync(folder) && !areCurrent(folder)) rmSync(folder, { recursive: true, force: true })
  try {
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!areCurrent(folder)) throw error
  }
}
