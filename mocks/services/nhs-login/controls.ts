import type { Environment } from '../../kit/environment.ts'
import type { Citizen } from '../../kit/identity.ts'
import { readClient, type OidcClient } from '../../kit/oidc/client.ts'
import { readFlaw, signIdToken, type IdTokenFlaw } from '../../kit/oidc/id-token-flaws.ts'
import { issuerFromOutside } from '../../kit/oidc/provider.ts'
import { changeClaims, providerControls } from '../../kit/oidc/provider-controls.ts'
import type { NhsLoginState } from './state.ts'
import { idTokenClaims } from './tokens.ts'
import { reached } from './vectors-of-trust.ts'

export interface MintArgs {
  nhsNumber: string
  /** Client id the token is for: what a receiving system expects in `aud`. */
  audience: string
  /** As if the citizen were proofed so far only. */
  proofing?: Citizen['proofing']
  /** NHS number of somebody (with an NHS login) who acts for the patient: the token carries their own in `act.sub`. */
  actor?: string
  issuer?: string
  /** Something that the receiver must notice. */
  flaw?: IdTokenFlaw
  /** Claims changed on top; null takes one away. */
  claims?: Record<string, unknown>
}

export const controls = {
  ...providerControls('nhs-login'),

  /** Registers an OIDC client, or replaces what is registered. A key set is needed: NHS login knows no secrets. */
  registerClient(state: NhsLoginState, args: OidcClient) {
    if (args.secret) throw new Error('Failed to register a client: NHS login takes private_key_jwt only. Give jwks instead of secret.')
    state.clients.set(args.clientId, readClient(args))
  },

  /** Gives somebody an NHS login; what is not given is made up. */
  addCitizen(_state: NhsLoginState, args: Partial<Citizen> & Pick<Citizen, 'nhsNumber'>, environment: Environment): Citizen {
    const { nhsNumber } = args
    if (!/^\d{10}$/.test(nhsNumber ?? '')) throw new Error(`Failed to give somebody an NHS login: nhsNumber is ${String(nhsNumber)}. Give ten digits.`)
    const citizen: Citizen = {
      sub: environment.random.uuid(),
      email: `patient.${nhsNumber}@example.org`,
      given: 'Example',
      family: 'Testpatient',
      birthDate: '1968-02-12',
      proofing: 'P9',
      ...args,
    }
    environment.identity.citizens.set(nhsNumber, citizen)
    return citizen
  },

  /** Changes somebody's account: proofing level, email address, practice. */
  changeCitizen(_state: NhsLoginState, { nhsNumber, ...changes }: Pick<Citizen, 'nhsNumber'> & Partial<Citizen>, environment: Environment) {
    environment.identity.citizens.set(nhsNumber, { ...citizenOf(nhsNumber, environment), ...changes })
  },

  /** A signed ID token without a log-in: what the NHS App presents when it calls a GP system for a patient. */
  async mintIdToken(_state: NhsLoginState, args: MintArgs, environment: Environment): Promise<{ idToken: string }> {
    const issuer = args.issuer ?? issuerFromOutside(environment, 'nhs-login')
    const ring = environment.identity.keys['nhs-login']
    const claimsFor = (nhsNumber: string, proofing?: Citizen['proofing']) => {
      const found = citizenOf(nhsNumber, environment)
      const citizen = { ...found, proofing: proofing ?? found.proofing }
      const signIn = { nhsNumber, sid: environment.random.uuid(), authTime: Math.floor(environment.clock.now() / 1000), vot: reached(citizen.proofing) }
      return idTokenClaims(environment, { issuer, clientId: args.audience, citizen, signIn, scopes: ['openid', 'profile'], nonce: environment.random.uuid() })
    }
    const act = args.actor === undefined ? undefined : { sub: await signIdToken(ring, claimsFor(args.actor)) }
    const claims = changeClaims({ ...claimsFor(args.nhsNumber, args.proofing), ...(act && { act }) }, args.claims)
    return { idToken: await signIdToken(ring, claims, args.flaw && readFlaw(args.flaw)) }
  },
}

function citizenOf(nhsNumber: string, { identity }: Environment): Citizen {
  const citizen = identity.citizens.get(nhsNumber)
  if (!citizen) throw new Error(`Failed to find the citizen ${nhsNumber}: nobody with that NHS number has an NHS login. Add them with addCitizen first.`)
  return citizen
}
