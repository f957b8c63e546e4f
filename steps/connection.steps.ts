import { Then, When } from '@cucumber/cucumber'
import type { PlainAnswer, TlsVersion } from '../candidate/port/connection.ts'
import { check, finding } from './checks/check.ts'
import type { AssayWorld } from './world.ts'

When('a browser asks for the sign-in without encryption', async function (this: AssayWorld) {
  this.notes.set('plain', await this.candidate.connection.askInPlainText())
})

When('a browser offers TLS {float} and nothing newer', async function (this: AssayWorld, version: number) {
  this.notes.set('tls', await this.candidate.connection.offerTls(version.toFixed(1) as TlsVersion))
})

Then('it gets nothing but the way to the encrypted one', async function (this: AssayWorld) {
  await this.check(ensureNothingInPlainText, { answer: this.notes.get('plain') as PlainAnswer })
})

Then('no connection comes about', async function (this: AssayWorld) {
  const { agreed } = this.notes.get('tls') as { agreed?: string }
  await this.check(ensureNoConnection, { agreed })
})

/** No answer, an error, or a redirect to HTTPS; never a page, a cookie, or a step of the sign-in. */
const ensureNothingInPlainText = check('nothing is answered without encryption', (_sight, { answer: { status, location, cookies } }: { answer: PlainAnswer }) => [
  cookies && finding('a cookie was set over an unencrypted connection', { expected: 'none', seen: 'Set-Cookie' }),
  status !== undefined && status < 300 && finding('a page was shown', { expected: 'no answer, a refusal, or the way to HTTPS', seen: `status ${status}` }),
  status !== undefined && status >= 300 && status < 400 && !isWayToEncryption(location) && finding('the user is led on without encryption', { expected: 'the same address with https', seen: location ?? 'nowhere' }),
])

/** The address of the same page, encrypted: not yet the provider of identities, which would mean that the sign-in had begun. */
const isWayToEncryption = (location: string | undefined) => location !== undefined && location.startsWith('https:') && !new URL(location).searchParams.has('client_id')

const ensureNoConnection = check('what is broken is not spoken', (_sight, { agreed }: { agreed: string | undefined }) =>
  agreed !== undefined && finding('the candidate agreed to it', { expected: 'TLS 1.2 or newer', seen: agreed }),
)
